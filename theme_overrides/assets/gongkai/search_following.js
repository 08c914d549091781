// What follows a term in an entry, as far as the bytes behind its posting tell, and where words that were run together may part.
import { unitHash } from "./tokens.js";
export { prepare, part, after, afterAny, reach, reachBack };

// What goes on so in fewer than one of so many entries hardly ever does.
const RARELY = 10;

// Notes in a phrase what is left of each of its units in the byte of a term, -1 for nothing: five bits one unit behind the
// term, three bits two units behind it.
function prepare(phrase) {
  const { units, cutOff } = phrase;
  const hashes = units.map(unitHash);
  // A unit that may be cut off says nothing, and what stands behind the last one neither.
  if (cutOff) hashes.pop();
  const bits = (of) =>
    Int16Array.from({ length: units.length + 3 }, (_, i) => (i < hashes.length ? of(hashes[i]) : -1));
  phrase.near = bits((hash) => (hash & 31) << 3);
  phrase.far = bits((hash) => hash >> 5);
}

// Notes at which of its terms a phrase may part. A pair within a word stands in about as many entries as the pairs beside it,
// a pair across two words in far fewer. `loosely` also where that pair is a word of its own, but the pair before it hardly
// ever goes on with it. Where not all pairs are known, it may part anywhere.
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

// In how many entries a term is followed by one unit.
function following(list, near) {
  let count = 0;
  for (let place = 0; place < list.entries.length; place += 1) if (after(list, place, near, -1)) count += 1;
  return count;
}

// How many of the two units that are wanted follow a posting; 2 also where none is, or where its bytes would tell nothing.
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

// Whether some unit follows a posting, and then one of which these bits are left.
function afterAny({ starts, marks }, place, far) {
  const to = starts[place + 1];
  if (far < 0 || starts[place] === to) return true;
  for (let i = starts[place]; i < to; i += 1) if ((marks[i] & 7) === far) return true;
  return false;
}

// The first term from `start` on that an entry does not hold together with those before it; its postings stand at `places`.
function reach({ terms, starts, near, far }, lists, places, start) {
  let before = 2;
  for (let end = start; end < terms.length; end += 1) {
    if (places[terms[end]] < 0) return end;
    if (end === start) continue;
    // The pair before must be followed by this one; and the pair before that one by both, since it is in the stretch too.
    // Of pairs that are no neighbours the first must be followed by all that is known.
    const first = starts[end - 1];
    const level = after(lists[terms[end - 1]], places[terms[end - 1]], near[first + 2], far[first + 3]);
    if (level < (starts[end] > first + 1 ? 2 : 1) || before < 2) return end;
    before = level;
  }
  return terms.length;
}

// The first term from which on an entry holds all together to the end.
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
