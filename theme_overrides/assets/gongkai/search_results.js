// Result lines: validity first, then title, facts, and an excerpt with highlights.
import { element, marked } from "./elements.js";
export { lines, excerpts, badgeOf, kinOf };

// The lines of hits from index `start` on; an unreadable hit is listed with an error. `place` = {index, root, agency,
// failed(error)}: what is the same for the whole page.
function lines(hits, start, answer, place) {
  return Promise.all(hits.map((hit, number) => line(hit.entry, start + number + 1, answer, place)));
}

async function line(entry, number, answer, { index, root, agency, failed }) {
  let item;
  try {
    item = await index.shown(entry);
  } catch (error) {
    failed(error);
    return element("li", "gk-hit gk-hit--unread", `第 ${number} 条没有读出来。`);
  }
  const link = element("a", "gk-hit__link", ...marked(index.mark(item.title, answer), "gk-hit__mark"));
  link.href = root + item.url;
  const badge = badgeOf(item.standing);
  const text = element("p", "gk-hit__excerpt");
  const { dead } = item.standing;
  const others = dead ? await kinOf(entry, index, root) : [];
  const row = element(
    "li",
    `gk-hit${dead ? " gk-hit--dead" : ""}`,
    element("h3", "gk-hit__title", badge, badge && " ", link),
    facts(item, answer, index, agency),
    ...others.map((one) => element("p", "gk-hit__kin", ...one)),
    text,
  );
  row.gkExcerpt = () =>
    index.excerpt(entry, answer).then(
      (parts) => text.append(...marked(parts, "gk-hit__mark")),
      (error) => {
        text.remove();
        failed(error);
      },
    );
  return row;
}

function badgeOf({ words, tone }) {
  return words ? element("span", `gk-badge gk-badge--${tone}`, words) : null;
}

// Related entries: what replaced or ended an entry, or what it explains, each as parts of a line. A replacement may
// have ended since the build: then it is only called the later one.
async function kinOf(entry, index, root) {
  return Promise.all(
    (await index.kin(entry)).map(async ({ what, entry: other }) => {
      const { title, url, number, standing } = await index.shown(other);
      const link = element("a", "gk-hit__other", title);
      link.href = root + url;
      return [
        `${what === "现行文件" && standing.dead ? "接替文件" : what}：`,
        link,
        number && `（${number}）`,
        standing.dead && " ",
        standing.dead && badgeOf(standing),
      ].filter(Boolean);
    }),
  ).catch(() => []);
}

// Adds excerpts from top to bottom, with pauses in which the browser draws and handles input. Resolves when the layout
// is final.
async function excerpts(rows) {
  for (const row of rows) {
    const add = row.gkExcerpt;
    if (!add) continue;
    row.gkExcerpt = null;
    await add();
    await new Promise((resume) => window.setTimeout(resume));
  }
}

function facts(item, answer, index, own) {
  const day = item.day ? element("time", "gk-hit__fact gk-hit__day", item.day) : null;
  if (day) day.dateTime = item.day;
  const fact = (words) =>
    words ? element("span", "gk-hit__fact", ...marked(index.mark(words, answer), "gk-hit__mark")) : null;
  return element(
    "p",
    "gk-hit__facts",
    fact(item.kind),
    fact(item.number || item.indexNo),
    day,
    item.agency === own ? null : fact(item.agency),
  );
}
