// Files of an index as hooks/gongkai/searching/packing.py writes them: loaded as classic scripts, unpacked, read.
/* data: gkShard */
export { file, failure, hash, numbers, steps, words, text, Reader };

const expected = new Map();
// Every file of every index is one call of this.
window.gkShard = (name, digest, packed) => expected.get(name)?.(digest, packed);

// `part` is the file within the folder of its index, without its ending.
function failure(reason, part) {
  const error = new Error(`${reason}: ${part}`);
  error.reason = reason;
  return error;
}

function called(name, part, address, digest) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    expected.set(name, (found, packed) => {
      if (digest && found !== digest) reject(failure("other-build", part));
      else resolve({ digest: found, packed });
    });
    script.src = address;
    script.onerror = () => { script.remove(); reject(failure("missing", part)); };
    // A script that was cut off is no script and has called nothing.
    script.onload = () => { script.remove(); reject(failure("truncated", part)); };
    document.head.append(script);
  });
}

const asked = new Map();

// The content of a file of the index in the folder `base`; `name` is what it calls itself, `digest` what its index says
// that it must be. Who asks for a file that is on its way (indexes share one) waits for the same answer.
function file(base, part, name, digest) {
  const address = new URL(`${base}${part}.js`, document.baseURI).href;
  if (!asked.has(address)) {
    const content = fetched(address, part, name, digest);
    asked.set(address, content);
    const done = () => asked.delete(address);
    content.then(done, done);
  }
  return asked.get(address);
}

async function fetched(address, part, name, digest) {
  let answer;
  try {
    answer = await called(name, part, address, digest);
  } catch (error) {
    // A browser or a server between may have kept a file of the build before: ask once past them.
    if (error.reason !== "other-build" || location.protocol === "file:") throw error;
    answer = await called(name, part, `${address}?${digest}`, digest);
  }
  try {
    return { digest: answer.digest, bytes: inflated(bytesOf(answer.packed)) };
  } catch {
    throw failure("truncated", part);
  }
}

function bytesOf(packed) {
  const text = atob(packed);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}

const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_MORE = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const BACK_BASE = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const BACK_MORE = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

const QUICK = 9;

// A canonical Huffman code (RFC 1951, 3.2.2): how many codes of each length, the symbols in their order, and for short
// codes a table by the next bits: length << 9 | symbol.
function huffman(lengths) {
  const counts = new Uint16Array(16), offsets = new Uint16Array(16), symbols = new Uint16Array(lengths.length);
  for (const length of lengths) counts[length] += 1;
  counts[0] = 0;
  for (let i = 1; i < 16; i += 1) offsets[i] = offsets[i - 1] + counts[i - 1];
  lengths.forEach((length, symbol) => { if (length) symbols[offsets[length]++] = symbol; });
  const quick = new Uint16Array(1 << QUICK);
  let code = 0, next = 0;
  for (let length = 1; length <= QUICK; length += 1, code <<= 1) {
    for (let i = 0; i < counts[length]; i += 1, code += 1, next += 1) {
      let turned = 0;
      for (let bit = 0; bit < length; bit += 1) if ((code >> bit) & 1) turned |= 1 << (length - 1 - bit);
      for (let j = turned; j < quick.length; j += 1 << length) quick[j] = (length << QUICK) | symbols[next];
    }
  }
  return { counts, symbols, quick };
}

const FIXED = huffman(new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280));
const FIXED_BACK = huffman(new Uint8Array(30).fill(5));

