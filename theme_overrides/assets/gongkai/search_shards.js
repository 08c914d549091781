// The index of classic scripts: works from a web server and from a folder; ranking as in hooks/gongkai/searching/ranking.py.
//
//   window.gkIndex.open(base) → Promise<index>        base: folder of the index with a slash, for example "search/pages/"
//     rejects with an Error whose .reason is "missing" | "truncated" | "other-build"
//   index.count, index.buildId
//   index.facets = {part|kind|subject|agency|year|state|source: {title, values: [text…], of(entry) → [value number…]}}
//     (only the facets that some entry has)
//   index.day(entry) → "YYYY-MM-DD" or ""
//   index.search(query, options) → Promise<{hits, related, terms, suggestion, dateQuery}>
//     options = {filters: {facet: [value text…]}, from, to, validOn: "YYYY-MM-DD", sort: "relevance"|"date",
//                synonyms: [["人社局", "人力资源和社会保障局"], …]}
//     hits and related are arrays of {entry, exact, score}; an empty query browses everything, newest first
//     suggestion: a query that would find something («您是不是要找»), or ""; dateQuery: null or "YYYY-MM-DD"
//   index.counts(hits, filters) → {facet: Map(value text → count)}, disjunctive inside a facet
//   index.shown(entry) → Promise<{title, url, number, indexNo, day, part, kind, state, agency, source, cells: [text…]}>
//   index.excerpt(entry, answer) → Promise<[{text, mark}…]>    the best place of the text
//   index.mark(text, answer) → [{text, mark}…]                 a title or cell with what was found in it
(function (global) {
  "use strict";
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUE = new Map([...DIGITS].map((digit, value) => [digit, value]));
  const FREQUENCY = [1, 1.5, 1.9, 2.2];
  const waiting = new Map();
  global.gkShard = (name, value) => waiting.get(name)?.(value);

  function failure(reason, name) {
    const error = new Error(`${reason}: ${name}`);
    error.reason = reason;
    return error;
  }

  async function open(base) {
    const folder = base.replace(/\/$/, "").split("/").pop();
    const loaded = new Map();
    const load = (part) => {
      if (!loaded.has(part)) {
        loaded.set(part, new Promise((resolve, reject) => {
          waiting.set(`${folder}/${part}`, resolve);
          const script = document.createElement("script");
          script.src = `${base}${part}.js`;
          script.onerror = () => { loaded.delete(part); reject(failure("missing", part)); };
          script.onload = () => { script.remove(); reject(failure("truncated", part)); };
          document.head.append(script);
        }));
      }
      return loaded.get(part);
    };
    const meta = await load("meta");
    const standard = global.gkTokens.standardForms(meta.standard);
    const facets = {};
    for (const [name, { title, values, sets }] of Object.entries(meta.facets)) {
      facets[name] = { title, values, of: (entry) => sets[entry] };
    }
    const unfiltered = new WeakMap();

    async function postings(term) {
      let low = 0;
      let high = meta.first.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (meta.first[middle] <= term) low = middle; else high = middle - 1;
      }
      const pair = (await load("t" + low)).find(([found]) => found === term);
      return pair ? decoded(pair[1]) : [];
    }

    function passes(entry, filters, except) {
      for (const [name, wanted] of Object.entries(filters || {})) {
        if (name === except || !wanted.length) continue;
        const facet = facets[name];
        if (!facet || !facet.of(entry).some((number) => wanted.includes(facet.values[number]))) return false;
      }
      return true;
    }

    function onDays(entry, { from, to, validOn }) {
      const day = meta.day[entry];
      if ((from && day < from) || (to && (!day || day > to))) return false;
      if (!validOn) return true;
      return Boolean(meta.from[entry]) && meta.from[entry] <= validOn && (!meta.to[entry] || validOn <= meta.to[entry]);
    }

    async function search(query, options = {}) {
      const terms = global.gkTokens.queryTerms(query || "", standard);
      let found;
      if (terms.length) found = ranked(await Promise.all(terms.map(postings)), meta);
      else found = Array.from({ length: meta.count }, (_, entry) => ({ entry, exact: true, score: 0 }));
      if ((query || "").trim() && !terms.length) found = [];
      return finish(found, terms, options);
    }

    function finish(found, terms, options) {
      const onThoseDays = found.filter(({ entry }) => onDays(entry, options));
      if (options.sort === "date" || !terms.length) {
        onThoseDays.sort((a, b) => (meta.day[a.entry] < meta.day[b.entry] ? 1 : meta.day[a.entry] > meta.day[b.entry] ? -1 : b.entry - a.entry));
      }
      const kept = onThoseDays.filter(({ entry }) => passes(entry, options.filters));
      const hits = kept.filter((hit) => hit.exact);
      unfiltered.set(hits, onThoseDays.filter((hit) => hit.exact));
      return { hits, related: kept.filter((hit) => !hit.exact), terms, suggestion: "", dateQuery: null };
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

    const one = (name, entry) => facets[name]?.values[facets[name].of(entry)[0]] || "";
    async function shown(entry) {
      const block = await load("d" + Math.floor(entry / meta.shown));
      const [title, url, number, indexNo, ...cells] = block[entry % meta.shown];
      return {
        title, url, number, indexNo, cells, day: meta.day[entry], part: one("part", entry), kind: one("kind", entry),
        state: one("state", entry), agency: one("agency", entry), source: one("source", entry),
      };
    }

    async function excerpt(entry, answer) {
      const block = await load("x" + Math.floor(entry / meta.texts));
      const text = block[entry % meta.texts];
      const places = placesIn(text, answer.terms);
      const from = Math.max(0, (places.length ? places[0][0] : 0) - 30);
      const cut = text.slice(from, from + 110);
      return [
        ...(from ? [{ text: "……", mark: false }] : []),
        ...mark(cut, answer),
        ...(from + 110 < text.length ? [{ text: "……", mark: false }] : []),
      ];
    }

    function mark(text, answer) {
      const parts = [];
      let last = 0;
      for (const [from, to] of placesIn(text, answer.terms)) {
        if (from > last) parts.push({ text: text.slice(last, from), mark: false });
        if (to > last) parts.push({ text: text.slice(Math.max(from, last), to), mark: true });
        last = Math.max(last, to);
      }
      if (last < text.length) parts.push({ text: text.slice(last), mark: false });
      return parts;
    }

    return {
      count: meta.count, buildId: meta.build, facets, day: (entry) => meta.day[entry],
      search, finish, counts, shown, excerpt, mark, standard,
    };
  }

  function placesIn(text, terms) {
    const low = text.toLowerCase();
    const places = [];
    for (const term of terms) {
      const sought = term.replace("·", "");
      for (let at = low.indexOf(sought); at >= 0; at = low.indexOf(sought, at + 1)) places.push([at, at + sought.length]);
    }
    return places.sort((a, b) => a[0] - b[0]);
  }

  function decoded(written) {
    const found = [];
    let entry = 0, value = 0, shift = 0;
    for (const digit of written) {
      const bits = VALUE.get(digit);
      value |= (bits & 31) << shift;
      shift += 5;
      if (bits < 32) {
        entry += value >>> 3;
        found.push([entry, value & 7]);
        value = shift = 0;
      }
    }
    return found;
  }

  function ranked(found, meta) {
    const score = new Map(), covered = new Map(), inTitle = new Map();
    const add = (map, entry, value) => map.set(entry, (map.get(entry) || 0) + value);
    for (const postings of found) {
      const rarity = Math.log(1 + (meta.count - postings.length + 0.5) / (postings.length + 0.5));
      for (const [entry, weight] of postings) {
        const frequency = FREQUENCY[weight & 3];
        const length = 0.4 + 0.6 * Math.min(3, meta.length[entry] / 16);
        let gain = (frequency * 2.2) / (frequency + 1.2 * length);
        if (weight & 4) { gain += 2.5; add(inTitle, entry, 1); }
        add(score, entry, rarity * gain);
        add(covered, entry, 1);
      }
    }
    const asked = found.length;
    const value = (entry) => {
      const base = score.get(entry) * (covered.get(entry) / asked) ** 2;
      return inTitle.get(entry) === asked ? base * (1.6 + 1.5 * Math.min(1, asked / Math.max(1, meta.title[entry]))) : base;
    };
    return [...score.keys()]
      .filter((entry) => covered.get(entry) * 2 >= asked)
      .map((entry) => ({ entry, exact: covered.get(entry) === asked, score: value(entry) }))
      .sort((a, b) => b.exact - a.exact || b.score - a.score || b.entry - a.entry);
  }

  global.gkIndex = { open };
})(window);
