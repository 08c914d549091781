// Searches one index; all its files are classic scripts, so it works from a web server and from a folder.
import { aheadIn } from "./search_ahead.js";
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
//   index.facets = {office|part|kind|subject|agency|year|state|source:
//     {title, values: [text…], of(entry) → [value number…]}}
//     (only the facets that some entry has)
//   index.day(entry) → "YYYY-MM-DD" or ""
//   index.search(query, options) → Promise<{hits, related, named, without, terms, suggestions, dateQuery, broken}>
//     options = {filters: {facet: [value text…]}, from, to, validOn: "YYYY-MM-DD", sort: "relevance"|"date",
//                synonyms: [["人社局", "人力资源和社会保障局"], …]}
//     hits (full matches) and related (partial ones) are arrays of {entry, exact, score}; exact is false for related
//     an empty query lists everything, newest first; what is not in force, or explains such a document, comes last
//     without full matches hits have the words apart, unless a typing error is far more likely
//     named: entries not in force whose title or number is the query, if others come before them
//     without: the excluded words (a minus after a space)
//     suggestions: likely corrections that have results («您是不是要找»), best first; dateQuery: null or "YYYY-MM-DD"
//     broken: null, or the Error of a file for which another engine stood in
//     `options.early(answer)` is awaited with the hits that a few files tell, before all terms are read, texts prove
//     them, and related results and suggestions are looked for. It has `ready`, how many of its hits can be shown
//     without reading more, and `exact` if they are all; or no hits and `none` if nothing is a full match
//   index.ended(entry) → whether it is not in force today, or explains only such documents
//   index.counts(hits, filters) → {facet: Map(value text → count)}, disjunctive inside a facet; hits of search()
//   index.shown(entry) → Promise<{title, url, number, indexNo, day, part, kind, subjects, standing, agency, source,
//     cells}>; standing is the result of now() in search_standing.js
//   index.kin(entry) → Promise<[{what, entry}…]>    its replacement, what ended it, what it explains
//   index.excerpt(entry, answer) → Promise<[{text, mark}…]>    the part of the text with most matches, highlighted
//   index.mark(text, answer) → [{text, mark}…]                 a title or cell with highlights

