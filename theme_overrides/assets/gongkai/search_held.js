// Whether entries hold a query, as their rows and texts say: the last word on the first hits.
import { squeezed, holds } from "./search_marks.js";
export { heldIn, CHECKED };

const CHECKED = 20;
const MOST_CHECKED = 40;

// How many stretches of two units or more a phrase falls into that some of the texts hold; Infinity where it does not.
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

// `files` is what open of search_index.js gave, `values` what search_columns.js knows of an entry.
function heldIn(files, values) {
  const { standard } = files;
  const rows = new Map();
  const texts = new Map();

  // The first hits checked against what they say, as `held` tells in numbers: what holds most of the query in one piece comes
  // first, what does not hold it goes. Where the index is `unproven`, so does what holds it in more pieces or was not checked.
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
    // Where none of many holds the query as it is written, the others will not either.
    if (!kept.length) return { kept: [], moved: entries };
    const others = entries.slice(checked);
    const best = Math.max(...kept.map(({ how }) => how));
    if (sort !== "date") kept.sort((a, b) => b.how - a.how);
    const [first, rest] = [(how) => how === best, (how) => how < best].map((which) =>
      kept.filter(({ how }) => which(how)).map(({ entry }) => entry),
    );
    if (unproven) return { kept: first, moved: [...rest, ...others, ...moved] };
    // Nor will most of the others where most do not.
    if (kept.length * 2 < checked && checked >= CHECKED)
      return { kept: kept.map(({ entry }) => entry), moved: [...others, ...moved] };
    return { kept: [...kept.map(({ entry }) => entry), ...others], moved };
  }

  // 2 where title or a number of the entry is the query, 1 where it holds every phrase, 0 where not.
  async function holding(entry, { phrases }) {
    const long = phrases.filter(({ units }) => units.length > 2);
    if (!long.length) return 1;
    // A hit that cannot be read is shown as such, not left out.
    const row = await squeezedRow(entry).catch(() => null);
    if (!row) return 1;
    const parts = [...row.named, ...row.told];
    if (isNamed(row, phrases)) return 2;
    const missing = long.filter((phrase) => !parts.some((part) => holds(part, phrase)));
    if (!missing.length) return 1;
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

  // Where the entry holds every phrase in stretches of two units or more, few enough for words that were run together: one by
  // their number, otherwise 0.
  async function holdingApart(entry, { phrases }) {
    const row = await squeezedRow(entry).catch(() => null);
    const text = await squeezedText(entry).catch(() => null);
    if (!row || text === null) return 1;
    const whole = [...row.named, ...row.told, text];
    const pieces = phrases.map((phrase) => (phrase.units.length < 2 ? 1 : stretches(whole, phrase)));
    return phrases.every(({ units }, i) => (pieces[i] - 1) * 3 <= units.length)
      ? 1 / pieces.reduce((sum, one) => sum + one)
      : 0;
  }

  // How many of the first entries hold every phrase in their titles, in few stretches or in one.
  async function titled(entries, { phrases }) {
    const found = await Promise.all(
      entries.slice(0, CHECKED).map(async (entry) => {
        const [title] = (await squeezedRow(entry)).named;
        return phrases.every((phrase) => holds(title, phrase) || stretches([title], phrase) < Infinity);
      }),
    );
    return found.filter(Boolean).length;
  }

  // `named`: title, number, index number and cells; `told`: the words of the facets.
  async function squeezedRow(entry) {
    if (!rows.has(entry)) {
      const [title, , number, indexNo, ...cells] = await files.row(entry);
      const told = ["kind", "agency", "subject"].flatMap((name) => values(name, entry));
      const [named, others] = [[title, number, indexNo, ...cells], told].map((parts) =>
        parts.map((part) => squeezed(part, standard)),
      );
      rows.set(entry, { named, told: others });
    }
    return rows.get(entry);
  }

  async function squeezedText(entry) {
    if (!texts.has(entry)) texts.set(entry, squeezed(await files.textOf(entry), standard));
    return texts.get(entry);
  }

  return { settled, holding, holdingApart, named, titled, squeezedRow, squeezedText };
}
