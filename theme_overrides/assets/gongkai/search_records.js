// Records (permits, penalties …) in search results: each type has its own index, and its first rows are shown.
import { element, marked } from "./elements.js";
import * as recordsData from "./records_data.js";
import { open } from "./search_engine.js";
import { searchable, folded } from "./search_understood.js";
import { load } from "./search_words.js";
export { asks, found, words, block, note };

// With so many matching items, records are searched only for queries as long as a name or a number.
const ENOUGH = 10,
  NAME = 6;
const ROWS = 5,
  ROWS_OF_SEVERAL = 3;

// Whether records are searched too, beside so many matching items.
const asks = (query, hits) => hits.length < ENOUGH || folded(query).length >= NAME;

// Searches the records: {count, sure, asked, kinds: [{title, href, count, rows}…]}; `sure` if every index answered; the
// `count` of a kind is null if it did not or was not asked.
async function found(query, answer, root) {
  const links = [...document.querySelectorAll("[data-gk-records]")];
  if (!query || !searchable(query)) return { count: 0, sure: true, asked: false, kinds: [] };
  const asked = asks(query, answer.hits);
  const all = await Promise.all(links.map((link) => (asked ? holding(link, query, root) : of(link, query, null))));
  const kinds = all.filter(({ count }) => count !== 0);
  await Promise.all(
    kinds
      .filter(({ count }) => count)
      .map(async (kind) => {
        const most = kinds.length > 1 ? ROWS_OF_SEVERAL : ROWS;
        // A kind still has its link if its rows cannot be read.
        kind.rows = await rowsOf(kind, most, root).catch(() => []);
      }),
  );
  return {
    count: kinds.reduce((sum, { count }) => sum + (count || 0), 0),
    sure: asked && all.every(({ count }) => count !== null),
    asked,
    kinds,
  };
}

const of = (link, query, count) => ({
  title: link.dataset.gkTitle,
  href: `${link.getAttribute("href")}?${new URLSearchParams({ q: query })}`,
  index: link.dataset.gkRecords,
  count,
  rows: [],
});

async function holding(link, query, root) {
  try {
    const records = await open(root, { index: link.dataset.gkRecords });
    const answer = await records.search(query);
    return { ...of(link, query, answer.hits.length), records, answer };
  } catch {
    return of(link, query, null);
  }
}

// The first rows, as on the page of all records; of records whose publication has ended only that is shown.
async function rowsOf({ records, answer, index }, most, root) {
  await load(document.getElementById("gk-search").dataset.records);
  const opened = await recordsData.open(`${root}search/${index}/`);
  const { meta } = opened;
  const today = recordsData.today();
  const fact = (words, className = "gk-found__fact") => (words ? element("span", className, words) : null);
  const mark = (text) => marked(records.mark(text, answer), "gk-hit__mark");
  return Promise.all(
    answer.hits.slice(0, most).map(async ({ entry }) => {
      const one = await opened.record(meta.count - 1 - entry);
      if (recordsData.hasLeft(meta.term, one.cells, today))
        return element("li", "gk-found__one", `${meta.term.leaves}，不再公开`);
      const name = one.cells[meta.name] || one.cells[meta.key] || meta.title;
      const number = one.cells[meta.name] ? one.cells[meta.key] : "";
      const link = element("a", "gk-found__link", ...mark(name));
      link.href = root + one.url;
      const held = recordsData.standingOf(meta.term, one.cells, today);
      return element(
        "li",
        "gk-found__one",
        link,
        element(
          "p",
          "gk-found__facts",
          number ? element("span", "gk-found__fact", ...mark(number)) : null,
          fact(one.cells[meta.day], "gk-found__fact gk-found__day"),
          ...elsewhere(one.cells, meta, records, answer),
          held && fact(held.words, `gk-standing gk-standing--${held.tone}`),
        ),
      );
    }),
  );
}

// If neither name nor number match: the first cell that does, with its label.
function elsewhere(cells, meta, records, answer) {
  const isMarked = (name) => cells[name] && records.mark(cells[name], answer).some(({ mark }) => mark);
  if (isMarked(meta.name) || isMarked(meta.key)) return [];
  const column = meta.columns.find(({ name }) => isMarked(name));
  return column
    ? [
        element(
          "span",
          "gk-found__fact",
          `${column.title}：`,
          ...marked(records.mark(cells[column.name], answer), "gk-hit__mark"),
        ),
      ]
    : [];
}

const counted = (kinds) => kinds.filter(({ count }) => count);

// «行政许可记录中有 76 条»; of several kinds «行政许可等记录中有 80 条».
function words({ kinds, count }) {
  const those = counted(kinds);
  return those.length ? `${those[0].title}${those.length > 1 ? "等" : ""}记录中有 ${count} 条` : "";
}

// The block of the first rows; null if no record matches. `narrowed` if conditions are active, which do not apply to
// records.
function block(recorded, narrowed) {
  const those = counted(recorded.kinds);
  if (!those.length) return null;
  const head = element(
    "h2",
    "gk-search__part",
    words(recorded),
    narrowed ? element("span", "gk-search__about", "没有按所选条件筛选") : null,
  );
  head.id = "gk-found";
  const section = element("section", "gk-found", head);
  section.setAttribute("aria-labelledby", head.id);
  for (const { title, count, rows, href } of those) {
    if (those.length > 1) section.append(element("h3", "gk-found__kind", `${title} ${count} 条`));
    if (rows.length) section.append(element("ol", "gk-found__list", ...rows));
    const all = element(
      "a",
      "gk-search__link",
      rows.length < count ? `查看全部 ${count} 条${title}记录` : `在${title}全部记录中查看`,
    );
    all.href = href;
    section.append(element("p", "gk-found__all", all));
  }
  return section;
}

// A line above matching items: there are records too, or they can be searched.
function note({ asked, kinds }) {
  const links = kinds.flatMap(({ title, href, count }, place) => {
    const link = element("a", "gk-search__link", `${title}${count ? ` ${count} 条` : ""}`);
    link.href = href;
    return [place ? "、" : "", link];
  });
  return links.length
    ? element(
        "p",
        "gk-search__note gk-search__note--records",
        asked ? "公开记录中也有：" : "也可以在公开记录中检索：",
        ...links,
      )
    : null;
}
