// What follows a term in an entry, as far as the bytes behind its posting tell, and where words that were run together may part.
(function (global) {
  "use strict";

  // Notes in a phrase the hashes of what must follow each of its terms, and at which terms it may part.
  function prepare(phrase, lists) {
    const { units, cutOff, terms } = phrase;
    const { unitHash } = global.gkTokens;
    // A unit that may be cut off says nothing.
    const sure = cutOff ? units.length - 1 : units.length;
    phrase.first = terms.map((_, k) => (k + 2 < sure ? (unitHash(units[k + 2]) & 63) << 2 : -1));
    phrase.second = terms.map((_, k) => (k + 3 < sure ? unitHash(units[k + 3]) >> 6 : -1));
    phrase.breakable = breakable(terms.map((number) => lists[number].entries.length));
  }

  // A pair within a word stands in about as many entries as the pairs beside it, a pair across two words in far fewer.
  function breakable(frequencies) {
    const least = Math.min(...frequencies.slice(1, -1));
    return frequencies.map((one, k) => k > 0 && k + 1 < frequencies.length && (one === least || one * 2 < Math.min(frequencies[k - 1], frequencies[k + 1])));
  }

  // How many of the two units that are wanted follow a posting; 2 also where none is, or where its bytes would tell nothing.
  function after({ starts, marks }, place, first, second) {
    if (first < 0) return 2;
    const to = starts[place + 1];
    let best = starts[place] === to ? 2 : 0;
    for (let i = starts[place]; i < to; i += 1) {
      if ((marks[i] & 252) !== first) continue;
      if (second < 0 || (marks[i] & 3) === second) return 2;
      best = 1;
    }
    return best;
  }

  global.gkFollowing = { prepare, after };
})(window);
