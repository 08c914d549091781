// Renders a row of the table of all records exactly as the build does, with highlights.
import { element } from "./elements.js";
import { figure, hasLeft, standingOf } from "./records_data.js";
import { followingOf, piecesOf } from "./records_links.js";
export { rowOf };

async function marked(place, text, { opened, answer }) {
  const parts = answer && text ? await opened.mark(text, answer) : [{ text, mark: false }];
  for (const part of parts)
    if (part.text) place.append(part.mark ? element("mark", "gk-find__mark", part.text) : part.text);
}

// The cell in which something is a link: each piece has its own highlights.
async function linkedCell(cell, pieces, { opened, answer, root }) {
  for (const [words, url, tone, badge] of pieces) {
    const link = element("a", "");
    link.href = root + url;
    await marked(url ? link : cell, words, { opened, answer });
    if (url) cell.append(link);
    if (badge) cell.append(" ", element("span", `gk-badge gk-badge--${tone}`, badge));
  }
}

// `answer` is the result of a query or null; `today` the reader's day.
async function rowOf(row, { opened, answer, root, today }) {
  const { meta } = opened;
  const one = await opened.record(row);
  const line = element("tr", "");
  if (hasLeft(meta.term, one.cells, today)) {
    const cell = element("td", "", `${meta.term.leaves}，不再公开`);
    cell.colSpan = meta.table.length + 1;
    line.append(cell);
    return line;
  }
  line.dataset.gkRow = one.anchor;
  for (const name of meta.table) {
    const column = meta.columns.find(({ name: own }) => own === name);
    const text = figure(one.cells[name] || "", column);
    const cell = element(
      column.form === "key" ? "th" : "td",
      { key: "gk-records__key", number: "gk-table__number", day: "gk-records__day" }[column.form] || "",
    );
    if (column.form === "key") {
      cell.scope = "row";
      const link = element("a", "");
      link.href = `${root}${one.url}`;
      await marked(link, text, { opened, answer });
      cell.append(link);
      if ((await opened.history(one.anchor)).some(([, action]) => action === "更正"))
        cell.append(" ", element("span", "gk-records__mark", "更正"));
      const after = followingOf(meta, one, root);
      if (after) cell.append(after);
    } else if (piecesOf(meta, name, text)) await linkedCell(cell, piecesOf(meta, name, text), { opened, answer, root });
    else await marked(cell, text, { opened, answer });
    if (opened.printed(one).some(([printed]) => printed === name))
      cell.append(element("span", "gk-printed", "※原件如此"));
    cell.dataset.gkLabel = column.title;
    line.append(cell);
  }
  if (meta.term) {
    const held = standingOf(meta.term, one.cells, today);
    const cell = element("td", `gk-standing gk-standing--${held?.tone || ""}`, held?.words || "");
    cell.dataset.gkLabel = meta.term.title;
    line.append(cell);
  }
  return line;
}
