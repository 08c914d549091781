// The card (dialog) of one record: all fields, position, validity, history and citation.
import { refill } from "./elements.js";
export { show };

const make = (name, className, ...content) => {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...content);
  return element;
};
const link = (href, words) => {
  const element = make("a", "", words);
  element.href = href;
  return element;
};

// Fallback for browsers from before 2022 without dialog: the card overlays the page, and focus moves to it and back.
function plain(box) {
  let focused = null;
  const show = () => {
    focused = document.activeElement;
    box.setAttribute("open", "");
    box.querySelector("h2").focus();
  };
  const close = () => {
    box.removeAttribute("open");
    box.dispatchEvent(new Event("close"));
    if (focused) focused.focus();
  };
  Object.defineProperty(box, "open", { get: () => box.hasAttribute("open") });
  Object.assign(box, { show, showModal: show, close });
  box.classList.add("gk-card--plain");
  box.setAttribute("role", "dialog");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box.open) close();
  });
}

let dialog = null;
let closing = true;
function shell() {
  if (dialog) return dialog;
  dialog = make("dialog", "gk-card");
  if (!dialog.showModal) plain(dialog);
  dialog.setAttribute("aria-labelledby", "gk-card-title");
  dialog.addEventListener("close", () => {
    if (!closing) {
      closing = true;
      return;
    }
    document.documentElement.classList.remove("gk-with-card");
    if (dialog.dataset.hash && location.hash === dialog.dataset.hash) {
      try {
        history.replaceState(history.state, "", location.pathname + location.search);
      } catch {
        /* Local files may refuse. */
      }
    }
  });
  // A click beside the card closes it, as Escape does.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  // A modal dialog would be printed as an overlay; for printing it must be in the flow and may span pages.
  window.addEventListener("beforeprint", () => {
    if (dialog.open) {
      closing = false;
      dialog.close();
      dialog.show();
    }
  });
  window.addEventListener("afterprint", () => {
    if (dialog.open) {
      closing = false;
      dialog.close();
      dialog.showModal();
    }
  });
  document.body.append(dialog);
  return dialog;
}

function facts(lines) {
  const list = make("dl", "gk-card__facts");
  for (const { label, words } of lines) {
    if (!words) continue;
    list.append(make("div", "gk-card__fact", make("dt", "", label), make("dd", "", words)));
  }
  return list;
}

function changes(lines) {
  const list = make("ol", "gk-changes__list");
  for (const [day, action, tone, column, before, after, reason, basis] of lines) {
    const words = make("div", "gk-changes__words");
    if (column) words.append(`${column}由“`, make("del", "", before), "”改为“", make("ins", "", after), "”");
    if (reason) words.append(make("p", "gk-changes__reason", `理由：${reason}${basis ? `（依据：${basis}）` : ""}`));
    list.append(
      make(
        "li",
        "gk-changes__line",
        make("time", "gk-changes__day", day),
        make("span", `gk-badge gk-badge--${tone}`, action),
        words,
      ),
    );
  }
  return make("section", "gk-card__part", make("h3", "gk-card__heading", "变更情况"), list);
}

function printed(lines) {
  const list = make("ul", "gk-printed-notes");
  for (const [, label, words] of lines)
    list.append(make("li", "gk-printed-notes__note", make("strong", "", "原件如此"), `：${label}，${words}`));
  return list;
}

function buttons(address) {
  const bar = make("p", "gk-card__buttons");
  const button = (words, act) => {
    const element = make("button", "gk-card__button", words);
    element.type = "button";
    element.addEventListener("click", () => act(element));
    bar.append(element);
  };
  button("打印", () => window.print());
  if (navigator.clipboard) {
    button("复制网址", (element) => {
      navigator.clipboard.writeText(address).then(
        () => {
          element.textContent = "已复制";
        },
        () => {
          element.textContent = "请手工复制";
        },
      );
    });
  }
  button("关闭", () => dialog.close());
  return bar;
}

// `card`: {title, number, kind, standing, asOf, lines: [{label, words}], item: {title, url, indexNo, agency, day},
//          url, address, history: [[…]…], printed: [[…]…], following: element or null, withdrawn, others}
function show(card, hash) {
  const box = shell();
  const head = make("header", "gk-card__head", make("p", "gk-card__kind", card.kind));
  const title = make("h2", "gk-card__title", card.title || card.number);
  title.id = "gk-card-title";
  title.tabIndex = -1;
  title.autofocus = true;
  head.append(title);
  if (card.number && card.title) head.append(make("p", "gk-card__number", card.number));
  if (card.following) head.append(card.following);
  if (card.standing) {
    head.append(
      make(
        "p",
        `gk-standing gk-standing--${card.standing.tone}`,
        card.standing.words,
        make("span", "gk-card__as-of", `（截至 ${card.asOf}）`),
      ),
    );
  }
  const parts = [head];
  if (card.withdrawn) {
    parts.push(make("p", "gk-card__withdrawn", "这条记录已经撤下，内容不再公开；撤下的日期和理由见下。"));
  } else {
    parts.push(facts(card.lines));
    if (card.printed?.length) parts.push(printed(card.printed));
  }
  if (card.history.length) parts.push(changes(card.history));
  const source = [];
  if (card.item)
    source.push(
      { label: "所在信息", words: link(card.item.url, card.item.title) },
      { label: "索引号", words: card.item.indexNo },
    );
  source.push(
    { label: "永久网址", words: link(card.url, readable(card.address)) },
    { label: "引用格式", words: citation(card) },
  );
  if (card.others) source.push({ label: "提示", words: `另有 ${card.others} 条记录编号相同。` });
  parts.push(make("section", "gk-card__part", make("h3", "gk-card__heading", "来源与引用"), facts(source)));
  parts.push(buttons(card.address));
  refill(box, ...parts);
  box.dataset.hash = hash || "";
  document.documentElement.classList.add("gk-with-card");
  if (!box.open) box.showModal();
  box.scrollTop = 0;
}

function readable(address) {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

function citation(card) {
  const what = [card.kind, card.number, card.withdrawn ? "" : card.title].filter(Boolean).join("，");
  const where = card.item
    ? `，载《${card.item.title}》（索引号 ${card.item.indexNo}${card.item.day ? `，${card.item.day} 发布` : ""}）`
    : "";
  const held = card.standing ? `，${card.standing.words}（截至 ${card.asOf}）` : "";
  return `${card.item?.agency ? `${card.item.agency}：` : ""}${what}${held}${where}，${readable(card.address)}`;
}
