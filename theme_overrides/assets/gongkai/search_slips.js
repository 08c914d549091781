// Fuzzy match of a phrase at edit distance 1: a substitution, insertion, deletion or transposition of units.
import { after, afterAny, reachBack } from "./search_following.js";
export { slipped, MOST_GAPS };

// A transposition breaks three bigrams; every other edit breaks fewer.
const MOST_GAPS = 3;

// `left` is the length of the run from the first term on; `places` are the indices of the entry's postings.
function slipped(phrase, lists, places, left) {
  const { terms, near, far, sparse } = phrase;
  const last = terms.length;
  const right = reachBack(phrase, lists, places);
  if (!left && right === last) return false;
  // An edit breaks at most two bigrams that are not adjacent, and the many others are sufficient evidence.
  if (sparse) return right - left <= 2;
  // The edit is at a unit or right before it: both sides of it are consecutive runs.
  for (let at = Math.max(0, right - 2); at <= Math.min(last, left + 1); at += 1) {
    if (at === last) return true;
    if (at < 2) {
      // There is no context before it to check; after a transposition three units must match.
      if (right <= at + 1 || last - right > 1) return true;
      continue;
    }
    const list = lists[terms[at - 2]],
      place = places[terms[at - 2]];
    const bridged =
      (right <= at + 1 &&
        (afterAny(list, place, far[at + 1]) || after(list, place, near[at + 1], far[at + 2]) === 2)) ||
      (right <= at && afterAny(list, place, far[at])) ||
      after(list, place, near[at + 1], far[at]) === 2;
    if (bridged) return true;
  }
  return false;
}
