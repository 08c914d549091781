// Where a phrase that was run together is cut into words, and which ways of cutting it compete.
import { reach } from "./search_following.js";
export { mostCuts, cutsOf, compete };

// Another way of cutting counts where it explains at least one of so many entries that the likeliest ways explain.
const COMPETES = 4;

// How many pairs a phrase of so many may lack where its words were run together.
const mostCuts = (terms) => Math.floor((terms + 1) / 3);

// The fewest terms of a phrase that must be left out, where words may part, so that the stretches between hold together; null
// where it holds them in no way. The first stretch has `left` terms. What is left of a stretch that holds together does too,
// so each goes as far as it can. Between pairs that are no neighbours words may part without a term that is left out.
function cutsOf(phrase, lists, places, left) {
  const { terms, breakable, sparse } = phrase;
  const cuts = [];
  for (let start = 0, end = left; end < terms.length; end = reach(phrase, lists, places, start)) {
    if (
      sparse &&
      end > start &&
      places[terms[end]] >= 0 &&
      reach(phrase, lists, places, end) >= reach(phrase, lists, places, end + 1)
    ) {
      cuts.push(end);
      start = end;
      continue;
    }
    let gap = end;
    while (gap > start && !(breakable[gap] && places[terms[gap + 1]] >= 0)) gap -= 1;
    if (gap <= start) return null;
    cuts.push(gap);
    start = gap + 1;
  }
  return cuts;
}

// Lets a phrase part in other ways too where its cuts compete: 内江市政务公开 is 内江｜市政务公开 and 内江市｜政务公开. `each`
// calls its argument with the places of the postings of every entry that may hold the phrase in parts.
function compete(phrase, lists, each) {
  const { terms, sparse, strict } = phrase;
  const most = mostCuts(terms.length);
  if (strict || sparse || !most) return;
  const anywhere = { ...phrase, breakable: terms.map((_, k) => k > 0 && k + 1 < terms.length) };
  const likely = new Uint32Array(most + 1);
  const others = Array.from(likely, () => new Uint32Array(terms.length));
  each((places) => {
    const left = reach(phrase, lists, places, 0);
    if (left === terms.length) return;
    const cuts = cutsOf(phrase, lists, places, left);
    if (cuts && cuts.length <= most) likely[cuts.length] += 1;
    else {
      const found = cutsOf(anywhere, lists, places, left);
      if (found && found.length <= most) for (const cut of found) others[found.length][cut] += 1;
    }
  });
  // Of ways that need more parts than the likeliest ones none is meant.
  const least = likely.findIndex(Boolean);
  if (least < 0) return;
  others[least].forEach((count, cut) => {
    if (count * COMPETES >= likely[least]) phrase.breakable[cut] = true;
  });
}
