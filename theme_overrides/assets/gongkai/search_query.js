// Query parser: phrases, quoted ones strict, dates in any notation, synonyms.
import { digitsOf, inFigures, inWords, joined, normalized, phrases as phrasesOf, wholeDate } from "./tokens.js";
export { parsed, variants, formsOf, numberParts };

const HAN = /[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
const QUOTED = /(^|\s)(?:"([^"“”]+)"|“([^"“”]+)”|「([^「」]+)」|『([^『』]+)』)(?=\s|$)/g;
const WORDLIKE = /^[a-z0-9]/;
// Maximum number of bigrams to query, since each may need a file. Of longer queries only every second bigram is
// queried, or fewer: the marks of postings cover what follows.
const MOST_PAIRS = 16;
const MOST_TERMS = 60;
const MOST_VARIANTS = 6;

// A space before a measure word or after 第 is part of a number: 2018 年, 第 12 号.
const MEASURED = /([0-9])[ \t\u3000]+(?=[年月日号期届次条款项章节批类级页万亿元])|第[ \t\u3000]+(?=[0-9])/g;
const ORDINAL = "(?=[条章节款项批届次期号季])";
const IN_FIGURES = new RegExp(`第([0-9]{1,2})${ORDINAL}`, "g");
const IN_WORDS = new RegExp(`第([一二三四五六七八九十]{1,3})${ORDINAL}`, "g");
// A document number as people copy it, also from OCR: with or without brackets, 年, 第, 号 and label.
const NUMBER = new RegExp(
  "^(?:(?:发文字号|文号|编号) ?[:：]? ?)?(\\p{Script=Han}[\\p{Script=Han}a-z]{0,19}?) ?" +
    "([12][0-9oil]{3}|[一二][〇○零o一二三四五六七八九]{3}) ?年? ?第? ?" +
    "([0-9oil]{1,6}|[一二三四五六七八九十]{1,3}) ?[号號]?$",
  "iu",
);
const SOFTLY = /[^\p{L}\p{N}〇○:：]+/gu;
const YEAR_IN_WORDS = /([一二][〇○零一二三四五六七八九]{3})(?=年)/g;

// {phrases, terms, date, spaced}: `spaced` if spaces were ignored that may separate words, which `apart` forbids. A
// phrase has its units, strict, cutOff (its last unit may be a prefix), the indices of its terms, and the units at
// which these start; a term has its text, prefix (matches all longer terms), and optional (only raises the score).
function parsed(query, standard, apart = false) {
  const found = [];
  const date = wholeDate(query, standard);
  const add = (text, strict) => {
    const day = wholeDate(text, standard);
    if (day) {
      found.push({ units: [], strict: true, cutOff: false, day, piece: text });
      return;
    }
    for (const units of phrasesOf(text, standard)) {
      found.push({ units, strict, cutOff: !strict && WORDLIKE.test(units[units.length - 1]), day: "", piece: text });
    }
  };
  const rest = query.replace(QUOTED, (_, before, ...groups) => {
    add(groups.slice(0, 4).find(Boolean), true);
    return " ";
  });
  const typed = rest.replace(MEASURED, (space) => space.trim());
  const pieces = typed.split(/[\s\u3000]+/).filter(Boolean);
  // Among only letters and figures spaces do not separate: GB/T 22239-2019 is one number.
  const spaced = !date && pieces.length > 1 && !HAN.test(normalized(typed, standard));
  if (date) add(query, true);
  else for (const piece of spaced && !apart ? [typed] : pieces) add(piece, false);
  return { phrases: found, terms: termsOf(found), date: date ? iso(date) : null, spaced };
}

function termsOf(phrases) {
  const terms = [];
  const number = (text, prefix, optional) => {
    const known = terms.findIndex((term) => term.text === text && term.prefix === prefix);
    if (known >= 0) {
      terms[known].optional = terms[known].optional && optional;
      return known;
    }
    return terms.push({ text, prefix, optional }) - 1;
  };
  spread(phrases);
  for (const phrase of phrases) {
    const { units, cutOff, day } = phrase;
    const last = units.length - 2;
    if (day) phrase.terms = [number(day, false, false)];
    else if (last < 0) phrase.terms = [number(units[0], true, false)];
    else phrase.terms = phrase.starts.map((i) => number(joined(units[i], units[i + 1]), cutOff && i === last, false));
  }
  // A space inside a number as people type it: the units on both sides may be adjacent, which ranks higher.
  for (let i = 0; i + 1 < phrases.length; i += 1) {
    const first = phrases[i].units[phrases[i].units.length - 1],
      second = phrases[i + 1].units[0];
    if (first && second && (WORDLIKE.test(first) || WORDLIKE.test(second))) number(joined(first, second), false, true);
  }
  if (terms.length > MOST_TERMS) {
    terms.length = MOST_TERMS;
    for (const phrase of phrases) {
      const end = phrase.terms.findIndex((one) => one >= MOST_TERMS);
      if (end >= 0) phrase.terms.length = end;
    }
  }
  return terms;
}

