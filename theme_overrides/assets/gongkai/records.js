// Pages of records: standings as of the reader's day, labels for narrow screens, and the card of a record.
import { refill } from "./elements.js";
import { show } from "./records_card.js";
import { anchorOf, decoded, figure, hasLeft, isState, meanings, standingOf, today } from "./records_data.js";
import { followingOf, linked, piecesOf } from "./records_links.js";
import { app, data } from "./records_page.js";

function bringRecordsUpToDay() {
  if (!app) return;
  const { gkRoot: root, gkScope: scope, gkAddress: address } = app.dataset;
  const day = today();

  // A record whose publication has ended since the build keeps its row and number, without its content.
  function leave(row, why) {
    const cell = document.createElement("td");
    cell.colSpan = row.cells.length;
    cell.textContent = `${why}，不再公开`;
    row.removeAttribute("id");
    refill(row, cell);
  }

  // States as of the build date.
  for (const table of document.querySelectorAll(".gk-table--records")) {
    const { gkBefore, gkWithin, gkAfter, gkLeaves } = table.dataset;
    const labels = [...table.querySelectorAll("thead th")].map((cell) => cell.textContent);
    for (const row of table.tBodies[0].rows) {
      [...row.cells].forEach((cell, place) => {
        cell.dataset.gkLabel = labels[place];
      });
      const cell = row.lastElementChild;
      if (!cell.dataset.gkEnd && !cell.dataset.gkStart) continue;
      const { gkStart, gkEnd } = cell.dataset;
      if (gkStart && gkStart > day) [cell.textContent, cell.className] = [gkBefore, "gk-standing gk-standing--soon"];
      else if (gkEnd && gkEnd < day && gkLeaves) leave(row, gkLeaves);
      else if (gkEnd && gkEnd < day) [cell.textContent, cell.className] = [gkAfter, "gk-standing gk-standing--past"];
      else if (gkEnd) [cell.textContent, cell.className] = [gkWithin, "gk-standing gk-standing--live"];
    }
  }

  // The official address of a page, or that of this copy if no domain is known.
  const official = (url) => new URL(address ? address + url : root + url, document.baseURI).href;

  async function cardOf(row, others) {
    const { meta, record, history, printed } = await data();
    const one = await record(row);
    const [indexNo, title, agency, published, page] = meta.items.find(([number]) => number === one.indexNo);
    if (hasLeft(meta.term, one.cells, day))
      return leftCard(meta, { title, indexNo, agency, day: published, url: root + page });
    return {
      kind: meta.title,
      title: one.cells[meta.name] || "",
      number: one.cells[meta.key] || "",
      standing: standingOf(meta.term, one.cells, day),
      asOf: day,
      lines: meta.columns.map((column) => ({
        label: column.title + unitOf(column),
        words: piecesOf(meta, column.name, one.cells[column.name])
          ? linked(meta, column.name, one.cells[column.name], root)
          : figure(one.cells[column.name] || "", column),
      })),
      following: followingOf(meta, one, root),
      item: { title, indexNo, agency, day: published, url: root + page },
      url: root + one.url,
      address: official(one.url),
      history: await history(one.anchor),
      printed: printed(one),
      others,
    };
  }

  function leftCard(meta, item) {
    const standing = { words: meta.term.leaves, tone: "past" };
    return {
      kind: meta.title,
      title: meta.title,
      number: "",
      standing,
      asOf: day,
      lines: [],
      withdrawn: true,
      history: [],
      others: 0,
      item,
      url: item.url,
      address: official(item.url.slice(root.length)),
    };
  }

  async function tombstoneOf(anchor) {
    const { meta, history } = await data();
    const lines = await history(anchor);
    if (!lines.length) return null;
    const [number, indexNo] = lines[0].slice(8);
    const [, title, agency, published, page] = meta.items.find(([one]) => one === indexNo);
    const url = `${page}#${anchor}`;
    return {
      kind: meta.title,
      title: "",
      number,
      standing: null,
      asOf: day,
      lines: [],
      withdrawn: true,
      history: lines,
      others: 0,
      item: { title, indexNo, agency, day: published, url: root + page },
      url: root + url,
      address: official(url),
    };
  }

  const unitOf = (column) => (column.unit && !column.title.includes(column.unit) ? `（${column.unit}）` : "");

  // Opens the card of an anchor; returns whether there is such a record.
  async function openCard(anchor) {
    const rows = await (await data()).find(anchor);
    let row = rows[0];
    if (scope && rows.length > 1) {
      const here = await Promise.all(rows.map((one) => data().then((opened) => opened.record(one))));
      row =
        rows[
          Math.max(
            0,
            here.findIndex((one) => one.indexNo === scope),
          )
        ];
    }
    const card = row === undefined ? await tombstoneOf(anchor) : await cardOf(row, rows.length - 1);
    if (card) show(card, location.hash);
    return Boolean(card);
  }

  async function fromHash() {
    if (!location.hash || isState(location.hash)) return;
    const meant = meanings(location.hash.slice(1));
    const [written] = meant;
    const target = document.getElementById(written);
    if (target && !target.matches("tr, .gk-changes__line")) return;
    try {
      for (const one of meant) {
        if (await openCard(/~\d+$/.test(one) ? one : anchorOf(one))) return;
      }
      if (!target) say(`没有找到编号为“${written}”的记录。`);
    } catch {
      if (!target) say("记录没有读到，请刷新网页，或者按年月查看。");
    }
  }

  function say(words) {
    const note = document.createElement("p");
    note.className = "gk-records__note";
    note.setAttribute("role", "status");
    note.textContent = words;
    app.before(note);
  }

  document.addEventListener("click", (event) => {
    const anchor = event.target instanceof Element && event.target.closest(".gk-records__key a:not(.gk-records__mark)");
    if (!anchor || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const hash = anchor.hash;
    // In a folder the query is in the fragment and stays there.
    if (!isState(location.hash))
      try {
        history.pushState(null, "", location.pathname + location.search + hash);
      } catch {
        /* Local files may refuse; the card opens all the same. */
      }
    openCard(decoded(hash.slice(1))).catch(() => {
      location.href = anchor.href;
    });
  });
  window.addEventListener("hashchange", fromHash);
  fromHash();
}

bringRecordsUpToDay();
