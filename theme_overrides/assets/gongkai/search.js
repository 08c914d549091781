// The search page: reads ?q=, asks the index, shows hits with their validity, and filters by type, year and validity.
(function () {
  "use strict";
  const mount = document.getElementById("gk-search");
  if (!mount) return;
  const root = mount.dataset.root || "";
  const PAGE = 20;
  const DEAD = new Set(["废止", "失效"]);
  const TONE = { 废止: "dead", 失效: "dead", 已修改: "changed", 部分失效: "changed", 尚未施行: "soon", 有效: "live", 未标注: "unmarked" };
  const wanted = new URLSearchParams(location.search);
  const state = {
    query: (wanted.get("q") || "").trim(), kind: wanted.get("kind") || "", year: wanted.get("year") || "",
    validity: wanted.get("state") || "", order: wanted.get("order") || "", shown: PAGE,
  };

  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const status = make("p", "gk-search__status");
  status.setAttribute("role", "status");
  const filters = make("div", "gk-search__filters");
  const results = make("ol", "gk-search__results");
  const more = make("button", "gk-search__more", "显示更多");
  more.type = "button";
  more.hidden = true;
  mount.replaceChildren(status, filters, results, more);
  for (const field of document.querySelectorAll('input[name="q"]')) field.value = state.query;
  if (state.query) document.title = `${state.query} - ${document.title}`;

  let index = null;
  let hits = [];
  let terms = [];

  function matching() {
    const { meta } = index;
    const passes = ({ entry }) =>
      (!state.kind || meta.kinds[meta.kind[entry]] === state.kind) &&
      (!state.year || meta.day[entry].startsWith(state.year)) &&
      (!state.validity || meta.states[meta.state[entry]] === state.validity);
    const found = hits.filter(passes);
    return state.order === "date" ? found.sort((a, b) => b.entry - a.entry) : found;
  }

  function count(of) {
    const counted = new Map();
    for (const { entry } of hits) {
      const value = of(entry);
      if (value) counted.set(value, (counted.get(value) || 0) + 1);
    }
    return counted;
  }

  function choice(label, key, values, current) {
    const wrapper = make("label", "gk-search__filter");
    wrapper.append(make("span", "gk-search__label", label));
    const select = make("select", "gk-search__select");
    for (const [value, text] of values) {
      const option = make("option", "", text);
      option.value = value;
      option.selected = value === current;
      select.append(option);
    }
    select.addEventListener("change", () => {
      state[key] = select.value;
      state.shown = PAGE;
      remember();
      show();
    });
    wrapper.append(select);
    return wrapper;
  }

  function showFilters() {
    const { meta } = index;
    const counted = (of) => [...count(of)].sort((a, b) => (a[0] < b[0] ? 1 : -1)).map(([value, n]) => [value, `${value}（${n}）`]);
    filters.replaceChildren(
      choice("信息类型", "kind", [["", "全部类型"], ...counted((e) => meta.kinds[meta.kind[e]])], state.kind),
      choice("年份", "year", [["", "全部年份"], ...counted((e) => meta.day[e].slice(0, 4))], state.year),
      choice("效力", "validity", [["", "全部效力状态"], ...counted((e) => meta.states[meta.state[e]])], state.validity),
      choice("排序", "order", [["", "按相关程度"], ["date", "按发布日期"]], state.order),
    );
  }

  function remember() {
    const address = new URLSearchParams();
    if (state.query) address.set("q", state.query);
    if (state.kind) address.set("kind", state.kind);
    if (state.year) address.set("year", state.year);
    if (state.validity) address.set("state", state.validity);
    if (state.order) address.set("order", state.order);
    try { history.replaceState(null, "", `${location.pathname}?${address}`); } catch { /* A browser may forbid it for local files. */ }
  }

  // The words of the query as they may stand in a text: the longest runs first.
  function needles() {
    const parts = state.query.normalize("NFKC").split(/[\s,，。；;、]+/).filter(Boolean);
    const pairs = terms.map((term) => term.replace("·", "")).filter((term) => term.length > 1);
    return [...parts, ...pairs].sort((a, b) => b.length - a.length);
  }

  function marked(element, text) {
    const found = [];
    const low = text.toLowerCase();
    for (const needle of needles()) {
      const sought = needle.toLowerCase();
      for (let at = low.indexOf(sought); at >= 0; at = low.indexOf(sought, at + sought.length)) {
        const end = at + sought.length;
        if (!found.some(([from, to]) => at < to && end > from)) found.push([at, end]);
      }
    }
    let last = 0;
    for (const [from, to] of found.sort((a, b) => a[0] - b[0])) {
      element.append(text.slice(last, from), make("mark", "gk-search__mark", text.slice(from, to)));
      last = to;
    }
    element.append(text.slice(last));
  }

  function excerpt(text) {
    const low = text.toLowerCase();
    let at = -1;
    for (const needle of needles()) {
      at = low.indexOf(needle.toLowerCase());
      if (at >= 0) break;
    }
    const from = Math.max(0, at - 30);
    return (from > 0 ? "……" : "") + text.slice(from, from + 110) + (from + 110 < text.length ? "……" : "");
  }

  async function line({ entry }) {
    const item = await index.shown(entry);
    const row = make("li", "gk-search__hit");
    const head = make("h2", "gk-search__title");
    const link = make("a", "gk-search__link");
    link.href = root + item.url;
    marked(link, item.title);
    if (item.state && item.state !== "有效") {
      head.append(make("span", `gk-badge gk-badge--${TONE[item.state] || "unmarked"}`, item.state), " ");
    }
    if (DEAD.has(item.state)) row.classList.add("gk-search__hit--dead");
    head.append(link);
    const facts = make("p", "gk-search__facts");
    facts.append([item.kind, item.number, item.day, item.number ? "" : item.indexNo].filter(Boolean).join("　"));
    const text = make("p", "gk-search__excerpt");
    row.append(head, facts, text);
    index.text(entry).then((whole) => marked(text, excerpt(whole)), () => text.remove());
    return row;
  }

  let turn = 0;
  async function show() {
    turn += 1;
    const mine = turn;
    const found = matching();
    const lines = await Promise.all(found.slice(0, state.shown).map(line));
    if (mine !== turn) return;
    results.replaceChildren(...lines);
    more.hidden = found.length <= state.shown;
    if (!state.query) status.textContent = "请输入标题、文号、索引号或者内容中的词语。";
    else if (!found.length) status.textContent = `没有找到“${state.query}”。可以减少词语、核对文号，或者从左侧栏目查找；仍找不到的，可以依法申请公开。`;
    else {
      const whole = found.filter((hit) => hit.whole).length;
      const partly = whole < found.length ? `，其中 ${whole} 条包含全部词语` : "";
      status.textContent = `找到 ${found.length} 条${partly}。`;
    }
  }

  more.addEventListener("click", async () => {
    const first = state.shown;
    state.shown += PAGE;
    await show();
    results.children[first]?.querySelector("a")?.focus();
  });

  async function start() {
    status.textContent = "正在检索……";
    try {
      index = await window.gkShards.open(`${root}search/`);
      const answer = await window.gkSearchEngine.search(state.query, index, window.gkEngine || "shards", root);
      ({ hits, terms } = answer);
      showFilters();
      await show();
    } catch {
      status.textContent = "检索没有成功：索引文件没有读到。请刷新网页，或者从左侧栏目查找。";
    }
  }
  start();
})();
