// Splitting a phrase without spaces into words, and the choice between competing splits.
import { reach } from "./search_following.js";
export { mostCuts, cutsOf, compete };

// A competing split counts if at least one in so many entries of the likeliest split supports it.
const COMPETES = 4;

// How many bigrams a phrase may lack because they span two words.
const mostCuts = (terms) => Math.floor((terms + 1) / 3);

// The fewest terms to drop, at breakable places, so that the runs between them are consecutive in an entry; null if
// there are none. `left` is the length of the first run. Greedy: a suffix of a consecutive run is consecutive too, so
// each run is as long as possible. Between bigrams that are not adjacent a phrase may be split without dropping a term.
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

// Allows further splits if they compete: 内江市政务公开 is 内江｜市政务公开 and 内江市｜政务公开. `each` calls its
// argument with the posting indices of every entry that may hold the phrase in parts.
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
  // Splits into more parts than the likeliest ones are not considered.
  const least = likely.findIndex(Boolean);
  if (least < 0) return;
  others[least].forEach((count, cut) => {
    if (count * COMPETES >= likely[least]) phrase.breakable[cut] = true;
  });
}
