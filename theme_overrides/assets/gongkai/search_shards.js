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
  const FREQUENCY = [1, 1.5, 1.9, 2.2];
  const IN_TITLE = 2.5;
  const DEAD = new Set(["废止", "失效"]);
  const AFTER_THE_LIVING = 0.9;
  const OF_A_SYNONYM = 0.85;
  const FEW = 10;
  const CHECKED = 20;
  const MOST_CHECKED = 60;
  const MOST_RELATED = 200;
  const ALL = 3, APART = 2, ONE_WRONG = 1, HALF = 0;

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

  function searchable(files) {
    const { told, facets, days, firsts, lasts, lengths, titles, standard } = files;
    const count = told.count;
    const unfiltered = new WeakMap();
    const known = new Map();
    const dead = new Set(facets.state ? facets.state.values.map((value, number) => (DEAD.has(value) ? number : -1)) : []);
    const isDead = (entry) => facets.state && facets.state.of(entry).some((number) => dead.has(number));
    const day = (entry) => (days[entry] ? new Date((days[entry] - 719163) * 864e5).toISOString().slice(0, 10) : "");

    // Where another engine gives what holds all terms, ours only looks for the rest, and only where that is little.
    async function answersOf(variant, { retrieve }) {
      const given = retrieve && !variant.phrases.some(({ day: date }) => date) ? await retrieve(variant) : null;
      if (!given || !given.length || !(await trusted(given, variant))) return evaluated(variant);
      if (given.length >= FEW) return given.map(asAll);
      const known = new Set(given.map(({ entry }) => entry));
      const own = await evaluated(variant);
      return [...own.filter(({ entry, tier }) => tier < ALL && !known.has(entry)), ...given.map(asAll)];
    }

    // Pagefind leaves out a word that it does not know, or takes one that begins alike: then hardly a hit holds the query.
    async function trusted(given, variant) {
      const first = given.slice(0, FEW);
      const held = await Promise.all(first.map(({ entry }) => holding({ entry, variant }, 1)));
      return held.filter(Boolean).length * 2 > first.length;
    }

    const asAll = ({ entry, score }) => ({ entry, tier: ALL, score: isDead(entry) ? score * AFTER_THE_LIVING : score });

    // Every entry with at least half of the terms: {entry, score, tier}.
    async function evaluated({ phrases, terms }) {
      const found = await Promise.all(terms.map(({ text, prefix }) => (prefix ? files.postingsFrom(text) : files.postings(text))));
      const score = new Float32Array(count), strong = new Uint8Array(count), low = new Uint32Array(count), high = new Uint32Array(count);
      const touched = [];
      terms.forEach(({ optional }, number) => {
        const { entries, weights } = found[number];
        const rarity = Math.log(1 + (count - entries.length + 0.5) / (entries.length + 0.5));
        const bits = number < 30 ? low : high;
        const bit = 1 << (number % 30);
        for (let i = 0; i < entries.length; i += 1) {
          const entry = entries[i], weight = weights[i];
          if (!low[entry] && !high[entry]) touched.push(entry);
          const frequency = FREQUENCY[weight & 3];
          const length = 0.4 + 0.6 * Math.min(3, 2 ** ((lengths[entry] - 8) / 2));
          score[entry] += rarity * ((frequency * 2.2) / (frequency + 1.2 * length) + (weight & 4 ? IN_TITLE : 0));
          if (weight & 4 && !optional) strong[entry] += 1;
          bits[entry] |= bit;
        }
      });
      const has = (entry, number) => (number < 30 ? low[entry] >> number : high[entry] >> (number - 30)) & 1;
      const asked = terms.filter(({ optional }) => !optional).length;
      return touched.map((entry) => {
        const { tier, covered } = tierOf((number) => has(entry, number), phrases, terms);
        let value = score[entry] * (covered / asked) ** 2;
        if (strong[entry] === asked) value *= 1.6 + 1.5 * Math.min(1, asked / Math.max(1, titles[entry]));
        return { entry, tier, score: isDead(entry) ? value * AFTER_THE_LIVING : value };
      }).filter(({ tier }) => tier >= 0);
    }

    // How an entry with some of the terms answers: ALL, APART (words that are neighbours only in the query), ONE_WRONG
    // (a character), HALF of the terms; -1 for less.
    function tierOf(has, phrases, terms) {
      let covered = 0, asked = 0;
      terms.forEach(({ optional }, number) => { if (!optional) { asked += 1; covered += has(number); } });
      if (covered === asked) return { tier: ALL, covered };
      let apart = true, wrong = 0;
      for (const { terms: own, strict } of phrases) {
        const missing = own.map((number) => !has(number));
        const gaps = missing.filter(Boolean).length;
        if (!gaps) continue;
        if (strict) return { tier: -1, covered };
        const lonely = missing[0] || missing[missing.length - 1] || missing.some((gap, i) => gap && missing[i + 1]);
        if (!lonely && gaps * 3 <= own.length + 1) continue;
        apart = false;
        wrong += own.length >= 2 && gaps <= 2 && missing.lastIndexOf(true) - missing.indexOf(true) === gaps - 1 ? 1 : 2;
      }
      if (apart) return { tier: APART, covered };
      if (wrong === 1) return { tier: ONE_WRONG, covered };
      return { tier: covered * 2 >= asked && asked > 1 ? HALF : -1, covered };
    }

    async function search(query, options = {}) {
      const asked = (query || "").trim();
      if (!asked) return browsed(options);
      const variants = global.gkQuery.variants(asked, options.synonyms || [], standard).map((text) => global.gkQuery.parsed(text, standard));
      const wanted = variants.filter(({ terms }) => terms.length);
      const found = new Map();
      for (const [number, variant] of wanted.entries()) {
        for (const one of await answersOf(variant, options)) {
          const hit = { ...one, score: number ? one.score * OF_A_SYNONYM : one.score, variant };
          const before = found.get(one.entry);
          if (!before || hit.tier > before.tier || (hit.tier === before.tier && hit.score > before.score)) found.set(one.entry, hit);
        }
      }
      const all = [...found.values()].filter(({ entry }) => onDays(entry, options));
      const inOrder = (some) => some.sort((a, b) =>
        (options.sort === "date" ? days[b.entry] - days[a.entry] : b.tier - a.tier || b.score - a.score) || b.entry - a.entry);
      const best = Math.max(...all.map(({ tier }) => tier), -1);
      const level = best >= APART ? best : ALL;
      const strict = wanted.some(({ phrases }) => phrases.every((phrase) => phrase.strict));
      let answering = inOrder(all.filter(({ tier }) => tier === level));
      let passing = answering.filter(({ entry }) => passes(entry, options.filters));
      let { kept, moved } = level === ALL ? await settled(passing, options) : { kept: passing, moved: [] };
      const apart = level === APART || (passing.length > 0 && !kept.length);
      if (apart && !strict) {
        // Nothing holds the query as it is written: what holds its words apart is the answer, however they lie.
        answering = inOrder(all.filter(({ tier }) => tier >= APART));
        passing = kept = answering.filter(({ entry }) => passes(entry, options.filters));
        moved = [];
      }
      const away = new Set(moved.map(({ entry }) => entry));
      const hits = kept.map(hitOf);
      unfiltered.set(hits, answering.filter(({ entry }) => !away.has(entry)));
      const lower = inOrder(all.filter(({ tier, entry }) => tier < (apart ? APART : level) && passes(entry, options.filters)));
      const related = strict ? [] : [...moved, ...(kept.length < FEW ? lower : [])].slice(0, MOST_RELATED);
      const marks = wanted.flatMap(({ phrases }) => phrases.flatMap((phrase) => (phrase.day ? global.gkQuery.formsOf(phrase.day, standard) : [phrase])));
      const suggestion = (best < ALL || apart) && wanted.length ? await suggested(asked, wanted[0], [...passing, ...lower]).catch(() => "") : "";
      const answer = {
        hits, related: related.map((hit) => ({ ...hitOf(hit), exact: false })), terms: [], phrases: marks, suggestion, dateQuery: variants[0].date,
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

    const hitOf = ({ entry, score }) => ({ entry, exact: true, score });

    function browsed(options) {
      const entries = Array.from({ length: count }, (_, entry) => entry).filter((entry) => onDays(entry, options));
      entries.sort((a, b) => days[b] - days[a] || b - a);
      const all = entries.map((entry) => ({ entry, exact: true, score: 0 }));
      const hits = all.filter(({ entry }) => passes(entry, options.filters));
      unfiltered.set(hits, all);
      return { hits, related: [], terms: [], phrases: [], suggestion: "", dateQuery: null };
    }

    // The first hits checked against what they say: what is the query comes first, what holds its words only apart goes.
    async function settled(hits, { sort }) {
      const kept = [], moved = [], exactly = [];
      let checked = 0;
      while (checked < hits.length && checked < MOST_CHECKED && kept.length + exactly.length < CHECKED) {
        const some = hits.slice(checked, checked + CHECKED);
        const held = await Promise.all(some.map((hit) => holding(hit)));
        some.forEach((hit, i) => (held[i] === 2 && sort !== "date" ? exactly : held[i] ? kept : moved).push(hit));
        checked += some.length;
      }
      // Where none of many holds the query as it is written, the others will not either.
      if (!exactly.length && !kept.length) return { kept: [], moved: hits };
      return { kept: [...exactly, ...kept, ...hits.slice(checked)], moved };
    }

    // 2 where title or a number of the entry is the query, 1 where it holds every phrase, 0 where not.
    async function holding({ entry, variant }, shortest = 3) {
      const long = variant.phrases.filter(({ units }) => units.length >= shortest);
      if (!long.length) return 1;
      // A hit that cannot be read is shown as such, not left out.
      const row = await files.row(entry).catch(() => null);
      if (!row) return 1;
      const told = ["kind", "agency", "subject"].flatMap((name) => all(name, entry));
      const parts = [row[0], row[2], row[3], ...row.slice(4), ...told].map((part) => squeezed(part, standard));
      const whole = variant.phrases.flatMap(({ units }) => units);
      if (parts.slice(0, 3).some((part) => holds(part, { units: whole }) && part.length <= whole.join("\x02").length + 2)) return 2;
      const missing = long.filter((phrase) => !parts.some((part) => holds(part, phrase)));
      if (!missing.length) return 1;
      const text = await squeezedText(entry).catch(() => null);
      return text === null || missing.every((phrase) => holds(text, phrase)) ? 1 : 0;
    }

    async function squeezedText(entry) {
      if (!known.has(entry)) known.set(entry, squeezed(await files.textOf(entry), standard));
      return known.get(entry);
    }

    // The query with each phrase that nothing holds replaced by the nearest stretch of the titles, then texts, of its best entries.
    async function suggested(query, { phrases }, entries) {
      const best = entries.slice(0, CHECKED);
      let changed = query;
      for (const phrase of phrases) {
        if (phrase.units.length < 3 || phrase.strict) continue;
        const rows = await Promise.all(best.map(({ entry }) => files.row(entry)));
        const titlesThere = rows.map((row) => squeezed([row[0], row[2], ...row.slice(4)].join("\n"), standard));
        if (titlesThere.some((title) => holds(title, phrase))) continue;
        const texts = await Promise.all(best.slice(0, FEW).map(({ entry }) => squeezedText(entry)));
        if (texts.some((text) => holds(text, phrase))) continue;
        const votes = new Map();
        const vote = (stretch, weight) => { if (stretch) votes.set(stretch, (votes.get(stretch) || 0) + weight); };
        titlesThere.forEach((title) => vote(nearly(title, phrase), 2));
        texts.forEach((text) => vote(nearly(text, phrase), 1));
        const [first] = [...votes].sort((a, b) => b[1] - a[1]);
        if (first) changed = changed.replace(phrase.piece, first[0]);
      }
      return changed === query ? "" : changed;
    }

    function passes(entry, filters, except) {
      for (const [name, wanted] of Object.entries(filters || {})) {
        if (name === except || !wanted || !wanted.length) continue;
        const facet = facets[name];
        if (!facet || !facet.of(entry).some((number) => wanted.includes(facet.values[number]))) return false;
      }
      return true;
    }

    const ordinal = (text) => (text ? Math.round(Date.parse(`${text}T00:00:00Z`) / 864e5) + 719163 : 0);
    function onDays(entry, { from, to, validOn }) {
      const of = days[entry];
      if ((from && of < ordinal(from)) || (to && (!of || of > ordinal(to)))) return false;
      if (!validOn) return true;
      const on = ordinal(validOn);
      return firsts[entry] > 0 && firsts[entry] <= on && (!lasts[entry] || on <= lasts[entry]);
    }

    function counts(hits, filters = {}) {
      const counted = {};
      for (const [name, facet] of Object.entries(facets)) {
        counted[name] = new Map();
        for (const { entry } of unfiltered.get(hits) || hits) {
          if (!passes(entry, filters, name)) continue;
          for (const number of facet.of(entry)) {
            const value = facet.values[number];
            counted[name].set(value, (counted[name].get(value) || 0) + 1);
          }
        }
      }
      return counted;
    }

    const all = (name, entry) => (facets[name] ? facets[name].of(entry).map((number) => facets[name].values[number]) : []);
    async function shown(entry) {
      const [title, url, number, indexNo, ...cells] = await files.row(entry);
      const one = (name) => all(name, entry)[0] || "";
      return {
        title, url, number, indexNo, cells, day: day(entry), part: one("part"), kind: one("kind"), subjects: all("subject", entry),
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
