// What the cells of a record name, as links: its basis, the entry of a list, the permit before and after.
import { element } from "./elements.js";
export { piecesOf, linked, followingOf };

// The pieces of a text, each [words, address, tone, words of the badge]; null where nothing in it is a link.
const piecesOf = (meta, name, text) => meta.linked?.[name]?.[text] || null;

// The text with its links; `root` is the relative address of the site's root.
function linked(meta, name, text, root) {
  const pieces = piecesOf(meta, name, text);
  if (!pieces) return text;
  const place = document.createDocumentFragment();
  for (const [words, url, tone, badge] of pieces) {
    const link = element("a", "", words);
    link.href = root + url;
    place.append(url ? link : words);
    if (badge) place.append(" ", element("span", `gk-badge gk-badge--${tone}`, badge));
  }
  return place;
}

// The line «已变更为 …» (已延续为 …) of a record that another one followed; null where none did.
function followingOf(meta, one, root) {
  const after = meta.following?.[`${one.indexNo} ${one.anchor}`];
  if (!after) return null;
  const [done, words, url] = after;
  const link = element("a", "", words);
  link.href = root + url;
  return element("span", "gk-records__next", `${done} `, link);
}
