// Tokenizer, the same as hooks/gongkai/searching/tokens.py; tests/cases/search/tokens.json binds both.
export { cut, dates, digitsOf, inFigures, inWords, joined, normalized, phrases, standardForms, unitHash, wholeDate };

const SOFT = new Set(
  "“”‘’\"'\u0060「」『』〔〕[]()【】〖〗《》〈〉<>{}、_/\\ \t\r.\u3000" +
    "-‐‒–—―−─~·•‧∙⋅・\u00ad\u200b\u200c\u200d\u200e\u200f\u2028\u2060\ufeff",
);
for (let code = 0xfe00; code < 0xfe10; code += 1) SOFT.add(String.fromCodePoint(code));
for (let code = 0xe0100; code < 0xe01f0; code += 1) SOFT.add(String.fromCodePoint(code));
const HAN = /^[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇\u{20000}-\u{3ffff}]$/u;
const WORDLIKE = /^[a-z0-9]$/;
const PIECE = /[0-9]{6}[a-z0-9]{0,58}|[0-9]{1,5}|[a-z]{1,64}/g;
// A grapheme base with its combining marks, so that each can be normalized by itself.
const CLUSTER = /\P{M}\p{M}*|\p{M}+/uy;
const DATE = new RegExp(
  "(?:^|[^0-9])((?:19|20)[0-9]{2})(?:[ \t]*[-年/.][ \t]*([0-9]{1,2})[ \t]*[-月/.][ \t]*([0-9]{1,2})(?![0-9])" +
    "|([01][0-9])([0-3][0-9])(?![0-9]))",
  "g",
);
const DATE_IN_WORDS =
  /([一二][〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日/g;
const WHOLE_DATE = new RegExp(
  `^(?:(?:19|20)[0-9]{2}(?:[-年/.][0-9]{1,2}[-月/.][0-9]{1,2}日?|[01][0-9][0-3][0-9])|${DATE_IN_WORDS.source})$`,
);
const DIGITS = [..."〇一二三四五六七八九"];
const NUMERALS = new Map(
  DIGITS.map((numeral, value) => [numeral, value]).concat([
    ["○", 0],
    ["零", 0],
  ]),
);

function normalized(text, standard) {
  let folded = "";
  for (const character of text.normalize("NFKC")) folded += standard.get(character) || character;
  return folded.toLowerCase();
}

const BREAK = 0,
  SOFTLY = 1,
  LETTER = 2,
  ONE_HAN = 3,
  UNKNOWN = 4,
  TOGETHER = 5;
const kindOf = (character) =>
  WORDLIKE.test(character) ? LETTER : HAN.test(character) ? ONE_HAN : SOFT.has(character) ? SOFTLY : BREAK;
const tables = new WeakMap();

// Cache for UTF-16 code units that normalize to one code unit by themselves: the result and its kind; TOGETHER for
// others, which are normalized with their neighbours. Filled lazily, since normalization takes most of the time.
function tableOf(standard) {
  if (!tables.has(standard))
    tables.set(standard, { kinds: new Uint8Array(65536).fill(UNKNOWN), folded: new Uint16Array(65536) });
  return tables.get(standard);
}

function learn(code, { kinds, folded }, standard) {
  const character = String.fromCharCode(code);
  const found = /[\p{M}\p{Cs}]/u.test(character) ? "" : normalized(character, standard);
  folded[code] = found.charCodeAt(0);
  return (kinds[code] = found.length === 1 ? kindOf(found) : TOGETHER);
}

// Cuts a text into units (one Han character, or a run of letters and figures), with their run and their range in the
// text.
function cut(text, standard) {
  const table = tableOf(standard);
  const { kinds, folded } = table;
  const units = [],
    runs = [],
    starts = [],
    ends = [];
  const letters = [];
  let word = "",
    run = 0;
  const kind = (code) => (kinds[code] === UNKNOWN ? learn(code, table, standard) : kinds[code]);
  function unit(text, start, end) {
    units.push(text);
    runs.push(run);
    starts.push(start);
    ends.push(end);
  }
  function close() {
    for (const { 0: piece, index } of word.matchAll(PIECE))
      unit(piece, letters[2 * index], letters[2 * (index + piece.length) - 1]);
    word = "";
    letters.length = 0;
  }
  function take(character, of, start, end) {
    if (of === LETTER) {
      word += character;
      letters.push(start, end);
      return;
    }
    if (word) close();
    if (of === ONE_HAN) unit(character, start, end);
    else if (of === BREAK) run += 1;
  }
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    const of = kind(code);
    if (of !== TOGETHER && (at + 1 === text.length || kind(text.charCodeAt(at + 1)) !== TOGETHER)) {
      take(of === LETTER || of === ONE_HAN ? String.fromCharCode(folded[code]) : "", of, at, at + 1);
      at += 1;
      continue;
    }
    CLUSTER.lastIndex = at;
    const [cluster] = CLUSTER.exec(text);
    for (const character of normalized(cluster, standard)) take(character, kindOf(character), at, at + cluster.length);
    at += cluster.length;
  }
  if (word) close();
  return { units, runs, starts, ends };
}

function joined(first, second) {
  return first.charCodeAt(0) < 128 && second.charCodeAt(0) < 128 ? first + "·" + second : first + second;
}

// An 8-bit hash of a unit, from which the marks of postings are made.
function unitHash(unit) {
  let value = 0;
  for (let i = 0; i < unit.length; i += 1) value = (value * 31 + unit.charCodeAt(i)) & 255;
  return value;
}

// The phrases of a text: the units of each run.
function phrases(text, standard) {
  const { units, runs } = cut(text, standard);
  const found = new Map();
  units.forEach((unit, i) => found.set(runs[i], [...(found.get(runs[i]) || []), unit]));
  return [...found.values()];
}

function dates(folded) {
  const found = [];
  for (const [, year, month, day, month2, day2] of folded.matchAll(DATE))
    found.push(...term(Number(year), Number(month || month2), Number(day || day2)));
  for (const [, year, month, day] of folded.matchAll(DATE_IN_WORDS)) {
    found.push(...term(Number(digitsOf(year)), inFigures(month), inFigures(day)));
  }
  return found;
}

function term(year, month, day) {
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1900 || year >= 2100) return [];
  return [`@${year}${String(month).padStart(2, "0")}${String(day).padStart(2, "0")}`];
}

