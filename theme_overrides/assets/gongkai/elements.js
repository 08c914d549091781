// Helpers that create elements; text is always inserted as text, never as HTML.
export { element, marked, refill, button };

// An element with a class and children; a child is an element, a text, or nothing.
function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

// Converts parts {text, mark} to nodes, highlights in <mark>. Adjacent equal parts are merged, so that screen readers
// do not split words.
function marked(parts, className) {
  const joined = [];
  for (const part of parts) {
    const last = joined[joined.length - 1];
    if (last && last.mark === part.mark) last.text += part.text;
    else joined.push({ ...part });
  }
  return joined.map(({ text, mark }) => (mark ? element("mark", className, text) : document.createTextNode(text)));
}

// Replaces all children. Browsers from before the end of 2020 lack replaceChildren.
function refill(place, ...children) {
  place.textContent = "";
  place.append(...children);
}

function button(className, words, pressed) {
  const made = element("button", className, words);
  made.type = "button";
  made.addEventListener("click", pressed);
  return made;
}
