// Collects the matches of all variants of a query: for every entry its best tier and score.
import { descending, comparable } from "./search_order.js";
import { ALL, APART, ONE_WRONG, HALF, BIT } from "./search_worth.js";
export { noted, MANY_TIMES };

const NONE = BIT - 1;
// A ratio of frequencies from which the rarer case counts as coincidence.
const MANY_TIMES = 10;
const MOST_BY_HALF = 200;

// `among` filters entries (null: all); `factor(variant)` weights scores; `days` is the sort key, null to sort by score.
// `livingFirst` is applied after any sorting.
function noted(count, { among, factor, days, livingFirst }) {
  const tiers = new Int8Array(count).fill(NONE),
    scores = new Float32Array(count);
  const variants = new Uint8Array(count),
    partings = new Uint8Array(count);
  let all = new Uint32Array(64),
    size = 0;

  // The callback that records matches of a variant.
  const noteFor =
    (variant) =>
    (entry, tier, score, parted = 0) => {
      if (among && !among(entry)) return;
      const value = Math.fround(score * factor(variant));
      if (tiers[entry] === NONE) add(entry);
      else if (tier < tiers[entry] || (tier === tiers[entry] && value <= scores[entry])) return;
      tiers[entry] = tier;
      scores[entry] = value;
      variants[entry] = variant;
      partings[entry] = parted;
    };

  function add(entry) {
    if (size === all.length) {
      const larger = new Uint32Array(2 * size);
      larger.set(all);
      all = larger;
    }
    all[size++] = entry;
  }

  function those(which) {
    const some = new Uint32Array(size);
    let kept = 0;
    for (let i = 0; i < size; i += 1) if (which(all[i])) some[kept++] = all[i];
    return some.subarray(0, kept);
  }
  const ordered = (which) => livingFirst(descending(those(which), days || comparable(scores)));

  // Full matches, sorted.
  const whole = () => ordered((entry) => tiers[entry] === ALL);

  // Full matches and matches of the words apart in at most `most` places, fewest places first.
  function apart(most) {
    const isApart = (entry) => tiers[entry] === APART && partings[entry] <= most;
    if (days) return ordered((entry) => tiers[entry] === ALL || isApart(entry));
    const found = whole();
    for (let parts = 0; parts <= most; parts += 1) {
      for (const entry of ordered((one) => isApart(one) && partings[one] === parts)) found.push(entry);
    }
    return livingFirst(found);
  }

  // The least number of places at which words are apart, and the number to accept: entries with fewer places are
  // coincidental if many times as many have more.
  function placesOfParting() {
    const having = [];
    for (const entry of those((one) => tiers[one] === APART))
      having[partings[entry]] = (having[partings[entry]] || 0) + 1;
    const least = having.findIndex(Boolean);
    let most = least,
      sum = having[least] || 0;
    while (having[most + 1] > MANY_TIMES * sum) {
      most += 1;
      sum += having[most];
    }
    return [least, most];
  }

  // The first `most` entries of lower tiers that `passes` accepts and `shown` does not contain, highest tier first;
  // HALF only fills the list, and BIT is used only if there is nothing else.
  function lower(most, passes, shown) {
    const some = [];
    for (let tier = APART; tier > NONE; tier -= 1) {
      const left = (tier > HALF ? most : Math.min(most, MOST_BY_HALF)) - some.length;
      if (left > 0 && !(tier === BIT && some.length))
        some.push(...ordered((entry) => tiers[entry] === tier && !shown.has(entry) && passes(entry)).slice(0, left));
    }
    return some;
  }

  return {
    noteFor,
    whole,
    apart,
    placesOfParting,
    lower,
    variantOf: (entry) => variants[entry],
    scoreOf: (entry) => scores[entry],
    nearly: () => ordered((entry) => tiers[entry] === ONE_WRONG),
    hasApart: () => those((entry) => tiers[entry] >= APART).length > 0,
  };
}