// Converts numerals to digits: 二〇一八 is 2018.
const digitsOf = (numerals) => [...numerals].map((numeral) => NUMERALS.get(numeral)).join("");

function inFigures(words) {
  const at = words.lastIndexOf("十");
  if (at < 0) return words.length === 1 ? NUMERALS.get(words) : 0;
  const tens = words.slice(0, at),
    ones = words.slice(at + 1);
  if (tens.length > 1 || ones.length > 1 || tens.includes("十")) return 0;
  return (tens ? NUMERALS.get(tens) : 1) * 10 + (ones ? NUMERALS.get(ones) : 0);
}

// Converts a number below 100 to Chinese numerals.
function inWords(figures) {
  const tens = Math.floor(figures / 10),
    ones = figures % 10;
  return (tens > 1 ? DIGITS[tens] : "") + (tens ? "十" : "") + (ones || !tens ? DIGITS[ones] : "");
}

// The term of a date if the whole text is one, otherwise "".
function wholeDate(text, standard) {
  const folded = normalized(text, standard).replace(/[ \t]+/g, "");
  return WHOLE_DATE.test(folded) ? dates(folded)[0] || "" : "";
}

// Map of Traditional characters to their standard forms, from two lists of code points.
function standardForms(traditional, standard) {
  return new Map(
    traditional.map((point, place) => [String.fromCodePoint(point), String.fromCodePoint(standard[place])]),
  );
}
