// Sorting of entries by numeric keys, which the engine sorts many times as fast as by a comparator.
export { descending, comparable };

// A key has the entry in its lower 21 bits and the sort value in 32 bits above; shards.py limits the number of entries.
const ENTRIES = 2 ** 21;

// Sorts entries by `worth` (an unsigned 32-bit value for each entry), descending; ties by entry, newest first.
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
  // Often already sorted, by day or all of equal worth.
  if (!rising) keys.sort();
  const ordered = new Array(size);
  for (let i = 0; i < size; i += 1) {
    const key = keys[size - 1 - i];
    // As a small integer, since engines box other numbers.
    ordered[i] = (key - Math.floor(key / ENTRIES) * ENTRIES) | 0;
  }
  return ordered;
}

// Non-negative 32-bit floats as integers of the same order (IEEE 754).
const comparable = (floats) => new Uint32Array(floats.buffer);
