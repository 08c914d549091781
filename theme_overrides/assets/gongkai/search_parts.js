// Partial matches: words apart, all but one character, or at least half of the terms.
import { mostCuts, cutsOf, compete } from "./search_cuts.js";
import { part, reach } from "./search_following.js";
import { slipped, MOST_GAPS } from "./search_slips.js";
import { lowerBound, value, LENGTHS, APART, ONE_WRONG, HALF, BIT } from "./search_worth.js";
export { partly };

const NOTHING = -2;
const QUARTER = 4;

// Calls note(entry, tier, score, parted) for partial matches that are not in `whole`, in order of entries; `loosely` as
// in part() of search_following.js.
function partly(query, whole, note, loosely) {
  const { phrases, lists, asked, count, titles } = query;
  const { sums, covered, strong } = totals(query);
  phrases.forEach((phrase) => part(phrase, lists, loosely));
  // With more missing terms an entry matches half of the terms at best, then a quarter, then nothing.
  const few = phrases.reduce(
    (sum, { terms, strict }) => sum + (strict ? asked : Math.max(MOST_GAPS, mostCuts(terms.length))),
    0,
  );
  const least = Math.max(1, asked - Math.max(asked - asked / QUARTER, MOST_GAPS * phrases.length));
  const places = new Int32Array(lists.length);
  const tierOf = tiers(query, places);
  const short = phrases.length === 1 && !phrases[0].strict;
  const some = [];
  for (let entry = 0, next = 0; entry < count; entry += 1) {
    if (covered[entry] < least) continue;
    if (whole[next] === entry) next += 1;
    else some.push(entry);
  }
  const near = some.filter((entry) => asked - covered[entry] <= few);
  for (const phrase of phrases) compete(phrase, lists, (visit) => located(near, lists, places, () => visit(places)));
  const tierAt = new Int16Array(count).fill(HALF);
  located(near, lists, places, (entry) => {
    tierAt[entry] = tierOf();
  });
  for (const entry of some) {
    let found = tierAt[entry];
    if (found === HALF && covered[entry] * 2 < asked) {
      found =
        (short && asked - covered[entry] <= MOST_GAPS) || (covered[entry] > 1 && covered[entry] * QUARTER >= asked)
          ? BIT
          : NOTHING;
    }
    if (found === NOTHING || asked === 1) continue;
    note(
      entry,
      found === BIT ? BIT : found & 3,
      value(sums[entry] * (covered[entry] / asked) ** 2, strong[entry], asked, titles[entry]),
      Math.max(0, found >> 2),
    );
  }
}

// Visits sorted entries; meanwhile `places` holds the indices of their postings, -1 for none.
function located(some, lists, places, visit) {
  const cursors = new Uint32Array(lists.length);
  for (const entry of some) {
    for (let number = 0; number < lists.length; number += 1) {
      const { entries } = lists[number];
      let place = cursors[number];
      if (entries[place] < entry) cursors[number] = place = lowerBound(entries, entry, place + 1);
      places[number] = entries[place] === entry ? place : -1;
    }
    visit(entry);
  }
}

// For each entry: the sum of the scores of its terms, the number of required terms that it has, and how many of these
// are in title or number.
function totals({ lists, count, lengths }) {
  const sums = new Float32Array(count),
    covered = new Uint8Array(count),
    strong = new Uint8Array(count);
  for (const { entries, weights, gains, optional } of lists) {
    for (let i = 0; i < entries.length; i += 1) {
      const entry = entries[i],
        weight = weights[i];
      sums[entry] += gains[weight * LENGTHS + lengths[entry]];
      if (optional) continue;
      covered[entry] += 1;
      strong[entry] += weight >> 2;
    }
  }
  return { sums, covered, strong };
}

// Returns a function for the entry whose posting indices are in `places`: its tier plus four times the number of
// splits; NOTHING if a strict phrase is missing.
function tiers({ phrases, lists }, places) {
  return () => {
    let apart = true,
      wrong = 0,
      parted = 0;
    for (let number = 0; number < phrases.length; number += 1) {
      const phrase = phrases[number],
        { terms, strict } = phrase;
      const left = reach(phrase, lists, places, 0);
      if (left === terms.length) continue;
      if (strict) return NOTHING;
      let gaps = 0;
      for (let k = left; k < terms.length; k += 1) if (places[terms[k]] < 0) gaps += 1;
      const most = mostCuts(terms.length);
      const cuts = gaps <= most ? cutsOf(phrase, lists, places, left) : null;
      if (cuts && cuts.length <= most) {
        parted += cuts.length;
        continue;
      }
      apart = false;
      wrong += gaps <= MOST_GAPS && slipped(phrase, lists, places, left) ? 1 : 2;
    }
    if (apart) return APART | (parted << 2);
    return wrong === 1 ? ONE_WRONG : HALF;
  };
}
