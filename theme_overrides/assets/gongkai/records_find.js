// All records of a type in one table: the newest rows of the page itself until somebody searches, filters, sorts or turns over.
(function (global) {
  "use strict";
  const app = document.querySelector("[data-gk-records]");
  const controls = document.querySelector("[data-gk-find]");
  if (!app?.gkData || !controls) return;
  const { gkRecords } = global;
  const { empty, read, write, written, narrowed, found: rowsFound } = global.gkRecordsNarrow;
  const { element, refill, button } = global.gkElements;
  const root = app.dataset.gkRoot;
  const ROWS = 50;
  const MOST_IN_FILE = 20000;
  const PAUSE = 250;
  const SLOW = 400;
  const today = gkRecords.today();
  const all = controls.querySelector("fieldset");
  const query = controls.querySelector("input[type=search]");
  const selects = [...controls.querySelectorAll("[data-gk-filter]")];
  const standing = controls.querySelector("[data-gk-standing]");
  const days = [...controls.querySelectorAll("[data-gk-day]")];
  const sorting = controls.querySelector("[data-gk-sort]");
  const reset = controls.querySelector("[data-gk-reset]");
  const save = controls.querySelector("[data-gk-save]");
  const status = document.querySelector(".gk-find__status");
  const section = document.querySelector("[data-gk-table]");
  const scroll = section.querySelector(".gk-table-scroll");
  const table = scroll.querySelector("table");
  const none = element("p", "gk-list__empty", "没有符合条件的记录。请减少条件或者词语，也可以按年月查看。");
  const pages = element("nav", "gk-find__pages");
  pages.setAttribute("aria-label", "分页");

  let opened = null;
  let meta = null;
  let state = empty();
  let rows = [];
  let answer = null;
  let turn = 0;

  const columnOf = (name) => meta.columns.find((column) => column.name === name);
  const counted = (count) => count.toLocaleString("zh-CN");

  async function marked(place, text) {
    const parts = answer && text ? await opened.mark(text, answer) : [{ text, mark: false }];
    for (const part of parts) if (part.text) place.append(part.mark ? element("mark", "gk-find__mark", part.text) : part.text);
  }

  async function rowOf(row) {
    const one = await opened.record(row);
    const line = element("tr", "");
    if (gkRecords.hasLeft(meta.term, one.cells, today)) {
      const cell = element("td", "", `${meta.term.leaves}，不再公开`);
      cell.colSpan = meta.table.length + 1;
      line.append(cell);
      return line;
    }
    line.dataset.gkRow = one.anchor;
    for (const name of meta.table) {
      const column = columnOf(name);
      const text = one.cells[name] || "";
      const cell = element(column.form === "key" ? "th" : "td", { key: "gk-records__key", number: "gk-table__number", day: "gk-records__day" }[column.form] || "");
      if (column.form === "key") {
        cell.scope = "row";
        const link = element("a", "");
        link.href = `${root}${one.url}`;
        await marked(link, text);
        cell.append(link);
        if ((await opened.history(one.anchor)).some(([, action]) => action === "更正")) cell.append(" ", element("span", "gk-records__mark", "更正"));
      } else await marked(cell, text);
      if (opened.printed(one).some(([printed]) => printed === name)) cell.append(element("span", "gk-printed", "※原件如此"));
      cell.dataset.gkLabel = column.title;
      line.append(cell);
    }
    if (meta.term) {
      const held = gkRecords.standingOf(meta.term, one.cells, today);
      const cell = element("td", `gk-standing gk-standing--${held?.tone || ""}`, held?.words || "");
      cell.dataset.gkLabel = meta.term.title;
      line.append(cell);
    }
    return line;
  }

  // A heading becomes a button; the arrow beside it stands there from the beginning.
  function sortable() {
    const heads = [...table.tHead.rows[0].cells];
    meta.table.forEach((name, place) => {
      if (!meta.sortable.includes(name)) return;
      const words = heads[place].textContent;
      const press = button("gk-find__sort", words, () => {
        const next = state.sort === name ? `-${name}` : state.sort === `-${name}` ? "" : name;
        go({ sort: next });
      });
      press.dataset.gkSort = name;
      refill(heads[place], press);
      heads[place].dataset.gkSort = name;
      for (const [value, told] of [[name, "从小到大、从早到晚"], [`-${name}`, "从大到小、从晚到早"]]) sorting.append(new Option(`${words}：${told}`, value));
    });
  }

  // The rows come newest first, or the best first where there is a query, until somebody sorts.
  function showOrder() {
    const order = state.sort || (state.q ? "" : meta.sorted);
    for (const head of table.tHead.rows[0].querySelectorAll("th[data-gk-sort]")) {
      const name = head.dataset.gkSort;
      head.setAttribute("aria-sort", order === name ? "ascending" : order === `-${name}` ? "descending" : "none");
    }
    sorting.value = state.sort;
  }

  // Takes the table to another state; the focus stays where it is.
  function go(change) {
    state = { ...state, page: 1, ...change };
    write(state);
    return update();
  }

  async function update() {
    const mine = turn += 1;
    showControls();
    const slow = setTimeout(() => { if (mine === turn) status.textContent = "正在查找……"; }, SLOW);
    try {
      const result = await rowsFound(opened, state, today);
      if (mine !== turn) return;
      ({ rows, answer } = result);
      state.page = Math.min(state.page, Math.max(1, Math.ceil(rows.length / ROWS)));
      const first = (state.page - 1) * ROWS;
      const lines = await Promise.all(rows.slice(first, first + ROWS).map(rowOf));
      if (mine !== turn) return;
      refill(table.tBodies[0], ...lines);
      show(first, lines.length, result.partly);
    } catch {
      if (mine === turn) status.textContent = "记录没有读到：可能是网络中断，也可能是网站文件没有传全。请刷新网页再试，也可以按年月查看。";
    } finally {
      clearTimeout(slow);
    }
  }

  function show(first, shown, partly) {
    const count = counted(rows.length);
    let unit = table.caption.querySelector(".gk-table__unit");
    if (!unit) table.caption.append(unit = element("span", "gk-table__unit"));
    unit.textContent = shown ? `第 ${first + 1}–${first + shown} 条，共 ${count} 条` : "";
    scroll.hidden = !shown;
    none.hidden = shown > 0;
    status.textContent = !narrowed(state) ? `共 ${count} 条。` : partly && state.q && rows.length ? `没有记录包含全部词语，有 ${count} 条包含其中一部分。` : `符合条件的有 ${count} 条。`;
    save.disabled = !rows.length || rows.length > MOST_IN_FILE;
    save.title = rows.length > MOST_IN_FILE ? `超过 ${MOST_IN_FILE} 条，请下载全部。` : "";
    reset.disabled = !narrowed(state) && !state.sort;
    showOrder();
    showPages();
  }

  function showPages() {
    const last = Math.ceil(rows.length / ROWS);
    const focused = pages.contains(document.activeElement) ? document.activeElement.textContent : "";
    const step = (words, page) => {
      const made = button("gk-find__button", words, async () => {
        await go({ page });
        section.scrollIntoView({ block: "start" });
        scroll.focus({ preventScroll: true });
      });
      made.disabled = page < 1 || page > last || page === state.page;
      return made;
    };
    pages.hidden = last < 2;
    refill(pages, step("首页", 1), step("上一页", state.page - 1), element("span", "", `第 ${state.page} 页，共 ${last} 页`), step("下一页", state.page + 1), step("末页", last));
    if (focused) [...pages.querySelectorAll("button")].find((one) => one.textContent === focused && !one.disabled)?.focus();
  }

  function showControls() {
    if (query.value.trim() !== state.q) query.value = state.q;
    for (const select of selects) choose(select, state.filters[select.dataset.gkFilter] || "");
    if (standing) choose(standing, state.standing);
    for (const day of days) if (day.value !== state[day.dataset.gkDay]) day.value = state[day.dataset.gkDay];
    controls.querySelector(".gk-find__item")?.remove();
    const item = state.filters.item && meta.items.find(([indexNo]) => indexNo === state.filters.item);
    if (item) all.prepend(element("p", "gk-find__item", `只看：${item[1]}`));
  }

  // A value of the address that the list does not offer is shown too, so that nobody wonders why nothing is found.
  function choose(select, value) {
    if (value && ![...select.options].some((option) => option.value === value)) select.append(new Option(value, value));
    select.value = value;
  }

  async function offer(select) {
    const name = select.dataset.gkFilter;
    const values = meta.filters.includes(name) ? meta.values[name] || (await opened.column(name)).values : [];
    const texts = values.filter(Boolean);
    for (const text of texts) select.append(new Option(text, text));
    select.closest("label").hidden = texts.length < 2;
  }

  function listen() {
    let pause = 0;
    query.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => { if (query.value.trim() !== state.q) go({ q: query.value.trim() }); }, PAUSE);
    });
    for (const select of selects) select.addEventListener("change", () => go({ filters: { ...state.filters, [select.dataset.gkFilter]: select.value } }));
    standing?.addEventListener("change", () => go({ standing: standing.value }));
    sorting.addEventListener("change", () => go({ sort: sorting.value }));
    for (const day of days) day.addEventListener("change", () => go({ [day.dataset.gkDay]: day.value }));
    reset.addEventListener("click", async () => {
      await go(empty());
      query.focus();
    });
    save.addEventListener("click", async () => {
      save.disabled = true;
      status.textContent = "正在准备文件……";
      await global.gkRecordsSave.save(opened, rows, app.dataset.gkAddress, today);
      save.disabled = false;
      status.textContent = `已保存 ${counted(rows.length)} 条。`;
    });
    global.addEventListener("hashchange", () => {
      const wanted = read();
      // What this page wrote behind the # itself asks nothing new.
      if (!gkRecords.isState(location.hash) || written(wanted) === written(state)) return;
      state = wanted;
      update();
    });
  }

  async function start() {
    opened = await app.gkData();
    ({ meta } = opened);
    await Promise.all(selects.map(offer));
    sortable();
    listen();
    state = read();
    section.append(none, pages);
    all.disabled = false;
    if (narrowed(state) || state.sort || state.page > 1) {
      await update();
      return;
    }
    // The rows of the page itself are the first page of all rows; nothing need be read for them.
    rows = Array.from({ length: meta.count }, (_, row) => row);
    for (const line of [...table.tBodies[0].rows].slice(ROWS)) line.remove();
    show(0, table.tBodies[0].rows.length, false);
  }

  // Where the data cannot be read, the newest rows and the ways by year and month stay as they are.
  start().catch(() => { controls.hidden = true; status.hidden = true; });
})(window);
