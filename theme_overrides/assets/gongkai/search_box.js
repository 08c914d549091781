// Suggestions of the search box in the masthead: columns, titles, numbers, synonyms (ARIA 1.2, combobox with listbox
// popup).
import { element, marked, refill } from "./elements.js";
import * as searchWords from "./search_words.js";

function suggestWhileTyping() {
  const box = document.getElementById("gk-query");
  if (!box) return;
  // Created here, since there are no suggestions without scripts.
  const list = element("ul", "gk-suggestions");
  list.id = "gk-suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "检索建议");
  list.hidden = true;
  const status = element("span", "gk-hidden");
  status.id = "gk-suggestions-status";
  status.setAttribute("role", "status");
  box.form.append(list, status);
  const root = document.body.dataset.gkRoot;
  const MOST = 8;
  const FEW = 2;
  const WAIT = 120;
  const PAST = "已经失效或者废止";

  let known = null;
  let waiting = 0;
  let options = [];
  let shown = [];
  let active = -1;

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", list.id);

  async function knowledge() {
    if (!known) {
      const [synonyms, { columns, items, forms }] = await Promise.all([
        searchWords.synonyms(root),
        searchWords.suggestions(root),
      ]);
      const fold = (text) =>
        [...text.normalize("NFKC")]
          .map((one) => forms.get(one) || one)
          .join("")
          .toLowerCase()
          .replace(/[^\p{L}\p{N}]+/gu, "");
      known = {
        fold,
        groups: synonyms.map((group) => group.map((word) => ({ word, key: fold(word) }))),
        columns: columns.map((one) => ({ ...one, key: fold(one.title) })),
        items: items.map((one) => ({ ...one, key: fold(one.title), numberKey: fold(one.number) })),
      };
    }
    return known;
  }

  // At most MOST suggestions: synonyms, columns, then items, with numbers of this prefix first. What is no longer in
  // force comes last, but an exact title or number is always included.
  function suggested(text, { fold, groups, columns, items }) {
    // Excluded words are not part of suggestions.
    const parts = text
      .split(/\s+/)
      .filter((part, place) => !place || !/^[-－]\p{L}/u.test(part))
      .map(fold)
      .filter(Boolean);
    const whole = parts.join("");
    if (!whole || (whole.length < 2 && !/\p{Script=Han}/u.test(whole))) return [];
    const has = ({ key, numberKey = "" }) => parts.every((part) => key.includes(part) || numberKey.includes(part));
    const asked = [];
    for (const group of groups) {
      const meant = group.find(({ key }) => key !== whole && key.startsWith(whole));
      if (meant && asked.length < FEW)
        asked.push({ word: meant.word, same: group.find((other) => other !== meant).word });
    }
    const places = columns.filter(has).slice(0, FEW);
    const [numbered, others, past, named] = [[], [], [], []];
    for (const one of items) {
      const begins = one.numberKey.startsWith(whole);
      if (!begins && !has(one)) continue;
      if (!one.dead) (begins ? numbered : others).push(one);
      else (one.numberKey === whole || one.key === whole ? named : past).push(one);
    }
    const room = MOST - asked.length - places.length;
    const last = named.slice(0, FEW);
    const found = [...[...numbered, ...others].slice(0, room - last.length), ...last, ...past].slice(0, room);
    return [
      ...asked.map(({ word, same }) => ({ word, label: word, note: `同“${same}”` })),
      ...places.map(({ title, url }) => ({ url, label: title, note: "栏目" })),
      ...found.map(({ title, url, number, kind, state, tone, dead }) => ({
        url,
        label: title,
        note: number || kind,
        state,
        tone,
        dead,
      })),
    ];
  }

  // Highlights the typed words; titles are compared literally, so a highlight is never wrong.
  function parts(label, text) {
    const sought =
      text
        .trim()
        .split(/\s+/)
        .find((word) => label.toLowerCase().includes(word.toLowerCase())) || "";
    const at = sought ? label.toLowerCase().indexOf(sought.toLowerCase()) : -1;
    if (at < 0) return [{ text: label, mark: false }];
    const end = at + sought.length;
    return [
      { text: label.slice(0, at), mark: false },
      { text: label.slice(at, end), mark: true },
      { text: label.slice(end), mark: false },
    ];
  }

  function option(one, number) {
    const state = one.state ? element("span", `gk-badge gk-badge--${one.tone}`, one.state) : null;
    const made = element(
      "li",
      "gk-suggestions__option",
      element(
        "span",
        "gk-suggestions__label",
        state,
        state && " ",
        ...marked(parts(one.label, box.value), "gk-suggestions__mark"),
      ),
      one.note ? element("span", "gk-suggestions__note", one.note) : null,
    );
    made.id = `gk-suggestion-${number}`;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    // The box keeps the focus when an option is pressed.
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", () => choose(one));
    return made;
  }

  // What is no longer in force comes last, in a group whose heading screen readers announce.
  function group(past) {
    const inner = element("ul", "gk-suggestions__group", ...past);
    inner.setAttribute("role", "none");
    const head = element("span", "gk-suggestions__past", PAST);
    head.setAttribute("aria-hidden", "true");
    const made = element("li", "", head, inner);
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", PAST);
    return made;
  }

  function open(found) {
    options = found;
    shown = found.map(option);
    const [living, past] = [false, true].map((wanted) =>
      shown.filter((_, number) => Boolean(found[number].dead) === wanted),
    );
    refill(list, ...living, ...(past.length ? [group(past)] : []));
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", String(found.length > 0));
    point(-1);
    status.textContent = found.length ? `有 ${found.length} 条建议，按上下方向键选择。` : "";
  }

  const close = () => {
    window.clearTimeout(waiting);
    waiting = 0;
    if (!list.hidden || options.length) open([]);
  };

  function point(number) {
    active = number;
    shown.forEach((one, place) => one.setAttribute("aria-selected", String(place === number)));
    if (number < 0) box.removeAttribute("aria-activedescendant");
    else {
      box.setAttribute("aria-activedescendant", shown[number].id);
      shown[number].scrollIntoView({ block: "nearest" });
    }
  }

  // Opens a page or searches for a word.
  function choose(one) {
    close();
    if (one.url) location.assign(root + one.url);
    else {
      box.value = one.word;
      box.form.querySelector("button").click();
    }
  }

  box.addEventListener("input", (event) => {
    if (event.isComposing) return;
    ask();
  });
  box.addEventListener("compositionend", () => ask());

  function ask() {
    window.clearTimeout(waiting);
    const text = box.value;
    waiting = window.setTimeout(async () => {
      const mine = waiting;
      const found = text.trim() ? suggested(text, await knowledge()) : [];
      // A late answer is dropped if the text changed or the list was closed.
      if (mine === waiting && document.activeElement === box) open(found);
    }, WAIT);
  }

  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const last = options.length - 1;
    if (event.key === "ArrowDown" && options.length) point(active < last ? active + 1 : -1);
    else if (event.key === "ArrowUp" && options.length) point(active < 0 ? last : active - 1);
    else if (event.key === "Enter" && active >= 0) choose(options[active]);
    else if (event.key === "Escape" && options.length) close();
    else {
      if (event.key === "Enter" || event.key === "Tab") close();
      return;
    }
    event.preventDefault();
  });
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
}

suggestWhileTyping();
