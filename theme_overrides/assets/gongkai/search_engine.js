// Which index answers: Pagefind where the column chose it and the page comes from a web server, our shards otherwise.
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

  // Opens the index of pages, or the one that `options.index` names, below the root of the site; the same index as
  // gkIndex.open gives. `options.engine` is "pagefind" or "shards"; without it the choice of the build counts.
  async function open(root, options = {}) {
    const name = options.index || "pages";
    const index = await global.gkIndex.open(`${root}search/${name}/`);
    const engine = options.engine || global.gkEngine || "shards";
    if (engine !== "pagefind" || name !== "pages" || location.protocol === "file:") return { ...index, engine: "shards" };
    let pagefind = null;
    let entries = null;
    // What holds every term, as Pagefind orders it; null where it cannot answer, and the shards then answer the same query.
    async function retrieve({ terms }) {
      try {
        pagefind ||= await import(new URL(`${root}pagefind/pagefind.js`, document.baseURI).href);
        entries ||= await names();
        const words = terms.filter(({ optional }) => !optional).map(({ text }) => word(text));
        const { results } = await pagefind.search(words.join(" "));
        return results.map(({ id, score }) => ({ entry: entries.get(id), score }));
      } catch {
        // A server that does not deliver wasm, or a policy without it.
        return null;
      }
    }
    async function names() {
      const { file, text } = global.gkFiles;
      const { bytes } = await file(`${root}pagefind/`, "entries", "pagefind/entries");
      return new Map(text(bytes).split("\n").map((id, entry) => [id, entry]));
    }
    return { ...index, engine: "pagefind", search: (query, wanted = {}) => index.search(query, { ...wanted, retrieve }) };
  }

  global.gkSearch = { open, word };
})(window);
