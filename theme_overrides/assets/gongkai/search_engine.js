// Which index answers: Pagefind where the column chose it and the page comes from a web server, our shards otherwise.
(function (global) {
  "use strict";
  const ALPHABET = "0123456789abcdefghijklmnopqrstuv";

  // One word of Latin letters for each unit, as hooks/gongkai/searching/pagefind.py writes it.
  function spelled(unit) {
    if (unit.charCodeAt(0) < 128) return "y" + unit;
    const code = unit.charCodeAt(0);
    const point = code < 0xa000 ? code - 0x3007 : code - 0xf900 + 0x7000;
    return "z" + ALPHABET[(point >> 10) & 31] + ALPHABET[(point >> 5) & 31] + ALPHABET[point & 31];
  }

  function word(term) {
    const units = term.includes("·") ? term.split("·") : term.match(/[a-z0-9]+|[^a-z0-9]/g);
    return units.map(spelled).join("");
  }

  async function fromPagefind(query, index, root) {
    const terms = global.gkTokens.queryTerms(query, index.standard);
    if (!terms.length) return null;
    const pagefind = await import(new URL(`${root}pagefind/pagefind.js`, document.baseURI).href);
    const answer = await pagefind.search(terms.map(word).join(" "));
    const found = await Promise.all(answer.results.map(async (result) => {
      const { meta } = await result.data();
      return { entry: Number(meta.entry), exact: true, score: result.score };
    }));
    return found.length ? { found, terms } : null;
  }

  // Opens the index of pages, or the one that `options.index` names, below the root of the site; see search_shards.js.
  // `options.engine` is "pagefind" or "shards"; without it the choice of the build counts.
  async function open(root, options = {}) {
    const name = options.index || "pages";
    const index = await global.gkIndex.open(`${root}search/${name}/`);
    const engine = options.engine || global.gkEngine || "shards";
    if (engine !== "pagefind" || name !== "pages" || location.protocol === "file:") return index;
    async function search(query, wanted = {}) {
      try {
        const answer = await fromPagefind(query || "", index, root);
        if (answer) return index.finish(answer.found, answer.terms, wanted);
      } catch {
        // A server that does not deliver wasm, or a policy without it: the shards answer the same queries.
      }
      return index.search(query, wanted);
    }
    return { ...index, search };
  }

  global.gkSearch = { open, word };
})(window);
