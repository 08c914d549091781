// Of the preview alone: awaits what changes, loads the page again after an edit, shows and takes away the problems.
"use strict";
(() => {
  const BAR = "/__preview/bar?seen=";
  const KEPT = "gk-preview-scroll";
  const AGAIN = 1000;
  let bar = document.querySelector(".gk-preview");
  if (!bar) return;
  const edition = bar.dataset.gkEdition;
  let waiting = null;

  function keepPlace() {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify([location.pathname, scrollX, scrollY]));
    } catch (error) {
      // Without a store the page begins at its top.
    }
  }

  function restorePlace() {
    try {
      const [path, left, top] = JSON.parse(sessionStorage.getItem(KEPT) || "[]");
      sessionStorage.removeItem(KEPT);
      if (path === location.pathname) scrollTo(left, top);
    } catch (error) {
      // As above.
    }
  }

  function show(html) {
    const newer = new DOMParser().parseFromString(html, "text/html").querySelector(".gk-preview");
    if (!newer) return;
    if (newer.dataset.gkEdition !== edition) {
      keepPlace();
      location.reload();
      return;
    }
    // Whoever folded the panel, or reads in it, finds it so unless it says something else now.
    const panel = (of) => of.querySelector(".gk-preview__panel");
    const [old, next] = [panel(bar), panel(newer)];
    if (old && next && old.textContent === next.textContent) next.replaceWith(old);
    const place = document.activeElement && bar.contains(document.activeElement) ? document.activeElement : null;
    bar.replaceWith(newer);
    bar = newer;
    if (place && bar.contains(place)) place.focus({ preventScroll: true });
  }

  function stopped(is) {
    bar.querySelector(".gk-preview__stopped").hidden = !is;
  }

  async function wait() {
    while (waiting) {
      const mine = waiting;
      try {
        const answer = await fetch(BAR + bar.dataset.gkVersion, { signal: mine.signal, cache: "no-store" });
        stopped(false);
        show(await answer.text());
      } catch (error) {
        if (mine.signal.aborted) return;
        stopped(true);
        await new Promise((done) => setTimeout(done, AGAIN));
      }
    }
  }

  // A browser opens only six connections to one server: pages that nobody sees give theirs back.
  function seen() {
    if (document.visibilityState === "hidden") {
      if (waiting) waiting.abort();
      waiting = null;
    } else if (!waiting) {
      waiting = new AbortController();
      wait();
    }
  }

  document.addEventListener("visibilitychange", seen);
  document.addEventListener("keydown", (event) => {
    const open = bar.querySelector(".gk-preview__panel details[open]");
    if (event.key === "Escape" && open && bar.contains(document.activeElement)) open.open = false;
  });
  if (document.readyState === "complete") restorePlace();
  else addEventListener("load", restorePlace);
  seen();
})();
