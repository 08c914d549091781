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
  let given = null;

  const valueOf = (name, entry) => index.facets[name]?.values[index.facets[name].of(entry)[0]] || "";

  function matching() {
    const passes = ({ entry }) =>
      (!state.kind || valueOf("kind", entry) === state.kind) &&
      (!state.year || valueOf("year", entry) === state.year) &&
      (!state.validity || valueOf("state", entry) === state.validity);
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
    const counted = (of) => [...count(of)].sort((a, b) => (a[0] < b[0] ? 1 : -1)).map(([value, n]) => [value, `${value}（${n}）`]);
    filters.replaceChildren(
      choice("信息类型", "kind", [["", "全部类型"], ...counted((e) => valueOf("kind", e))], state.kind),
      choice("年份", "year", [["", "全部年份"], ...counted((e) => valueOf("year", e))], state.year),
      choice("效力", "validity", [["", "全部效力状态"], ...counted((e) => valueOf("state", e))], state.validity),
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

  function marked(element, parts) {
    for (const { text, mark } of parts) element.append(mark ? make("mark", "gk-search__mark", text) : text);
  }

  async function line({ entry }) {
    const item = await index.shown(entry);
    const row = make("li", "gk-search__hit");
    const head = make("h2", "gk-search__title");
    const link = make("a", "gk-search__link");
    link.href = root + item.url;
    marked(link, index.mark(item.title, given));
    if (item.state && item.state !== "有效") {
      head.append(make("span", `gk-badge gk-badge--${TONE[item.state] || "unmarked"}`, item.state), " ");
    }
    if (DEAD.has(item.state)) row.classList.add("gk-search__hit--dead");
    head.append(link);
    const facts = make("p", "gk-search__facts");
    facts.append([item.kind, item.number, item.day, item.number ? "" : item.indexNo].filter(Boolean).join("　"));
    const text = make("p", "gk-search__excerpt");
    row.append(head, facts, text);
    index.excerpt(entry, given).then((parts) => marked(text, parts), () => text.remove());
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
      const whole = found.filter((hit) => hit.exact).length;
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
      index = await window.gkSearch.open(root);
      const answer = state.query ? await index.search(state.query) : { hits: [], related: [], terms: [] };
      hits = [...answer.hits, ...answer.related];
      given = answer;
      showFilters();
      await show();
    } catch {
      status.textContent = "检索没有成功：索引文件没有读到。请刷新网页，或者从左侧栏目查找。";
    }
  }
  start();
})();
