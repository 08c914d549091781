// The list of hits: validity in words first, title, particulars, and the place of the text with what was found in it.
(function (global) {
  "use strict";
  const { element, marked } = global.gkElements;
  const TONE = { 废止: "dead", 失效: "dead", 撤回: "dead", 已修改: "changed", 部分失效: "changed", 尚未施行: "soon", 有效: "live", 未标注: "unmarked" };

  // The lines of hits from number `start` on; a hit that cannot be read stands in its place and says so.
  // `place` = {index, root, agency, failed(error), stateNow(entry, words)}: what is the same for the whole page.
  function lines(hits, start, answer, place) {
    return Promise.all(hits.map((hit, number) => line(hit.entry, start + number + 1, answer, place)));
  }

  async function line(entry, number, answer, { index, root, agency, failed, stateNow }) {
    let item;
    try {
      item = await index.shown(entry);
    } catch (error) {
      failed(error);
      return element("li", "gk-hit gk-hit--unread", `第 ${number} 条没有读出来。`);
    }
    const link = element("a", "gk-hit__link", ...marked(index.mark(item.title, answer), "gk-hit__mark"));
    link.href = root + item.url;
    const state = stateNow(entry, item.state);
    const badge = state ? element("span", `gk-badge gk-badge--${TONE[state] || "unmarked"}`, state) : null;
    const text = element("p", "gk-hit__excerpt");
    const row = element("li", `gk-hit${TONE[state] === "dead" ? " gk-hit--dead" : ""}`, element("h3", "gk-hit__title", badge, badge && " ", link), facts(item, answer, index, agency), text);
    row.gkExcerpt = () => index.excerpt(entry, answer).then(
      (parts) => text.append(...marked(parts, "gk-hit__mark")),
      (error) => { text.remove(); failed(error); },
    );
    return row;
  }

  // The excerpts of lines that are listed, from above; a moment between them lets the browser draw what there is and answer
  // the reader. Ends when every line is as high as it will be.
  async function excerpts(rows) {
    for (const row of rows) {
      if (!row.gkExcerpt) continue;
      await row.gkExcerpt();
      await new Promise((resume) => global.setTimeout(resume));
    }
  }

  function facts(item, answer, index, own) {
    const day = item.day ? element("time", "gk-hit__fact gk-hit__day", item.day) : null;
    if (day) day.dateTime = item.day;
    const fact = (words) => (words ? element("span", "gk-hit__fact", ...marked(index.mark(words, answer), "gk-hit__mark")) : null);
    return element("p", "gk-hit__facts", fact(item.kind), fact(item.number || item.indexNo), day, item.agency === own ? null : fact(item.agency));
  }

  global.gkSearchResults = { lines, excerpts };
})(window);
