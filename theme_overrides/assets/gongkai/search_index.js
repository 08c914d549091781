// The files of one index: its columns at once, terms, shown rows and texts when they are asked for.
import { file, failure, hash, numbers, steps, words, text, Reader } from "./search_files.js";
import { now } from "./search_standing.js";
import * as tokens from "./tokens.js";
export { open };

// Postings that are kept as they were decoded, nine bytes each: enough for a visit, and no trouble for a phone.
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
  if (read.told.build !== meta.digest) throw failure("other-build", "meta");
  return { ...read, ...files(base, name, read), standard: standardForms(table.bytes) };
}

function standardForms(bytes) {
  const reader = new Reader(bytes);
  const [traditional, standard] = [steps(reader.section()), steps(reader.section())];
  return tokens.standardForms(traditional, standard);
}

function columns(reader) {
  const told = JSON.parse(text(reader.section()));
  const terms = words(reader.section());
  const shown = steps(reader.section());
  const digests =
    Array.from(reader.section(), (byte) => byte.toString(16).padStart(2, "0"))
      .join("")
      .match(/.{6}/g) || [];
  const days = Uint32Array.from(steps(reader.section()));
  const firsts = after(numbers(reader.section()), days);
  const lasts = after(
    numbers(reader.section()),
    firsts.map((first, entry) => first || days[entry]),
  );
  const lengths = reader.section();
  const titles = reader.section();
  const standings = told.standings.map(now);
  const standing = Uint32Array.from(numbers(reader.section()));
  const facets = {};
  for (const [name, title, values, sets] of told.facets) {
    const column = Uint32Array.from(numbers(reader.section()));
    // An entry may have several values, so a column holds numbers of sets of values.
    facets[name] = { title, values, sets, column, of: (entry) => sets[column[entry]] };
  }
  if (standings.some(({ own, state }) => own && state)) facets.state = states(standings, standing);
  return { told, terms, shown, digests, days, firsts, lasts, lengths, titles, standings, standing, facets };
}

// The facet of states: those of today, and only of what has one of its own.
function states(standings, column) {
  const values = [...new Set(standings.filter(({ own, state }) => own && state).map(({ state }) => state))];
  const sets = standings.map(({ own, state }) => (own && state ? [values.indexOf(state)] : []));
  return { title: "有效性", values, sets, column, of: (entry) => sets[column[entry]] };
}

// Days that are kept as days after others: nought for none, then two for each day after and one more for each before.
function after(kept, starts) {
  return Uint32Array.from(kept, (value, entry) =>
    value ? starts[entry] + (value % 2 ? (value - 1) / 2 : -value / 2) : 0,
  );
}

function files(base, name, { told: { count }, terms, shown, digests }) {
  const loaded = new Map();
  function load(part, digest, read) {
    if (!loaded.has(part)) {
      const content = file(base, part, `${name}/${part}`, digest).then(({ bytes }) => read(bytes));
      content.catch(() => loaded.delete(part));
      loaded.set(part, content);
    }
    return loaded.get(part);
  }
  const shard = (number) => load(`t${hash(terms[number])}`, digests[number], shardOf);

  // What a term or a beginning of terms was decoded to, those asked for last at the end.
  const decoded = new Map();
  let kept = 0;
  function once(key, make) {
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

  // Of a term: its entries and their weights; starts and marks of the bytes of what follows it in each, as
  // hooks/gongkai/searching/shards.py describes them.
  const postings = (term) =>
    once(term, async () => {
      if (!terms.length) return NOTHING;
      const { known, coded } = await shard(lastUpTo(terms, term));
      const place = lastUpTo(known, term);
      return known[place] === term ? decode(coded[place]) : NOTHING;
    });

  // Entries and weights of everything that begins with `start`: whole units weigh as they are, longer ones least.
  const postingsFrom = (start) =>
    once(`from ${start}`, async () => {
      // A character that begins very many terms has a term for all of them.
      const whole = await postings(`${start}*`);
      if (whole.entries.length) return whole;
      const found = [];
      for (let number = terms.length ? lastUpTo(terms, start) : 0; number < terms.length; number += 1) {
        if (terms[number] > start && !terms[number].startsWith(start)) break;
        const { known, coded } = await shard(number);
        let place = lastUpTo(known, start);
        if (known[place] < start) place += 1;
        for (; place < known.length && known[place].startsWith(start); place += 1) {
          const longer = /[a-z0-9]$/.test(start) && /^[a-z0-9]/.test(known[place].slice(start.length));
          found.push({ ...decode(coded[place]), longer });
        }
      }
      return united(found, count);
    });

  const parse = (bytes) => JSON.parse(text(bytes));
  // Rows from entry `first` on, place among them and digest of each file of their texts, and by place what those that are no
  // longer in force name: what it is, and its entry.
  async function block(entry) {
    const number = lastUpTo(shown, entry);
    const [rows, texts, kin] = await load(`d${shown[number]}`, digests[terms.length + number], parse);
    return { first: shown[number], rows, texts, kin };
  }
  async function row(entry) {
    const { first, rows } = await block(entry);
    return rows[entry - first];
  }
  async function kinOf(entry) {
    const { first, kin } = await block(entry);
    return kin[entry - first] || [];
  }
  async function textOf(entry) {
    const { first, texts } = await block(entry);
    const [place, digest] = texts[
      lastUpTo(
        texts.map(([from]) => from),
        entry - first,
      )
    ] || [Infinity, ""];
    if (place > entry - first) return "";
    return (await load(`x${first + place}`, digest, parse))[entry - first - place];
  }
  return { postings, postingsFrom, row, kinOf, textOf };
}

// The place of the last of the sorted values that is not greater than `value`, or 0.
function lastUpTo(values, value) {
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
  const known = words(reader.section());
  return { known, coded: known.map(() => reader.section()) };
}

function decode(bytes) {
  const reader = new Reader(bytes);
  const head = reader.number();
  const size = head >> 1;
  const entries = new Uint32Array(size),
    weights = new Uint8Array(size),
    starts = new Uint32Array(size + 1);
  let { at } = reader;
  for (let i = 0, entry = 0; i < size; i += 1) {
    // A number as Reader reads it; here it never takes more than 31 bits.
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

// Several postings as one, without marks: nothing is asked to follow what may go on in any way.
function united(lists, count) {
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
