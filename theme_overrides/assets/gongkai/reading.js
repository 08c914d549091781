// Reading settings on every page: stored in the reader's browser and applied before the first paint.
import * as traditionalView from "./traditional.js";

const CHOICES = [
  {
    label: "字号",
    name: "gkSize",
    key: "gk-size",
    values: [
      ["", "标准"],
      ["large", "大"],
      ["huge", "特大"],
    ],
  },
  {
    label: "行距",
    name: "gkLeading",
    key: "gk-leading",
    values: [
      ["", "标准行距"],
      ["wide", "宽松行距"],
    ],
  },
  {
    label: "配色",
    name: "gkPalette",
    key: "gk-palette",
    values: [
      ["", "标准配色"],
      ["soft", "护眼"],
      ["contrast", "高对比"],
      ["dark", "深色"],
    ],
  },
  {
    label: "文字",
    name: "gkScript",
    key: "gk-script",
    values: [
      ["", "简体"],
      ["hant", "繁體"],
    ],
  },
];
const ELDER = { name: "gkElder", key: "gk-elder" };
const root = document.documentElement;
// Other scripts are in the same folder, with the same version.
const [assets, version] = [
  document.currentScript.src.replace(/[^/]*$/, ""),
  new URL(document.currentScript.src).search,
];
const stored = (key) => {
  try {
    return localStorage.getItem(key) || "";
  } catch {
    return "";
  }
};
const store = (key, value) => {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    /* Private windows may refuse. */
  }
};
const apply = (name, value) => {
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
};

for (const { name, key, values } of CHOICES) {
  const value = stored(key);
  if (values.some(([known]) => known === value)) apply(name, value);
}
if (stored(ELDER.key)) apply(ELDER.name, "on");

// A copy that is read after the last day covered by its data says so at the top, before the first paint.
const asOf = document.currentScript.dataset.gkAsOf || "9999";
if (new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10) > asOf) root.dataset.gkOld = "";

// Shows elements that work only with scripts.
root.classList.add("gk-scripted");

// The site's CSP forbids form submission, so the query is put into the address.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== "get") return;
  event.preventDefault();
  const query = new URLSearchParams(new FormData(form));
  location.assign(`${form.getAttribute("action")}?${query}`);
});

const make = (name, className, text) => {
  const element = document.createElement(name);
  element.className = className;
  if (text) element.textContent = text;
  return element;
};

function choice({ label, name, key, values }) {
  const group = make("fieldset", "gk-settings__group");
  group.append(make("legend", "gk-settings__label", label));
  for (const [value, words] of values) {
    const option = make("label", "gk-settings__option");
    const radio = make("input", "gk-settings__radio");
    radio.type = "radio";
    radio.name = key;
    radio.checked = value === (root.dataset[name] || "");
    radio.addEventListener("change", () => {
      apply(name, value);
      store(key, value);
      convert();
    });
    option.append(radio, make("span", "gk-settings__words", words));
    group.append(option);
  }
  return group;
}

function settings(place) {
  const elder = make("button", "gk-parts__tool", "长者模式");
  elder.type = "button";
  elder.setAttribute("aria-pressed", String(ELDER.name in root.dataset));
  elder.addEventListener("click", () => {
    const on = !(ELDER.name in root.dataset);
    apply(ELDER.name, on ? "on" : "");
    store(ELDER.key, on ? "on" : "");
    elder.setAttribute("aria-pressed", String(on));
  });
  const button = make("button", "gk-parts__tool", "阅读设置");
  button.type = "button";
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", "gk-settings");
  const panel = make("div", "gk-settings");
  panel.id = "gk-settings";
  panel.hidden = true;
  panel.append(...CHOICES.map(choice));
  const show = (open) => {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => show(panel.hidden));
  place.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) {
      show(false);
      button.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!place.contains(event.target)) show(false);
  });
  place.append(elder, button, panel);
}

// On phones the navigation tree opens below its button; without scripts the same link leads to the tree.
function menu(link, tree) {
  const show = (open) => {
    tree.classList.toggle("gk-tree--open", open);
    link.setAttribute("aria-expanded", String(open));
  };
  link.setAttribute("role", "button");
  link.setAttribute("aria-controls", tree.id);
  show(location.hash === "#tree");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    show(!tree.classList.contains("gk-tree--open"));
  });
  tree.querySelector(".gk-tree__close").addEventListener("click", (event) => {
    event.preventDefault();
    show(false);
    link.focus();
  });
}

// Style sheets open details elements for printing; browsers from before 2025 need it done by script.
function unfolding() {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });
}
if (!CSS.supports("selector(::details-content)")) unfolding();

const load = (name) =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = assets + name + version;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });

// The Traditional view is made in the browser; its scripts are loaded only for its readers.
async function convert() {
  if (root.dataset.gkScript !== "hant") {
    traditionalView.undo?.();
    return;
  }
  if (!traditionalView.show) {
    try {
      await load("traditional_data.js");
      await load("traditional.js");
    } catch {
      return;
    }
  }
  if (root.dataset.gkScript === "hant") traditionalView.show();
}

document.addEventListener("DOMContentLoaded", () => {
  const place = document.querySelector("[data-gk-settings]");
  const link = document.querySelector(".gk-parts__menu");
  const tree = document.getElementById("tree");
  if (place) settings(place);
  if (link && tree) menu(link, tree);
  convert();
});
