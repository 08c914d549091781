// Interpretation of a query: document and index numbers, synonyms, and alternative queries when nothing is found.
import { numberParts } from "./search_query.js";
import { joined, parted } from "./search_without.js";
export { numberIn, nearNumbers, monthAndYear, synonymsIn, fewerWords, folded, searchable };

const INDEX_NUMBER = /^(?=.*\d{4})[0-9A-Za-z]{6,18}[-/_][0-9A-Za-z]{1,12}(?:[-/_][0-9A-Za-z]{1,12})*$/;
const MOST = 5;

// Evidence that text is a document number: its 号, a year in brackets, or the usual last characters of agency codes.
const SURELY = new RegExp(
  String.raw`[号號]\s*$|[〔[(【{]\s*[12][0-9oil]{3}年?\s*[〕\])】}]` +
    String.raw`|^\p{Script=Han}*[发函字规办令电批复](?=[^\p{Script=Han}]*[12])`,
  "iu",
);
// A number copied together with a title, separated by its brackets or a space.
const BESIDE = new RegExp(
  String.raw`(?:^|[^\p{Script=Han}a-z])(\p{Script=Han}{1,8})\s*[〔[(【{]\s*([12][0-9]{3})年?\s*[〕\])】}]` +
    String.raw`\s*第?\s*([0-9]{1,6})\s*[号號]`,
  "iu",
);

// Orders and announcements are numbered without a year.
const ORDER = /^(?:(?:发文字号|文号) ?[:：]? ?)?(\p{Script=Han}{2,20}(?:令|公告|通告))\s*第?\s*([0-9]{1,6})\s*[号號]$/u;

// {kind, words, sure, prefix, year, serial}: the number that a query is or contains, or null; `standard` maps
// Traditional characters to standard ones.
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

// Similar known numbers: the same prefix, sorted by distance of year, then of serial number.
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

// The synonym groups with a word in the query, without that word.
function synonymsIn(query, groups) {
  const asked = folded(parted(query).words);
  const others = [];
  for (const group of groups) {
    if (group.some((word) => asked.includes(once(word))))
      others.push(...group.filter((word) => !asked.includes(once(word))));
  }
  return others;
}

// Alternative queries for a date without results.
function monthAndYear(day) {
  const [year, month] = day.split("-").map(Number);
  return [`${year}年${month}月`, `${year}年`];
}

// Shorter queries: the words between spaces, or the words of Intl.Segmenter.
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
