// What is noted of the entries while the ways of asking one query are answered: of each the best that any way says.
(function (global) {
  "use strict";
  const { ALL, APART } = global.gkScore;
  const { descending, comparable } = global.gkOrder;
  const NONE = -1;

  // `among` says which entries count, null for every one; `factor(entry, variant)` what a score counts there; `days` are what
  // entries are sorted by, null where it is by scores.
  function noted(count, among, factor, days) {
    const tiers = new Int8Array(count).fill(NONE), scores = new Float32Array(count);
    const variants = new Uint8Array(count), partings = new Uint8Array(count);
    let all = new Uint32Array(64), size = 0;

    // The function that notes what the variant of that number says.
    const noteFor = (variant) => (entry, tier, score, parted = 0) => {
      if (among && !among(entry)) return;
      const value = Math.fround(score * factor(entry, variant));
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
    const ordered = (which) => descending(those(which), days || comparable(scores));

    // What holds all of the query, in order.
    const whole = () => ordered((entry) => tiers[entry] === ALL);

    // What holds all of it, and what holds its words apart, in as few parts as any entry does.
    function apart() {
      const least = those((entry) => tiers[entry] === APART).reduce((fewest, entry) => Math.min(fewest, partings[entry]), Infinity);
      const isApart = (entry) => tiers[entry] === APART && partings[entry] === least;
      return days ? ordered((entry) => tiers[entry] === ALL || isApart(entry)) : [...whole(), ...ordered(isApart)];
    }

    // The first `most` entries of the lower tiers that `passes` takes and that are not `shown`, the highest tier first.
    function lower(most, passes, shown) {
      const some = [];
      for (let tier = APART; tier > NONE && some.length < most; tier -= 1) {
        some.push(...ordered((entry) => tiers[entry] === tier && !shown.has(entry) && passes(entry)).slice(0, most));
      }
      return some.slice(0, most);
    }

    return {
      noteFor, whole, apart, lower, variantOf: (entry) => variants[entry], scoreOf: (entry) => scores[entry],
      hasApart: () => those((entry) => tiers[entry] >= APART).length > 0,
    };
  }

  global.gkNoted = { noted };
})(window);
