// The index of classic scripts: works from a web server and from a folder; ranking as in hooks/gongkai/searching/ranking.py.
(function (global) {
  "use strict";
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUE = new Map([...DIGITS].map((digit, value) => [digit, value]));
  const FREQUENCY = [1, 1.5, 1.9, 2.2];
  const waiting = new Map();
  global.gkShard = (name, value) => waiting.get(name)?.(value);

  // Opens the index in the folder `base`, which ends with a slash.
  async function open(base) {
    const loaded = new Map();
    const load = (name) => {
      if (!loaded.has(name)) {
        loaded.set(name, new Promise((resolve, reject) => {
          waiting.set(name, resolve);
          const script = document.createElement("script");
          script.src = base + name + ".js";
          script.onerror = () => { loaded.delete(name); reject(new Error(name)); };
          script.onload = () => script.remove();
          document.head.append(script);
        }));
      }
      return loaded.get(name);
    };
    const meta = await load("meta");
    const standard = global.gkTokens.standardForms(meta.standard);

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

    async function search(query) {
      const asked = global.gkTokens.queryTerms(query, standard);
      if (!asked.length || !meta.count) return { hits: [], terms: asked };
      const found = await Promise.all(asked.map(postings));
      return { hits: ranked(found, meta), terms: asked };
    }

    const shown = async (number) => {
      const [title, url, docNo, indexNo] = (await load("d" + Math.floor(number / meta.shown)))[number % meta.shown];
      return {
        title, url, number: docNo, indexNo, day: meta.day[number], kind: meta.kinds[meta.kind[number]],
        state: meta.states[meta.state[number]], agency: meta.agencies[meta.agency[number]],
      };
    };
    const text = async (number) => (await load("x" + Math.floor(number / meta.texts)))[number % meta.texts];
    return { meta, standard, search, shown, text };
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
      .map((entry) => ({ entry, whole: covered.get(entry) === asked, value: value(entry) }))
      .sort((a, b) => b.whole - a.whole || b.value - a.value || b.entry - a.entry);
  }

  global.gkShards = { open };
})(window);
