// Whether an entry holds a phrase but for one slip: another unit, one too many, one too few, or two the other way round.
import { after, afterAny, reachBack } from "./search_following.js";
export { slipped, MOST_GAPS };

// So many pairs two units break that stand the other way round; every other slip breaks fewer.
const MOST_GAPS = 3;

// `left` is how many terms from the first one on the entry holds together; its postings stand at `places`.
function slipped(phrase, lists, places, left) {
  const { terms, near, far, sparse } = phrase;
  const last = terms.length;
  const right = reachBack(phrase, lists, places);
  if (!left && right === last) return false;
  // Of pairs that are no neighbours a slip breaks two at most, and so many others hold together that it needs no more proof.
  if (sparse) return right - left <= 2;
  // The slip is at a unit, or right before it: what stands on both sides of it holds together.
  for (let at = Math.max(0, right - 2); at <= Math.min(last, left + 1); at += 1) {
    if (at === last) return true;
    if (at < 2) {
      // Too little stands before it to tell what follows that; where two units are the other way round, three must be right.
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
