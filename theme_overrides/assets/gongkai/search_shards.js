// The search of one index of classic scripts: works from a web server and from a folder.
import { columnsOf } from "./search_columns.js";
import { heldIn } from "./search_held.js";
import * as searchIndex from "./search_index.js";
import * as searchMarks from "./search_marks.js";
import { meantIn } from "./search_meant.js";
import * as searchNoted from "./search_noted.js";
import { descending } from "./search_order.js";
import * as searchQuery from "./search_query.js";
import { ALL } from "./search_worth.js";
import { evaluated } from "./search_score.js";
import * as searchWithout from "./search_without.js";
export { open };

//   open(base) → Promise<index>        base: folder of the index with a slash, for example "search/pages/"
//     rejects with an Error whose .reason is "missing" | "truncated" | "other-build"; so does every promise below
//   index.count, index.buildId
//   index.facets = {part|kind|subject|agency|year|state|source: {title, values: [text…], of(entry) → [value number…]}}
//     (only the facets that some entry has)
//   index.day(entry) → "YYYY-MM-DD" or ""
//   index.search(query, options) → Promise<{hits, related, named, without, terms, suggestions, dateQuery, broken}>
//     options = {filters: {facet: [value text…]}, from, to, validOn: "YYYY-MM-DD", sort: "relevance"|"date",
//                synonyms: [["人社局", "人力资源和社会保障局"], …]}
//     hits and related are arrays of {entry, exact, score}; an empty query browses everything, newest first
//     what is no longer in force, or explains it, stands behind all others, among hits and among related; `named` has such
//     entries whose title or number is the query, where others stand before them
//     hits hold the whole query; where nothing does, all of its words, unless a slip explains far more; related hold most of
//     it, and are exact: false
//     a word behind a blank and a minus is left out: nothing holds it; `without` has these words
//     suggestions: queries that would find something («您是不是要找»), the likeliest first; dateQuery: null or "YYYY-MM-DD"
//     broken: null, or the Error of a file for which another engine stood in
//   index.ended(entry) → whether it is no longer in force today, or explains only what is not
//   index.counts(hits, filters) → {facet: Map(value text → count)}, disjunctive inside a facet; hits as search gave them
//   index.shown(entry) → Promise<{title, url, number, indexNo, day, part, kind, subjects, standing, agency, source, cells}>
//     standing as now of search_standing.js gives it
//   index.kin(entry) → Promise<[{what, entry}…]>    what took its place, what ended it, what it explains
//   index.excerpt(entry, answer) → Promise<[{text, mark}…]>    the place of the text with most of the query
//   index.mark(text, answer) → [{text, mark}…]                 a title or cell with what was found in it

const OF_A_SYNONYM = 0.85;
const FEW = 10;
// So many of those no longer in force that come first are looked at for one that the query names.
const MOST_NAMED = 3;
// Besides hits a few are related. Where nothing holds the query, everything that nearly holds it is the answer, since which
// of it was meant cannot be told; as many as the page lists.
const MOST_BESIDES = 200,
  MOST_RELATED = 2000;

const opened = new Map();
function open(base) {
  const address = new URL(base, document.baseURI).href;
  if (!opened.has(address)) {
    const index = searchIndex.open(base).then(searchable);
    index.catch(() => opened.delete(address));
    opened.set(address, index);
  }
  return opened.get(address);
}

