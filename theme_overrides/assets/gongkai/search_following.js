// Phrase checks by postings: the marks of a bigram's posting hash the two units that follow it.
import { unitHash } from "./tokens.js";
export { prepare, part, after, afterAny, reach, reachBack };

// Fewer than one in so many entries counts as rarely.
const RARELY = 10;

// Computes for each unit of a phrase what it leaves in a mark, -1 for nothing: the low five bits of the hash of the
// next unit (near), the high three of the one after it (far).
function prepare(phrase) {
  const { units, cutOff } = phrase;
  const hashes = units.map(unitHash);
  // A unit that may be incomplete has no known hash, nor have units after the last one.
  if (cutOff) hashes.pop();
  const bits = (of) =>
    Int16Array.from({ length: units.length + 3 }, (_, i) => (i < hashes.length ? of(hashes[i]) : -1));
  phrase.near = bits((hash) => (hash & 31) << 3);
  phrase.far = bits((hash) => hash >> 5);
}

// Marks the bigrams at which a phrase may be split into words: a bigram within a word is about as frequent as its
// neighbours, one across two words far rarer. `loosely` also splits at a bigram that is a word of its own if the bigram
// before it is rarely followed by it. If not all bigrams are queried, the phrase may be split anywhere.
function part(phrase, lists, loosely) {
  const { terms, near, units } = phrase;
  phrase.sparse = terms.length + 1 < units.length;
  if (phrase.sparse) {
    phrase.breakable = units.map(() => true);
    return;
  }
  const frequencies = terms.map((number) => lists[number].entries.length);
  const least = Math.min(...frequencies.slice(1, -1));
  const parts = (one, k) =>
    one === least ||
    one * 2 < Math.min(frequencies[k - 1], frequencies[k + 1]) ||
    (loosely && following(lists[terms[k - 1]], near[k + 1]) * RARELY < frequencies[k - 1]);
  phrase.breakable = frequencies.map((one, k) => k > 0 && k + 1 < frequencies.length && parts(one, k));
}

// The number of entries in which a term is followed by a unit.
function following(list, near) {
  let count = 0;
  for (let place = 0; place < list.entries.length; place += 1) if (after(list, place, near, -1)) count += 1;
  return count;
}

// How many of the two expected units follow a posting; 2 if none is expected or the posting has no marks.
function after({ starts, marks }, place, near, far) {
  if (near < 0) return 2;
  const to = starts[place + 1];
  let best = starts[place] === to ? 2 : 0;
  for (let i = starts[place]; i < to; i += 1) {
    if ((marks[i] & 248) !== near) continue;
    if (far < 0 || (marks[i] & 7) === far) return 2;
    best = 1;
  }
  return best;
}

// Whether a posting is followed by any unit and then by one with these bits.
function afterAny({ starts, marks }, place, far) {
  const to = starts[place + 1];
  if (far < 0 || starts[place] === to) return true;
  for (let i = starts[place]; i < to; i += 1) if ((marks[i] & 7) === far) return true;
  return false;
}

// The index of the first term from `start` on that does not continue the run of consecutive terms in an entry; `places`
// are the indices of its postings, -1 for none.
function reach({ terms, starts, near, far }, lists, places, start) {
  let before = 2;
  for (let end = start; end < terms.length; end += 1) {
    if (places[terms[end]] < 0) return end;
    if (end === start) continue;
    // The previous bigram must be followed by this one, and the one before it by both, since it is in the run too. Of
    // bigrams that are not adjacent the first must match all known bits.
    const first = starts[end - 1];
    const level = after(lists[terms[end - 1]], places[terms[end - 1]], near[first + 2], far[first + 3]);
    if (level < (starts[end] > first + 1 ? 2 : 1) || before < 2) return end;
    before = level;
  }
  return terms.length;
}

// The index of the first term of the run of consecutive terms that ends the phrase.
function reachBack({ terms, starts, near, far }, lists, places) {
  const last = terms.length - 1;
  if (places[terms[last]] < 0) return last + 1;
  let start = last;
  while (start > 0 && places[terms[start - 1]] >= 0) {
    const first = starts[start - 1];
    const level = after(lists[terms[start - 1]], places[terms[start - 1]], near[first + 2], far[first + 3]);
    if (level < (start < last || starts[start] > first + 1 ? 2 : 1)) break;
    start -= 1;
  }
  return start;
}
