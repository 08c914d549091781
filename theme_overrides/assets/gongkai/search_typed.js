// Text in the search box that was not searched for yet, kept in the history entry, so that reloading or going back does
// not lose it.
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

// Shows a text in the box, except during input method composition.
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
  // Text typed while this script was loading takes precedence.
  if (box.value) keep();
  else show(kept() || "");
}
