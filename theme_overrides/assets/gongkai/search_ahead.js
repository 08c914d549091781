// The first answer, from so few files that a slow line shows it soon: the postings of some terms tell nearly all of a
// phrase, since their marks tell what follows them, and rows prove it.
import { CHECKED } from "./search_held.js";
import { evaluated } from "./search_score.js";
export { aheadIn };

// Files besides search/start.js. Page, style sheet, two scripts and that make eight requests with them.
const MOST_FILES = 3;
// Postings of so many files tell the most; another is read only if it makes the order exact, else a text may be.
const ENOUGH = 2;
// A term tells its own two units, and its marks the two after them.
const TOLD = 4;
const FIGURES = /[0-9]/;

// `files` is what open of search_index.js gave, `ended` says whether an entry is no longer in force, and the others are
// functions of search_held.js.
function aheadIn(files, ended, { foreseen, provenByRow, holding }) {
  const { count } = files.metadata;
  const columns = { count, lengths: files.lengths, titles: files.titles };

  // The terms of all variants, each once: its files, whether only the first of them are read, and the units that it
  // tells, as {flags, from, to, units, variant}; a flag of a phrase is 1 for a unit that chosen terms tell.
  function termsOf(wanted, most) {
    const found = new Map();
    wanted.forEach(({ phrases, terms }, variant) => {
      for (const phrase of phrases) {
        const { units, cutOff, starts } = phrase;
        phrase.told = new Uint8Array(Math.max(1, units.length));
        phrase.terms.forEach((number, i) => {
          const { text, prefix } = terms[number];
          const key = `${text} ${prefix}`;
          const term = found.get(key) || { key, text, prefix, parts: files.partsOf(text, prefix), places: [] };
          // The marks do not tell a last unit that may be incomplete.
          const whole = Math.min(starts[i] + TOLD, units.length - (cutOff ? 1 : 0));
          const to = Math.max(1, whole, Math.min(starts[i] + 2, units.length));
          term.places.push({ flags: phrase.told, from: starts[i], to, units, variant });
          found.set(key, term);
        });
      }
    });
    const every = [...found.values()];
    if (every.length === 1 && every[0].parts.length > most) {
      every[0].parts.length = most;
      every[0].cut = true;
    }
    return every;
  }

  // How much a term tells that is not told yet: figures count most, since many have the same mark. Two terms can tell a
  // short query wholly, if it is told from its beginning; of a long one the middle, since titles begin and end alike.
  function worthOf({ places }) {
    let sum = 0;
    for (const { flags, from, to, units, variant } of places) {
      const long = units.length > ENOUGH * TOLD;
      let own = 0;
      for (let i = from; i < to; i += 1) {
        if (!flags[i]) own += i < from + 2 && FIGURES.test(units[i]) ? TOLD : 1;
      }
      own -= (long ? Math.abs(from + TOLD / 2 - units.length / 2) : from) / 1000;
      // The query itself counts more than its variants.
      sum += variant ? own / 100 : own;
    }
    return sum;
  }

  const isTold = ({ told }) => told.every(Boolean);
  const isMostlyTold = ({ told }) => 2 * told.filter(Boolean).length >= told.length;

  // Chooses terms whose postings take at most `most` files; {chosen: Map(key → term), taken: the files}.
  function choice(wanted, most) {
    let rest = termsOf(wanted, most);
    const chosen = new Map(),
      taken = new Set();
    const missing = ({ parts }) => parts.filter((part) => !taken.has(part) && !files.isThere(part));
    while (rest.length) {
      const told = wanted.every(({ phrases }) => phrases.every(isTold));
      const limit = told ? most : Math.min(most, ENOUGH);
      const fitting = rest.filter((term) => missing(term).length <= (term.cut ? most : limit) - taken.size);
      if (!fitting.length) break;
      const worth = (term) => (missing(term).length ? worthOf(term) : Infinity);
      const best = fitting.reduce((one, other) => (worth(other) > worth(one) ? other : one));
      rest = rest.filter((term) => term !== best);
      missing(best).forEach((part) => taken.add(part));
      chosen.set(best.key, best);
      for (const { flags, from, to } of best.places) flags.fill(1, from, to);
    }
    return { chosen, taken: [...taken] };
  }

  // A variant with the chosen ones of its terms; `size` is the number of all. Phrases that these do not tell wholly are
  // `open`.
  function reduced({ phrases, terms }, chosen) {
    const kept = [];
    const numbers = terms.map(({ text, prefix, optional }) => {
      const term = optional ? null : chosen.get(`${text} ${prefix}`);
      return term ? kept.push(term) - 1 : -1;
    });
    return {
      terms: kept,
      size: terms.filter(({ optional }) => !optional).length,
      phrases: phrases.map((phrase) => {
        const places = phrase.terms.map((_, i) => i).filter((i) => numbers[phrase.terms[i]] >= 0);
        return {
          ...phrase,
          open: !isTold(phrase),
          starts: places.map((i) => phrase.starts[i]),
          terms: places.map((i) => numbers[phrase.terms[i]]),
        };
      }),
    };
  }

  // How many of the first entries have rows that take at most `most` files which are not there yet, and how many files.
  function readable(entries, most) {
    const parts = new Set();
    let ready = 0;
    for (const entry of entries.slice(0, CHECKED)) {
      const part = files.partOfRow(entry);
      if (!files.isThere(part) && !parts.has(part) && parts.size === most) break;
      if (!files.isThere(part)) parts.add(part);
      ready += 1;
    }
    return { ready, size: parts.size };
  }

  // {entries, answering, ready, exact}: the first hits, what they are taken from (before filters), how many of them can
  // be shown, and whether that is all hits in their order. Without entries: `none` if nothing is a full match, or
  // `named`, the entry that the query names though it is no longer in force. Null if nothing is known. `noted` collects
  // the matches, `passing` applies the filters, `spent` is the number of files that were read before.
  async function first(wanted, noted, passing, { sort, spent = 0 }) {
    const rowsThere = !count || files.isThere(files.partOfRow(0));
    const most = MOST_FILES - spent;
    const { chosen, taken } = choice(wanted, rowsThere ? most : Math.min(most, ENOUGH));
    const variants = wanted.map((variant) => reduced(variant, chosen));
    const found = await Promise.all(
      variants.map(({ terms }) =>
        Promise.all(
          terms.map(({ text, prefix, cut, parts }) =>
            prefix ? files.postingsFrom(text, cut ? parts.length : Infinity) : files.postings(text),
          ),
        ),
      ),
    );
    const isOpen = ({ phrases }) => phrases.some(({ open }) => open);
    const evaluate = (which) =>
      variants.forEach((variant, number) => {
        if (!variant.terms.length || isOpen(variant) !== which) return;
        evaluated(variant, found[number], columns, null).whole(noted.noteFor(number));
      });
    evaluate(false);
    const open = !noted.whole().length;
    if (open) evaluate(true);
    const answering = noted.whole();
    const cut = variants.some(({ terms }) => terms.some((term) => term.cut));
    const entries = passing(answering);
    if (!entries.length) {
      const all = !cut && variants.every((variant) => variant.terms.length && (open || !isOpen(variant)));
      return { entries, none: all && !wanted.some(({ spaced }) => spaced) };
    }
    const left = most - taken.filter(files.isThere).length;
    const phrasesOf = (entry) => variants[noted.variantOf(entry)].phrases;
    if (open) return proven(entries, phrasesOf, noted.scoreOf, left);
    const { ready, size } = readable(entries, left);
    const shown = await foreseen(entries.slice(0, ready), phrasesOf, { sort, mayRead: size < left });
    const exact =
      !cut &&
      variants.every(({ terms, size: all }, i) => terms.length === all && terms.length === wanted[i].terms.length);
    return shown && { entries: [...shown, ...entries.slice(ready)], answering, ready, exact };
  }

  // The same if postings leave some of the query open: only those of the first entries that rows, or the text of the
  // very first, prove.
  async function proven(entries, phrasesOf, scoreOf, left) {
    const best = entries.reduce((one, other) => (scoreOf(other) > scoreOf(one) ? other : one));
    const some = [best, ...entries.filter((entry) => entry !== best)];
    const { ready, size } = readable(some, left);
    const proofs = new Map();
    await Promise.all(
      some.slice(0, ready).map(async (entry) => proofs.set(entry, (await provenByRow(entry, phrasesOf(entry))).how)),
    );
    const isBehind = (entry) => ended(entry) && !ended(entries[0]);
    const named = some.find((entry) => proofs.get(entry) === 2 && isBehind(entry));
    const held = entries.filter((entry) => proofs.get(entry) && !isBehind(entry));
    const [first] = entries;
    const mayRead = size < left && files.isThere(files.partOfRow(first));
    if (!held.length && named === undefined) {
      const phrases = phrasesOf(first);
      // Where no text may be read, marks of half the query are believed for a moment.
      if (mayRead ? await holding(first, { phrases }) : proofs.has(first) && phrases.every(isMostlyTold))
        held.push(first);
    }
    held.sort((one, other) => (proofs.get(other) === 2) - (proofs.get(one) === 2));
    return { entries: held, named, answering: held, ready: held.length };
  }

  return { first, ready: (entries) => readable(entries, MOST_FILES).ready };
}
