// Files of an index as hooks/gongkai/searching/packing.py writes them: loaded as classic scripts, unpacked, read.
/* data: gkShard */
import { inflateSync } from "./bundled/fflate.js";
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
    script.onerror = () => {
      script.remove();
      reject(failure("missing", part));
    };
    // A script that was cut off is no script and has called nothing.
    script.onload = () => {
      script.remove();
      reject(failure("truncated", part));
    };
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
    return { digest: answer.digest, bytes: inflated(answer.packed) };
  } catch {
    throw failure("truncated", part);
  }
}

// Unpacked without DecompressionStream, which the oldest browsers lack, and without its turns of the event loop.
function inflated(packed) {
  // Even what is empty is packed as something.
  if (!packed) throw new RangeError("end of data");
  const text = atob(packed);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return inflateSync(bytes);
}

const decoder = new TextDecoder();
const text = (bytes) => decoder.decode(bytes);

// Reads numbers and sections from the beginning of the bytes to their end.
class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  get more() {
    return this.at < this.bytes.length;
  }
  number() {
    let value = 0,
      shift = 1,
      byte;
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
  return bytes.length
    ? text(bytes)
        .split("\n")
        .map((line) => (before = before.slice(0, line.charCodeAt(0) - 48) + line.slice(1)))
    : [];
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
