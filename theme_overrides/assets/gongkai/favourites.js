// Favourites, stored in the reader's browser: list, removal and export.
import { refill } from "./elements.js";
export { has, add, remove };

const KEY = "gk-favourites";
const read = () => {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) || "[]");
    return Array.isArray(found)
      ? found.filter((one) => one && typeof one.url === "string" && typeof one.title === "string")
      : [];
  } catch {
    return [];
  }
};
// Whether the browser stored it: private windows may refuse.
const write = (all) => {
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
    return true;
  } catch {
    return false;
  }
};
const has = (url) => read().some((one) => one.url === url);
const remove = (url) => write(read().filter((one) => one.url !== url));
const add = (entry) => write([entry, ...read().filter((one) => one.url !== entry.url)]);

// The list of all favourites, on its own page.
function listKept() {
  const list = document.getElementById("gk-favourites");
  if (!list) return;
  const make = (name, className, text) => {
    const element = document.createElement(name);
    element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  function line(entry) {
    const row = make("li", "gk-line");
    const main = make("div", "gk-line__main");
    const link = make("a", "gk-line__title", entry.title);
    // Only addresses within the column are links, whatever the storage contains.
    if (/^[^:/\\][^:\\]*\.html$/.test(entry.url)) link.href = (document.body.dataset.gkRoot || "") + entry.url;
    main.append(link);
    if (entry.number) main.append(" ", make("span", "gk-line__number", entry.number));
    const button = make("button", "gk-tools__button", "取消收藏");
    button.type = "button";
    button.setAttribute("aria-label", `取消收藏：${entry.title}`);
    button.addEventListener("click", () => {
      remove(entry.url);
      show();
      list.querySelector("button, a")?.focus();
    });
    row.append(main, button);
    return row;
  }

  function show() {
    const all = read();
    if (!all.length) {
      refill(
        list,
        make("p", "gk-empty", "还没有收藏。在信息的网页上点“收藏”，就会列在这里；收藏只保存在您自己的浏览器里。"),
      );
      return;
    }
    const lines = make("ul", "gk-list");
    lines.append(...all.map(line));
    const save = make("a", "gk-tools__button", "导出（JSON）");
    save.href = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(all, null, 1))}`;
    save.download = "favourites.json";
    refill(list, make("p", "gk-list__count", `共 ${all.length} 条，只保存在您自己的浏览器里。`), lines, save);
  }
  show();
}

listKept();
