// Which entries hold a query as it is written, from the postings of its terms, and how well.
import { after, prepare } from "./search_following.js";
import { partly } from "./search_parts.js";
import { ALL, LENGTHS, gainsOf, upTo, value } from "./search_worth.js";
export { evaluated };

// `found` has the postings of each of the terms, `given` the entries that another engine found, or null. whole(note) calls
// note(entry, ALL, score) for what holds the query as it is written, partly(note, loosely) the same with a lower tier for
// what holds at least half of its terms, and with the number of places at which it holds the query only in parts.
function evaluated({ phrases, terms }, found, columns, given) {
  const lists = terms.map(({ optional }, number) => ({
    ...found[number],
    optional,
    gains: gainsOf(found[number].entries.length, columns.count),
  }));
  const asked = lists.filter(({ optional }) => !optional).length;
  const query = { ...columns, phrases, lists, asked };
  phrases.forEach(prepare);
  const entries = together(query, candidates(lists, given));
  return {
    whole(note) {
      const scores = scored(query, entries);
      for (let i = 0; i < entries.length; i += 1) note(entries[i], ALL, scores[i]);
    },
    partly: (note, loosely) => partly(query, entries, note, loosely),
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
        if (after(list, place, near[starts[k] + 2], far[starts[k] + 3]) === 2) held[kept++] = held[i];
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

function scored({ lists, asked, lengths, titles }, entries) {
  const sums = new Float32Array(entries.length),
    strong = new Uint8Array(entries.length);
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
