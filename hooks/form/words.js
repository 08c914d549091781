// Values as YAML, written as the program itself writes them (gongkai/drafting/yaml_words.py; a test compares the two).

const PLAIN = /^[0-9A-Za-z\u3400-\u9fff“《〔【（][^\x00-\x1f\x7f#:：,[\]{}'"&*!|>%@`\\]*$/u;
const MEANS_ELSE = /^(?:~|null|true|false|yes|no|on|off|[-+]?[\d_]*\.?[\d_]*e[-+]?\d+|0[xob][\da-f]+)$/i;

/** Whether there is nothing in a value of the form. */
export function isEmpty(value) {
  if (value === null || value === undefined || value === "") return true;
  if (typeof value !== "object") return false;
  return Object.values(value).every(isEmpty);
}

/** A text of one line as a scalar. */
export function scalar(text) {
  const plain = PLAIN.test(text) && !/\s$/.test(text) && !MEANS_ELSE.test(text);
  return plain ? text : `'${text.replaceAll("'", "''")}'`;
}

function isLine(value) {
  return typeof value !== "object" && !String(value).replace(/\n+$/, "").includes("\n");
}

/** The texts as a list in one line. */
export function inlineList(texts) {
  return `[${texts.map((one) => scalar(String(one).trim())).join(", ")}]`;
}

/** The entries of a record in one line. */
export function inlineRecord(record) {
  const entries = Object.entries(record).filter(([, value]) => !isEmpty(value));
  return `{${entries.map(([label, value]) => `${label}: ${scalar(String(value).trim())}`).join(", ")}}`;
}

function block(label, text, indent) {
  const lines = text.replace(/^\n+|\n+$/g, "").split("\n");
  const mark = /^\s/.test(lines[0]) ? "|2" : "|";
  return [`${indent}${label}: ${mark}`, ...lines.map((line) => `${indent}  ${line}`.trimEnd())];
}

function record(columns, value, indent) {
  const given = Object.entries(value).filter(([, one]) => !isEmpty(one));
  return given.flatMap(([label, one]) => entry(label, one, columns[label] || { as: "text" }, indent));
}

/** The lines of «label: value» with a value of that shape. */
export function entry(label, value, shape, indent = "") {
  if (isLine(value)) return [`${indent}${label}: ${scalar(String(value).trim())}`];
  if (typeof value !== "object") return block(label, String(value), indent);
  if (shape.as === "texts") {
    const texts = [value].flat().filter((one) => !isEmpty(one));
    if (shape.single && texts.length === 1) return [`${indent}${label}: ${scalar(String(texts[0]).trim())}`];
    return [`${indent}${label}: ${inlineList(texts)}`];
  }
  const columns = shape.columns || {};
  if (shape.as === "rows" || Array.isArray(value)) {
    const rows = [value].flat().filter((one) => !isEmpty(one));
    return [`${indent}${label}:`, ...rows.flatMap((one) => row(one, shape, `${indent}  `))];
  }
  const given = Object.keys(value).filter((one) => !isEmpty(value[one]));
  if (shape.short && given.length === 1 && given[0] === shape.short) {
    return [`${indent}${label}: ${scalar(String(value[shape.short]).trim())}`];
  }
  return [`${indent}${label}:`, ...record(columns, value, `${indent}  `)];
}

/** The lines of one row of a list. */
export function row(value, shape, indent) {
  if (typeof value !== "object") return [`${indent}- ${scalar(String(value).trim())}`];
  const lines = record(shape.columns || {}, value, `${indent}  `);
  return lines.map((line, place) => (place ? line : `${indent}- ${line.trimStart()}`));
}
