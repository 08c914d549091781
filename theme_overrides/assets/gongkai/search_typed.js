// What stands in the box and was not searched for: kept with the page in the history, so that neither a reload nor the way back loses it.
export { kept, keep, forget, show };

const box = document.getElementById("gk-query");
let composing = false;

const kept = () => (typeof history.state?.typed === "string" ? history.state.typed : null);
function write(typed) {
  try {
    history.replaceState({ ...history.state, typed }, "");
  } catch {
    /* Who writes very often is refused for a while. */
  }
}
const keep = () => write(box.value);
const forget = () => {
  if (kept() !== null) write(null);
};

// Shows a text, unless somebody is in the middle of a word of an input method.
function show(text) {
  if (!composing && box.value !== text) box.value = text;
}

if (box) {
  box.addEventListener("compositionstart", () => {
    composing = true;
  });
  box.addEventListener("compositionend", () => {
    composing = false;
    keep();
  });
  box.addEventListener("input", keep);
  // What was typed while this script was on its way counts more than what stood there before.
  if (box.value) keep();
  else show(kept() || "");
}
