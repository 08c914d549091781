// One inverted index: its columns are loaded at once, shards of postings, result rows and texts on demand, with a
// cache.
import { file, isGiven, failure, crc32, varints, zigzagDeltas, frontCoded, text, Reader } from "./search_files.js";
import { now } from "./search_standing.js";
import * as tokens from "./tokens.js";
export { open };

// Size of the cache of decoded postings, in postings of nine bytes each.
const MOST_DECODED = 4000000;
const NOTHING = {
  entries: new Uint32Array(0),
  weights: new Uint8Array(0),
  starts: new Uint32Array(1),
  marks: new Uint8Array(0),
};

async function open(base) {
  const name = base.replace(/\/$/, "").split("/").pop();
  const [meta, table] = await Promise.all([
    file(base, "meta", `${name}/meta`),
    file(base, "../traditional", "traditional"),
  ]);
  let read;
  try {
    read = columns(new Reader(meta.bytes));
  } catch {
    throw failure("truncated", "meta");
  }
  if (read.metadata.build !== meta.digest) throw failure("other-build", "meta");
  return { ...read, ...files(base, name, read), standard: standardForms(table.bytes) };
}

function standardForms(bytes) {
  const reader = new Reader(bytes);
  const [traditional, standard] = [zigzagDeltas(reader.section()), zigzagDeltas(reader.section())];
  return tokens.standardForms(traditional, standard);
}

function columns(reader) {
  const metadata = JSON.parse(text(reader.section()));
  const terms = frontCoded(reader.section());
  const shown = zigzagDeltas(reader.section());
  const digests =
    Array.from(reader.section(), (byte) => byte.toString(16).padStart(2, "0"))
      .join("")
      .match(/.{6}/g) || [];
  const days = Uint32Array.from(zigzagDeltas(reader.section()));
  const firsts = zigzagOffsets(varints(reader.section()), days);
  const lasts = zigzagOffsets(
    varints(reader.section()),
    firsts.map((first, entry) => first || days[entry]),
  );
  const lengths = reader.section();
  const titles = reader.section();
  const standings = metadata.standings.map(now);
  const standing = Uint32Array.from(varints(reader.section()));
  const facets = {};
  for (const [name, title, values, sets] of metadata.facets) {
    const column = Uint32Array.from(varints(reader.section()));
    // An entry may have several values, so a column holds the index of a set of values.
    facets[name] = { title, values, sets, column, of: (entry) => sets[column[entry]] };
  }
  if (standings.some(({ own, state }) => own && state)) facets.state = states(standings, standing);
  return { metadata, terms, shown, digests, days, firsts, lasts, lengths, titles, standings, standing, facets };
}

// The facet of validity states as of today; entries without a state of their own are not counted.
function states(standings, column) {
  const values = [...new Set(standings.filter(({ own, state }) => own && state).map(({ state }) => state))];
  const sets = standings.map(({ own, state }) => (own && state ? [values.indexOf(state)] : []));
  return { title: "有效性", values, sets, column, of: (entry) => sets[column[entry]] };
}

// Day numbers stored relative to `starts`: 0 for none, otherwise zigzag-coded differences.
function zigzagOffsets(kept, starts) {
  return Uint32Array.from(kept, (value, entry) =>
    value ? starts[entry] + (value % 2 ? (value - 1) / 2 : -value / 2) : 0,
  );
}

