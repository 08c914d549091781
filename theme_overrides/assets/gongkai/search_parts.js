// Which entries hold a query only in parts: its words apart, all but one character, or half of its terms.
(function (global) {
  "use strict";
  const { upTo, value, LENGTHS, APART, ONE_WRONG, HALF, BIT } = global.gkScore;
  const { part, reach } = global.gkFollowing;
  const { slipped, MOST_GAPS } = global.gkSlips;

  const NOTHING = -2;
  const QUARTER = 4;

  // Calls note(entry, tier, score, parted) for what holds enough of a query and is not among `whole`, in the order of entries;
  // `loosely` as gkFollowing.part has it.
  function partly(query, whole, note, loosely) {
    const { phrases, lists, asked, count, titles } = query;
    const { sums, covered, strong } = totals(query);
    phrases.forEach((phrase) => part(phrase, lists, loosely));
    // With more gaps than that an entry holds half of the terms at best, or a quarter, and with still more nothing.
    const few = phrases.reduce((sum, { terms, strict }) => sum + (strict ? asked : Math.max(MOST_GAPS, mostGaps(terms.length))), 0);
    const least = Math.max(1, asked - Math.max(asked - asked / QUARTER, MOST_GAPS * phrases.length));
    const places = new Int32Array(lists.length), cursors = new Uint32Array(lists.length);
    const tierOf = tiers(query, places);
    const short = phrases.length === 1 && !phrases[0].strict;
    for (let entry = 0, next = 0; entry < count; entry += 1) {
      if (covered[entry] < least) continue;
      if (whole[next] === entry) {
        next += 1;
        continue;
      }
      let found = HALF;
      if (asked - covered[entry] <= few) {
        for (let number = 0; number < lists.length; number += 1) {
          const { entries } = lists[number];
          let place = cursors[number];
          if (entries[place] < entry) cursors[number] = place = upTo(entries, entry, place + 1);
          places[number] = entries[place] === entry ? place : -1;
        }
        found = tierOf();
      }
      if (found === HALF && covered[entry] * 2 < asked) {
        found = (short && asked - covered[entry] <= MOST_GAPS) || (covered[entry] > 1 && covered[entry] * QUARTER >= asked) ? BIT : NOTHING;
      }
      if (found === NOTHING || asked === 1) continue;
      note(entry, found === BIT ? BIT : found & 3, value(sums[entry] * (covered[entry] / asked) ** 2, strong[entry], asked, titles[entry]), Math.max(0, found >> 2));
    }
  }

  // Of each entry the sum of what its terms add, and how many of those that are asked for it has, at all and in title or number.
  function totals({ lists, count, lengths }) {
    const sums = new Float32Array(count), covered = new Uint8Array(count), strong = new Uint8Array(count);
    for (const { entries, weights, gains, optional } of lists) {
      for (let i = 0; i < entries.length; i += 1) {
        const entry = entries[i], weight = weights[i];
        sums[entry] += gains[weight * LENGTHS + lengths[entry]];
        if (optional) continue;
        covered[entry] += 1;
        strong[entry] += weight >> 2;
      }
    }
    return { sums, covered, strong };
  }

  // How many pairs a phrase of so many may lack where its words were run together.
  const mostGaps = (terms) => Math.floor((terms + 1) / 3);

  // The function that tells of the entry whose postings stand at `places`, -1 for none: its tier, plus four times the number
  // of places where its words part; NOTHING where it lacks what must not be lacking.
  function tiers({ phrases, lists }, places) {
    return () => {
      let apart = true, wrong = 0, parted = 0;
      for (let number = 0; number < phrases.length; number += 1) {
        const phrase = phrases[number], { terms, strict } = phrase;
        const left = reach(phrase, lists, places, 0);
        if (left === terms.length) continue;
        if (strict) return NOTHING;
        let gaps = 0;
        for (let k = left; k < terms.length; k += 1) if (places[terms[k]] < 0) gaps += 1;
        const most = mostGaps(terms.length);
        const breaks = gaps <= most ? breaksOf(phrase, lists, places, left) : Infinity;
        if (breaks <= most) {
          parted += breaks;
          continue;
        }
        apart = false;
        wrong += gaps <= MOST_GAPS && slipped(phrase, lists, places, left) ? 1 : 2;
      }
      if (apart) return APART | (parted << 2);
      return wrong === 1 ? ONE_WRONG : HALF;
    };
  }

  // How many terms of a phrase at least must be left out, where words may part, so that the stretches between hold together;
  // the first one has `left` terms. What is left of a stretch that holds together does too, so each goes as far as it can.
  function breaksOf(phrase, lists, places, left) {
    const { terms, breakable, sparse } = phrase;
    let breaks = 0;
    for (let start = 0, end = left; end < terms.length; end = reach(phrase, lists, places, start)) {
      // Between pairs that are no neighbours words may part too, without a term that is left out.
      if (sparse && end > start && places[terms[end]] >= 0 && reach(phrase, lists, places, end) >= reach(phrase, lists, places, end + 1)) {
        breaks += 1;
        start = end;
        continue;
      }
      let gap = end;
      while (gap > start && !(breakable[gap] && places[terms[gap + 1]] >= 0)) gap -= 1;
      if (gap <= start) return Infinity;
      breaks += 1;
      start = gap + 1;
    }
    return breaks;
  }

  global.gkParts = { partly };
})(window);
