// Spelling suggestions («您是不是要找»): the nearest words, by edit distance 1, in entries that nearly match the query.
import { CHECKED } from "./search_held.js";
import { BREAK, holds, nearly } from "./search_marks.js";
export { meantIn };

const MOST_TEXTS = 10;
// Weights of votes: titles count more than texts, and corrections between two matching sides more than at an end.
const OF_A_TITLE = 2,
  INNER = 3;
const MOST_MEANT = 3;

// Takes the functions of search_held.js that read an entry.
function meantIn({ squeezedRow, squeezedText }) {
  // The query with each unmatched phrase replaced by the most voted stretch of the titles, then texts, of the best
  // entries; then about equally likely ones. If `held`, some entries hold the words apart: then neither figures nor
  // ends are corrected, except ends by titles if `ends` is set.
  async function suggested(query, { phrases }, entries, { held, ends }) {
    const best = entries.slice(0, CHECKED);
    let changed = [query];
    for (const phrase of phrases) {
      if (phrase.units.length < 3 || phrase.strict) continue;
      const titles = await Promise.all(
        best.map(async (entry) => {
          const {
            named: [title, number, , ...cells],
          } = await squeezedRow(entry);
          return [title, number, ...cells].join(BREAK);
        }),
      );
      if (titles.some((title) => holds(title, phrase))) continue;
      const texts = await Promise.all(best.slice(0, MOST_TEXTS).map(squeezedText));
      if (texts.some((text) => holds(text, phrase))) continue;
      const votes = new Map(),
        ofAnEnd = new Map();
      const vote = (text, weight) =>
        nearly(text, phrase).forEach(({ inner, figures, rest }, stretch) => {
          if (held && (figures || !(inner || (ends && weight === OF_A_TITLE)))) return;
          votes.set(stretch, (votes.get(stretch) || 0) + weight * (inner ? INNER : 1));
          if (!inner) ofAnEnd.set(rest, [...(ofAnEnd.get(rest) || []), stretch]);
        });
      titles.forEach((title) => vote(title, OF_A_TITLE));
      texts.forEach((text) => vote(text, 1));
      // If many different continuations follow the matching part, only that part is suggested.
      for (const [rest, stretches] of ofAnEnd) {
        const own = [...new Set(stretches)].map((stretch) => votes.get(stretch));
        const most = Math.max(...own);
        if (most * 2 > own.reduce((sum, one) => sum + one)) continue;
        stretches.forEach((stretch) => votes.delete(stretch));
        votes.set(rest, most);
      }
      const likely = [...votes]
        .sort((a, b) => b[1] - a[1])
        .slice(0, MOST_MEANT)
        .filter(([, weight], _, [[, most]]) => weight * 2 >= most);
      const [first] = changed;
      changed = likely.length
        ? [...likely.map(([stretch]) => first.replace(phrase.piece, stretch)), ...changed.slice(1)]
        : changed;
    }
    return changed[0] === query ? [] : changed.slice(0, MOST_MEANT);
  }

  return { suggested };
}
