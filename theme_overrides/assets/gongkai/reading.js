// Reading comfort: size of type and palette, kept in the reader's own browser and applied before the page is drawn.
(function () {
  "use strict";
  const CHOICES = [
    ["字号", "gkSize", "gk-size", [["", "标准"], ["large", "大"], ["huge", "特大"]]],
    ["配色", "gkPalette", "gk-palette", [["", "标准"], ["soft", "护眼"], ["contrast", "高对比"], ["dark", "深色"]]],
  ];
  const root = document.documentElement;
  const stored = (key) => { try { return localStorage.getItem(key) || ""; } catch { return ""; } };
  const store = (key, value) => { try { if (value) localStorage.setItem(key, value); else localStorage.removeItem(key); } catch { /* Private windows may refuse. */ } };
  const apply = (name, value) => { if (value) root.dataset[name] = value; else delete root.dataset[name]; };

  for (const [, name, key, values] of CHOICES) {
    const value = stored(key);
    if (values.some(([known]) => known === value)) apply(name, value);
  }

  // The policy of the site forbids forms to be sent, so the query travels as an address.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "get") return;
    event.preventDefault();
    const query = new URLSearchParams(new FormData(form));
    location.assign(`${form.getAttribute("action")}?${query}`);
  });

  document.addEventListener("DOMContentLoaded", () => {
    const page = document.querySelector(".gk-page");
    if (!page) return;
    const bar = document.createElement("div");
    bar.className = "gk-reading";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "阅读方式");
    for (const [label, name, key, values] of CHOICES) {
      const wrapper = document.createElement("label");
      wrapper.className = "gk-reading__choice";
      const select = document.createElement("select");
      select.className = "gk-reading__select";
      for (const [value, words] of values) {
        const option = document.createElement("option");
        option.value = value;
        option.textContent = words;
        option.selected = value === (root.dataset[name] || "");
        select.append(option);
      }
      select.addEventListener("change", () => { apply(name, select.value); store(key, select.value); });
      wrapper.append(`${label} `, select);
      bar.append(wrapper);
    }
    page.prepend(bar);
  });
})();
