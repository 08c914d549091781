// Chooses the search engine: our shards answer every query. If one of their files cannot be read, Pagefind stands in,
// provided that the build left its index, a web server delivers the page, and the browser can run it.
/* data: gkEngine */
import { file, text } from "./search_files.js";
import * as searchShards from "./search_shards.js";
export { open };

const ALPHABET = "0123456789abcdefghijklmnopqrstuv";

// Encodes a unit as a word of Latin letters, as hooks/gongkai/searching/pagefind.py does.
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

// Whether WebAssembly can run. A minimal module with a multi-value function tells whether the server's policy allows it
// and whether the browser is new enough (Chromium 85), so that nothing is loaded in vain. A failure is remembered for
// the session, since Firefox logs each one.
const SMALL = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 0, 2, 127, 127);
const FAILED = "gk-pagefind-failed";
let able = null;
function runs() {
  if (able === null) {
    try {
      able = !sessionStorage.getItem(FAILED) && Boolean(new WebAssembly.Module(SMALL));
    } catch {
      able = false;
      failed();
    }
  }
  return able;
}
function failed() {
  try {
    sessionStorage.setItem(FAILED, "1");
  } catch {
    /* Private windows may refuse; it is tried again then. */
  }
}

let started = null;
// Pagefind and its page numbers; initialized once, since it takes several requests.
function pagefindOf(root) {
  if (!started) started = begun(root);
  return started;
}
async function begun(root) {
  const [{ createInstance }, entries] = await Promise.all([
    import(new URL(`${root}pagefind/pagefind.js`, document.baseURI).href),
    names(root),
  ]);
  // A worker would load the program a second time.
  const pagefind = createInstance({ noWorker: true });
  await pagefind.init();
  return { pagefind, entries };
}
async function names(root) {
  const { bytes } = await file(`${root}pagefind/`, "entries", "pagefind/entries");
  return new Map(
    text(bytes)
      .split("\n")
      .map((id, entry) => [id, entry]),
  );
}

let choice = null;
// Whether the build left a Pagefind index: a file of one line, requested only when needed.
function chosen(root) {
  if (!choice)
    choice = new Promise((resolve) => {
      if (window.gkEngine) return resolve(window.gkEngine);
      const script = document.createElement("script");
      script.src = `${root}search/engine.js`;
      script.onload = () => {
        script.remove();
        resolve(window.gkEngine);
      };
      script.onerror = () => {
        script.remove();
        choice = null;
        resolve("shards");
      };
      return document.head.append(script);
    });
  return choice;
}

// Opens the index of pages, or that of `options.index`, below the root of the site; the same interface as open() of
// search_shards.js. `options.engine`: "shards" (never Pagefind) or "pagefind" (Pagefind first).
async function open(root, options = {}) {
  const name = options.index || "pages";
  const index = await searchShards.open(`${root}search/${name}/`);
  if (name !== "pages" || location.protocol === "file:" || options.engine === "shards")
    return { ...index, engine: "shards" };
  // The entries with all required terms, sorted; null if Pagefind cannot answer: it has no dates and incomplete prefix
  // search.
  async function retrieve({ phrases, terms }) {
    if (phrases.some(({ day }) => day) || terms.some(({ prefix, text }) => prefix && /^[a-z0-9]|·/.test(text)))
      return null;
    if ((options.engine || (await chosen(root))) !== "pagefind" || !runs()) return null;
    try {
      const { pagefind, entries } = await pagefindOf(root);
      const words = terms.filter(({ optional }) => !optional).map(({ text }) => word(text));
      const { results } = await pagefind.search(words.join(" "));
      return Uint32Array.from(results, ({ id }) => entries.get(id)).sort();
    } catch {
      // A server may not deliver its files, or with wrong types.
      failed();
      return null;
    }
  }
  const first = options.engine === "pagefind" && runs();
  return {
    ...index,
    engine: first ? "pagefind" : "shards",
    search: (query, wanted = {}) => index.search(query, { ...wanted, retrieve, first }),
  };
}