// Raw deflate (RFC 1951) of browsers that lack DecompressionStream, and without its turns of the event loop.
function inflated(source) {
  let at = 0, kept = 0, held = 0, size = 0;
  let target = new Uint8Array(source.length * 4 + 256);
  function bits(count) {
    while (held < count) {
      if (at >= source.length) throw new RangeError("end of data");
      kept |= source[at++] << held;
      held += 8;
    }
    const value = kept & ((1 << count) - 1);
    kept >>>= count;
    held -= count;
    return value;
  }
  function symbol({ counts, symbols, quick }) {
    while (held < 15 && at < source.length) {
      kept |= source[at++] << held;
      held += 8;
    }
    const known = quick[kept & ((1 << QUICK) - 1)];
    const length = known >> QUICK;
    if (length && length <= held) {
      kept >>>= length;
      held -= length;
      return known & ((1 << QUICK) - 1);
    }
    let code = 0, first = 0, index = 0;
    for (let longer = 1; longer < 16; longer += 1) {
      code |= bits(1);
      const count = counts[longer];
      if (code - count < first) return symbols[index + code - first];
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new RangeError("no such code");
  }
  function room(count) {
    if (size + count <= target.length) return;
    const larger = new Uint8Array(Math.max(target.length * 2, size + count));
    larger.set(target.subarray(0, size));
    target = larger;
  }
  function tables() {
    const literals = bits(5) + 257, backs = bits(5) + 1, codes = bits(4) + 4;
    const codeLengths = new Uint8Array(19);
    for (let i = 0; i < codes; i += 1) codeLengths[CODE_ORDER[i]] = bits(3);
    const code = huffman(codeLengths);
    const lengths = new Uint8Array(literals + backs);
    for (let i = 0; i < lengths.length;) {
      const found = symbol(code);
      if (found < 16) { lengths[i++] = found; continue; }
      const value = found === 16 ? lengths[i - 1] : 0;
      const times = found === 16 ? 3 + bits(2) : found === 17 ? 3 + bits(3) : 11 + bits(7);
      lengths.fill(value, i, i + times);
      i += times;
    }
    return [huffman(lengths.subarray(0, literals)), huffman(lengths.subarray(literals))];
  }
  let last;
  do {
    last = bits(1);
    const kind = bits(2);
    if (kind === 0) {
      at -= held >> 3;
      kept = 0;
      held = 0;
      const count = source[at] | (source[at + 1] << 8);
      at += 4;
      room(count);
      target.set(source.subarray(at, at + count), size);
      size += count;
      at += count;
      continue;
    }
    const [literal, back] = kind === 1 ? [FIXED, FIXED_BACK] : tables();
    for (;;) {
      const found = symbol(literal);
      if (found === 256) break;
      if (found < 256) {
        room(1);
        target[size++] = found;
        continue;
      }
      const length = LENGTH_BASE[found - 257] + bits(LENGTH_MORE[found - 257]);
      const code = symbol(back);
      const distance = BACK_BASE[code] + bits(BACK_MORE[code]);
      room(length);
      for (let i = 0; i < length; i += 1, size += 1) target[size] = target[size - distance];
    }
  } while (!last);
  return target.subarray(0, size);
}

const decoder = new TextDecoder();
const text = (bytes) => decoder.decode(bytes);

// Reads numbers and sections from the beginning of the bytes to their end.
class Reader {
  constructor(bytes) { this.bytes = bytes; this.at = 0; }
  get more() { return this.at < this.bytes.length; }
  number() {
    let value = 0, shift = 1, byte;
    do {
      byte = this.bytes[this.at++];
      value += (byte & 127) * shift;
      shift *= 128;
    } while (byte & 128);
    return value;
  }
  section() {
    const length = this.number();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

function numbers(bytes) {
  const reader = new Reader(bytes);
  const found = [];
  while (reader.more) found.push(reader.number());
  return found;
}

function steps(bytes) {
  let value = 0;
  return numbers(bytes).map((step) => (value += step % 2 ? -(step + 1) / 2 : step / 2));
}

function words(bytes) {
  let before = "";
  return bytes.length ? text(bytes).split("\n").map((line) => (before = before.slice(0, line.charCodeAt(0) - 48) + line.slice(1))) : [];
}

// CRC-32 of a text in UTF-8: names of shards follow from it.
function hash(word) {
  let value = -1;
  for (const byte of new TextEncoder().encode(word)) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return ((value ^ -1) >>> 0).toString(16).padStart(8, "0");
}
