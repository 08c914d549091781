// All records of a type in one table: search, filters, days and sorting over every row, kept in the address.
(function () {
  "use strict";
  const app = document.querySelector("[data-gk-find]");
  if (!app || !app.gkData) return;
  const { gkRecords } = window;
  const root = app.dataset.gkRoot;
  const ROWS = 50;
  const MOST_IN_FILE = 20000;
  const today = gkRecords.today();
  const make = (name, className, ...content) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...content);
    return element;
  };

  // The address holds the state: after «?» online, after «#?» in a folder, where a browser may refuse to change the rest.
  const state = { q: "", from: "", to: "", standing: "", sort: "", page: 1, filters: {} };
  function readState() {
    const written = location.hash.startsWith("#?") ? location.hash.slice(2) : location.search.slice(1);
    const asked = new URLSearchParams(written);
    for (const name of ["q", "from", "to", "standing", "sort"]) state[name] = asked.get(name) || "";
    state.page = Math.max(1, Number.parseInt(asked.get("page"), 10) || 1);
    state.filters = {};
    for (const [name, value] of asked) if (name.startsWith("f.") && value) state.filters[name.slice(2)] = value;
  }
  function writeState() {
    const address = new URLSearchParams();
    for (const name of ["q", "from", "to", "standing", "sort"]) if (state[name]) address.set(name, state[name]);
    for (const [name, value] of Object.entries(state.filters)) if (value) address.set(`f.${name}`, value);
    if (state.page > 1) address.set("page", state.page);
    const written = address.toString();
    try {
      history.replaceState(null, "", location.pathname + (written ? `?${written}` : ""));
    } catch {
      location.replace(written ? `#?${written}` : "#");
    }
  }

  let opened = null;
  let meta = null;
  let found = [];
  let answer = null;
  let partly = false;
  const status = make("p", "gk-find__status");
  status.setAttribute("role", "status");
  const controls = make("div", "gk-find");
  controls.setAttribute("role", "search");
  controls.setAttribute("aria-label", "在全部记录中查找");
  const headBody = make("div", "gk-find__result");

  const columnOf = (name) => meta.columns.find((column) => column.name === name);

  // Narrowing: every condition is a test on a row number.
  async function conditions() {
    const tests = [];
    for (const [name, wanted] of Object.entries(state.filters)) {
      if (name === "item") {
        const number = meta.items.findIndex(([indexNo]) => indexNo === wanted);
        const { at } = await opened.column("item");
        tests.push((row) => at[row] === number);
      } else if (meta.filters.includes(name)) {
        const { values, at } = await opened.column(name);
        const number = values.indexOf(wanted);
        tests.push((row) => at[row] === number);
      }
    }
    if (meta.day && (state.from || state.to)) {
      const { values, at } = await opened.column(meta.day);
      const inside = values.map((day) => Boolean(day) && (!state.from || day >= state.from) && (!state.to || day <= state.to));
      tests.push((row) => inside[at[row]]);
    }
    if (state.standing && meta.term) {
      const standing = await standings();
      tests.push((row) => standing(row) === state.standing);
    }
    return tests;
  }

  async function standings() {
    const { term } = meta;
    const names = [term.start, term.end, term.stoppedBy].filter((name) => name && meta.sortable.includes(name));
    const columns = await Promise.all(names.map((name) => opened.column(name)));
    const cells = { ...meta.constant };
    return (row) => {
      names.forEach((name, place) => { cells[name] = columns[place].values ? columns[place].values[columns[place].at[row]] : ""; });
      return gkRecords.standingOf(term, cells, today)?.words || "";
    };
  }

  async function narrow() {
    let rows;
    answer = null;
    partly = false;
    if (state.q) {
      const result = await opened.search(state.q);
      ({ answer, partly, rows } = result);
    } else {
      rows = Array.from({ length: meta.count }, (_, row) => row);
    }
    for (const test of await conditions()) rows = rows.filter(test);
    const descending = state.sort.startsWith("-");
    const name = state.sort.replace("-", "");
    if (meta.sortable.includes(name)) {
      const { at } = await opened.column(name);
      // Blank cells come last in both directions; equal ones keep the newest first.
      const blank = (row) => at[row] === 0;
      rows.sort((a, b) => blank(a) - blank(b) || (descending ? at[b] - at[a] : at[a] - at[b]) || a - b);
    }
    found = rows;
    state.page = Math.min(state.page, Math.max(1, Math.ceil(found.length / ROWS)));
  }

  async function marked(element, text) {
    if (!answer || !text) { element.append(text); return; }
    for (const part of await opened.mark(text, answer)) {
      element.append(part.mark ? make("mark", "gk-find__mark", part.text) : part.text);
    }
  }

  async function rowOf(row) {
    const one = await opened.record(row);
    const line = make("tr", "");
    line.dataset.gkRow = one.anchor;
    for (const name of meta.table) {
      const column = columnOf(name);
      const text = one.cells[name] || "";
      const cell = make(column.form === "key" ? "th" : "td", { key: "gk-records__key", number: "gk-table__number", day: "gk-records__day" }[column.form] || "");
      if (column.form === "key") {
        cell.scope = "row";
        const link = make("a", "");
        link.href = `${root}${one.url}`;
        await marked(link, text);
        cell.append(link);
        if ((await opened.history(one.anchor)).some(([, action]) => action === "更正")) cell.append(" ", make("span", "gk-records__mark", "更正"));
      } else await marked(cell, text);
      cell.dataset.gkLabel = column.title;
      line.append(cell);
    }
    if (meta.term) {
      const standing = gkRecords.standingOf(meta.term, one.cells, today);
      const cell = make("td", `gk-standing gk-standing--${standing?.tone || ""}`, standing?.words || "");
      cell.dataset.gkLabel = meta.term.title;
      line.append(cell);
    }
    return line;
  }

  function head() {
    const row = make("tr", "");
    for (const name of meta.table) {
      const column = columnOf(name);
      const cell = make("th", column.form === "number" ? "gk-table__number" : "");
      cell.scope = "col";
      if (meta.sortable.includes(name)) {
        const button = make("button", "gk-find__sort", column.title);
        button.type = "button";
        const current = state.sort === name ? "ascending" : state.sort === `-${name}` ? "descending" : "none";
        cell.setAttribute("aria-sort", current);
        button.addEventListener("click", () => {
          state.sort = current === "ascending" ? `-${name}` : current === "descending" ? "" : name;
          state.page = 1;
          update(name);
        });
        button.dataset.gkSort = name;
        cell.append(button);
      } else cell.append(column.title);
      row.append(cell);
    }
    if (meta.term) {
      const cell = make("th", "", meta.term.title);
      cell.scope = "col";
      row.append(cell);
    }
    return make("thead", "", row);
  }

  let turn = 0;
  async function update(focusOn) {
    const mine = turn += 1;
    if (mine > 1) writeState();
    status.textContent = "正在查找……";
    await narrow();
    const first = (state.page - 1) * ROWS;
    const lines = await Promise.all(found.slice(first, first + ROWS).map(rowOf));
    if (mine !== turn) return;
    const table = make("table", "gk-table gk-table--long gk-table--records gk-table--stacked");
    const caption = make("caption", "gk-table__caption", `${meta.title}全部记录`);
    if (found.length) caption.append(make("span", "gk-table__unit", `第 ${first + 1}–${first + lines.length} 条，共 ${found.length.toLocaleString("zh-CN")} 条`));
    table.append(caption, head(), make("tbody", "", ...lines));
    const scroll = make("div", "gk-table-scroll", table);
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", `${meta.title}全部记录`);
    headBody.replaceChildren(...(found.length ? [scroll, pages()] : [make("p", "gk-list__empty", "没有符合条件的记录。请减少条件或者词语，也可以按年月查看。")]));
    const count = found.length.toLocaleString("zh-CN");
    status.textContent = !narrowed() ? `共 ${count} 条。` : partly && state.q ? `没有记录包含全部词语，有 ${count} 条包含其中一部分。` : `符合条件的有 ${count} 条。`;
    save.disabled = !found.length || found.length > MOST_IN_FILE;
    save.title = found.length > MOST_IN_FILE ? `超过 ${MOST_IN_FILE} 条，请下载全部。` : "";
    reset.disabled = !narrowed() && !state.sort;
    if (focusOn) headBody.querySelector(`[data-gk-sort="${focusOn}"]`)?.focus();
  }

  const narrowed = () => Boolean(state.q || state.from || state.to || state.standing || Object.values(state.filters).some(Boolean));

  function pages() {
    const last = Math.ceil(found.length / ROWS);
    const bar = make("nav", "gk-find__pages");
    bar.setAttribute("aria-label", "分页");
    if (last < 2) return bar;
    const step = (words, page) => {
      const button = make("button", "gk-find__button", words);
      button.type = "button";
      button.disabled = page < 1 || page > last || page === state.page;
      button.addEventListener("click", async () => {
        state.page = page;
        await update();
        headBody.scrollIntoView({ block: "start" });
        headBody.querySelector(".gk-table-scroll")?.focus({ preventScroll: true });
      });
      return button;
    };
    bar.append(step("首页", 1), step("上一页", state.page - 1), make("span", "", `第 ${state.page} 页，共 ${last} 页`), step("下一页", state.page + 1), step("末页", last));
    return bar;
  }

  function field(label, input, wide) {
    const wrapper = make("label", `gk-find__field${wide ? " gk-find__field--wide" : ""}`, label);
    input.classList.add("gk-find__input");
    wrapper.append(input);
    return wrapper;
  }
  function choice(label, values, current, set) {
    const select = make("select", "");
    for (const [value, words] of [["", "全部"], ...values]) {
      const option = make("option", "", words);
      option.value = value;
      option.selected = value === current;
      select.append(option);
    }
    select.addEventListener("change", () => { set(select.value); state.page = 1; update(); });
    return field(label, select);
  }
  function dayInput(label, name) {
    const input = make("input", "");
    input.type = "date";
    input.value = state[name];
    input.addEventListener("change", () => { state[name] = input.value; state.page = 1; update(); });
    return field(label, input);
  }

  const save = make("button", "gk-find__button", "下载查找结果（CSV）");
  save.type = "button";
  const reset = make("button", "gk-find__button", "清除条件");
  reset.type = "button";
  reset.addEventListener("click", async () => {
    Object.assign(state, { q: "", from: "", to: "", standing: "", sort: "", page: 1, filters: {} });
    await build();
    await update();
    controls.querySelector("input")?.focus();
  });

  // The same protection as hooks/gongkai/publishing/csv_text.py gives.
  const safe = (text) => (/^[=+\-@\t\r\n\0＝＋－＠]/.test(text) && !/^[-+]?\d[\d,]*(\.\d+)?%?$/.test(text) && !["-", "--", "－", "—"].includes(text) ? `'${text}` : text);
  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  save.addEventListener("click", async () => {
    save.disabled = true;
    status.textContent = "正在准备文件……";
    const lines = [["索引号", ...meta.columns.map((column) => column.title), "网址"].map(quoted).join(",")];
    for (const row of found) {
      const one = await opened.record(row);
      const address = app.dataset.gkAddress ? app.dataset.gkAddress + one.url : one.url;
      const cells = meta.columns.map((column) => (column.form === "number" ? one.cells[column.name] || "" : safe(one.cells[column.name] || "")));
      lines.push([one.indexNo, ...cells, address].map(quoted).join(","));
    }
    const link = make("a", "");
    link.href = URL.createObjectURL(new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv" }));
    link.download = `${meta.title}-查找结果-${today}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    save.disabled = false;
    status.textContent = `已保存 ${found.length.toLocaleString("zh-CN")} 条。`;
  });

  async function build() {
    const query = make("input", "");
    query.type = "search";
    query.value = state.q;
    query.placeholder = "名称、文书号、信用代码、内容";
    query.autocomplete = "off";
    let pause = 0;
    query.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => { state.q = query.value.trim(); state.page = 1; update(); }, 250);
    });
    const line = make("div", "gk-find__row", field("检索", query, true));
    for (const name of meta.filters) {
      const { values } = await opened.column(name).catch(() => ({ values: null }));
      const texts = (values || []).filter(Boolean);
      if (texts.length > 1) line.append(choice(columnOf(name).title, texts.map((text) => [text, text]), state.filters[name] || "", (value) => { state.filters[name] = value; }));
    }
    if (meta.term) {
      const words = [meta.term.within, meta.term.withoutEnd, meta.term.before, meta.term.after, meta.term.noLonger];
      line.append(choice(meta.term.title, [...new Set(words)].map((text) => [text, text]), state.standing, (value) => { state.standing = value; }));
    }
    if (meta.day) {
      const title = columnOf(meta.day)?.title || "日期";
      line.append(dayInput(`${title}从`, "from"), dayInput("到", "to"));
    }
    const last = make("div", "gk-find__field gk-find__field--end", reset, save);
    line.append(last);
    if (state.filters.item) {
      const item = meta.items.find(([indexNo]) => indexNo === state.filters.item);
      if (item) line.prepend(make("p", "gk-find__item", `只看：${item[1]}`));
    }
    controls.replaceChildren(line);
  }

  async function start() {
    opened = await app.gkData();
    ({ meta } = opened);
    readState();
    await build();
    await update();
    app.append(controls, status, headBody);
    for (const plain of document.querySelectorAll("[data-gk-replaced]")) plain.hidden = true;
  }
  window.addEventListener("hashchange", async () => {
    if (location.hash.startsWith("#?")) { readState(); await build(); await update(); }
  });
  // Where the data cannot be read, the newest rows and the ways by year and month stay as they are.
  start().catch(() => { app.replaceChildren(); });
})();
