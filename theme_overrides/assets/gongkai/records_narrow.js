// Selection of rows: state in the address, conditions and sort order; a row is an index.
import { isState, standingOf } from "./records_data.js";
export { LONGEST, empty, normal, read, write, written, narrowed, found };

const LONGEST = 200;
const WORDS = ["q", "from", "to", "standing", "sort"];
const DAY = /^\d{4}-\d\d-\d\d$/;

const empty = () => ({ q: "", from: "", to: "", standing: "", sort: "", page: 1, filters: {} });

// Normalizes a typed query.
const normal = (text) => [...text.trim()].slice(0, LONGEST).join("").trim();

// The state is in the query string online, and in the fragment («#?») for local files, whose query string some browsers
// may not change.
function read() {
  const asked = new URLSearchParams(isState(location.hash) ? location.hash.slice(2) : location.search.slice(1));
  const state = empty();
  for (const name of WORDS) state[name] = normal(asked.get(name) || "");
  for (const name of ["from", "to"]) if (!DAY.test(state[name])) state[name] = "";
  state.page = Math.max(1, Number.parseInt(asked.get("page"), 10) || 1);
  for (const [name, value] of asked) if (name.startsWith("f.") && value) state.filters[name.slice(2)] = value;
  return state;
}

function written(state) {
  const address = new URLSearchParams();
  for (const name of WORDS) if (state[name]) address.set(name, state[name]);
  for (const [name, value] of Object.entries(state.filters)) if (value) address.set(`f.${name}`, value);
  if (state.page > 1) address.set("page", state.page);
  return address.toString();
}

function write(state) {
  const address = written(state);
  try {
    history.replaceState(history.state, "", location.pathname + (address ? `?${address}` : ""));
  } catch {
    // Online, browsers refuse it only if called very often; the next change writes it.
    if (location.protocol === "file:") location.replace(`#?${address}`);
  }
}

const narrowed = (state) =>
  Boolean(state.q || state.from || state.to || state.standing || Object.values(state.filters).some(Boolean));

// Conditions are predicates on row indices.
async function conditions(opened, state, today) {
  const { meta } = opened;
  const tests = [];
  for (const [name, wanted] of Object.entries(state.filters)) {
    if (!wanted) continue;
    if (name === "item") {
      const number = meta.items.findIndex(([indexNo]) => indexNo === wanted);
      const { at } = await opened.column("item");
      tests.push((row) => at[row] === number);
    } else if (meta.filters.includes(name)) {
      const { values, at } = await opened.column(name);
      const number = values.indexOf(wanted);
      tests.push((row) => at[row] === number);
    }
  }
  if (meta.day && (state.from || state.to)) {
    const { values, at } = await opened.column(meta.day);
    const inside = values.map(
      (day) => Boolean(day) && (!state.from || day >= state.from) && (!state.to || day <= state.to),
    );
    tests.push((row) => inside[at[row]]);
  }
  if (state.standing && meta.term) {
    const standing = await standings(opened, today);
    tests.push((row) => standing(row) === state.standing);
  }
  return tests;
}

async function standings(opened, today) {
  const { term, sortable, constant } = opened.meta;
  const names = [term.start, term.end, term.stoppedBy].filter((name) => name && sortable.includes(name));
  const columns = await Promise.all(names.map((name) => opened.column(name)));
  const cells = { ...constant };
  return (row) => {
    names.forEach((name, place) => {
      cells[name] = columns[place].values ? columns[place].values[columns[place].at[row]] : "";
    });
    return standingOf(term, cells, today)?.words || "";
  };
}

// {rows, answer, partly}: sorted rows, the answer that highlights matches, whether rows match only partly.
async function found(opened, state, today) {
  const { meta } = opened;
  let {
    rows,
    answer = null,
    partly = false,
  } = state.q ? await opened.search(state.q) : { rows: Array.from({ length: meta.count }, (_, row) => row) };
  for (const test of await conditions(opened, state, today)) rows = rows.filter(test);
  const descending = state.sort.startsWith("-");
  const name = state.sort.replace(/^-/, "");
  if (meta.sortable.includes(name)) {
    const { at } = await opened.column(name);
    // Blank cells come last in both directions; ties keep the newest first.
    const place = (row) => (at[row] === 0 ? Infinity : descending ? -at[row] : at[row]);
    rows.sort((a, b) => {
      const [first, second] = [place(a), place(b)];
      return first === second ? a - b : first - second;
    });
  }
  return { rows, answer, partly };
}
