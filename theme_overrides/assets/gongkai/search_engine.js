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
    if (!terms.length) return { hits: [], terms };
    const pagefind = await import(new URL(`${root}pagefind/pagefind.js`, document.baseURI).href);
    const answer = await pagefind.search(terms.map(word).join(" "));
    const hits = await Promise.all(answer.results.map(async (result) => {
      const { meta } = await result.data();
      return { entry: Number(meta.entry), whole: true, value: result.score };
    }));
    return { hits, terms };
  }

  async function search(query, index, engine, root) {
    if (engine === "pagefind" && location.protocol !== "file:") {
      try {
        const answer = await fromPagefind(query, index, root);
        if (answer.hits.length) return answer;
      } catch {
        // A server that does not deliver wasm, or a policy without it: the shards answer the same queries.
      }
    }
    return index.search(query);
  }

  global.gkSearchEngine = { search, word };
})(window);
