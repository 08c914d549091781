// Data of the records of a type (hooks/gongkai/searching/records/record_index.py): rows, columns, anchors, history.
// All files are classic scripts, so it works from a web server and from a folder.
/* data: gkRecordPart */
import * as searchShards from "./search_shards.js";
export { open, figure, anchorOf, decoded, meanings, isState, standingOf, hasLeft, today };

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUE = new Uint8Array(128);
[...DIGITS].forEach((digit, value) => {
  VALUE[digit.charCodeAt(0)] = value;
});
const waiting = new Map();
window.gkRecordPart = (name, value) => waiting.get(name)?.(value);

// Percent-decodes an address; a lone «%» stays a «%».
function decoded(written, codes = /(?:%[0-9a-f]{2})+/gi) {
  return written.replace(codes, (coded) => {
    try {
      return decodeURIComponent(coded);
    } catch {
      return coded;
    }
  });
}

// Possible anchors for a fragment, likeliest first: «50%2F50号» is also a literal number, in which browsers encode only
// «号».
const meanings = (written) => [...new Set([decoded(written), decoded(written, /(?:%[89a-f][0-9a-f])+/gi), written])];

// Whether a fragment is a query rather than the number of a record.
const isState = (hash) => /^#\?(?:$|(?:q|from|to|standing|sort|page|f\.[^=&]+)=)/.test(hash);

let engine = null;
// The search engine is loaded only for searching, sorting or opening a record.
function engineLoaded() {
  if (!engine)
    engine = searchShards.open
      ? Promise.resolve()
      : new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = document.querySelector("[data-gk-engine]").dataset.gkEngine;
          script.onload = resolve;
          script.onerror = () => {
            engine = null;
            script.remove();
            reject(new Error("engine"));
          };
          document.head.append(script);
        });
  return engine;
}

// The anchor of a key, as hooks/gongkai/model/anchor.py makes it.
function anchorOf(key) {
  const plain = key
    .normalize("NFKC")
    .replace(/[^0-9A-Za-z_.\u3400-\u9fff\uf900-\ufaff〇]+/g, "-")
    .replace(/^[-.]+|[-.]+$/g, "");
  return /^[a-z][a-z0-9-]*$/.test(plain) ? `R-${plain}` : plain;
}

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});
function crc32(text) {
  let value = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) value = TABLE[(value ^ byte) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

// Today in China, or the day of the build where the reader's clock is behind it.
function today() {
  const day = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);
  const built = document.body.dataset.gkAsOf || "";
  return day > built ? day : built;
}

const DAY = /^\d{4}-\d\d-\d\d$/;
// The standing of a record on a day: the same rule as hooks/gongkai/binding/record_term.py.
function standingOf(term, cells, day) {
  if (!term) return null;
  if (term.stoppedBy && term.stopped.includes(cells[term.stoppedBy])) return { words: term.noLonger, tone: "stopped" };
  const start = cells[term.start] || "";
  let end = cells[term.end] || "";
  if (term.endless.includes(end)) end = "";
  else if (!DAY.test(end)) {
    if (end.replace(/[-—－/]/g, "") || !(term.start && !term.endless.length && DAY.test(start))) return null;
    end = "";
  }
  if (DAY.test(start) && start > day) return { words: term.before, tone: "soon" };
  if (!end) return { words: term.withoutEnd, tone: "live" };
  return end < day ? { words: term.after, tone: "past" } : { words: term.within, tone: "live" };
}

// Whether the publication of a record has ended on that day; older copies may still hold it.
const hasLeft = (term, cells, day) => Boolean(term?.leaves) && standingOf(term, cells, day)?.tone === "past";

// A number with thousands separators, as the build formats it.
function figure(text, column) {
  if (column.form !== "number" || !text) return text;
  const [whole, decimals] = text.split(".");
  if (!/^[+-]?\d+$/.test(whole)) return text;
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (decimals === undefined ? "" : `.${decimals}`);
}

// Opens the data in the folder `base`, which ends with a slash.
async function open(base) {
  const folder = base.replace(/\/$/, "").split("/").pop();
  const loaded = new Map();
  function load(part) {
    if (!loaded.has(part)) {
      loaded.set(
        part,
        new Promise((resolve, reject) => {
          waiting.set(`${folder}/${part}`, resolve);
          const script = document.createElement("script");
          script.src = `${base}${part}.js`;
          script.onerror = () => {
            loaded.delete(part);
            reject(new Error(part));
          };
          script.onload = () => {
            script.remove();
            reject(new Error(part));
          };
          document.head.append(script);
        }),
      );
    }
    return loaded.get(part);
  }
  const meta = await load("rows");
  let opened = null;
  const index = () => {
    if (!opened) {
      opened = engineLoaded().then(() => searchShards.open(base));
      opened.catch(() => {
        opened = null;
      });
    }
    return opened;
  };

  // The dictionary-encoded column: one code for each row; `values` (for columns with few distinct texts) is sorted by
  // code.
  async function column(name) {
    const { values, width, codes } = await load(`c-${name}`);
    const at = new Uint32Array(meta.count);
    for (let row = 0, place = 0; row < meta.count; row += 1) {
      let code = 0;
      for (let digit = 0; digit < width; digit += 1, place += 1) code = (code << 6) | VALUE[codes.charCodeAt(place)];
      at[row] = code;
    }
    return { values, at };
  }
  const columns = new Map();
  const columnOnce = (name) => {
    if (!columns.has(name)) columns.set(name, column(name));
    return columns.get(name);
  };

  // All cells of a row by column name, with the address of its page.
  async function record(row) {
    const found = await (await index()).shown(meta.count - 1 - row);
    const cells = { ...meta.constant };
    meta.cells.forEach((name, place) => {
      cells[name] = found.cells[place];
    });
    if (meta.name) cells[meta.name] = found.title;
    if (meta.key) cells[meta.key] = found.number;
    return { row, cells, url: found.url, indexNo: found.indexNo, anchor: found.url.slice(found.url.indexOf("#") + 1) };
  }

  // The rows with an anchor.
  async function find(anchor) {
    const found = (await load(`k${crc32(anchor) % meta.anchors}`))[anchor];
    return found === undefined ? [] : [].concat(found);
  }

  const history = async (anchor) => (meta.history && (await load("history"))[anchor.replace(/~\d+$/, "")]) || [];
  // Errors of the original document: column name and label, and the note.
  const printed = (one) => meta.printed?.[one.indexNo]?.[one.anchor] || [];
  // Rows that match a query, best first, and the answer, which highlights matches in a text.
  async function search(query) {
    const answer = await (await index()).search(query);
    const hits = answer.hits.length ? answer.hits : answer.related;
    return { answer, partly: !answer.hits.length, rows: hits.map(({ entry }) => meta.count - 1 - entry) };
  }
  const mark = async (text, answer) => (await index()).mark(text, answer);
  return { meta, column: columnOnce, record, find, history, printed, search, mark };
}
