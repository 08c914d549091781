// The table of all records of a type: the newest rows are in the page; other rows are loaded for search, filters,
// sorting and paging.
import { element, refill, button } from "./elements.js";
import { isState, today as dayOf } from "./records_data.js";
import { LONGEST, empty, normal, read, write, written, narrowed, found as rowsFound } from "./records_narrow.js";
import { app, data } from "./records_page.js";
import { rowOf } from "./records_rows.js";
import { save as saveRows } from "./records_save.js";
import { choices, inForce, description, words as orderWords } from "./records_sorting.js";
import * as searchWithout from "./search_without.js";

function findRecords() {
  const controls = document.querySelector("[data-gk-find]");
  if (!app || !controls) return;
  const root = app.dataset.gkRoot;
  const ROWS = 50;
  const MOST_IN_FILE = 20000;
  const PAUSE = 250;
  const SLOW = 400;
  const today = dayOf();
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
  let answering = "";
  // Whether input method composition is in progress; the box must not be changed then.
  let composing = false;

  const counted = (count) => count.toLocaleString("zh-CN");

  // Column headings become buttons; their arrows are there from the start.
  function sortable() {
    const heads = [...table.tHead.rows[0].cells];
    meta.table.forEach((name, place) => {
      if (!meta.sortable.includes(name)) return;
      const press = button("gk-find__sort", heads[place].textContent, () => go({ sort: next(name) }));
      press.dataset.gkSort = name;
      refill(heads[place], press);
      heads[place].dataset.gkSort = name;
    });
  }

  // Cycles the sort order of a column: one direction, the other, then the default.
  const next = (name) => {
    const order = inForce(meta, state);
    return order === name ? `-${name}` : order === `-${name}` ? "" : name;
  };

  function showOrder() {
    const order = inForce(meta, state);
    const rows = order || (state.q ? "" : meta.sorted);
    for (const head of table.tHead.rows[0].querySelectorAll("th[data-gk-sort]")) {
      const name = head.dataset.gkSort;
      head.setAttribute("aria-sort", rows === name ? "ascending" : rows === `-${name}` ? "descending" : "none");
      const wanted = next(name);
      head.querySelector("button").title =
        `点按后：${wanted ? orderWords(meta, wanted) : description(meta, { ...state, sort: "" })}`;
    }
    refill(sorting, ...choices(meta, state).map(([value, words]) => new Option(words, value)));
    sorting.value = order;
  }

  // Changes the state of the table; the focus stays where it is.
  function go(change) {
    state = { ...state, page: 1, ...change };
    write(state);
    return update();
  }

  async function update() {
    const mine = (turn += 1);
    answering = written(state);
    showControls();
    const slow = setTimeout(() => {
      if (mine === turn) status.textContent = "正在查找……";
    }, SLOW);
    try {
      // State changes before the data arrived are applied when it does.
      await prepared();
      const result = await rowsFound(opened, state, today);
      if (mine !== turn) return;
      ({ rows, answer } = result);
      state.page = Math.min(state.page, Math.max(1, Math.ceil(rows.length / ROWS)));
      const first = (state.page - 1) * ROWS;
      const lines = await Promise.all(
        rows.slice(first, first + ROWS).map((row) => rowOf(row, { opened, answer, root, today })),
      );
      if (mine !== turn) return;
      refill(table.tBodies[0], ...lines);
      show(first, lines.length, result.partly);
    } catch {
      if (mine === turn)
        status.textContent =
          "记录没有读到：可能是网络中断，也可能是网站文件没有传全。请刷新网页再试，也可以按年月查看。";
    } finally {
      clearTimeout(slow);
    }
  }

  function show(first, shown, partly) {
    const count = counted(rows.length);
    let unit = table.caption.querySelector(".gk-table__unit");
    if (!unit) table.caption.append((unit = element("span", "gk-table__unit")));
    unit.textContent = shown ? `第 ${first + 1}–${first + shown} 条，共 ${count} 条` : "";
    scroll.hidden = !shown;
    none.hidden = shown > 0;
    status.textContent = said(count, partly && state.q && rows.length);
    save.disabled = !rows.length || rows.length > MOST_IN_FILE;
    save.title = rows.length > MOST_IN_FILE ? `超过 ${MOST_IN_FILE} 条，请下载全部。` : "";
    reset.disabled = !narrowed(state) && !state.sort;
    showOrder();
    showPages();
    showBack();
  }

  const quoted = (words) => words.map((word) => `“${word}”`).join("、");
  const left = () => (answer ? answer.without : []);
  // A button that includes excluded words again.
  const back = button("gk-find__button gk-find__back", "", () => {
    query.value = searchWithout.parted(query.value.trim()).words;
    go({ q: normal(query.value) });
    query.focus();
  });
  function showBack() {
    back.textContent = `也检索含有${quoted(left())}的`;
    back.hidden = !left().length;
  }

  // The summary: number of rows, conditions, sort order.
  function said(count, partly) {
    const found = !narrowed(state)
      ? `共 ${count} 条`
      : partly
        ? `没有记录包含全部词语，有 ${count} 条包含其中一部分`
        : `符合条件的有 ${count} 条`;
    const without = quoted(left());
    const order = rows.length > 1 && (narrowed(state) || state.sort) ? `，${description(meta, state)}` : "";
    const cut = [...query.value.trim()].length > LONGEST ? `检索词太长，只用了前 ${LONGEST} 个字。` : "";
    return `${found}${without && `，都不含${without}`}${order}。${cut}`;
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
    refill(
      pages,
      step("首页", 1),
      step("上一页", state.page - 1),
      element("span", "", `第 ${state.page} 页，共 ${last} 页`),
      step("下一页", state.page + 1),
      step("末页", last),
    );
    if (focused)
      [...pages.querySelectorAll("button")].find((one) => one.textContent === focused && !one.disabled)?.focus();
  }

  function showControls() {
    if (!composing && normal(query.value) !== state.q) query.value = state.q;
    for (const select of selects) choose(select, state.filters[select.dataset.gkFilter] || "");
    if (standing) choose(standing, state.standing);
    for (const day of days) if (day.value !== state[day.dataset.gkDay]) day.value = state[day.dataset.gkDay];
    controls.querySelector(".gk-find__item")?.remove();
    const item = state.filters.item && meta?.items.find(([indexNo]) => indexNo === state.filters.item);
    if (item) all.prepend(element("p", "gk-find__item", `只看：${item[1]}`));
  }

  // A value of the address that the list does not offer is added, so that an empty result is explained.
  function choose(select, value) {
    if (value && ![...select.options].some((option) => option.value === value)) select.append(new Option(value, value));
    select.value = value;
  }

  async function offer(select) {
    const name = select.dataset.gkFilter;
    const values = meta.filters.includes(name) ? meta.values[name] || (await opened.column(name)).values : [];
    const texts = values.filter(Boolean);
    refill(select, select.options[0], ...texts.map((text) => new Option(text, text)));
    choose(select, state.filters[name] || "");
    select.closest("label").hidden = texts.length < 2 && !state.filters[name];
  }

  function listen() {
    let pause = 0;
    // Typed text is in state and address at once, so that nothing can lose it; rows are updated after a pause.
    const typed = () => {
      if (normal(query.value) === state.q) return;
      clearTimeout(pause);
      state = { ...state, q: normal(query.value), page: 1 };
      write(state);
      pause = setTimeout(answered, PAUSE);
    };
    const answered = () => {
      clearTimeout(pause);
      if (answering !== written(state)) update();
    };
    query.addEventListener("compositionstart", () => {
      composing = true;
    });
    query.addEventListener("compositionend", () => {
      composing = false;
      typed();
    });
    query.addEventListener("input", () => {
      if (!composing) typed();
    });
    query.addEventListener("change", answered);
    for (const select of selects)
      select.addEventListener("change", () =>
        go({ filters: { ...state.filters, [select.dataset.gkFilter]: select.value } }),
      );
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
      await saveRows(opened, rows, app.dataset.gkAddress, today);
      save.disabled = false;
      status.textContent = `已保存 ${counted(rows.length)} 条。`;
    });
    window.addEventListener("hashchange", () => {
      const wanted = read();
      // Fragment changes by this page itself start no new search.
      if (!isState(location.hash) || written(wanted) === written(state)) return;
      state = wanted;
      update();
    });
  }

  let preparing = null;
  // Loads the data and all that depends on it; retried after a failure.
  function prepared() {
    if (!preparing) {
      preparing = prepare();
      preparing.catch(() => {
        preparing = null;
      });
    }
    return preparing;
  }

  async function prepare() {
    opened = await data();
    ({ meta } = opened);
    await Promise.all(selects.map(offer));
    sortable();
    section.append(none, pages);
    status.after(back);
  }

  // Text typed or chosen while this script was loading takes precedence over the address.
  function early() {
    const typed = { q: normal(query.value), standing: standing?.value };
    for (const day of days) typed[day.dataset.gkDay] = day.value;
    for (const [name, value] of Object.entries(typed)) if (value) state[name] = value;
    if (query.value) write(state);
  }

  async function start() {
    state = read();
    early();
    listen();
    if (narrowed(state) || state.sort || state.page > 1) {
      update();
      return;
    }
    await prepared();
    if (turn) return;
    // The rows in the page are the first page of all rows; no data is needed for them.
    rows = Array.from({ length: meta.count }, (_, row) => row);
    for (const line of [...table.tBodies[0].rows].slice(ROWS)) line.remove();
    show(0, table.tBodies[0].rows.length, false);
  }

  // If the data cannot be read, the newest rows and the links by year and month remain; an active query is kept, with
  // an error message.
  start().catch(() => {
    if (!turn && !query.value) controls.hidden = status.hidden = true;
  });
}

findRecords();