function files(base, name, { metadata: { count }, terms, shown, digests }) {
  const loaded = new Map();
  let asked = 0;
  function load(part, digest, read) {
    if (!loaded.has(part)) {
      if (!isGiven(`${name}/${part}`)) asked += 1;
      const content = file(base, part, `${name}/${part}`, digest).then(({ bytes }) => read(bytes));
      content.catch(() => loaded.delete(part));
      loaded.set(part, content);
    }
    return loaded.get(part);
  }
  const shard = (number) => load(partOf(number), digests[number], shardOf);

  // LRU cache of decoded postings: term or prefix → {made: promise, size: number of postings}.
  const decoded = new Map();
  let kept = 0;
  function cached(key, make) {
    const known = decoded.get(key) || { made: make(), size: 0 };
    if (!decoded.delete(key))
      known.made.then(
        ({ entries }) => keep(key, known, entries.length),
        () => decoded.delete(key),
      );
    decoded.set(key, known);
    return known.made;
  }
  function keep(key, known, size) {
    if (decoded.get(key) !== known) return;
    known.size = size;
    kept += size;
    for (const [oldest, { size: less }] of decoded) {
      if (kept <= MOST_DECODED || oldest === key) return;
      decoded.delete(oldest);
      kept -= less;
    }
  }

  // The postings of a term: entries and weights, and for each the range `starts` in `marks`, the bytes of the bigrams'
  // following units (hooks/gongkai/searching/shards.py).
  const postings = (term) =>
    cached(term, async () => {
      if (!terms.length) return NOTHING;
      const { known, coded } = await shard(floorIndex(terms, term));
      const place = floorIndex(known, term);
      return known[place] === term ? decode(coded[place]) : NOTHING;
    });

  // The numbers of the shards that may hold terms with a prefix.
  function shardsFrom(start) {
    const found = [];
    for (let number = terms.length ? floorIndex(terms, start) : 0; number < terms.length; number += 1) {
      if (terms[number] > start && !terms[number].startsWith(start)) break;
      found.push(number);
    }
    return found;
  }

  // The files of the postings of a term, or of those with a prefix; that of the row of an entry; whether one needs no
  // request any more. How many were requested is told by `read`.
  const partOf = (number) => `t${crc32(terms[number])}`;
  const partsOf = (text, prefix) =>
    (prefix ? shardsFrom(text) : terms.length ? [floorIndex(terms, text)] : []).map(partOf);
  const partOfRow = (entry) => `d${shown[floorIndex(shown, entry)]}`;
  const isThere = (part) => loaded.has(part) || isGiven(`${name}/${part}`);

  // The union of the postings of all terms with a prefix; whole units keep their weight, longer ones get the lowest.
  // Of at most `most` files, for a first answer.
  const postingsFrom = (start, most = Infinity) =>
    cached(`from ${start} ${most}`, async () => {
      // A character with very many terms has a precomputed term for all of them.
      const whole = await postings(`${start}*`);
      if (whole.entries.length) return whole;
      const found = [];
      for (const { known, coded } of await Promise.all(shardsFrom(start).slice(0, most).map(shard))) {
        let place = floorIndex(known, start);
        if (known[place] < start) place += 1;
        for (; place < known.length && known[place].startsWith(start); place += 1) {
          const longer = /[a-z0-9]$/.test(start) && /^[a-z0-9]/.test(known[place].slice(start.length));
          found.push({ ...decode(coded[place]), longer });
        }
      }
      return union(found, count);
    });

  const parse = (bytes) => JSON.parse(text(bytes));
  // A block of result rows: index of its first entry, rows, place and digest of its text files, and by place the
  // related entries (what replaced, ended or is explained by an entry).
  async function block(entry) {
    const number = floorIndex(shown, entry);
    const [rows, texts, kin] = await load(`d${shown[number]}`, digests[terms.length + number], parse);
    return { first: shown[number], rows, texts, kin };
  }
  // What a result shows besides facets and days: `result_row` of entries.py, whose order only this function knows.
  async function row(entry) {
    const { first, rows } = await block(entry);
    const [title, url, number, indexNo, ...cells] = rows[entry - first];
    return { title, url, number, indexNo, cells };
  }
  async function kinOf(entry) {
    const { first, kin } = await block(entry);
    return kin[entry - first] || [];
  }
  async function textOf(entry) {
    const { first, texts } = await block(entry);
    const [place, digest] = texts[
      floorIndex(
        texts.map(([from]) => from),
        entry - first,
      )
    ] || [Infinity, ""];
    if (place > entry - first) return "";
    return (await load(`x${first + place}`, digest, parse))[entry - first - place];
  }
  return { postings, postingsFrom, partsOf, partOfRow, isThere, read: () => asked, row, kinOf, textOf };
}

// The index of the last sorted value that is not greater than `value`, by binary search; 0 if there is none.
function floorIndex(values, value) {
  let low = 0,
    high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (values[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

function shardOf(bytes) {
  const reader = new Reader(bytes);
  const known = frontCoded(reader.section());
  return { known, coded: known.map(() => reader.section()) };
}

function decode(bytes) {
  const reader = new Reader(bytes);
  const head = reader.varint();
  const size = head >> 1;
  const entries = new Uint32Array(size),
    weights = new Uint8Array(size),
    starts = new Uint32Array(size + 1);
  let { at } = reader;
  for (let i = 0, entry = 0; i < size; i += 1) {
    // A varint as Reader.varint() decodes it, inlined; here it never takes more than 31 bits.
    let value = bytes[at++];
    if (value > 127) {
      value &= 127;
      for (let shift = 7, byte = 128; byte > 127; shift += 7) {
        byte = bytes[at++];
        value |= (byte & 127) << shift;
      }
    }
    entry += value >> 3;
    entries[i] = entry;
    weights[i] = value & 7;
  }
  for (let i = 0; i < size; i += 1) starts[i + 1] = starts[i] + (head & 1 ? 1 : bytes[at + i]);
  return { entries, weights, starts, marks: bytes.subarray(at + (head & 1 ? 0 : size)) };
}

// The union of several postings lists, without marks, since terms after a prefix are not checked for phrases.
function union(lists, count) {
  const weights = new Uint8Array(count),
    met = new Uint8Array(count);
  let size = 0;
  for (const list of lists) {
    for (let i = 0; i < list.entries.length; i += 1) {
      const entry = list.entries[i],
        weight = list.longer ? 0 : list.weights[i],
        before = weights[entry];
      if (!met[entry]) size += 1;
      met[entry] = 1;
      weights[entry] = ((before | weight) & 4) | Math.max(before & 3, weight & 3);
    }
  }
  const found = { entries: new Uint32Array(size), weights: new Uint8Array(size) };
  for (let entry = 0, i = 0; i < size; entry += 1) {
    if (!met[entry]) continue;
    found.entries[i] = entry;
    found.weights[i] = weights[entry];
    i += 1;
  }
  return found;
}
