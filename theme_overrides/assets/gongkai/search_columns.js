// What an index knows of every entry at once: which entries have chosen values or days, and how many have each value.
export { columnsOf };

const EPOCH = 719163;
const ordinal = (text) => (text ? Math.round(Date.parse(`${text}T00:00:00Z`) / 864e5) + EPOCH : 0);

// `files` is what open of search_index.js gave.
function columnsOf({ facets, days, firsts, lasts, standings, standing }) {
  const day = (entry) => (days[entry] ? new Date((days[entry] - EPOCH) * 864e5).toISOString().slice(0, 10) : "");
  const values = (name, entry) =>
    facets[name] ? facets[name].of(entry).map((number) => facets[name].values[number]) : [];

  const standingOf = (entry) => standings[standing[entry]];
  const ended = Uint8Array.from(standings, ({ dead }) => Number(dead));
  const someEnded = ended.some(Boolean);

  // What one may rely on before what is no longer in force, or explains it; each in the order in which it came.
  function livingFirst(list, entryOf = (one) => one) {
    if (!someEnded) return list;
    const parts = [[], []];
    for (const one of list) parts[ended[standing[entryOf(one)]]].push(one);
    return parts[0].concat(parts[1]);
  }

  // Whether an entry lies in a span of days, was in force on a day and is `among` others; null where every entry does.
  function onDays({ from, to, validOn }, among = null) {
    if (!from && !to && !validOn) return among;
    const first = ordinal(from),
      last = ordinal(to) || Infinity,
      on = ordinal(validOn);
    return (entry) => {
      const of = days[entry];
      if (of < first || of > last || (to && !of) || (among && !among(entry))) return false;
      return !on || (firsts[entry] > 0 && firsts[entry] <= on && (!lasts[entry] || on <= lasts[entry]));
    };
  }

  // The filters that say something: column and, for each set of values, whether it has a chosen one.
  function chosen(filters) {
    return Object.entries(filters || {})
      .filter(([, wanted]) => wanted && wanted.length)
      .map(([name, wanted]) => {
        const facet = facets[name] || { sets: [[]], values: [], column: new Uint32Array(days.length) };
        return {
          name,
          column: facet.column,
          good: Uint8Array.from(facet.sets, (set) => set.some((number) => wanted.includes(facet.values[number]))),
        };
      });
  }

  const all = (filters, entry) => filters.every(({ column, good }) => good[column[entry]]);

  // Whether an entry has a chosen value in every facet that says something.
  function passes(filters) {
    const wanted = chosen(filters);
    return (entry) => all(wanted, entry);
  }

  const passing = (entries, filters) => (chosen(filters).length ? entries.filter(passes(filters)) : entries);

  // {facet: Map(value → number of entries)}; the values chosen in a facet do not narrow the facet itself.
  function counted(entries, filters) {
    const wanted = chosen(filters);
    const found = {};
    for (const [name, { column, sets, values: texts }] of Object.entries(facets)) {
      const others = wanted.filter((one) => one.name !== name);
      const bySet = new Uint32Array(sets.length),
        byValue = new Uint32Array(texts.length);
      for (const entry of entries) if (!others.length || all(others, entry)) bySet[column[entry]] += 1;
      sets.forEach((set, number) => {
        for (const value of set) byValue[value] += bySet[number];
      });
      found[name] = new Map();
      texts.forEach((text, value) => {
        if (byValue[value]) found[name].set(text, byValue[value]);
      });
    }
    return found;
  }

  return { day, values, standingOf, livingFirst, onDays, passes, passing, counted };
}