function searchable(files) {
  const { told, facets, days, standard } = files;
  const { count } = told;
  const { day, values, standingOf, livingFirst, onDays, passes, passing, counted } = columnsOf(files);
  const { settled, holding, holdingApart, named, titled, ...read } = heldIn(files, values);
  const ended = (entry) => standingOf(entry).dead;
  const { suggested } = meantIn(read);
  // What hits would be without the facets that were chosen.
  const unfiltered = new WeakMap();
  const sizeOf = (hits) => unfiltered.get(hits).length;

  // Notes what holds all of a variant, and gives the function that notes what holds only some of it. Whichever engine says
  // which entries have all terms, our postings say which of these hold them together, and how well: there is one order.
  // Only where these cannot be read does another engine stand in, and then the newest come first.
  async function answersOf(variant, { retrieve, first, broken }, note) {
    const read = Promise.all(
      variant.terms.map(({ text, prefix }) => (prefix ? files.postingsFrom(text) : files.postings(text))),
    );
    const found = await read.catch((error) => error);
    const given = retrieve && (first || found.reason) ? await retrieve(variant) : null;
    if (!found.reason) {
      const own = evaluated(variant, found, { count, lengths: files.lengths, titles: files.titles }, given);
      own.whole(note);
      return own.partly;
    }
    if (!given) throw found;
    broken.push(found);
    given.forEach((entry) => note(entry, ALL, 0));
    return () => {};
  }

  // Which entries hold one of the words that are left out; null where none is.
  async function holdingOne(without, { retrieve }) {
    if (!without.length) return null;
    const held = new Uint8Array(count);
    const texts = without.flatMap((word) => searchQuery.variants(word, [], standard));
    await Promise.all(
      texts.map((text) =>
        answersOf(searchQuery.parsed(`“${text}”`, standard), { retrieve, broken: [] }, (entry) => {
          held[entry] = 1;
        }),
      ),
    );
    return held;
  }

  async function search(query, options = {}) {
    const { words, without } = searchWithout.parted((query || "").trim());
    const left = await holdingOne(without, options);
    if (!left) return answered(words, options);
    const among = (entry) => !left[entry];
    const answer = await answered(words, { ...options, among });
    return { ...answer, without, suggestions: answer.suggestions.map((one) => searchWithout.joined(one, without)) };
  }

  async function answered(asked, options) {
    if (!asked) return browsed(options);
    const texts = searchQuery.variants(asked, options.synonyms || [], standard);
    const variants = texts.map((text) => searchQuery.parsed(text, standard, options.apart));
    const wanted = variants.filter(({ terms }) => terms.length);
    const { sort, filters } = options;
    const factor = (number) => (number ? OF_A_SYNONYM : 1);
    const noted = searchNoted.noted(count, {
      among: onDays(options, options.among),
      factor,
      days: sort === "date" ? days : null,
      livingFirst,
    });
    const broken = [];
    const rest = await Promise.all(
      wanted.map((variant, number) => answersOf(variant, { ...options, broken }, noted.noteFor(number))),
    );
    const partly = (loosely) => rest.forEach((own, number) => own(noted.noteFor(number), loosely));
    async function checked(entries, holds, unproven) {
      const { kept: those, moved: others } = await settled(
        passing(entries, filters),
        (entry) => holds(entry, wanted[noted.variantOf(entry)]),
        { sort, unproven },
      );
      return { kept: livingFirst(those), moved: others };
    }
    let answering = noted.whole();
    let { kept, moved } = await checked(answering, holding);
    // Who asks for what was meant wants no more than what holds it.
    const enough = options.literal ? 1 : FEW;
    if (kept.length < enough) partly(false);
    const strict = wanted.some(({ phrases }) => phrases.every((phrase) => phrase.strict));
    const none = !kept.length && (moved.length > 0 || !answering.length);
    if (none && !options.apart && wanted.some(({ spaced }) => spaced)) {
      const parted = await answered(asked, { ...options, apart: true });
      if (parted.hits.length) return parted;
    }
    let apart = none && !strict && noted.hasApart();
    let [least, most] = apart ? noted.placesOfParting() : [0, 0];
    async function partAt(places) {
      answering = noted.apart(places);
      const unproven = wanted.some(({ phrases }) => phrases.some((phrase) => phrase.sparse));
      ({ kept, moved } = await checked(answering, holdingApart, unproven));
    }
    // Nothing holds the query as it is written, so what holds its words apart is the answer.
    if (apart) await partAt(least);
    const lowest = () =>
      apart || kept.length < enough
        ? noted.lower(none ? MOST_RELATED : MOST_BESIDES, passes(filters), new Set(apart ? answering : []))
        : [];
    let lower = lowest();
    const held = { size: answering.length - moved.length, titled: true };
    const near = none || kept.length < enough ? noted.nearly() : [];
    let suggestions = [];
    if (
      wanted.length &&
      !options.literal &&
      (none || (!strict && kept.length && near.length > searchNoted.MANY_TIMES * kept.length))
    ) {
      held.titled = (await titled(kept, wanted[0])) > 0;
      // No more can hold what is meant than nearly hold the query, so others need not be read.
      const likely =
        near.length > searchNoted.MANY_TIMES * held.size
          ? near
          : [...near.slice(0, FEW), ...answering, ...near.slice(FEW), ...lower];
      if (none || !held.titled)
        suggestions = await suggested(asked, wanted[0], likely, { held: held.size > 0, ends: !held.titled }).catch(
          () => [],
        );
    }
    // A slip would explain why so few hold the words in few parts, or none.
    if (none && !strict && !suggestions.length && (most > least || !apart)) {
      if (!apart) {
        partly(true);
        apart = noted.hasApart();
        if (apart) [, most] = noted.placesOfParting();
      }
      if (apart) await partAt(most);
      lower = lowest();
    }
    const away = new Set(moved);
    const hits = kept.map((entry) => ({ entry, exact: true, score: noted.scoreOf(entry) }));
    unfiltered.set(hits, away.size ? answering.filter((entry) => !away.has(entry)) : answering);
    const related = strict ? [] : livingFirst([...moved, ...lower]).slice(0, MOST_RELATED);
    // A word that only means the same is marked where it stands whole, never in pieces.
    const marks = wanted.flatMap(({ phrases }, number) =>
      phrases.flatMap((phrase) =>
        phrase.day
          ? searchQuery.formsOf(phrase.day, standard)
          : [number && !apart ? { ...phrase, strict: true } : phrase],
      ),
    );
    const answer = {
      hits,
      related: related.map((entry) => ({ entry, exact: false, score: noted.scoreOf(entry) })),
      terms: [],
      phrases: marks,
      suggestions,
      without: [],
      named: await namedBehind(kept, noted, wanted),
      dateQuery: variants[0].date,
      broken: broken[0] || null,
    };
    if (suggestions.length) await meantInstead(answer, options, near.length, held, none);
    answer.terms = answer.phrases.map(({ units }) => searchMarks.readable(units));
    return answer;
  }

  // Entries no longer in force whose title or number is the query, where others stand before them.
  async function namedBehind(entries, noted, wanted) {
    if (!entries.length || ended(entries[0])) return [];
    const best = entries
      .filter(ended)
      .sort((a, b) => noted.scoreOf(b) - noted.scoreOf(a) || b - a)
      .slice(0, MOST_NAMED);
    const are = await Promise.all(best.map((entry) => named(entry, wanted[noted.variantOf(entry)]).catch(() => false)));
    return best.filter((_, place) => are[place]).map((entry) => ({ entry }));
  }

  // Nothing holds the query as it is written, but something what it nearly is. Where that is many times what holds its words
  // apart, these have only met by chance; so they have where only what is meant stands in titles and nearly as many hold it.
  // What is meant then stands before all else that is only related. What holds the query as it is written stays the answer.
  async function meantInstead(answer, options, near, held, none) {
    const meant = await answered(answer.suggestions[0], { ...options, literal: true });
    const size = sizeOf(meant.hits);
    const named =
      !held.titled &&
      (await titled(
        meant.hits.map(({ entry }) => entry),
        searchQuery.parsed(answer.suggestions[0], standard),
      )) > 0;
    if (!none) {
      // Few texts may hold a slip of their own: what was meant is only offered, and only where titles have it.
      if (!named) answer.suggestions = [];
      return;
    }
    const clear = size > searchNoted.MANY_TIMES * held.size;
    if (!clear && !(named && Math.max(size, near) * searchNoted.MANY_TIMES >= held.size)) return;
    const related = new Map();
    // Neither reading may leave no room for the other, and where none is clear both stand on the first page.
    const first = clear ? MOST_RELATED / 2 : FEW;
    for (const hit of [
      ...meant.hits.slice(0, first),
      ...answer.hits.slice(0, first),
      ...meant.hits.slice(first),
      ...answer.hits.slice(first),
      ...answer.related,
    ]) {
      if (related.size === MOST_RELATED) break;
      if (!related.has(hit.entry)) related.set(hit.entry, { ...hit, exact: false });
    }
    answer.hits = [];
    answer.related = livingFirst([...related.values()], ({ entry }) => entry);
    answer.phrases = [...meant.phrases, ...answer.phrases];
  }

  function browsed(options) {
    const among = onDays(options);
    const every = Uint32Array.from({ length: count }, (_, entry) => entry);
    const all = livingFirst(descending(among ? every.filter(among) : every, days));
    const hits = passing(all, options.filters).map((entry) => ({ entry, exact: true, score: 0 }));
    unfiltered.set(hits, all);
    return {
      hits,
      related: [],
      named: [],
      without: [],
      terms: [],
      phrases: [],
      suggestions: [],
      dateQuery: null,
      broken: null,
    };
  }

  const counts = (hits, filters) => counted(unfiltered.get(hits) || hits.map(({ entry }) => entry), filters);

  async function shown(entry) {
    const [title, url, number, indexNo, ...cells] = await files.row(entry);
    const one = (name) => values(name, entry)[0] || "";
    return {
      title,
      url,
      number,
      indexNo,
      cells,
      day: day(entry),
      part: one("part"),
      kind: one("kind"),
      subjects: values("subject", entry),
      standing: standingOf(entry),
      agency: one("agency"),
      source: one("source"),
    };
  }
  const kin = async (entry) => (await files.kinOf(entry)).map(([what, other]) => ({ what, entry: other }));

  async function excerpt(entry, answer) {
    const text = await files.textOf(entry);
    return searchMarks.excerpt(text || (await files.row(entry)).slice(4).join("　"), answer.phrases, standard);
  }

  const mark = (text, answer) => searchMarks.marked(text, answer.phrases, standard);
  return { count, buildId: told.build, standard, facets, day, search, counts, ended, shown, kin, excerpt, mark };
}
