// Loads the files of a search index as classic scripts, inflates and decodes them (hooks/gongkai/searching/packing.py,
// varint.py).
/* data: gkShard */
import { inflateSync } from "./vendor/fflate.js";
export { file, isGiven, failure, crc32, varints, zigzagDeltas, frontCoded, text, Reader };

const expected = new Map();
// Files that came before anything asked for them: those in search/start.js.
const given = new Map();
// Every index file is one call of this function.
window.gkShard = (name, digest, packed) => {
  if (expected.has(name)) expected.get(name)(digest, packed);
  else given.set(name, { digest, packed });
};

const isGiven = (name) => given.has(name);

// `part` is the path of the file in its index folder, without its extension.
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
    // A truncated script does not parse, so it has called nothing.
    script.onload = () => {
      script.remove();
      reject(failure("truncated", part));
    };
    document.head.append(script);
  });
}

const asked = new Map();

// Loads a file of the index in the folder `base`: {digest, bytes}. `name` is the name in the file itself, `digest` the
// expected one. Concurrent requests for the same file share one promise. Rejects with an error of failure().
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
  let answer = given.get(name);
  if (!answer || (digest && answer.digest !== digest)) {
    try {
      answer = await called(name, part, address, digest);
    } catch (error) {
      // An HTTP cache may have kept a file of an older build: retry once with another address.
      if (error.reason !== "other-build" || location.protocol === "file:") throw error;
      answer = await called(name, part, `${address}?${digest}`, digest);
    }
  }
  try {
    return { digest: answer.digest, bytes: inflated(answer.packed) };
  } catch {
    throw failure("truncated", part);
  }
}

// Inflated by fflate: the oldest browsers lack DecompressionStream, and it costs turns of the event loop.
function inflated(packed) {
  // Even empty content is deflated to some bytes.
  if (!packed) throw new RangeError("end of data");
  const text = atob(packed);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return inflateSync(bytes);
}

const decoder = new TextDecoder();
const text = (bytes) => decoder.decode(bytes);

// Reads varints (LEB128) and length-prefixed sections from a byte array.
class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  get more() {
    return this.at < this.bytes.length;
  }
  varint() {
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
    const length = this.varint();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

function varints(bytes) {
  const reader = new Reader(bytes);
  const found = [];
  while (reader.more) found.push(reader.varint());
  return found;
}

function zigzagDeltas(bytes) {
  let value = 0;
  return varints(bytes).map((step) => (value += step % 2 ? -(step + 1) / 2 : step / 2));
}

function frontCoded(bytes) {
  let before = "";
  return bytes.length
    ? text(bytes)
        .split("\n")
        .map((line) => (before = before.slice(0, line.charCodeAt(0) - 48) + line.slice(1)))
    : [];
}

// CRC-32 of a text in UTF-8, from which the file names of shards are made.
function crc32(word) {
  let value = -1;
  for (const byte of new TextEncoder().encode(word)) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return ((value ^ -1) >>> 0).toString(16).padStart(8, "0");
}
