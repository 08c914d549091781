// What a query may have meant that nothing holds as it is written: the nearest words of the entries that nearly hold it.
(function (global) {
  "use strict";
  const { squeezed, holds, nearly } = global.gkMarks;
  const { CHECKED } = global.gkHeld;
  const MOST_TEXTS = 10;

  // `files` is what gkIndexFiles.open gave, `squeezedText` from gkHeld.
  function meantIn(files, squeezedText) {
    const { standard } = files;

    // The query with each phrase that nothing holds replaced by the nearest stretch of the titles, then texts, of its best
    // entries; `within`, where something holds the words apart, as gkMarks.nearly has it.
    async function suggested(query, { phrases }, entries, within) {
      const best = entries.slice(0, CHECKED);
      let changed = query;
      for (const phrase of phrases) {
        if (phrase.units.length < 3 || phrase.strict) continue;
        const rows = await Promise.all(best.map((entry) => files.row(entry)));
        const titlesThere = rows.map((row) => squeezed([row[0], row[2], ...row.slice(4)].join("\n"), standard));
        if (titlesThere.some((title) => holds(title, phrase))) continue;
        const textsThere = await Promise.all(best.slice(0, MOST_TEXTS).map(squeezedText));
        if (textsThere.some((text) => holds(text, phrase))) continue;
        const votes = new Map();
        const vote = (stretch, weight) => { if (stretch) votes.set(stretch, (votes.get(stretch) || 0) + weight); };
        titlesThere.forEach((title) => vote(nearly(title, phrase, within), 2));
        textsThere.forEach((text) => vote(nearly(text, phrase, within), 1));
        const [first] = [...votes].sort((a, b) => b[1] - a[1]);
        if (first) changed = changed.replace(phrase.piece, first[0]);
      }
      return changed === query ? "" : changed;
    }

    return { suggested };
  }

  global.gkMeant = { meantIn };
})(window);