// Chooses the bigrams of each phrase to query, by their first units: all, or evenly spaced ones up to the maximum.
function spread(phrases) {
  const pairs = phrases.reduce((sum, { units }) => sum + Math.max(1, units.length - 1), 0);
  // In half steps, so that another length changes only the choice after it.
  for (let step = 1; step <= Math.max(1, pairs); step += 0.5) {
    let asked = 0;
    for (const phrase of phrases) {
      phrase.starts = spreadTo(phrase.units.length - 2, step, phrase.cutOff);
      asked += phrase.starts.length;
    }
    if (asked <= MOST_PAIRS) return;
  }
}

function spreadTo(last, step, cutOff) {
  const starts = [0];
  for (let i = 1; Math.floor(i * step) <= last; i += 1) starts.push(Math.floor(i * step));
  const behind = last - starts[starts.length - 1];
  // The two units after a bigram are covered by its marks.
  if (behind > (step < 3 || cutOff ? 0 : 2)) starts.push(last);
  return starts;
}

// {prefix, year, serial} if a text is a document number in any notation; otherwise null.
function numberParts(text) {
  const found = text.normalize("NFKC").replace(SOFTLY, " ").trim().match(NUMBER);
  if (!found) return null;
  const scanned = (figures) => figures.replace(/o/gi, "0").replace(/[il]/gi, "1");
  const [, prefix, written, serialWritten] = found;
  const year = Number(/^[12]/.test(written) ? scanned(written) : digitsOf(written.replace(/o/gi, "〇")));
  const serial = Number(/^[0-9oil]/i.test(serialWritten) ? scanned(serialWritten) : inFigures(serialWritten));
  return serial && year >= 1900 && year < 2100 ? { prefix, year, serial } : null;
}

// The query and its variants by synonym groups and number formats; the query itself comes first.
function variants(query, groups, standard) {
  const fold = (text) => normalized(text, standard);
  const folded = fold(query);
  const found = [query];
  const number = numberParts(folded);
  if (number) {
    const usual = `${number.prefix}〔${number.year}〕${number.serial}号`;
    const unitsOf = (text) => phrasesOf(text, standard).join("\n");
    if (unitsOf(usual) !== unitsOf(query)) found.push(usual);
  }
  for (const group of groups) {
    const words = group.map(fold);
    const used = words.filter((word) => word && folded.includes(word)).sort((a, b) => b.length - a.length)[0];
    if (!used) continue;
    for (const word of words) {
      // A synonym that contains the other is found already, or would find too much.
      if (word && !word.includes(used) && !used.includes(word)) found.push(folded.split(used).join(word));
    }
  }
  found.push(
    folded
      .replace(IN_FIGURES, (_, figures) => `第${inWords(Number(figures))}`)
      .replace(YEAR_IN_WORDS, (words) => digitsOf(words)),
  );
  found.push(folded.replace(IN_WORDS, (written, words) => (inFigures(words) ? `第${inFigures(words)}` : written)));
  return found
    .filter((one, place) => !place || (fold(one) !== folded && found.indexOf(one) === place))
    .slice(0, MOST_VARIANTS);
}

// The notations of a date, as phrases to highlight.
function formsOf(day, standard) {
  const year = day.slice(1, 5),
    month = day.slice(5, 7),
    date = day.slice(7);
  const forms = [
    `${year}年${Number(month)}月${Number(date)}日`,
    `${year}年${month}月${date}日`,
    `${year}-${month}-${date}`,
    `${year}${month}${date}`,
  ];
  return forms.map((form) => ({ units: phrasesOf(form, standard)[0], strict: true, cutOff: false, day: "" }));
}

const iso = (day) => `${day.slice(1, 5)}-${day.slice(5, 7)}-${day.slice(7)}`;
