// The search of one index of classic scripts: works from a web server and from a folder.
//
//   window.gkIndex.open(base) → Promise<index>        base: folder of the index with a slash, for example "search/pages/"
//     rejects with an Error whose .reason is "missing" | "truncated" | "other-build"; so does every promise below
//   index.count, index.buildId
//   index.facets = {part|kind|subject|agency|year|state|source: {title, values: [text…], of(entry) → [value number…]}}
//     (only the facets that some entry has)
//   index.day(entry) → "YYYY-MM-DD" or ""
//   index.search(query, options) → Promise<{hits, related, terms, suggestion, dateQuery}>
//     options = {filters: {facet: [value text…]}, from, to, validOn: "YYYY-MM-DD", sort: "relevance"|"date",
//                synonyms: [["人社局", "人力资源和社会保障局"], …]}
//     hits and related are arrays of {entry, exact, score}; an empty query browses everything, newest first
//     hits hold the whole query; where nothing does, all of its words; related hold most of it, and are exact: false
//     suggestion: a query that would find something («您是不是要找»), or ""; dateQuery: null or "YYYY-MM-DD"
//   index.counts(hits, filters) → {facet: Map(value text → count)}, disjunctive inside a facet; hits as search gave them
//   index.shown(entry) → Promise<{title, url, number, indexNo, day, part, kind, subjects, state, agency, source, cells}>
//   index.excerpt(entry, answer) → Promise<[{text, mark}…]>    the place of the text with most of the query
//   index.mark(text, answer) → [{text, mark}…]                 a title or cell with what was found in it
(function (global) {
  "use strict";
  const { squeezed, holds, nearly, readable } = global.gkMarks;
  const { ALL, APART } = global.gkScore;
  const DEAD = new Set(["废止", "失效"]);
  const AFTER_THE_LIVING = 0.9;
  const OF_A_SYNONYM = 0.85;
  const FEW = 10;
  const CHECKED = 20;
  const MOST_CHECKED = 60;
  const MOST_RELATED = 200;

  const opened = new Map();
  function open(base) {
    const address = new URL(base, document.baseURI).href;
    if (!opened.has(address)) {
      const index = global.gkIndexFiles.open(base).then(searchable);
      index.catch(() => opened.delete(address));
      opened.set(address, index);
    }
    return opened.get(address);
  }

  // How many stretches of two units or more a phrase falls into that some of the texts hold; Infinity where it does not.
  function stretches(texts, { units, cutOff, breakable }) {
    let from = 0, count = 0;
    while (from < units.length) {
      let to = units.length;
      const ends = () => to === units.length || breakable[to - 1];
      const held = () => ends() && texts.some((text) => holds(text, { units: units.slice(from, to), cutOff: cutOff && to === units.length }));
      while (to - from > 1 && !held()) to -= 1;
      if (to - from < 2) return Infinity;
      from = to;
      count += 1;
    }
    return count;
  }

  function searchable(files) {
    const { told, facets, days, standard } = files;
    const { count } = told;
    const { day, values, onDays, passing, counted } = global.gkColumns.columnsOf(files);
    const unfiltered = new WeakMap();
    const rows = new Map();
    const texts = new Map();
    const deadStates = facets.state ? Uint8Array.from(facets.state.sets, (set) => set.some((number) => DEAD.has(facets.state.values[number]))) : null;
    const isDead = (entry) => deadStates !== null && deadStates[facets.state.column[entry]] === 1;

    // Notes what holds all of a variant, and gives the function that notes what holds only some of it. Another engine says
    // what holds all terms and in which order; ours whether they stand together, and answers where that engine fails:
    // Pagefind leaves out a word that it does not know, or takes one that begins alike, and then hardly a hit holds the query.
    async function answersOf(variant, { retrieve }, note) {
      const foreign = retrieve && !variant.phrases.some(({ day: date }) => date);
      const [given, found] = await Promise.all([
        foreign ? retrieve(variant) : null,
        Promise.all(variant.terms.map(({ text, prefix }) => (prefix ? files.postingsFrom(text) : files.postings(text)))),
      ]);
      const own = global.gkScore.evaluated(variant, found, { count, lengths: files.lengths, titles: files.titles });
      const first = (given || []).slice(0, FEW);
      if (first.filter(({ entry }) => own.holds(entry)).length * 2 > first.length) {
        for (const { entry, score } of given) if (own.holds(entry)) note(entry, ALL, score);
      } else own.whole(note);
      return own.partly;
    }

    async function search(query, options = {}) {
      const asked = (query || "").trim();
      if (!asked) return browsed(options);
      const variants = global.gkQuery.variants(asked, options.synonyms || [], standard).map((text) => global.gkQuery.parsed(text, standard, options.apart));
      const wanted = variants.filter(({ terms }) => terms.length);
      const tiers = new Int8Array(count).fill(-1), scores = new Float64Array(count), variantOf = new Uint8Array(count);
      const noted = [];
      const among = onDays(options);
      const partings = new Uint8Array(count);
      const noteFor = (number) => (entry, tier, score, parted = 0) => {
        if (among && !among(entry)) return;
        const value = score * (isDead(entry) ? AFTER_THE_LIVING : 1) * (number ? OF_A_SYNONYM : 1);
        if (tiers[entry] < 0) noted.push(entry);
        else if (tier < tiers[entry] || (tier === tiers[entry] && value <= scores[entry])) return;
        tiers[entry] = tier;
        scores[entry] = value;
        variantOf[entry] = number;
        partings[entry] = parted;
      };
      const rest = await Promise.all(wanted.map((variant, number) => answersOf(variant, options, noteFor(number))));
      const order = options.sort === "date"
        ? (a, b) => days[b] - days[a] || b - a
        : (a, b) => tiers[b] - tiers[a] || scores[b] - scores[a] || b - a;
      const inOrder = (wants) => noted.filter((entry) => wants(tiers[entry])).sort(order);
      // So many as are related, of the highest tiers, without putting all others in order.
      function best(entries) {
        const some = [];
        for (let tier = ALL; tier >= 0 && some.length < MOST_RELATED; tier -= 1) some.push(...entries.filter((entry) => tiers[entry] === tier).sort(order));
        return some.slice(0, MOST_RELATED);
      }

      let answering = inOrder((tier) => tier === ALL);
      let { kept, moved } = await settled(passing(answering, options.filters), (entry) => holding(entry, wanted[variantOf[entry]]), options);
      if (kept.length < FEW) rest.forEach((partly, number) => partly(noteFor(number)));
      const strict = wanted.some(({ phrases }) => phrases.every((phrase) => phrase.strict));
      const none = !kept.length && (moved.length > 0 || !answering.length);
      if (none && !options.apart && wanted.some(({ spaced }) => spaced)) {
        const parted = await search(query, { ...options, apart: true });
        if (parted.hits.length) return parted;
      }
      const apart = none && !strict && noted.some((entry) => tiers[entry] >= APART);
      if (apart) {
        // Nothing holds the query as it is written: what holds its words apart is the answer, in as few parts as anything.
        answering = inOrder((tier) => tier >= APART);
        const least = answering.reduce((fewest, entry) => (tiers[entry] === APART ? Math.min(fewest, partings[entry]) : fewest), Infinity);
        answering = answering.filter((entry) => tiers[entry] === ALL || partings[entry] === least);
        ({ kept, moved } = await settled(passing(answering, options.filters), (entry) => holdingApart(entry, wanted[variantOf[entry]]), options));
      }
      const away = new Set(moved);
      const hits = kept.map((entry) => ({ entry, exact: true, score: scores[entry] }));
      unfiltered.set(hits, away.size ? answering.filter((entry) => !away.has(entry)) : answering);
      const shown = new Set(answering);
      const lower = apart || kept.length < FEW ? best(passing(noted.filter((entry) => !shown.has(entry) && tiers[entry] < ALL), options.filters)) : [];
      const related = strict ? [] : [...moved, ...lower].slice(0, MOST_RELATED);
      // A word that only means the same is marked where it stands whole, never in pieces.
      const marks = wanted.flatMap(({ phrases }, number) => phrases.flatMap((phrase) => (
        phrase.day ? global.gkQuery.formsOf(phrase.day, standard) : [number && !apart ? { ...phrase, strict: true } : phrase])));
      const suggestion = none && wanted.length ? await suggested(asked, wanted[0], [...kept, ...lower]).catch(() => "") : "";
      const answer = {
        hits, related: related.map((entry) => ({ entry, exact: false, score: scores[entry] })), terms: [], phrases: marks, suggestion,
        dateQuery: variants[0].date,
      };
      if (suggestion && !hits.length) await meantInstead(answer, options);
      answer.terms = answer.phrases.map(({ units }) => readable(units));
      return answer;
    }

    // Nothing holds the query, but something what it nearly is: that stands before all else that is only related.
    async function meantInstead(answer, options) {
      const meant = await search(answer.suggestion, options);
      const known = new Set(meant.hits.map(({ entry }) => entry));
      answer.related = [...meant.hits.map((hit) => ({ ...hit, exact: false })), ...answer.related.filter(({ entry }) => !known.has(entry))];
      answer.related.length = Math.min(answer.related.length, MOST_RELATED);
      answer.phrases = [...meant.phrases, ...answer.phrases];
    }

    function browsed(options) {
      const among = onDays(options);
      let all = Array.from({ length: count }, (_, place) => count - 1 - place);
      if (among) all = all.filter(among);
      all.sort((a, b) => days[b] - days[a] || b - a);
      const hits = passing(all, options.filters).map((entry) => ({ entry, exact: true, score: 0 }));
      unfiltered.set(hits, all);
      return { hits, related: [], terms: [], phrases: [], suggestion: "", dateQuery: null };
    }

    // The first hits checked against what they say: what is the query comes first, what holds its words only apart goes.
    async function settled(entries, held, { sort }) {
      const kept = [], moved = [], exactly = [];
      let checked = 0;
      while (checked < entries.length && checked < MOST_CHECKED && kept.length + exactly.length < CHECKED) {
        const some = entries.slice(checked, checked + CHECKED);
        const how = await Promise.all(some.map(held));
        some.forEach((entry, i) => (how[i] === 2 && sort !== "date" ? exactly : how[i] ? kept : moved).push(entry));
        checked += some.length;
      }
      // Where none of many holds the query as it is written, the others will not either.
      if (!exactly.length && !kept.length) return { kept: [], moved: entries };
      return { kept: [...exactly, ...kept, ...entries.slice(checked)], moved };
    }

    // 2 where title or a number of the entry is the query, 1 where it holds every phrase, 0 where not.
    async function holding(entry, { phrases }) {
      const long = phrases.filter(({ units }) => units.length > 2);
      if (!long.length) return 1;
      // A hit that cannot be read is shown as such, not left out.
      const parts = await squeezedRow(entry).catch(() => null);
      if (!parts) return 1;
      const whole = phrases.flatMap(({ units }) => units);
      if (parts.slice(0, 3).some((part) => holds(part, { units: whole }) && part.length <= whole.join("\x02").length + 2)) return 2;
      const missing = long.filter((phrase) => !parts.some((part) => holds(part, phrase)));
      if (!missing.length) return 1;
      const text = await squeezedText(entry).catch(() => null);
      return text === null || missing.every((phrase) => holds(text, phrase)) ? 1 : 0;
    }

    // 1 where the entry holds every phrase in stretches of two units or more, few enough for words that were run together.
    async function holdingApart(entry, { phrases }) {
      const parts = await squeezedRow(entry).catch(() => null);
      const text = await squeezedText(entry).catch(() => null);
      if (!parts || text === null) return 1;
      const whole = [...parts, text];
      return phrases.every((phrase) => phrase.units.length < 2 || (stretches(whole, phrase) - 1) * 3 <= phrase.units.length) ? 1 : 0;
    }

    // Title, number, index number, cells and the words of the facets.
    async function squeezedRow(entry) {
      if (!rows.has(entry)) {
        const row = await files.row(entry);
        const told = ["kind", "agency", "subject"].flatMap((name) => values(name, entry));
        rows.set(entry, [row[0], row[2], row[3], ...row.slice(4), ...told].map((part) => squeezed(part, standard)));
      }
      return rows.get(entry);
    }

    async function squeezedText(entry) {
      if (!texts.has(entry)) texts.set(entry, squeezed(await files.textOf(entry), standard));
      return texts.get(entry);
    }

    // The query with each phrase that nothing holds replaced by the nearest stretch of the titles, then texts, of its best entries.
    async function suggested(query, { phrases }, entries) {
      const best = entries.slice(0, CHECKED);
      let changed = query;
      for (const phrase of phrases) {
        if (phrase.units.length < 3 || phrase.strict) continue;
        const rows = await Promise.all(best.map((entry) => files.row(entry)));
        const titlesThere = rows.map((row) => squeezed([row[0], row[2], ...row.slice(4)].join("\n"), standard));
        if (titlesThere.some((title) => holds(title, phrase))) continue;
        const textsThere = await Promise.all(best.slice(0, FEW).map(squeezedText));
        if (textsThere.some((text) => holds(text, phrase))) continue;
        const votes = new Map();
        const vote = (stretch, weight) => { if (stretch) votes.set(stretch, (votes.get(stretch) || 0) + weight); };
        titlesThere.forEach((title) => vote(nearly(title, phrase), 2));
        textsThere.forEach((text) => vote(nearly(text, phrase), 1));
        const [first] = [...votes].sort((a, b) => b[1] - a[1]);
        if (first) changed = changed.replace(phrase.piece, first[0]);
      }
      return changed === query ? "" : changed;
    }

    const counts = (hits, filters) => counted(unfiltered.get(hits) || hits.map(({ entry }) => entry), filters);

    async function shown(entry) {
      const [title, url, number, indexNo, ...cells] = await files.row(entry);
      const one = (name) => values(name, entry)[0] || "";
      return {
        title, url, number, indexNo, cells, day: day(entry), part: one("part"), kind: one("kind"), subjects: values("subject", entry),
        state: one("state"), agency: one("agency"), source: one("source"),
      };
    }

    async function excerpt(entry, answer) {
      const text = await files.textOf(entry);
      return global.gkMarks.excerpt(text || (await files.row(entry)).slice(4).join("　"), answer.phrases, standard);
    }

    const mark = (text, answer) => global.gkMarks.marked(text, answer.phrases, standard);
    return { count, buildId: told.build, facets, day, search, counts, shown, excerpt, mark };
  }

  global.gkIndex = { open };
})(window);
