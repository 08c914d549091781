// Word lists of the build, loaded on demand: synonyms, suggestions of titles and numbers, documents of other agencies.
/* data: gkOutside, gkSuggestions, gkSynonyms */
import { now } from "./search_standing.js";
export { load, start, synonyms, suggestions, outside };

const loaded = new Map();

function load(address) {
  if (!loaded.has(address)) {
    loaded.set(
      address,
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = address;
        script.onload = () => {
          script.remove();
          resolve();
        };
        script.onerror = () => {
          script.remove();
          loaded.delete(address);
          reject(new Error(address));
        };
        document.head.append(script);
      }),
    );
  }
  return loaded.get(address);
}

// Loads the files that a first answer reads, which are also there one by one.
async function start(root) {
  try {
    await load(`${root}search/start.js`);
  } catch {
    /* See above. */
  }
}

// Groups of synonyms; empty if the file cannot be read, since search works without them.
async function synonyms(root) {
  try {
    if (!window.gkSynonyms) await load(`${root}search/synonyms.js`);
  } catch {
    /* See above. */
  }
  return window.gkSynonyms || [];
}

// {columns: [{title, url}], items: [{title, url, number, kind, state, tone, dead}], forms: Traditional → standard};
// empty if the file cannot be read. `state` must be shown; it is "" for what is in force or has no known state.
async function suggestions(root) {
  try {
    await load(`${root}search/suggestions.js`);
  } catch {
    /* Suggestions are a comfort. */
  }
  const { columns = [], kinds = [], standings = [], items = [], standard = "" } = window.gkSuggestions || {};
  const known = standings.map(now).map(({ state, words, tone, dead }) => ({
    state: state === "有效" || state === "未标注" ? "" : words,
    tone,
    dead,
  }));
  const forms = new Map();
  const characters = Array.from(standard);
  for (let i = 0; i + 1 < characters.length; i += 2) forms.set(characters[i], characters[i + 1]);
  return {
    forms,
    columns: columns.map(([title, url]) => ({ title, url })),
    items: items.map(([title, url, number, kind, standing]) => ({
      title,
      url,
      number,
      kind: kinds[kind],
      ...known[standing],
    })),
  };
}

// Documents of others that the column refers to: [{number, title, anchor}…].
async function outside(root) {
  try {
    await load(`${root}search/outside.js`);
  } catch {
    /* Nothing else depends on it. */
  }
  return (window.gkOutside || []).map(([number, title, anchor]) => ({ number, title, anchor }));
}
