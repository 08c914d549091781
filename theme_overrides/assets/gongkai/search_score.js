// Which entries hold how much of a query, from the postings of its terms: how well, and whether its words stand together.
(function (global) {
  "use strict";
  const FREQUENCY = [1, 1.5, 1.9, 2.2];
  // A term in the title or number counts the same however long and however full of it the text is, so that like titles go by date.
  const IN_TITLE = 4.4;
  // ALL of the query as it is written; APART: words that are neighbours only in the query; ONE_WRONG character; HALF of the terms.
  const ALL = 3, APART = 2, ONE_WRONG = 1, HALF = 0;
  const IN_LOW = 30;

  // BM25 by class of frequency and class of length, as hooks/gongkai/searching/ranking.py has it.
  const GAIN = FREQUENCY.map((frequency) => Float64Array.from({ length: 16 }, (_, length) => {
    const long = 0.4 + 0.6 * Math.min(3, 2 ** ((length - 8) / 2));
    return (frequency * 2.2) / (frequency + 1.2 * long);
  }));

  // `found` has the postings of each of the terms. whole(note) calls note(entry, ALL, score) for what holds the query as it
  // is written, partly(note) the same with a lower tier for what holds at least half of its terms, and with the number of
  // places at which it holds the query only in parts; holds(entry) is for one.
  function evaluated({ phrases, terms }, found, { count, lengths, titles }) {
    const score = new Float32Array(count), strong = new Uint8Array(count), low = new Uint32Array(count), high = new Uint32Array(count);
    const touched = [];
    let asked = 0, lowAll = 0, highAll = 0;
    terms.forEach(({ optional }, number) => {
      const { entries, weights } = found[number];
      const rarity = Math.log(1 + (count - entries.length + 0.5) / (entries.length + 0.5));
      const bits = number < IN_LOW ? low : high;
      const bit = 1 << (number % IN_LOW);
      if (!optional) {
        asked += 1;
        if (number < IN_LOW) lowAll |= bit; else highAll |= bit;
      }
      for (let i = 0; i < entries.length; i += 1) {
        const entry = entries[i], weight = weights[i];
        if (!low[entry] && !high[entry]) touched.push(entry);
        score[entry] += rarity * (weight & 4 ? IN_TITLE : GAIN[weight & 3][lengths[entry]]);
        if (weight & 4 && !optional) strong[entry] += 1;
        bits[entry] |= bit;
      }
    });
    const full = touched.filter((entry) => (low[entry] & lowAll) === lowAll && (high[entry] & highAll) === highAll);
    const together = new Uint8Array(count);
    for (const entry of full) together[entry] = 1;
    for (const phrase of phrases) {
      phrase.wanted = wantedAfter(phrase);
      phrase.breakable = breakable(phrase.terms.map((number) => found[number].entries.length));
      followUp(phrase);
    }

    // Entries that hold the terms of a phrase, but not one after the other, are no longer together.
    function followUp({ terms: own, wanted }) {
      for (let k = 0; k + 1 < own.length; k += 1) {
        const postings = found[own[k]];
        for (let i = 0; i < postings.entries.length; i += 1) {
          const entry = postings.entries[i];
          if (together[entry] && !follows(postings, i, wanted[k], 2)) together[entry] = 0;
        }
      }
    }

    const has = (entry, number) => (number < IN_LOW ? low[entry] >> number : high[entry] >> (number - IN_LOW)) & 1;

    function value(entry, covered) {
      const share = score[entry] * (covered / asked) ** 2;
      return strong[entry] === asked ? share * (1.6 + 1.5 * Math.min(1, asked / Math.max(1, titles[entry]))) : share;
    }

    function whole(note) {
      for (const entry of full) if (together[entry]) note(entry, ALL, value(entry, asked));
    }

    function partly(note) {
      // With more gaps than that nothing but a low tier is possible.
      const most = Math.max(asked / 2, 2 * phrases.length);
      for (const entry of touched) {
        if (together[entry]) continue;
        const covered = ones(low[entry] & lowAll) + ones(high[entry] & highAll);
        if (asked - covered > most) continue;
        const { tier, parted } = tierOf(entry, covered);
        if (tier >= 0) note(entry, tier, value(entry, covered), parted);
      }
    }

    function tierOf(entry, covered) {
      let apart = true, wrong = 0, parted = 0;
      for (const phrase of phrases) {
        const { terms: own, strict } = phrase;
        let gaps = 0, first = -1, last = -1;
        for (let k = 0; k < own.length; k += 1) {
          if (has(entry, own[k])) continue;
          if (first < 0) first = k;
          last = k;
          gaps += 1;
        }
        const apartBy = gaps * 3 <= own.length + 1 ? breaks(entry, phrase) : Infinity;
        if (!apartBy) continue;
        if (strict) return { tier: -1 };
        if (apartBy * 3 <= own.length + 1) {
          parted += apartBy;
          continue;
        }
        apart = false;
        wrong += own.length >= 2 && gaps && gaps <= 2 && last - first === gaps - 1 ? 1 : 2;
      }
      if (apart) return { tier: APART, parted };
      if (wrong === 1) return { tier: ONE_WRONG };
      return { tier: covered * 2 >= asked && asked > 1 ? HALF : -1 };
    }

    // How many terms of a phrase at least must be left out, where words may part, so that the stretches between hold together.
    function breaks(entry, { terms: own, wanted, breakable: may }) {
      const places = own.map((number) => (has(entry, number) ? placeOf(entry, found[number].entries) : -1));
      const after = (k, units) => follows(found[own[k]], places[k], wanted[k], units);
      const cost = new Array(own.length + 1).fill(Infinity);
      cost[0] = 0;
      let least = Infinity;
      for (let start = 0; start < own.length; start += 1) {
        if (cost[start] === Infinity) continue;
        for (let end = start; end < own.length; end += 1) {
          if (places[end] < 0 || (end > start && !after(end - 1, 1)) || (end > start + 1 && !after(end - 2, 2))) break;
          if (end === own.length - 1) least = Math.min(least, cost[start]);
          else if (may[end + 1]) cost[end + 2] = Math.min(cost[end + 2], cost[start] + 1);
        }
      }
      return least;
    }

    return { whole, partly, holds: (entry) => together[entry] === 1 };
  }

  // At which terms two words may meet that were run together: a pair within a word stands in about as many entries as the
  // pairs beside it, a pair across two words in far fewer.
  function breakable(frequencies) {
    const inner = frequencies.slice(1, -1);
    const least = Math.min(...inner);
    return frequencies.map((one, k) => k > 0 && k + 1 < frequencies.length && (one === least || one * 2 < Math.min(frequencies[k - 1], frequencies[k + 1])));
  }

  function ones(bits) {
    let count = 0;
    for (let rest = bits; rest; rest &= rest - 1) count += 1;
    return count;
  }

  // For each term of a phrase the hashes of the units after it; -1 for one that is not there or may be cut off.
  function wantedAfter({ units, cutOff, terms }) {
    const { unitHash } = global.gkTokens;
    const sure = cutOff ? units.length - 1 : units.length;
    const hashOf = (place) => (place < sure ? unitHash(units[place]) : -1);
    return terms.map((_, k) => [hashOf(k + 2), hashOf(k + 3)]);
  }

  // Whether a posting is followed by so many of the units wanted, as far as its marks tell.
  function follows({ starts, marks }, place, [first, second], units) {
    if (first < 0) return true;
    const both = units > 1 && second >= 0;
    const wanted = ((first & 63) << 2) | (both ? second >> 6 : 0), mask = both ? 255 : 252;
    const from = starts[place], to = starts[place + 1];
    for (let i = from; i < to; i += 1) if ((marks[i] & mask) === wanted) return true;
    return from === to;
  }

  function placeOf(entry, entries) {
    let from = 0, to = entries.length - 1;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (entries[middle] < entry) from = middle + 1; else to = middle;
    }
    return from;
  }

  global.gkScore = { evaluated, ALL, APART, ONE_WRONG, HALF };
})(window);
