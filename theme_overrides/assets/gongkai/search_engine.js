// Our shards answer every query. Where one of their files cannot be read, Pagefind stands in, if the build left its index, a
// web server gives the page and the browser can run it.
/* data: gkEngine */
import { file, text } from "./search_files.js";
import * as searchShards from "./search_shards.js";
export { open };

const ALPHABET = "0123456789abcdefghijklmnopqrstuv";

// One word of Latin letters for each unit, as hooks/gongkai/searching/pagefind.py writes it.
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

// Whether it can run here. A module with nothing but a function of two values says what the policy of the server allows,
// and whether the browser knows such functions (Chromium from 85 on), so that nothing is loaded in vain; what failed once
// is not tried again on every page of a visit, and Firefox writes each refusal on its console.
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
// Pagefind with the number of each of its pages; it is begun once, since it takes several turns to the server.
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
// Whether the build left an index of Pagefind, in a file of one line that is asked for only where it matters.
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

// Opens the index of pages, or the one that `options.index` names, below the root of the site; the same index as
// search_shards.js gives. `options.engine` is "shards", which does without Pagefind, or "pagefind", which asks Pagefind first.
async function open(root, options = {}) {
  const name = options.index || "pages";
  const index = await searchShards.open(`${root}search/${name}/`);
  if (name !== "pages" || location.protocol === "file:" || options.engine === "shards")
    return { ...index, engine: "shards" };
  // What has every term, in the order of the entries; null where Pagefind cannot answer: it knows no days, and only some of
  // the words that begin with one.
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
      // A server that does not deliver its files, or not as what they are.
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
