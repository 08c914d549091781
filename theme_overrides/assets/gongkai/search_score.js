// Which entries hold a query as it is written, from the postings of its terms, and how well.
(function (global) {
  "use strict";
  const FREQUENCY = [1, 1.5, 1.9, 2.2];
  // A term in the title or number counts the same however long and however full of it the text is, so that like titles go by date.
  const IN_TITLE = 4.4;
  const LENGTHS = 16;
  // ALL of the query as it is written; APART: words that are neighbours only in the query; ONE_WRONG character; HALF of the terms;
  // a BIT: a quarter of them, or of a short query what two units the other way round leave.
  const ALL = 3, APART = 2, ONE_WRONG = 1, HALF = 0, BIT = -1;

  // BM25 by class of frequency and class of length, as hooks/gongkai/searching/ranking.py has it.
  const GAIN = Float64Array.from({ length: FREQUENCY.length * LENGTHS }, (_, place) => {
    const frequency = FREQUENCY[Math.floor(place / LENGTHS)];
    const long = 0.4 + 0.6 * Math.min(3, 2 ** (((place % LENGTHS) - 8) / 2));
    return (frequency * 2.2) / (frequency + 1.2 * long);
  });

  // `found` has the postings of each of the terms, `given` the entries that another engine found, or null. whole(note) calls
  // note(entry, ALL, score) for what holds the query as it is written, partly(note, loosely) the same with a lower tier for
  // what holds at least half of its terms, and with the number of places at which it holds the query only in parts.
  function evaluated({ phrases, terms }, found, columns, given) {
    const lists = terms.map(({ optional }, number) => ({ ...found[number], optional, gains: gainsOf(found[number].entries.length, columns.count) }));
    const asked = lists.filter(({ optional }) => !optional).length;
    const query = { ...columns, phrases, lists, asked };
    phrases.forEach(global.gkFollowing.prepare);
    const entries = together(query, candidates(lists, given));
    return {
      whole(note) {
        const scores = scored(query, entries);
        for (let i = 0; i < entries.length; i += 1) note(entries[i], ALL, scores[i]);
      },
      partly: (note, loosely) => global.gkParts.partly(query, entries, note, loosely),
    };
  }

  // The entries that have every term that is asked for. Another engine may know more of them, since it leaves out a word that
  // it does not know and takes one that begins alike; where it knows fewer, its index is not whole and ours is believed.
  function candidates(lists, given) {
    const own = common(lists.filter(({ optional }) => !optional).map(({ entries }) => entries));
    const both = given ? common([given, own]) : own;
    return both.length === own.length ? both : own;
  }

  // Those of the entries that have the terms of each phrase one after the other.
  function together({ phrases, lists }, held) {
    let size = held.length;
    for (const { terms, starts, near, far } of phrases) {
      for (let k = 0; k + 1 < terms.length && size; k += 1) {
        const list = lists[terms[k]];
        let kept = 0;
        for (let i = 0, place = 0; i < size; i += 1) {
          place = upTo(list.entries, held[i], place);
          if (global.gkFollowing.after(list, place, near[starts[k] + 2], far[starts[k] + 3]) === 2) held[kept++] = held[i];
        }
        size = kept;
      }
    }
    return held.subarray(0, size);
  }

  // What stands in all of the lists, each of which is in order; the shortest says what may.
  function common(lists) {
    const [shortest, ...others] = [...lists].sort((a, b) => a.length - b.length);
    const held = Uint32Array.from(shortest || []);
    let size = held.length;
    for (const other of others) {
      let kept = 0;
      for (let i = 0, place = 0; i < size; i += 1) {
        place = upTo(other, held[i], place);
        if (other[place] === held[i]) held[kept++] = held[i];
      }
      size = kept;
    }
    return held.subarray(0, size);
  }

  // The first place from `from` on of what is not less than `entry`: by steps that grow, then by halves.
  function upTo(entries, entry, from) {
    const end = entries.length;
    let low = from, step = 1;
    while (low < end && entries[low] < entry) {
      low += step;
      step *= 2;
    }
    if (step <= 2) return low;
    let high = Math.min(low, end);
    low -= step / 2 - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (entries[middle] < entry) low = middle + 1; else high = middle;
    }
    return low;
  }

  function scored({ lists, asked, lengths, titles }, entries) {
    const sums = new Float32Array(entries.length), strong = new Uint8Array(entries.length);
    for (const { entries: own, weights, gains, optional } of lists) {
      for (let i = 0, place = 0; i < entries.length; i += 1) {
        const entry = entries[i];
        place = upTo(own, entry, place);
        if (own[place] !== entry) continue;
        sums[i] += gains[weights[place] * LENGTHS + lengths[entry]];
        if (!optional) strong[i] += weights[place] >> 2;
      }
    }
    for (let i = 0; i < entries.length; i += 1) sums[i] = value(sums[i], strong[i], asked, titles[entries[i]]);
    return sums;
  }

  // What a term that so many entries have adds to the score of one, by the weight of its posting and the length of the entry.
  function gainsOf(many, count) {
    const rarity = Math.log(1 + (count - many + 0.5) / (many + 0.5));
    return Float64Array.from({ length: 8 * LENGTHS }, (_, place) => rarity * (place < GAIN.length ? GAIN[place] : IN_TITLE));
  }

  // What a sum is worth: more where all of the query stands in the title, the more the less else does.
  function value(sum, strong, asked, title) {
    return strong === asked ? sum * (1.6 + 1.5 * Math.min(1, asked / Math.max(1, title))) : sum;
  }

  global.gkScore = { evaluated, upTo, value, LENGTHS, ALL, APART, ONE_WRONG, HALF, BIT };
})(window);
