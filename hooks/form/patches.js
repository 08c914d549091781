// Changes of a form put into the text of its file: what did not change keeps every byte, and no comment is lost.
import { isMap, isScalar, isSeq } from "./vendor/yaml/library/index.js";
import { formed, titleOf } from "./formed.js";
import { entry, inlineList, inlineRecord, isEmpty, row, scalar } from "./words.js";

const TEXT = { as: "text" };
const BLOCK = /: \|2?$/;

/** Whether two values of the form say the same. */
export function same(one, other) {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

function plain(value) {
  if (isEmpty(value)) return "";
  if (Array.isArray(value)) return value.map(plain).filter((one) => one !== "");
  if (typeof value !== "object") return String(value).replace(/\s+$/, "");
  const entries = Object.entries(value).map(([label, one]) => [label, plain(one)]);
  return Object.fromEntries(entries.filter(([, one]) => one !== "").sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Collects replacements of parts of a text and makes them all at once. */
export class Patches {
  constructor(text) {
    this.text = text;
    this.edits = [];
    this.ends = new Set();
  }

  replace(start, end, words) {
    this.edits.push([start, end, words]);
  }

  /** Note where new lines end; a text of several lines right above a comment would take it for a part of itself. */
  endsAt(at, lines) {
    if (lines.some((line) => BLOCK.test(line)) && /^[^\S\n]*#/.test(this.text.slice(at))) this.ends.add(at);
  }

  made() {
    let text = this.text;
    const apart = [...this.ends].map((at) => [at, at, "\n"]);
    for (const [start, end, words] of [...apart, ...this.edits].sort((a, b) => b[0] - a[0] || b[1] - a[1])) {
      text = text.slice(0, start) + words + text.slice(end);
    }
    return text;
  }

  lineStart(at) {
    return this.text.lastIndexOf("\n", at - 1) + 1;
  }

  /** The beginning of the line after the one in which the part before `at` ends. */
  lineEnd(at) {
    if (at > 0 && this.text[at - 1] === "\n") return at;
    const end = this.text.indexOf("\n", at);
    return end < 0 ? this.text.length : end + 1;
  }
}

function endOf(pair) {
  return pair.value && pair.value.range ? Math.max(pair.value.range[1], pair.key.range[1]) : pair.key.range[1] + 1;
}

/** Change the entries of a mapping in lines to those of the form; `order` says where new ones go. */
export function patchMap(patches, map, shapes, value, indent) {
  const pairs = new Map(map.items.map((pair) => [titleOf(shapes, String(pair.key.value)), pair]));
  const order = Object.keys(shapes).filter((label) => titleOf(shapes, label) === label);
  for (const [title, pair] of pairs) {
    const shape = shapes[String(pair.key.value)] || TEXT;
    if (!(title in value) || isEmpty(value[title])) {
      if (!isEmpty(formed(pair.value, shape))) remove(patches, map, pair);
    } else if (!same(formed(pair.value, shape), value[title])) {
      patchPair(patches, pair, shape, value[title], indent);
    }
  }
  const added = new Map();
  for (const [title, one] of Object.entries(value)) {
    if (pairs.has(title) || isEmpty(one)) continue;
    const before = order.slice(0, Math.max(order.indexOf(title), 0)).filter((label) => pairs.has(label));
    const last = pairs.get(before.at(-1)) || map.items[0];
    const at = patches.lineEnd(endOf(last));
    added.set(at, [...(added.get(at) || []), [order.indexOf(title), entry(title, one, shapes[title] || TEXT, indent)]]);
  }
  for (const [at, entries] of added) {
    const lines = entries.sort((a, b) => a[0] - b[0]).flatMap(([, one]) => one);
    const open = at > 0 && patches.text[at - 1] !== "\n" ? "\n" : "";
    patches.replace(at, at, `${open}${lines.join("\n")}\n`);
    patches.endsAt(at, lines);
  }
}

function remove(patches, map, pair) {
  const start = patches.lineStart(pair.key.range[0]);
  const end = patches.lineEnd(endOf(pair));
  // The first entry of a row shares its line with the dash: it is emptied, and the row stays one.
  if (patches.text.slice(start, pair.key.range[0]).trim()) {
    patches.replace(pair.key.range[1] + 1, endOf(pair), "");
  } else {
    patches.replace(start, end, comments(patches.text.slice(start, end)));
  }
}

/** The lines of a part that hold nothing but comments, so that they outlive it. */
function comments(part) {
  return part
    .split("\n")
    .filter((line) => /^\s*#/.test(line))
    .map((line) => `${line}\n`)
    .join("");
}

function patchPair(patches, pair, shape, value, indent) {
  const label = String(pair.key.value);
  const node = pair.value;
  if (replaceScalar(patches, pair, value) || replaceInline(patches, node, shape, value)) return;
  if (isMap(node) && !node.flow && shape.as === "record") {
    patchMap(patches, node, shape.columns || {}, value, `${indent}  `);
  } else if (isSeq(node) && !node.flow && shape.as === "rows") {
    patchRows(patches, node, shape, value);
  } else {
    const start = patches.lineStart(pair.key.range[0]);
    const lead = patches.text.slice(start, pair.key.range[0]);
    const lines = entry(label, value, shape, " ".repeat(lead.length));
    const end = patches.lineEnd(endOf(pair));
    const kept = comments(patches.text.slice(pair.key.range[1], end));
    patches.replace(start, end, `${kept}${lead}${lines.join("\n").trimStart()}\n`);
    patches.endsAt(end, lines);
  }
}

/** Whether one line took the place of another, with its comment left beside it. */
function replaceScalar(patches, pair, value) {
  const node = pair.value;
  const text = typeof value === "object" ? null : String(value).trim();
  if (text === null || text.includes("\n") || (node && !isScalar(node))) return false;
  const [start, end] = node && node.range ? node.range : [pair.key.range[1] + 1, pair.key.range[1] + 1];
  if (/\n/.test(patches.text.slice(start, end).trimEnd())) return false;
  if (node && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED")) return false;
  patches.replace(start, end, `${/\s/.test(patches.text[start - 1]) ? "" : " "}${scalar(text)}`);
  return true;
}

/** Whether a list or record that stands in one line was written anew in one line. */
function replaceInline(patches, node, shape, value) {
  if (!node || !node.flow || typeof value !== "object") return false;
  const texts = Object.values(value);
  if (texts.some((one) => typeof one === "object" || String(one).includes("\n"))) return false;
  if (isSeq(node) && shape.as === "texts") {
    patches.replace(node.range[0], node.range[1], inlineList(texts.filter((one) => !isEmpty(one))));
    return true;
  }
  if (!isMap(node) || shape.as !== "record") return false;
  const known = new Map(node.items.map((pair) => [String(pair.key.value), pair]));
  const given = Object.entries(value).filter(([, one]) => !isEmpty(one));
  if (given.length === known.size && given.every(([label]) => known.has(label))) {
    for (const [label, one] of given) {
      if (!same(formed(known.get(label).value, TEXT), one)) replaceScalar(patches, known.get(label), one);
    }
  } else {
    patches.replace(node.range[0], node.range[1], inlineRecord(value));
  }
  return true;
}

/** Change the rows of a list: rows that stay keep their lines, one that changed in its place is changed within. */
function patchRows(patches, seq, shape, value) {
  const rows = value.filter((one) => !isEmpty(one));
  const old = seq.items.map((node) => formed(node, rowShape(shape)));
  const parts = slices(patches, seq);
  const dash = patches.text.slice(parts[0].from, parts[0].dash).length;
  const moved = rows.some((one, place) => !same(one, old[place]) && old.some((other) => same(one, other)));
  if (rows.length === old.length && !moved) {
    rows.forEach((one, place) => {
      if (same(one, old[place])) return;
      const node = seq.items[place];
      if (isMap(node) && !node.flow) patchMap(patches, node, shape.columns || {}, one, " ".repeat(dash + 2));
      else if (!replaceInline(patches, node, { as: "record" }, one)) rewrite(patches, parts[place], one, shape, dash);
    });
    return;
  }
  const unused = old.map((one, place) => ({ one, place }));
  const made = rows.map((one) => {
    const at = unused.findIndex((candidate) => same(candidate.one, one));
    if (at < 0) return `${row(one, shape, " ".repeat(dash)).join("\n")}\n`;
    const [{ place }] = unused.splice(at, 1);
    const part = patches.text.slice(parts[place].start, parts[place].end);
    return part.endsWith("\n") ? part : `${part}\n`;
  });
  const lost = unused.map(({ place }) => comments(patches.text.slice(parts[place].start, parts[place].end))).join("");
  patches.replace(parts[0].start, parts.at(-1).end, lost + made.join(""));
}

const rowShape = (shape) => ({ as: "record", short: shape.short, columns: shape.columns });

function rewrite(patches, part, value, shape, dash) {
  const kept = comments(patches.text.slice(part.start, part.end));
  patches.replace(part.start, part.end, `${kept}${row(value, shape, " ".repeat(dash)).join("\n")}\n`);
}

/** The lines of each row with the comments above it: where they begin and end, and where the dash stands. */
function slices(patches, seq) {
  const found = seq.items.map((node) => {
    const from = patches.lineStart(node.range[0]);
    let start = from;
    for (;;) {
      const above = patches.lineStart(start - 1);
      if (start === 0 || !/^\s*#.*\n$/.test(patches.text.slice(above, start))) break;
      start = above;
    }
    const dash = patches.text.indexOf("-", from);
    return { start, from, dash, end: patches.lineEnd(node.range[1]) };
  });
  found.forEach((one, place) => {
    if (place) one.start = Math.max(one.start, found[place - 1].end);
  });
  return found;
}
