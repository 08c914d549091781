// The records of the column (permits, penalties …): each type has an index of its own, asked where the items answer little.
(function (global) {
  "use strict";
  const { element } = global.gkElements;
  const { searchable } = global.gkSearchUnderstood;
  const ENOUGH = 10;

  // What the records say to a query, as a note with links, and how many they are; nothing where there are no records.
  async function told(query, answer, root, synonyms) {
    const kinds = [...document.querySelectorAll("[data-gk-records]")];
    if (!kinds.length || !query || !searchable(query)) return { note: null, count: 0 };
    const asked = answer.hits.length < ENOUGH;
    const counts = await Promise.all(kinds.map((kind) => (asked ? counted(kind.dataset.gkRecords, query, root, synonyms) : null)));
    const links = [];
    kinds.forEach((kind, place) => {
      if (counts[place] === 0) return;
      const link = element("a", "gk-search__link", `${kind.dataset.gkTitle}${counts[place] ? ` ${counts[place]} 条` : ""}`);
      link.href = `${kind.getAttribute("href")}?${new URLSearchParams({ q: query })}`;
      links.push(links.length ? "、" : "", link);
    });
    if (!links.length) return { note: null, count: 0 };
    const words = asked ? "公开记录中也有：" : "也可以在公开记录中检索：";
    return { note: element("p", "gk-search__note gk-search__note--records", words, ...links), count: counts.reduce((sum, one) => sum + (one || 0), 0) };
  }

  // The number of records that hold the query; null where their index does not answer, and the link then goes without it.
  async function counted(index, query, root, synonyms) {
    try {
      const records = await global.gkSearch.open(root, { index });
      return (await records.search(query, { synonyms })).hits.length;
    } catch {
      return null;
    }
  }

  global.gkSearchRecords = { told };
})(window);
