// Ranking: the tiers of matches, and BM25 scores within them.
export { ALL, APART, ONE_WRONG, HALF, BIT, LENGTHS, gainsOf, lowerBound, value };

const FREQUENCY = [1, 1.5, 1.9, 2.2];
// A term in title or number gets a constant gain, whatever the length of the text, so that equal titles are ordered by
// date.
const IN_TITLE = 4.4;
const LENGTHS = 16;
// Tiers. ALL: the query as written; APART: words that are adjacent only in the query; ONE_WRONG: edit distance 1; HALF:
// half of the terms; BIT: a quarter, or what a transposition leaves of a short query.
const ALL = 3,
  APART = 2,
  ONE_WRONG = 1,
  HALF = 0,
  BIT = -1;

// BM25 by class of term frequency and class of length, as in hooks/gongkai/searching/ranking.py.
const GAIN = Float64Array.from({ length: FREQUENCY.length * LENGTHS }, (_, place) => {
  const frequency = FREQUENCY[Math.floor(place / LENGTHS)];
  const long = 0.4 + 0.6 * Math.min(3, 2 ** (((place % LENGTHS) - 8) / 2));
  return (frequency * 2.2) / (frequency + 1.2 * long);
});

// Lower bound: the first index from `from` on whose value is not less than `entry`, by galloping and binary search.
function lowerBound(entries, entry, from) {
  const end = entries.length;
  let low = from,
    step = 1;
  while (low < end && entries[low] < entry) {
    low += step;
    step *= 2;
  }
  if (step <= 2) return low;
  let high = Math.min(low, end);
  low -= step / 2 - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle] < entry) low = middle + 1;
    else high = middle;
  }
  return low;
}

// The gain of a term that `many` of `count` entries have (inverse document frequency), by posting weight and length.
function gainsOf(many, count) {
  const rarity = Math.log(1 + (count - many + 0.5) / (many + 0.5));
  return Float64Array.from(
    { length: 8 * LENGTHS },
    (_, place) => rarity * (place < GAIN.length ? GAIN[place] : IN_TITLE),
  );
}

// The final score: a sum of gains is raised if the whole query is in the title, the more the shorter the title is.
// `asked` terms were looked for, `size` are in the query.
function value(sum, strong, asked, title, size = asked) {
  return strong === asked ? sum * (1.6 + 1.5 * Math.min(1, size / Math.max(1, title))) : sum;
}
