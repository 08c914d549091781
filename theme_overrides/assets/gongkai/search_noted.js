// What is noted of the entries while the ways of asking one query are answered: of each the best that any way says.
import { descending, comparable } from "./search_order.js";
import { ALL, APART, ONE_WRONG, HALF, BIT } from "./search_worth.js";
export { noted, MANY_TIMES };

const NONE = BIT - 1;
// What is so many times as often as something else makes that a chance.
const MANY_TIMES = 10;
const MOST_BY_HALF = 200;

// `among` says which entries count, null for every one; `factor(variant)` what a score counts there; `days` are what
// entries are sorted by, null where it is by scores. Whatever the order, `livingFirst` has the last word.
function noted(count, { among, factor, days, livingFirst }) {
  const tiers = new Int8Array(count).fill(NONE),
    scores = new Float32Array(count);
  const variants = new Uint8Array(count),
    partings = new Uint8Array(count);
  let all = new Uint32Array(64),
    size = 0;

  // The function that notes what the variant of that number says.
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

  // What holds all of the query, in order.
  const whole = () => ordered((entry) => tiers[entry] === ALL);

  // What holds all of it, and what holds its words apart, in no more places than `most`: first what does so in fewest parts.
  function apart(most) {
    const isApart = (entry) => tiers[entry] === APART && partings[entry] <= most;
    if (days) return ordered((entry) => tiers[entry] === ALL || isApart(entry));
    const found = whole();
    for (let parts = 0; parts <= most; parts += 1) {
      for (const entry of ordered((one) => isApart(one) && partings[one] === parts)) found.push(entry);
    }
    return livingFirst(found);
  }

  // At how many places words part at least; and at how many they may, where those entries have only met by chance what is
  // two words, since many times as many part there too.
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

  // The first `most` entries of the lower tiers that `passes` takes and that are not `shown`, the highest tier first; what
  // holds half of the query only fills the list, and what holds a bit of it is better than nothing.
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
