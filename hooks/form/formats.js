// How the editor reads and writes files: the text of a file travels with its values, and only what changed is changed in it.
import { isMap, parseDocument } from "./vendor/yaml/library/index.js";
import { recordOf } from "./formed.js";
import { patchMap, Patches, same } from "./patches.js";
import { entry, isEmpty } from "./words.js";

const KIND = "类型";
const NUMBER = "索引号";
const RAW = "__原文";
const BODY = "body";
const FRONT = /^(---[^\S\n]*\n)([\s\S]*?\n|)(---[^\S\n]*(?:\n|$))/;
const OPTIONS = { schema: "failsafe", keepSourceTokens: false };

function parsed(text) {
  const document = parseDocument(text, OPTIONS);
  if (document.errors.length) throw document.errors[0];
  return document.contents;
}

function shapesOf(all, map) {
  const kind = map.get(KIND);
  return { [KIND]: { as: "text", title: KIND }, ...all[kind] };
}

function read(all, text) {
  const map = parsed(text);
  // A file with several items, or none, is no entry of the form.
  return isMap(map) ? recordOf(map, shapesOf(all, map)) : {};
}

function changed(all, text, value) {
  const map = parsed(text);
  const patches = new Patches(text);
  patchMap(patches, map, shapesOf(all, map), value, "");
  return patches.made();
}

function written(all, value) {
  const shapes = all[value[KIND]] || {};
  const order = [KIND, ...Object.keys(shapes)];
  const given = Object.entries(value).filter(([, one]) => !isEmpty(one));
  given.sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  return given.flatMap(([label, one]) => entry(label, one, shapes[label] || { as: "text" })).join("\n") + "\n";
}

function split(text) {
  const parts = FRONT.exec(text);
  return parts && { head: parts[1], record: parts[2], foot: parts[3], rest: text.slice(parts[0].length) };
}

const bodyOf = (rest) => rest.replace(/^\n+/, "").replace(/\s+$/, "");

/** The values of a file, its text among them. */
function valuesOf(shapes, name, text) {
  if (!name.endsWith(".md")) return read(shapes, text);
  const parts = split(text);
  return parts ? { ...read(shapes, parts.record), [BODY]: bodyOf(parts.rest) } : { [BODY]: text };
}

/** A file with the values of the form; only what differs changes. */
function withValues(shapes, name, text, { [BODY]: body, ...value }) {
  if (!name.endsWith(".md")) return changed(shapes, text, value);
  const parts = split(text);
  const words = bodyOf(body || "");
  // A text without metadata is no entry, and is left as it is.
  if (!parts) return body;
  const rest = words === bodyOf(parts.rest) ? parts.rest : `\n${words}\n`;
  return parts.head + changed(shapes, parts.record, value) + parts.foot + rest;
}

const shown = (value) => (typeof value === "string" ? `改成了“${value.trim().slice(0, 40)}”` : "改过");

function readable(shapes, name, text) {
  try {
    return valuesOf(shapes, name, text);
  } catch {
    throw new Error(`${name} 在您打开以后被别人改过，现在的写法读不懂，没有保存。请先运行 run.py check，照提示改好。`);
  }
}

/** What two people made of the text `base`, put together. Throws where both changed the same field. */
export const merging = (shapes) => (name, base, mine, theirs) => {
  const [was, own] = [base, mine].map((text) => valuesOf(shapes, name, text));
  const other = readable(shapes, name, theirs);
  const value = {};
  for (const label of Object.keys({ ...other, ...own })) {
    if (!same(own[label], was[label]) && !same(other[label], was[label]) && !same(own[label], other[label])) {
      const title = label === BODY ? "正文" : label;
      const words = label === BODY ? "改过" : shown(other[label] ?? "");
      throw new Error(
        `“${title}”在您打开以后被别人在 ${name} 里${words}，您也改了，没有保存。要留下您写的请先复制，再重新载入网页。`,
      );
    }
    value[label] = same(own[label], was[label]) ? other[label] : own[label];
  }
  return withValues(shapes, name, theirs, value);
};

/** The formats of files without and with a text, by the shapes of the types; `up` leads from a file to the project. */
export function formats(shapes, numbers, up = "../../", expect = (text) => text) {
  const noted = (value) => {
    numbers.note(value[NUMBER]);
    return value;
  };
  const format = (name, begun) => ({
    fromFile: (text) => noted({ ...valuesOf(shapes, name, text), [RAW]: text }),
    toFile: ({ [RAW]: raw, ...value }) =>
      expect(raw ? withValues(shapes, name, raw, noted(value)) : begun(noted(value)), raw),
  });
  return {
    yml: format(
      "a.yml",
      (value) => `# yaml-language-server: $schema=${up}.vscode/schema/catalogue.json\n${written(shapes, value)}`,
    ),
    markdown: format("a.md", ({ [BODY]: body, ...value }) => {
      const words = bodyOf(body || "");
      return `---\n${written(shapes, value)}---\n${words ? `\n${words}\n` : ""}`;
    }),
  };
}
