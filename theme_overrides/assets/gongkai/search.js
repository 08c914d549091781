// The search page: the query string holds the query and its conditions; results are announced to screen readers.
import { element, refill, button } from "./elements.js";
import * as searchEngine from "./search_engine.js";
import { panel } from "./search_facets.js";
import { lists } from "./search_lists.js";
import * as searchNotHeld from "./search_not_held.js";
import * as searchNothing from "./search_nothing.js";
import * as searchRecords from "./search_records.js";
import * as searchResults from "./search_results.js";
import { today } from "./search_standing.js";
import {
  PAGE,
  LONGEST,
  words as dayWords,
  typed,
  read,
  remember,
  href,
  conditions,
  unfiltered,
} from "./search_state.js";
import { answered, leftOut, noneYet, firstOnes } from "./search_summary.js";
import * as searchTyped from "./search_typed.js";
import { synonymsIn, numberIn } from "./search_understood.js";
import * as searchWords from "./search_words.js";

function searchPage() {
  const mount = document.getElementById("gk-search");
  if (!mount) return;
  const { root, agency, asOf, phone, hours, prefixes } = mount.dataset;
  const SLOW = 400;
  // Maximum wait, in milliseconds, for records when they may be the only results.
  const PATIENCE = 3000;
  const title = document.title;
  const box = document.getElementById("gk-query");

  const status = element("p", "gk-search__status");
  status.setAttribute("role", "status");
  status.tabIndex = -1;
  const notes = element("div", "gk-search__notes");
  const named = element("div", "gk-search__named");
  const records = element("div", "gk-search__records");
  const chosen = element("ul", "gk-chosen");
  chosen.setAttribute("aria-label", "已选条件");
  const order = element("select", "gk-search__order");
  for (const [value, words] of [
    ["", "最相关的在前"],
    ["date", "最新发布的在前"],
  ])
    order.append(new Option(words, value));
  const print = button("gk-search__print", "打印结果", () => window.print());
  const tools = element("div", "gk-search__tools", element("label", "gk-search__sorting", "排序", order), print);
  const facets = panel((wanted) => go(wanted));
  const inRecords = element("div", "gk-search__found");
  const list = lists();
  const nothing = element("div", "gk-search__nothing");
  const printed = element("p", "gk-search__printed");
  const more = button("gk-search__more", "", () => showMore());
  const column = element("div", "gk-search__list", inRecords, nothing, ...list.boxes, more);
  const body = element("div", "gk-search__body", tools, facets.box, column);
  // Nothing is on the page yet, so the first answer causes no layout shift.
  body.hidden = true;
  refill(mount, status, notes, named, records, chosen, body, printed);

  let state = read();
  let index = null;
  let synonyms = [];
  let answer = null;
  // The answer whose lines were shown early, and these.
  let drawn = null;
  // Results of the records; the number that is not held; otherwise the item that has it.
  let recorded = null;
  let missing = null;
  let held = null;
  let turn = 0;
  let unread = null;
  let whole = Promise.resolve();

  // Changes the state of the page: a history entry that «back» undoes.
  function go(wanted, { focus = false, replace = false } = {}) {
    // Text in the box counts for changes of the same query; a link to another query leaves it in the history entry.
    const inBox = typed(box.value);
    const own = wanted.q === state.q ? { ...wanted, ...inBox } : wanted;
    if (own.q === inBox.q) searchTyped.forget();
    state = own;
    remember(state, replace);
    return run(focus);
  }

  // The box shows the query, or text of this page that was not searched for yet.
  function showQuery() {
    const kept = searchTyped.kept();
    if (kept !== null) searchTyped.show(kept);
    else if (typed(box.value).q !== state.q) searchTyped.show(state.q);
    order.options[0].disabled = order.options[0].hidden = !state.q;
    order.value = state.q ? state.sort : "date";
  }

  async function run(focus) {
    turn += 1;
    const mine = turn;
    showQuery();
    document.title = state.q ? `${state.q} - ${title}` : title;
    unread = null;
    mount.setAttribute("aria-busy", "true");
    // Only slow answers are announced as in progress.
    const slow = window.setTimeout(() => {
      if (mine === turn) status.textContent = "正在检索……";
    }, SLOW);
    try {
      if (!index) {
        await searchWords.start(root);
        [index, synonyms] = await Promise.all([searchEngine.open(root), searchWords.synonyms(root)]);
      }
      const early = (first) => {
        if (mine !== turn) return null;
        window.clearTimeout(slow);
        if (first.none) {
          status.textContent = noneYet(state);
          return null;
        }
        return showEarly(first, mine);
      };
      const found = await index.search(state.q, { ...options(), early });
      if (mine !== turn) return;
      const asked = searchRecords.found(state.q, found, root);
      const number = numberIn(state.q, index.standard);
      const fromRecords =
        found.hits.length && !number
          ? null
          : await Promise.race([asked, new Promise((resolve) => window.setTimeout(resolve, PATIENCE, null))]);
      const unheld = number ? await searchNotHeld.looked(state.q, index, fromRecords, root).catch(() => null) : null;
      if (mine !== turn) return;
      [answer, recorded, missing, held] = [found, fromRecords, unheld?.held ? null : unheld, unheld?.held || null];
      await show(mine);
      if (!fromRecords)
        asked.then((late) => {
          if (mine === turn && answer) showRecords(late);
        });
    } catch (error) {
      if (mine === turn) fail(error);
    } finally {
      window.clearTimeout(slow);
    }
    if (mine !== turn) return;
    body.hidden = false;
    mount.setAttribute("aria-busy", "false");
    if (focus) status.focus();
  }

  function options() {
    return {
      filters: state.filters,
      from: state.from,
      to: state.to,
      validOn: state.on,
      sort: state.sort || "relevance",
      synonyms: state.plain ? [] : synonyms,
    };
  }

  // Shows the hits that are known before texts are read: after these few requests readers see an answer.
  async function showEarly(first, mine) {
    // Links to records that are not searched need no request.
    const links = searchRecords.asks(state.q, first.hits) ? null : await searchRecords.found(state.q, first, root);
    [answer, recorded, missing, held] = [first, links, null, null];
    await show(mine, true);
    if (mine === turn) body.hidden = false;
    // The browser draws, and reads the text of the first hit, before more is requested.
    await new Promise((resume) => window.setTimeout(resume));
    if (mine === turn && drawn) await searchResults.excerpts(drawn.lines.slice(0, 1));
  }

  // Shows all parts of an answer; `early` if excerpts and everything else follow.
  async function show(mine, early = false) {
    const { hits } = answer;
    const same = early || !sameAs(drawn) ? [] : drawn.lines;
    const besides = {
      records: recorded ? recorded.count : 0,
      missing: missing && searchNotHeld.block(missing, { phone, hours, prefixes: prefixes.split(" ") }, root),
      held,
    };
    const instead =
      early || (hits.length && !missing)
        ? null
        : await searchNothing.nothing(state, answer, index, options(), root, besides);
    const most = early ? Math.min(state.n, answer.ready) : state.n;
    const [others, ended] = await Promise.all([linesFrom(same.length, most), namedLines()]);
    if (mine !== turn) return;
    const lines = [...same, ...others];
    drawn = early ? { answer, lines } : null;
    const any = lines.length > 0;
    facets.show(state, index, index.counts(hits.length ? hits : answer.related, state.filters));
    facets.box.hidden = !any && !conditions(state, {}).length;
    tools.hidden = !any;
    // Alternatives come first if there are no results.
    mount.classList.toggle("gk-search--short", !any);
    refill(nothing, ...(instead ? [instead] : []));
    if (!same.length) list.empty();
    append(others);
    if (!early) whole = searchResults.excerpts(lines);
    showConditions();
    refill(named, ...ended);
    showNotes();
    printed.textContent = `${location.href.split(/[?#]/)[0]}　${dayWords(today)}打印`;
    showRecords(recorded, lines.length);
  }

  // Whether the lines that were drawn early are the first ones of the answer, with the same highlights.
  function sameAs(before) {
    if (!before) return false;
    const marks = ({ phrases }) => JSON.stringify(phrases.map(({ units, strict, cutOff }) => [units, strict, cutOff]));
    return (
      before.lines.every((_, place) => answer.hits[place]?.entry === before.answer.hits[place].entry) &&
      marks(answer) === marks(before.answer)
    );
  }

  // Records come after matching items, so that nobody waits for them; otherwise they come first.
  function showRecords(fromRecords, shown = list.shown()) {
    recorded = fromRecords;
    const exact = answer.hits.length;
    const block = fromRecords && searchRecords.block(fromRecords, conditions(state, {}).length > 0);
    const note = fromRecords && (exact || !block) ? searchRecords.note(fromRecords) : null;
    refill(records, ...(note ? [note] : []));
    refill(inRecords, ...(block ? [block] : []));
    // After full matches, before related results.
    if (exact) list.boxes[4].before(inRecords);
    else nothing.before(inRecords);
    sayStatus(shown);
  }

  function sayStatus(shown) {
    if (answer.exact === false) {
      status.textContent = firstOnes(state, shown);
      return;
    }
    status.textContent = answered(state, {
      exact: answer.hits.length,
      ended: endedAmong(answer.hits),
      partly: answer.related.length,
      shown,
      recorded,
      missing,
    });
  }

  async function linesFrom(start, end = state.n) {
    const wanted = [...answer.hits, ...answer.related].slice(start, end);
    return searchResults.lines(wanted, start, answer, { index, root, agency, failed });
  }

  // If the query names a document that is no longer in force, that is shown first, with its replacement.
  function namedLines() {
    return Promise.all(
      answer.named.map(async ({ entry }) => {
        const { title, url, number, standing } = await index.shown(entry);
        const link = element("a", "gk-hit__other", title);
        link.href = root + url;
        const lines = await searchResults.kinOf(entry, index, root);
        return element(
          "div",
          "gk-search__past",
          element("p", "", "您检索的是：", searchResults.badgeOf(standing), " ", link, number && `（${number}）`),
          ...lines.map((parts) => element("p", "", ...parts)),
        );
      }),
    ).catch(() => []);
  }

  const endedAmong = (hits) => hits.filter(({ entry }) => index.ended(entry)).length;

  // Appends lines to the list.
  function append(lines) {
    const sizes = [answer.hits, answer.related].flatMap((hits) => [hits.length - endedAmong(hits), endedAmong(hits)]);
    list.add(lines, sizes);
    const [all, place] = [answer.hits.length + answer.related.length, list.shown()];
    more.hidden = all <= place;
    more.textContent = `再显示 ${Math.min(PAGE, all - place)} 条（共 ${all} 条）`;
  }

  // Notes on how the query was interpreted and changed.
  function showNotes() {
    const found = [];
    if (answer.without.length) found.push(element("p", "gk-search__note", ...leftOut(state, answer.without, link)));
    if (state.cut) found.push(element("p", "gk-search__note", `检索词太长，只用了前 ${LONGEST} 个字。`));
    if (answer.dateQuery)
      found.push(
        element(
          "p",
          "gk-search__note",
          `“${state.q}”是日期，${answer.hits.length ? "日期相同的排在前面" : "没有日期相同的信息"}。`,
        ),
      );
    const others = synonymsIn(state.q, synonyms);
    if (others.length) {
      const words = others.map((word) => `“${word}”`).join("、");
      found.push(
        element(
          "p",
          "gk-search__note",
          ...(state.plain
            ? [`没有检索同义的${words}。`, link("一并检索", { ...state, plain: false, n: PAGE })]
            : [`同时检索了同义的${words}。`, link(`只检索“${state.q}”`, { ...state, plain: true, n: PAGE })]),
        ),
      );
    }
    if (answer.suggestions.length && answer.hits.length) {
      const links = answer.suggestions.flatMap((meant, place) => [
        place ? "、" : "",
        link(meant, { ...unfiltered(state), q: meant }),
      ]);
      found.push(element("p", "gk-search__note", "您是不是要找：", ...links));
    }
    if (state.on && state.on > asOf)
      found.push(element("p", "gk-search__note", `效力状态截至${dayWords(asOf)}，之后的变动尚不知道。`));
    if (today > asOf)
      found.push(
        element("p", "gk-search__note", `本副本的效力状态截至${dayWords(asOf)}，已知的施行、届满和废止推算到今天。`),
      );
    if (answer.broken)
      found.push(
        element(
          "p",
          "gk-search__note gk-search__note--broken",
          `本次检索由备用索引完成，次序和相关结果可能不全。${searchNothing.brokenWords(answer.broken)}`,
        ),
      );
    if (unread)
      found.push(
        element(
          "p",
          "gk-search__note gk-search__note--broken",
          `部分内容没有显示。${searchNothing.brokenWords(unread)}`,
        ),
      );
    refill(notes, ...found);
  }

  function failed(error) {
    unread = error;
    showNotes();
  }

  function showConditions() {
    const titles = Object.fromEntries(Object.entries(index.facets).map(([name, facet]) => [name, facet.title]));
    const found = conditions(state, titles);
    const items = found.map(({ words, without }) => {
      const undo = button("gk-chosen__undo", words, () => go(without, { focus: true }));
      undo.setAttribute("aria-label", `去掉条件：${words}`);
      return element("li", "gk-chosen__item", undo);
    });
    if (found.length > 1) items.push(element("li", "gk-chosen__item", link("清除全部条件", unfiltered(state))));
    refill(chosen, ...items);
    chosen.hidden = !items.length;
  }

  function link(words, wanted) {
    const made = element("a", "gk-search__link", words);
    made.href = href(wanted);
    made.gkState = wanted;
    return made;
  }

  async function showMore() {
    const mine = turn;
    const start = list.shown();
    state = { ...state, n: start + PAGE };
    remember(state, true);
    if (typed(box.value).q !== state.q) searchTyped.keep();
    const lines = await linesFrom(start);
    if (mine !== turn) return;
    append(lines);
    whole = searchResults.excerpts(lines);
    lines[0]?.querySelector("a")?.focus();
    sayStatus(start + lines.length);
  }

  function fail(error) {
    list.empty();
    more.hidden = true;
    tools.hidden = true;
    facets.box.hidden = true;
    chosen.hidden = true;
    refill(notes);
    refill(named);
    refill(records);
    refill(inRecords);
    mount.classList.add("gk-search--short");
    status.textContent = "检索没有成功。";
    answer = null;
    refill(nothing, searchNothing.broken(error));
  }

  // Links to other states of the page are handled without reloading, unless a new tab is wanted.
  mount.addEventListener("click", (event) => {
    const target = event.target.closest?.("a");
    if (!target?.gkState || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(target.gkState, { focus: true });
  });
  order.addEventListener("change", () => go({ ...state, sort: order.value, n: PAGE }));
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const wanted = { ...state, ...typed(box.value), plain: false, n: PAGE };
    // Blurring the box closes the on-screen keyboard, which covers the results.
    go(wanted, { replace: wanted.q === state.q, focus: window.matchMedia("(pointer: coarse)").matches });
  });
  window.addEventListener("popstate", () => {
    const wanted = read();
    // Links within the page, and fragment changes by the browser itself, start no new search.
    if (href(wanted) === href(state)) return;
    state = wanted;
    run(false);
  });
  // The list is longer than the initial page that the browser scrolls after going back.
  const scrolled = history.state?.scrolled || 0;
  window.addEventListener("pagehide", () => {
    try {
      history.replaceState({ ...history.state, scrolled: window.scrollY }, "");
    } catch {
      /* See remember. */
    }
  });
  run(false).then(async () => {
    if (!scrolled) return;
    await whole;
    window.scrollTo(0, scrolled);
  });
}

searchPage();
