// What the page makes of a query: document numbers, index numbers, synonyms, and what to ask instead when nothing is found.
(function (global) {
  "use strict";
  const INDEX_NUMBER = /^(?=.*\d{4})[0-9A-Za-z]{6,18}[-/_][0-9A-Za-z]{1,12}(?:[-/_][0-9A-Za-z]{1,12})*$/;
  const MOST = 5;

  // {kind, words, prefix, year, serial}: the number that a query is, or null.
  function numberIn(query) {
    const number = global.gkQuery.numberParts(query);
    if (number) return { kind: "发文字号", words: `${number.prefix}〔${number.year}〕${number.serial}号`, ...number };
    const text = query.normalize("NFKC").trim();
    return INDEX_NUMBER.test(text) ? { kind: "索引号", words: text } : null;
  }

  // Known numbers like the one asked for: the same letters, the nearest year first, then the nearest number.
  function nearNumbers(asked, items) {
    if (!asked || asked.kind !== "发文字号") return [];
    const near = [];
    for (const item of items) {
      const known = item.number && numberIn(item.number);
      if (known && known.prefix === asked.prefix && known.words !== asked.words) {
        near.push({ item, far: Math.abs(known.year - asked.year) * 1000 + Math.abs(known.serial - asked.serial) });
      }
    }
    return near.sort((a, b) => a.far - b.far).slice(0, MOST).map(({ item }) => item);
  }

  // The groups of synonyms that have a word in the query, without that word.
  function synonymsIn(query, groups) {
    const asked = folded(query);
    const others = [];
    for (const group of groups) {
      if (group.some((word) => asked.includes(once(word)))) others.push(...group.filter((word) => !asked.includes(once(word))));
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
    const parts = query.split(/[\s,，。;；、]+/u).filter((part) => folded(part).length > 1);
    if (parts.length > 1) return [...new Set(parts)].slice(0, MOST);
    if (!global.Intl?.Segmenter) return [];
    const segments = [...new Intl.Segmenter("zh", { granularity: "word" }).segment(query)];
    const words = segments.filter((one) => one.isWordLike && folded(one.segment).length > 1).map((one) => one.segment);
    return words.length > 1 ? [...new Set(words)].slice(0, MOST) : [];
  }

  const known = new Map();
  function once(word) {
    if (!known.has(word)) known.set(word, folded(word));
    return known.get(word);
  }

  function folded(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  }

  const searchable = (query) => folded(query) !== "";

  global.gkSearchUnderstood = { numberIn, nearNumbers, monthAndYear, synonymsIn, fewerWords, folded, searchable };
})(window);
