// Puts entries in order by numbers that the browser sorts by itself, which is many times as quick as comparing two by two.
export { descending, comparable };

// An entry takes the lower bits of such a number, and what it is worth the 32 above, as shards.py keeps no more entries.
const ENTRIES = 2 ** 21;

// The entries by what `worth` (32 bits each, by entry) says, the highest first; of equal ones the newer first.
function descending(entries, worth) {
  const size = entries.length;
  const keys = new Float64Array(size);
  let before = -1,
    rising = true;
  for (let i = 0; i < size; i += 1) {
    const key = worth[entries[i]] * ENTRIES + entries[i];
    rising = rising && key > before;
    keys[i] = before = key;
  }
  // Entries by days, or all of one worth, are in order as they come.
  if (!rising) keys.sort();
  const ordered = new Array(size);
  for (let i = 0; i < size; i += 1) {
    const key = keys[size - 1 - i];
    // As a small whole number: the engines keep others apart from the list, each in a place of its own.
    ordered[i] = (key - Math.floor(key / ENTRIES) * ENTRIES) | 0;
  }
  return ordered;
}

// Numbers that are not negative as whole numbers of the same order.
const comparable = (floats) => new Uint32Array(floats.buffer);
