// Which index answers: Pagefind where the column chose it, a web server gives the page and the browser is no phone; our
// shards otherwise.
(function (global) {
  "use strict";
  const ALPHABET = "0123456789abcdefghijklmnopqrstuv";

  // One word of Latin letters for each unit, as hooks/gongkai/searching/pagefind.py writes it.
  function spelled(unit) {
    if (unit.charCodeAt(0) < 128) return "y" + unit;
    let digits = "";
    for (let code = unit.codePointAt(0), i = 0; i < 4; i += 1, code >>= 5) digits = ALPHABET[code & 31] + digits;
    return "z" + digits;
  }

  function word(term) {
    if (term.startsWith("@")) return "d" + term.slice(1);
    const units = term.includes("·") ? term.split("·") : term.match(/[a-z0-9]+|[^a-z0-9]/gu);
    return units.map(spelled).join("");
  }

  // Whether Pagefind is worth its bytes here: its program and index are twice the bytes of the shards for the same answer,
  // which phones wait for.
  function worth(asked) {
    const dear = global.matchMedia("(pointer: coarse)").matches || navigator.connection?.saveData;
    return location.protocol !== "file:" && (!dear || asked);
  }

  // Whether it can run here. A module with nothing but a function of two values says what the policy of the server allows,
  // and whether the browser knows such functions (Chromium from 85 on), so that nothing is loaded in vain; what failed once
  // is not tried again on every page of a visit, and Firefox writes each refusal on its console.
  const SMALL = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 0, 2, 127, 127);
  const FAILED = "gk-pagefind-failed";
  let able = null;
  function runs() {
    if (able === null) {
      try {
        able = !sessionStorage.getItem(FAILED) && Boolean(new WebAssembly.Module(SMALL));
      } catch {
        able = false;
        failed();
      }
    }
    return able;
  }
  function failed() {
    try { sessionStorage.setItem(FAILED, "1"); } catch { /* Private windows may refuse; it is tried again then. */ }
  }

  let started = null;
  // Pagefind with the number of each of its pages; it is begun once, since it takes several turns to the server.
  function pagefindOf(root) {
    if (!started) started = begun(root);
    return started;
  }
  async function begun(root) {
    const [{ createInstance }, entries] = await Promise.all([import(new URL(`${root}pagefind/pagefind.js`, document.baseURI).href), names(root)]);
    // A worker would load the program a second time.
    const pagefind = createInstance({ noWorker: true });
    await pagefind.init();
    return { pagefind, entries };
  }
  async function names(root) {
    const { file, text } = global.gkFiles;
    const { bytes } = await file(`${root}pagefind/`, "entries", "pagefind/entries");
    return new Map(text(bytes).split("\n").map((id, entry) => [id, entry]));
  }

  let choice = null;
  // What the build chose, in a file of one line that only those ask for to whom it matters.
  function chosen(root) {
    if (!choice) choice = new Promise((resolve) => {
      if (global.gkEngine) return resolve(global.gkEngine);
      const script = document.createElement("script");
      script.src = `${root}search/engine.js`;
      script.onload = () => { script.remove(); resolve(global.gkEngine); };
      script.onerror = () => { script.remove(); choice = null; resolve("shards"); };
      return document.head.append(script);
    });
    return choice;
  }
  async function engineFor(root, name, wish) {
    if (name !== "pages" || !worth(wish)) return "shards";
    return (wish || (await chosen(root))) === "pagefind" && runs() ? "pagefind" : "shards";
  }

  // Loads what the first query needs while the index is still on its way.
  async function warm(root) {
    if ((await engineFor(root, "pages")) === "pagefind") pagefindOf(root).catch(() => {});
  }

  // Opens the index of pages, or the one that `options.index` names, below the root of the site; the same index as
  // gkIndex.open gives. `options.engine` is "pagefind" or "shards"; without it the choice of the build counts.
  async function open(root, options = {}) {
    const name = options.index || "pages";
    const [index, engine] = await Promise.all([global.gkIndex.open(`${root}search/${name}/`), engineFor(root, name, options.engine)]);
    if (engine === "shards") return { ...index, engine };
    // What holds every term, as Pagefind orders it; null where it cannot answer, and the shards then answer the same query.
    async function retrieve({ terms }) {
      try {
        const { pagefind, entries } = await pagefindOf(root);
        const words = terms.filter(({ optional }) => !optional).map(({ text }) => word(text));
        const { results } = await pagefind.search(words.join(" "));
        return results.map(({ id, score }) => ({ entry: entries.get(id), score }));
      } catch {
        // A server that does not deliver its files, or not as what they are.
        failed();
        return null;
      }
    }
    return { ...index, engine, search: (query, wanted = {}) => index.search(query, { ...wanted, retrieve }) };
  }

  global.gkSearch = { open, warm, word };
})(window);
