// How the editor reads and writes files: the text of a file travels with its values, and only what changed is changed in it.
import { isMap, parseDocument } from "./vendor/yaml/library/index.js";
import { recordOf } from "./formed.js";
import { patchMap, Patches } from "./patches.js";
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

/** The formats of files without and with a text, by the shapes of the types; `up` leads from a file to the project. */
export function formats(shapes, numbers, up = "../../") {
  const noted = (value) => {
    numbers.note(value[NUMBER]);
    return value;
  };
  return {
    yml: {
      fromFile: (text) => noted({ ...read(shapes, text), [RAW]: text }),
      toFile: ({ [RAW]: raw, ...value }) =>
        raw
          ? changed(shapes, raw, noted(value))
          : `# yaml-language-server: $schema=${up}.vscode/schema/catalogue.json\n${written(shapes, noted(value))}`,
    },
    markdown: {
      fromFile: (text) => {
        const parts = split(text);
        if (!parts) return { [BODY]: text, [RAW]: text };
        return noted({ ...read(shapes, parts.record), [BODY]: bodyOf(parts.rest), [RAW]: text });
      },
      toFile: ({ [RAW]: raw, [BODY]: body, ...value }) => {
        const words = bodyOf(body || "");
        const parts = raw && split(raw);
        noted(value);
        // A text without metadata is no entry, and is left as it is.
        if (raw && !parts) return body;
        if (!parts) return `---\n${written(shapes, value)}---\n${words ? `\n${words}\n` : ""}`;
        const rest = words === bodyOf(parts.rest) ? parts.rest : `\n${words}\n`;
        return parts.head + changed(shapes, parts.record, value) + parts.foot + rest;
      },
    },
  };
}
