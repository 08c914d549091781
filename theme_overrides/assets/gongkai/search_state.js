// The state of a search and its URL query string, so that searches can be bookmarked, sent and gone back to.
export { FACETS, LONGEST, PAGE, day, words, typed, empty, read, href, remember, conditions, unfiltered };

const FACETS = ["office", "part", "kind", "subject", "agency", "year", "state"];
const LONGEST = 200;
const PAGE = 20;
const MOST_SHOWN = 2000;

// "2026-01-31" for every usual notation of a date, "" for other text.
function day(written) {
  const parts = String(written || "")
    .normalize("NFKC")
    .trim()
    .match(/^(\d{4})(?:[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2}))$/);
  if (!parts) return "";
  const [year, month, date] = [parts[1], parts[2] || parts[4], parts[3] || parts[5]];
  const found = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const real = new Date(`${found}T00:00:00Z`);
  return year >= "1900" && !Number.isNaN(real.getTime()) && real.toISOString().slice(0, 10) === found ? found : "";
}

function words(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

// Normalizes a typed query, and tells whether it was truncated.
function typed(text) {
  const query = [...text.replace(/\s+/g, " ").trim()];
  return { q: query.slice(0, LONGEST).join("").trim(), cut: query.length > LONGEST };
}

function empty() {
  return {
    q: "",
    cut: false,
    filters: Object.fromEntries(FACETS.map((name) => [name, []])),
    from: "",
    to: "",
    on: "",
    sort: "",
    plain: false,
    n: PAGE,
  };
}

// The query text of an address: the first parameter that is not empty. Old pages encode Chinese in GB 18030, which is
// invalid UTF-8.
function asked(address) {
  const found = new URLSearchParams(address).getAll("q").find((one) => one.trim()) || "";
  if (!found.includes("\ufffd")) return found;
  const written = address
    .split("&")
    .find((one) => /^q=./.test(one))
    .slice(2)
    .replace(/\+/g, " ");
  const bytes = [];
  for (const [one, code] of written.matchAll(/%([0-9a-f]{2})|[^]/giu)) {
    if (code) bytes.push(Number.parseInt(code, 16));
    else bytes.push(...new TextEncoder().encode(one));
  }
  try {
    return new TextDecoder("gb18030", { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return found.replace(/\ufffd+/g, " ");
  }
}

// Browsers that may not change the address of a local file get the query string behind the #.
function read() {
  const address = location.hash.startsWith("#?") ? location.hash.slice(2) : location.search.slice(1);
  const wanted = new URLSearchParams(address);
  const state = empty();
  Object.assign(state, typed(asked(address)));
  for (const name of FACETS) state.filters[name] = [...new Set(wanted.getAll(name).filter(Boolean))];
  for (const name of ["from", "to", "on"]) state[name] = day(wanted.get(name));
  state.sort = wanted.get("sort") === "date" ? "date" : "";
  state.plain = wanted.get("plain") === "1";
  const shown = Number.parseInt(wanted.get("n"), 10);
  if (shown > PAGE) state.n = Math.min(MOST_SHOWN, Math.ceil(shown / PAGE) * PAGE);
  return state;
}

function written(state) {
  const address = new URLSearchParams();
  if (state.q) address.set("q", state.q);
  for (const name of FACETS) for (const value of state.filters[name]) address.append(name, value);
  for (const name of ["from", "to", "on", "sort"]) if (state[name]) address.set(name, state[name]);
  if (state.plain) address.set("plain", "1");
  if (state.n > PAGE) address.set("n", String(state.n));
  return address.toString();
}

// The address of a state; the page handles the click itself without reloading.
function href(state) {
  const address = written(state);
  return address ? `?${address}` : location.pathname.split("/").pop() || "search.html";
}

function remember(state, replace) {
  const address = written(state);
  const target = `${location.pathname}${address ? `?${address}` : ""}`;
  try {
    if (replace) history.replaceState(history.state, "", target);
    else history.pushState(null, "", target);
  } catch {
    // Some browsers forbid it for local files, where the fragment may still change.
    if (replace) location.replace(`#?${address}`);
    else location.hash = `?${address}`;
  }
}

// The active conditions besides the query, each with the state without it.
function conditions(state, titles) {
  const found = [];
  for (const name of FACETS) {
    for (const value of state.filters[name]) {
      const filters = { ...state.filters, [name]: state.filters[name].filter((one) => one !== value) };
      found.push({ words: `${titles[name] || name}：${value}`, without: { ...state, filters, n: PAGE } });
    }
  }
  if (state.from || state.to) {
    const ends = [state.from && `${words(state.from)}起`, state.to && `${words(state.to)}止`];
    const span = ends.filter(Boolean).join("，");
    found.push({ words: `发布日期：${span}`, without: { ...state, from: "", to: "", n: PAGE } });
  }
  if (state.on) found.push({ words: `${words(state.on)}有效`, without: { ...state, on: "", n: PAGE } });
  return found;
}

const unfiltered = (state) => ({ ...empty(), q: state.q, sort: state.sort, plain: state.plain });
