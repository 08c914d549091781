// The files of one index: its columns at once, terms, shown rows and texts when they are asked for.
(function (global) {
  "use strict";
  const { file, failure, hash, numbers, steps, words, text, Reader } = global.gkFiles;

  async function open(base) {
    const name = base.replace(/\/$/, "").split("/").pop();
    const [meta, table] = await Promise.all([
      file(base, "meta", `${name}/meta`),
      file(base, "../traditional", "traditional"),
    ]);
    let read;
    try {
      read = columns(new Reader(meta.bytes));
    } catch {
      throw failure("truncated", "meta");
    }
    if (read.told.build !== meta.digest) throw failure("other-build", "meta");
    return { ...read, ...files(base, name, read), standard: global.gkTokens.standardForms(text(table.bytes)) };
  }

  function columns(reader) {
    const told = JSON.parse(text(reader.section()));
    const terms = words(reader.section());
    const shown = steps(reader.section());
    const texts = steps(reader.section());
    const digests = Array.from(reader.section(), (byte) => byte.toString(16).padStart(2, "0")).join("").match(/.{6}/g) || [];
    const [days, firsts, lasts] = [steps(reader.section()), steps(reader.section()), steps(reader.section())];
    const lengths = reader.section();
    const titles = reader.section();
    const facets = {};
    for (const [name, title, values, sets] of told.facets) {
      const column = numbers(reader.section());
      facets[name] = { title, values, of: (entry) => sets[column[entry]] };
    }
    return { told, terms, shown, texts, digests, days, firsts, lasts, lengths, titles, facets };
  }

  function files(base, name, { terms, shown, texts, digests }) {
    const loaded = new Map();
    function load(part, number, read) {
      if (!loaded.has(part)) {
        const content = file(base, part, `${name}/${part}`, digests[number]).then(({ bytes }) => read(bytes));
        content.catch(() => loaded.delete(part));
        loaded.set(part, content);
      }
      return loaded.get(part);
    }
    const shard = (number) => load(`t${hash(terms[number])}`, number, shardOf);

    // {entries, weights} of a term.
    async function postings(term) {
      if (!terms.length) return { entries: [], weights: [] };
      const { known, coded } = await shard(lastUpTo(terms, term));
      const place = lastUpTo(known, term);
      return known[place] === term ? decoded(coded[place]) : { entries: [], weights: [] };
    }

    // The same of everything that begins with `start`: whole units weigh as they are, longer ones least.
    async function postingsFrom(start) {
      const found = new Map();
      for (let number = terms.length ? lastUpTo(terms, start) : 0; number < terms.length; number += 1) {
        if (terms[number] > start && !terms[number].startsWith(start)) break;
        const { known, coded } = await shard(number);
        let place = lastUpTo(known, start);
        if (known[place] < start) place += 1;
        for (; place < known.length && known[place].startsWith(start); place += 1) {
          const longer = /[a-z0-9]$/.test(start) && /^[a-z0-9]/.test(known[place].slice(start.length));
          const { entries, weights } = decoded(coded[place]);
          entries.forEach((entry, i) => {
            const weight = longer ? 0 : weights[i];
            const before = found.get(entry) || 0;
            found.set(entry, ((before | weight) & 4) | Math.max(before & 3, weight & 3));
          });
        }
      }
      const entries = [...found.keys()].sort((a, b) => a - b);
      return { entries, weights: entries.map((entry) => found.get(entry)) };
    }

    const parse = (bytes) => JSON.parse(text(bytes));
    async function row(entry) {
      const number = lastUpTo(shown, entry);
      return (await load(`d${shown[number]}`, terms.length + number, parse))[entry - shown[number]];
    }
    async function textOf(entry) {
      if (!texts.length) return "";
      const number = lastUpTo(texts, entry);
      return (await load(`x${texts[number]}`, terms.length + shown.length + number, parse))[entry - texts[number]];
    }
    return { postings, postingsFrom, row, textOf };
  }

  // The place of the last of the sorted values that is not greater than `value`, or 0.
  function lastUpTo(values, value) {
    let low = 0, high = values.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (values[middle] <= value) low = middle; else high = middle - 1;
    }
    return low;
  }

  function shardOf(bytes) {
    const reader = new Reader(bytes);
    const known = words(reader.section());
    return { known, coded: known.map(() => reader.section()) };
  }

  function decoded(bytes) {
    const reader = new Reader(bytes);
    const entries = [], weights = [];
    let entry = 0;
    while (reader.more) {
      const value = reader.number();
      entry += Math.floor(value / 8);
      entries.push(entry);
      weights.push(value % 8);
    }
    return { entries, weights };
  }

  global.gkIndexFiles = { open };
})(window);
