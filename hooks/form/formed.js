// The YAML of an item as values of the form: every scalar a text, and each field in the one shape that its type has.
import { isMap, isScalar, isSeq } from "./vendor/yaml/library/index.js";

const textOf = (node) => (node === null || node === undefined || node.value === null ? "" : String(node.value));

/** The title under which the form has the field that a file names so. */
export const titleOf = (shapes, label) => (shapes[label] && shapes[label].title) || label;

/** The value of a node in the shape of its field; what has another shape is given as it is. */
export function formed(node, shape) {
  switch (shape && shape.as) {
    case "texts":
      if (isSeq(node)) return node.items.map(textOf);
      return textOf(node) === "" ? [] : [textOf(node)];
    case "rows":
      if (isSeq(node)) return node.items.map((one) => rowOf(one, shape));
      return isMap(node) || textOf(node) !== "" ? [rowOf(node, shape)] : [];
    case "record":
      return rowOf(node, shape);
    default:
      return isScalar(node) || !node ? textOf(node) : node.toJSON();
  }
}

function rowOf(node, shape) {
  if (isMap(node)) return recordOf(node, shape.columns || {});
  if (shape.short && !isSeq(node)) return textOf(node) === "" ? {} : { [shape.short]: textOf(node) };
  return node && node.toJSON ? node.toJSON() : {};
}

/** All entries of a mapping, by the titles of their fields. */
export function recordOf(map, shapes) {
  const entries = map.items.map((pair) => [String(pair.key.value), pair.value]);
  return Object.fromEntries(
    entries.map(([label, value]) => [titleOf(shapes, label), formed(value, shapes[label] || { as: "text" })]),
  );
}
