// Verification of the first hits against their rows and texts, since marks are hashes and may collide.
import { squeezed, holds } from "./search_marks.js";
export { heldIn, CHECKED };

const CHECKED = 20;
const MOST_CHECKED = 40;

// Whether postings prove a phrase well enough for a moment: pairs without marks, or three pairs and more that are
// marked as consecutive.
const likely = ({ units }) => units.length !== 3;

// The number of stretches of at least two units into which a phrase is split so that each is in one of the texts;
// Infinity if there is no such split.
function stretches(texts, { units, cutOff, breakable }) {
  let from = 0,
    count = 0;
  while (from < units.length) {
    let to = units.length;
    const ends = () => to === units.length || (breakable && breakable[to - 1]);
    const held = () =>
      ends() &&
      texts.some((text) => holds(text, { units: units.slice(from, to), cutOff: cutOff && to === units.length }));
    while (to - from > 1 && !held()) to -= 1;
    if (to - from < 2) return Infinity;
    from = to;
    count += 1;
  }
  return count;
}

// `files` is the result of open() in search_index.js, `values` the function of search_columns.js.
function heldIn(files, values) {
  const { standard } = files;
  const rows = new Map();
  const texts = new Map();

  // Verifies the first hits by the number that `held` gives (0: not a hit): best ones first, false ones are moved away.
  // If the index is `unproven`, hits in more pieces and unverified ones are moved too.
  async function settled(entries, held, { sort, unproven }) {
    const kept = [],
      moved = [];
    let checked = 0;
    while (checked < entries.length && checked < MOST_CHECKED && kept.length < CHECKED) {
      const some = entries.slice(checked, checked + CHECKED);
      const how = await Promise.all(some.map(held));
      some.forEach((entry, i) => (how[i] ? kept.push({ entry, how: how[i] }) : moved.push(entry)));
      checked += some.length;
    }
    // If none of many is a true hit, the rest are not either.
    if (!kept.length) return { kept: [], moved: entries };
    const others = entries.slice(checked);
    const best = Math.max(...kept.map(({ how }) => how));
    if (sort !== "date") kept.sort((a, b) => b.how - a.how);
    const [first, rest] = [(how) => how === best, (how) => how < best].map((which) =>
      kept.filter(({ how }) => which(how)).map(({ entry }) => entry),
    );
    if (unproven) return { kept: first, moved: [...rest, ...others, ...moved] };
    // If most are false hits, so are most of the rest.
    if (kept.length * 2 < checked && checked >= CHECKED)
      return { kept: kept.map(({ entry }) => entry), moved: [...others, ...moved] };
    return { kept: [...kept.map(({ entry }) => entry), ...others], moved };
  }

  // What the row alone proves: {how, missing}; how: 2 if title or a number is the query, 1 if it holds every phrase,
  // otherwise 0 and the missing phrases, which the text may hold. Postings prove short phrases that are not `open`.
  async function provenByRow(entry, phrases) {
    const long = phrases.filter(({ units, open }) => open || units.length > 2);
    if (!long.length) return { how: 1 };
    // An unreadable hit is listed as such, not dropped.
    const row = await squeezedRow(entry).catch(() => null);
    if (!row) return { how: 1 };
    const parts = [...row.named, ...row.facetWords];
    if (isNamed(row, phrases)) return { how: 2 };
    const missing = long.filter((phrase) => !parts.some((part) => holds(part, phrase)));
    return missing.length ? { how: 0, missing } : { how: 1 };
  }

  // The first hits in the order that the rows of `some`, the first ones, prove; null if these prove none. If no row
  // does, the marks of a long phrase do, or the text of the very first is read, if it `mayRead` that.
  async function foreseen(some, phrasesOf, { sort, mayRead }) {
    const proofs = await Promise.all(some.map((entry) => provenByRow(entry, phrasesOf(entry))));
    if (!some.length) return null;
    const proven = proofs.some(({ how }) => how) || phrasesOf(some[0]).every(likely);
    if (!proven && mayRead && !(await holding(some[0], { phrases: phrasesOf(some[0]) }))) return null;
    if (sort === "date") return some;
    const [first, rest] = [true, false].map((named) => some.filter((_, i) => (proofs[i].how === 2) === named));
    return [...first, ...rest];
  }

  // 2 if title or a number of the entry is the query, 1 if it holds every phrase, 0 otherwise.
  async function holding(entry, { phrases }) {
    const { how, missing } = await provenByRow(entry, phrases);
    if (how) return how;
    const text = await squeezedText(entry).catch(() => null);
    return text === null || missing.every((phrase) => holds(text, phrase)) ? 1 : 0;
  }

  function isNamed(row, phrases) {
    const whole = phrases.flatMap(({ units }) => units);
    return row.named
      .slice(0, 3)
      .some((part) => holds(part, { units: whole }) && part.length <= whole.join("\x02").length + 2);
  }

  // Whether title or a number of the entry is the query.
  const named = async (entry, { phrases }) => isNamed(await squeezedRow(entry), phrases);

  // The reciprocal of the number of stretches in which the entry holds all phrases; 0 if they are too many.
  async function holdingApart(entry, { phrases }) {
    const row = await squeezedRow(entry).catch(() => null);
    const text = await squeezedText(entry).catch(() => null);
    if (!row || text === null) return 1;
    const whole = [...row.named, ...row.facetWords, text];
    const pieces = phrases.map((phrase) => (phrase.units.length < 2 ? 1 : stretches(whole, phrase)));
    return phrases.every(({ units }, i) => (pieces[i] - 1) * 3 <= units.length)
      ? 1 / pieces.reduce((sum, one) => sum + one)
      : 0;
  }

  // How many of the first entries hold every phrase in their titles, whole or in stretches.
  async function titled(entries, { phrases }) {
    const found = await Promise.all(
      entries.slice(0, CHECKED).map(async (entry) => {
        const [title] = (await squeezedRow(entry)).named;
        return phrases.every((phrase) => holds(title, phrase) || stretches([title], phrase) < Infinity);
      }),
    );
    return found.filter(Boolean).length;
  }

  // The row, normalized for phrase search. `named`: title, numbers and cells; `facetWords`: the values of the facets.
  async function squeezedRow(entry) {
    if (!rows.has(entry)) {
      const { title, number, indexNo, cells } = await files.row(entry);
      const facetWords = ["kind", "agency", "subject"].flatMap((name) => values(name, entry));
      const [named, others] = [[title, number, indexNo, ...cells], facetWords].map((parts) =>
        parts.map((part) => squeezed(part, standard)),
      );
      rows.set(entry, { named, facetWords: others });
    }
    return rows.get(entry);
  }

  async function squeezedText(entry) {
    if (!texts.has(entry)) texts.set(entry, squeezed(await files.textOf(entry), standard));
    return texts.get(entry);
  }

  return { settled, foreseen, provenByRow, holding, holdingApart, named, titled, squeezedRow, squeezedText };
}
