// Full matches of a query from the postings of its terms, with scores (BM25).
import { after, prepare } from "./search_following.js";
import { partly } from "./search_parts.js";
import { ALL, LENGTHS, gainsOf, lowerBound, value } from "./search_worth.js";
export { evaluated };

// `found` are the postings of the terms; `size` is the number of required terms if these are only some of them; `given`
// are the entries that another engine found, or null. whole(note) calls note(entry, ALL, score) for full matches;
// partly(note, loosely) calls note with lower tiers for partial ones, and with the number of places at which the query
// is split.
function evaluated({ phrases, terms, size }, found, columns, given) {
  const lists = terms.map(({ optional }, number) => ({
    ...found[number],
    optional,
    gains: gainsOf(found[number].entries.length, columns.count),
  }));
  const asked = lists.filter(({ optional }) => !optional).length;
  const query = { ...columns, phrases, lists, asked, some: Boolean(size), size: size || asked };
  phrases.forEach(prepare);
  const entries = inSequence(query, candidates(lists, given));
  return {
    whole(note) {
      const scores = scored(query, entries);
      for (let i = 0; i < entries.length; i += 1) note(entries[i], ALL, scores[i]);
    },
    partly: (note, loosely) => partly(query, entries, note, loosely),
  };
}

// The entries with all required terms. Another engine may find more, since it drops unknown words and accepts longer
// ones; if it finds fewer, its index is incomplete and is ignored.
function candidates(lists, given) {
  const own = intersection(lists.filter(({ optional }) => !optional).map(({ entries }) => entries));
  const both = given ? intersection([given, own]) : own;
  return both.length === own.length ? both : own;
}

// Keeps the entries in which the terms of each phrase are consecutive, in place.
function inSequence({ phrases, lists, some }, held) {
  let size = held.length;
  for (const { terms, starts, near, far } of phrases) {
    // If these are only some terms, no other term asks for what follows the last one.
    for (let k = 0; k + (some ? 0 : 1) < terms.length && size; k += 1) {
      const list = lists[terms[k]];
      let kept = 0;
      for (let i = 0, place = 0; i < size; i += 1) {
        place = lowerBound(list.entries, held[i], place);
        if (after(list, place, near[starts[k] + 2], far[starts[k] + 3]) === 2) held[kept++] = held[i];
      }
      size = kept;
    }
  }
  return held.subarray(0, size);
}

// Intersection of sorted lists, starting from the shortest.
function intersection(lists) {
  const [shortest, ...others] = [...lists].sort((a, b) => a.length - b.length);
  const held = Uint32Array.from(shortest || []);
  let size = held.length;
  for (const other of others) {
    let kept = 0;
    for (let i = 0, place = 0; i < size; i += 1) {
      place = lowerBound(other, held[i], place);
      if (other[place] === held[i]) held[kept++] = held[i];
    }
    size = kept;
  }
  return held.subarray(0, size);
}

function scored({ lists, asked, size, lengths, titles }, entries) {
  const sums = new Float32Array(entries.length),
    strong = new Uint8Array(entries.length);
  for (const { entries: own, weights, gains, optional } of lists) {
    for (let i = 0, place = 0; i < entries.length; i += 1) {
      const entry = entries[i];
      place = lowerBound(own, entry, place);
      if (own[place] !== entry) continue;
      sums[i] += gains[weights[place] * LENGTHS + lengths[entry]];
      if (!optional) strong[i] += weights[place] >> 2;
    }
  }
  for (let i = 0; i < entries.length; i += 1) sums[i] = value(sums[i], strong[i], asked, titles[entries[i]], size);
  return sums;
}
