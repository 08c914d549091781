// What the page makes of a query: document numbers, index numbers, synonyms, and what to ask instead when nothing is found.
import { numberParts } from "./search_query.js";
import { joined, parted } from "./search_without.js";
export { numberIn, nearNumbers, monthAndYear, synonymsIn, fewerWords, folded, searchable };

const INDEX_NUMBER = /^(?=.*\d{4})[0-9A-Za-z]{6,18}[-/_][0-9A-Za-z]{1,12}(?:[-/_][0-9A-Za-z]{1,12})*$/;
const MOST = 5;

// What tells a number from words that only look like one: its sign, a year in brackets, or how the marks of agencies end.
const SURELY = new RegExp(
  String.raw`[号號]\s*$|[〔[(【{]\s*[12][0-9oil]{3}年?\s*[〕\])】}]` +
    String.raw`|^\p{Script=Han}*[发函字规办令电批复](?=[^\p{Script=Han}]*[12])`,
  "iu",
);
// A number that was copied with a title, which stands by itself in its brackets or behind a blank.
const BESIDE = new RegExp(
  String.raw`(?:^|[^\p{Script=Han}a-z])(\p{Script=Han}{1,8})\s*[〔[(【{]\s*([12][0-9]{3})年?\s*[〕\])】}]` +
    String.raw`\s*第?\s*([0-9]{1,6})\s*[号號]`,
  "iu",
);

// Orders and announcements are numbered without a year.
const ORDER = /^(?:(?:发文字号|文号) ?[:：]? ?)?(\p{Script=Han}{2,20}(?:令|公告|通告))\s*第?\s*([0-9]{1,6})\s*[号號]$/u;

// {kind, words, sure, prefix, year, serial}: the number that a query is or names, or null; `standard` has the usual forms of
// Traditional characters.
function numberIn(query, standard = new Map()) {
  const text = [...parted(query).words.normalize("NFKC").trim()].map((one) => standard.get(one) || one).join("");
  const number = numberParts(text) || besideTitle(text);
  if (number)
    return {
      kind: "发文字号",
      words: `${number.prefix}〔${number.year}〕${number.serial}号`,
      sure: SURELY.test(text),
      ...number,
    };
  const order = text.match(ORDER);
  if (order)
    return {
      kind: "发文字号",
      words: `${order[1]}第${Number(order[2])}号`,
      sure: true,
      prefix: order[1],
      year: 0,
      serial: Number(order[2]),
    };
  return INDEX_NUMBER.test(text) ? { kind: "索引号", words: text, sure: true } : null;
}

function besideTitle(text) {
  const found = text.match(BESIDE);
  return found && Number(found[3]) ? { prefix: found[1], year: Number(found[2]), serial: Number(found[3]) } : null;
}

// Known numbers like the one asked for: the same letters, the nearest year first, then the nearest number.
function nearNumbers(asked, items) {
  if (!asked || asked.kind !== "发文字号" || !asked.year) return [];
  const near = [];
  for (const item of items) {
    const known = item.number && numberIn(item.number);
    if (known && known.prefix === asked.prefix && known.words !== asked.words) {
      near.push({ item, far: Math.abs(known.year - asked.year) * 1000 + Math.abs(known.serial - asked.serial) });
    }
  }
  return near
    .sort((a, b) => a.far - b.far)
    .slice(0, MOST)
    .map(({ item }) => item);
}

// The groups of synonyms that have a word in the query, without that word.
function synonymsIn(query, groups) {
  const asked = folded(parted(query).words);
  const others = [];
  for (const group of groups) {
    if (group.some((word) => asked.includes(once(word))))
      others.push(...group.filter((word) => !asked.includes(once(word))));
  }
  return others;
}

// What is asked instead of a day on which there is nothing.
function monthAndYear(day) {
  const [year, month] = day.split("-").map(Number);
  return [`${year}年${month}月`, `${year}年`];
}

// Shorter queries: the words between blanks, or of a run of characters the words that the browser knows.
function fewerWords(query) {
  const { words, without } = parted(query);
  const kept = (one) => joined(one, without);
  const parts = words.split(/[\s,，。;；、]+/u).filter((part) => folded(part).length > 1);
  if (parts.length > 1) return [...new Set(parts)].slice(0, MOST).map(kept);
  if (!window.Intl?.Segmenter) return [];
  const segments = [...new Intl.Segmenter("zh", { granularity: "word" }).segment(words)];
  const found = segments.filter((one) => one.isWordLike && folded(one.segment).length > 1).map((one) => one.segment);
  return found.length > 1 ? [...new Set(found)].slice(0, MOST).map(kept) : [];
}

const known = new Map();
function once(word) {
  if (!known.has(word)) known.set(word, folded(word));
  return known.get(word);
}

function folded(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

const searchable = (query) => folded(query) !== "";
