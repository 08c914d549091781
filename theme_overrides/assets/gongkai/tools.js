// Tools of an item page: print, favourite, copy address or citation, copy a link to an article.
import { has, add, remove } from "./favourites.js";

function offerTools() {
  const place = document.querySelector("[data-gk-tools]");
  if (!place) return;
  const title = document.querySelector("h1").textContent;
  const { gkUrl: url, gkNumber: number } = place.dataset;
  const said = document.createElement("p");
  said.className = "gk-tools__said";
  said.setAttribute("role", "status");
  document.body.append(said);
  let timer = 0;
  function say(words) {
    said.textContent = words;
    clearTimeout(timer);
    timer = setTimeout(() => {
      said.textContent = "";
    }, 4000);
  }

  // The clipboard API needs a secure context; a page from a folder copies through a field.
  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      /* Not a secure page, or not allowed. */
    }
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "gk-hidden";
    document.body.append(field);
    const focused = document.activeElement;
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    focused?.focus();
    return done;
  }
  const copy = async (text, what) =>
    say((await copied(text)) ? `已复制${what}` : `浏览器不允许复制，请手工选取${what}`);
  const address = () => document.querySelector('link[rel="canonical"]')?.href || location.href.split("#")[0];
  const state = () => document.querySelector(".gk-item__number .gk-badge")?.textContent || "";

  function button(words, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "gk-tools__button";
    made.textContent = words;
    made.addEventListener("click", () => action(made));
    place.append(made);
    return made;
  }

  button("打印", () => print());
  const keep = button("收藏", () => {
    const had = has(url);
    const done = had ? remove(url) : add({ url, title, number });
    if (!done) say("浏览器不允许保存，请用浏览器自带的收藏夹");
    mark();
  });
  function mark() {
    const kept = has(url);
    keep.textContent = kept ? "已收藏" : "收藏";
    keep.setAttribute("aria-pressed", String(kept));
  }
  mark();
  button("复制链接", () => copy(address(), "链接"));
  button("复制引文", () => copy(document.querySelector("[data-gk-citation]").textContent, "引文"));
  const code = document.getElementById("gk-qr");
  if (code) button("二维码", () => code.closest("svg").scrollIntoView({ block: "center" }));

  // Article numbers are links; a click also copies the citation of the article with the validity of its document.
  for (const link of document.querySelectorAll(".gk-text__no")) {
    link.addEventListener("click", () => {
      const about = [number, state()].filter(Boolean).join("，");
      const name = `《${title.replace(/^《|》$/g, "")}》${about && `（${about}）`}`;
      const label = link.textContent.trim();
      copy(`${name}${label} ${address()}${link.getAttribute("href")}`, `${label}的链接`);
    });
  }
}

offerTools();