const OF_A_SYNONYM = 0.85;
const FEW = 10;
// How many of the first results that are no longer in force are checked for being named by the query.
const MOST_NAMED = 3;
// Limits of related results: beside hits only a few. Without hits every near match is listed, as many as the page
// shows.
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
  const { metadata, facets, days, standard } = files;
  const { count } = metadata;
  const { day, values, standingOf, livingFirst, onDays, passes, passing, counted } = columnsOf(files);
  const { settled, foreseen, provenByRow, holding, holdingApart, named, titled, ...read } = heldIn(files, values);
  const ended = (entry) => standingOf(entry).dead;
  const { suggested } = meantIn(read);
  const ahead = aheadIn(files, ended, { foreseen, provenByRow, holding });
  // Hits → entries without the chosen facets, for the counts.
  const unfiltered = new WeakMap();
  const sizeOf = (hits) => unfiltered.get(hits).length;

  // Records full matches of a variant and returns the function that records its partial ones. Whichever engine
  // retrieves candidates, our postings decide on phrases and ranking, so there is one order. Only if they cannot be
  // read another engine stands in, with the newest first.
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

  // A bitmap of entries with an excluded word; null if no word is excluded.
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
    const before = files.read();
    const left = await holdingOne(without, options);
    if (!left) return answered(words, options);
    const among = (entry) => !left[entry];
    const spent = files.read() - before;
    const early = options.early && ((first) => options.early({ ...first, without }));
    const answer = await answered(words, { ...options, among, early, spent });
    return { ...answer, without, suggestions: answer.suggestions.map((one) => searchWithout.joined(one, without)) };
  }

  async function answered(asked, options) {
    if (!asked) {
      const answer = browsed(options);
      const ready = ahead.ready(answer.hits.map(({ entry }) => entry));
      if (options.early && ready) await options.early({ ...answer, ready, exact: true });
      return answer;
    }
    const texts = searchQuery.variants(asked, options.synonyms || [], standard);
    const variants = texts.map((text) => searchQuery.parsed(text, standard, options.apart));
    const wanted = variants.filter(({ terms }) => terms.length);
    const { sort, filters } = options;
    const factor = (number) => (number ? OF_A_SYNONYM : 1);
    const notes = () =>
      searchNoted.noted(count, {
        among: onDays(options, options.among),
        factor,
        days: sort === "date" ? days : null,
        livingFirst,
      });
    // A synonym is highlighted only as a whole, never in pieces.
    const marks = (pieces) =>
      wanted.flatMap(({ phrases }, number) =>
        phrases.flatMap((phrase) =>
          phrase.day
            ? searchQuery.formsOf(phrase.day, standard)
            : [number && !pieces ? { ...phrase, strict: true } : phrase],
        ),
      );
    if (options.early && !options.first && wanted.length)
      await tellEarly(wanted, notes(), options, () => ({ phrases: marks(false), dateQuery: variants[0].date }));
    const noted = notes();
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
    const hitsOf = (entries) => entries.map((entry) => ({ entry, exact: true, score: noted.scoreOf(entry) }));
    let { kept, moved } = await checked(answering, holding);
    // A search for a suggestion (`literal`) needs no related results.
    const enough = options.literal ? 1 : FEW;
    if (kept.length < enough) partly(false);
    const strict = wanted.some(({ phrases }) => phrases.every((phrase) => phrase.strict));
    const none = !kept.length && (moved.length > 0 || !answering.length);
    if (none && !options.apart && wanted.some(({ spaced }) => spaced)) {
      const parted = await answered(asked, { ...options, apart: true, early: null });
      if (parted.hits.length) return parted;
    }
    let apart = none && !strict && noted.hasApart();
    let [least, most] = apart ? noted.placesOfParting() : [0, 0];
    async function partAt(places) {
      answering = noted.apart(places);
      const unproven = wanted.some(({ phrases }) => phrases.some((phrase) => phrase.sparse));
      ({ kept, moved } = await checked(answering, holdingApart, unproven));
    }
    // Without full matches, entries with the words apart are the answer.
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
      // Entries that match the suggestion are among near matches, so others need not be read.
      const likely =
        near.length > searchNoted.MANY_TIMES * held.size
          ? near
          : [...near.slice(0, FEW), ...answering, ...near.slice(FEW), ...lower];
      if (none || !held.titled)
        suggestions = await suggested(asked, wanted[0], likely, { held: held.size > 0, ends: !held.titled }).catch(
          () => [],
        );
    }
    // If no typing error explains why only few entries have the words in few parts, or none, accept more parts.
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
    const hits = hitsOf(kept);
    unfiltered.set(hits, away.size ? answering.filter((entry) => !away.has(entry)) : answering);
    const related = strict ? [] : livingFirst([...moved, ...lower]).slice(0, MOST_RELATED);
    const answer = {
      hits,
      related: related.map((entry) => ({ entry, exact: false, score: noted.scoreOf(entry) })),
      terms: [],
      phrases: marks(apart),
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

  // Tells `options.early` the answer as far as it is known from the first few files. What fails there fails again, or
  // is made good, where the whole answer is made.
  async function tellEarly(wanted, noted, { early, filters, sort, spent }, besides) {
    const found = await ahead
      .first(wanted, noted, (entries) => passing(entries, filters), { sort, spent })
      .catch(() => null);
    if (!found) return;
    const { entries, answering, ready = 0, exact = false, none, named } = found;
    const hits = livingFirst(entries).map((entry) => ({ entry, exact: true, score: noted.scoreOf(entry) }));
    unfiltered.set(hits, answering || []);
    const read = hits.slice(0, ready).map(({ entry }) => entry);
    const behind = await namedBehind(read, noted, wanted).catch(() => []);
    if (named !== undefined) behind.push({ entry: named });
    if (ready || none || behind.length) await early({ ...bare(hits), ...besides(), named: behind, none, ready, exact });
  }

  // Entries no longer in force whose title or number is the query, if others come before them.
  async function namedBehind(entries, noted, wanted) {
    if (!entries.length || ended(entries[0])) return [];
    const best = entries
      .filter(ended)
      .sort((a, b) => noted.scoreOf(b) - noted.scoreOf(a) || b - a)
      .slice(0, MOST_NAMED);
    const are = await Promise.all(best.map((entry) => named(entry, wanted[noted.variantOf(entry)]).catch(() => false)));
    return best.filter((_, place) => are[place]).map((entry) => ({ entry }));
  }

  // Handles near matches without full ones. If matches of the suggestion are many times those of the words apart, the
  // latter are coincidental; likewise if only the suggestion is in titles and nearly as frequent. Then the suggestion's
  // hits come first among related results. Full matches of the query always remain the answer.
  async function meantInstead(answer, options, near, held, none) {
    const meant = await answered(answer.suggestions[0], { ...options, literal: true, early: null });
    const size = sizeOf(meant.hits);
    const named =
      !held.titled &&
      (await titled(
        meant.hits.map(({ entry }) => entry),
        searchQuery.parsed(answer.suggestions[0], standard),
      )) > 0;
    if (!none) {
      // A few texts may repeat the typing error: then the suggestion is only offered, and only if titles have it.
      if (!named) answer.suggestions = [];
      return;
    }
    const clear = size > searchNoted.MANY_TIMES * held.size;
    if (!clear && !(named && Math.max(size, near) * searchNoted.MANY_TIMES >= held.size)) return;
    const related = new Map();
    // Neither reading may crowd out the other; if neither is clear, both are on the first page.
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
    return bare(hits);
  }

  const bare = (hits) => ({
    hits,
    related: [],
    named: [],
    without: [],
    terms: [],
    phrases: [],
    suggestions: [],
    dateQuery: null,
    broken: null,
  });

  const counts = (hits, filters) => counted(unfiltered.get(hits) || hits.map(({ entry }) => entry), filters);

  async function shown(entry) {
    const one = (name) => values(name, entry)[0] || "";
    return {
      ...(await files.row(entry)),
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
    return searchMarks.excerpt(text || (await files.row(entry)).cells.join("　"), answer.phrases, standard);
  }

  const mark = (text, answer) => searchMarks.marked(text, answer.phrases, standard);
  return { count, buildId: metadata.build, standard, facets, day, search, counts, ended, shown, kin, excerpt, mark };
}
