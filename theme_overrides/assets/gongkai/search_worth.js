// What it is worth that an entry holds terms of a query: the tiers of hits, and the scores within them.
export { ALL, APART, ONE_WRONG, HALF, BIT, LENGTHS, gainsOf, upTo, value };

const FREQUENCY = [1, 1.5, 1.9, 2.2];
// A term in the title or number counts the same however long and however full of it the text is, so that like titles go by date.
const IN_TITLE = 4.4;
const LENGTHS = 16;
// ALL of the query as it is written; APART: words that are neighbours only in the query; ONE_WRONG character; HALF of the terms;
// a BIT: a quarter of them, or of a short query what two units the other way round leave.
const ALL = 3,
  APART = 2,
  ONE_WRONG = 1,
  HALF = 0,
  BIT = -1;

// BM25 by class of frequency and class of length, as hooks/gongkai/searching/ranking.py has it.
const GAIN = Float64Array.from({ length: FREQUENCY.length * LENGTHS }, (_, place) => {
  const frequency = FREQUENCY[Math.floor(place / LENGTHS)];
  const long = 0.4 + 0.6 * Math.min(3, 2 ** (((place % LENGTHS) - 8) / 2));
  return (frequency * 2.2) / (frequency + 1.2 * long);
});

// The first place from `from` on of what is not less than `entry`: by steps that grow, then by halves.
function upTo(entries, entry, from) {
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

// What a term that so many entries have adds to the score of one, by the weight of its posting and the length of the entry.
function gainsOf(many, count) {
  const rarity = Math.log(1 + (count - many + 0.5) / (many + 0.5));
  return Float64Array.from(
    { length: 8 * LENGTHS },
    (_, place) => rarity * (place < GAIN.length ? GAIN[place] : IN_TITLE),
  );
}

// What a sum is worth: more where all of the query stands in the title, the more the less else does.
function value(sum, strong, asked, title) {
  return strong === asked ? sum * (1.6 + 1.5 * Math.min(1, asked / Math.max(1, title))) : sum;
}
