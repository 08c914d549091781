// Converts the page to Traditional characters by longest match in a dictionary, then by character; the original text
// can be restored.
/* data: gkTraditionalData */
export { show, undo, traditional };

const KEPT = "script, style, textarea, code, svg, [data-gk-citation], [data-gk-as-written]";
const ATTRIBUTES = ["title", "placeholder", "aria-label", "alt"];
const LONGEST = 4;
const { pairs, words } = window.gkTraditionalData;
const single = new Map();
for (let i = 0; i + 1 < pairs.length; i += 2) single.set(pairs[i], pairs[i + 1]);
const word = new Map();
for (const [pair, found] of Object.entries(words)) {
  for (const one of found.split(" ")) {
    const plain = word.get(one) || [...one].map((character) => single.get(character) || character).join("");
    word.set(
      one,
      pair === "==" ? plain : [...plain].map((made, at) => (one[at] === pair[0] ? pair[1] : made)).join(""),
    );
  }
}

function traditional(text) {
  let made = "";
  for (let at = 0; at < text.length;) {
    let length = Math.min(LONGEST, text.length - at);
    while (length > 1 && !word.has(text.substr(at, length))) length -= 1;
    made += length > 1 ? word.get(text.substr(at, length)) : single.get(text[at]) || text[at];
    at += length;
  }
  return made;
}

const texts = new Map();
const attributes = [];
let observer = null;

function convert(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = root.nodeType === Node.TEXT_NODE ? root : walker.nextNode(); node; node = walker.nextNode()) {
    if (texts.has(node) || node.parentElement?.closest(KEPT)) continue;
    const made = traditional(node.data);
    if (made !== node.data) {
      texts.set(node, node.data);
      node.data = made;
    }
  }
  if (!(root instanceof Element)) return;
  for (const element of [root, ...root.querySelectorAll("*")]) {
    if (element.closest(KEPT)) continue;
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      const made = value && traditional(value);
      if (made && made !== value) {
        attributes.push([element, name, value]);
        element.setAttribute(name, made);
      }
    }
  }
}

function show() {
  if (observer) return;
  document.documentElement.lang = "zh-Hant";
  const note = document.createElement("p");
  note.className = "gk-machine";
  note.setAttribute("role", "note");
  note.textContent = "机器转换，以简体文本为准。";
  (document.querySelector(".gk-page") || document.body).prepend(note);
  convert(document.body);
  const title = document.title;
  document.title = traditional(title);
  attributes.push([null, "", title]);
  // Text that other scripts add is converted on insertion; what they change is theirs again.
  observer = new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) convert(node);
  });
  observer.observe(document.body, { childList: true, subtree: true });
}

function undo() {
  if (!observer) return;
  observer.disconnect();
  observer = null;
  document.documentElement.lang = "zh-CN";
  document.querySelector(".gk-machine")?.remove();
  for (const [node, before] of texts) if (node.data === traditional(before)) node.data = before;
  for (const [element, name, value] of attributes) {
    if (element) element.setAttribute(name, value);
    else document.title = value;
  }
  texts.clear();
  attributes.length = 0;
}
