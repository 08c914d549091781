// The summary of an answer, which screen readers announce, and the note about excluded words.
import * as searchRecords from "./search_records.js";
import { PAGE, conditions } from "./search_state.js";
import { parted } from "./search_without.js";
export { answered, leftOut, noneYet, firstOnes };

const amongOf = (state) => (conditions(state, {}).length ? "在所选条件下" : "");

// How much there is: items that hold the query, of which `ended` are no longer in force, and others, so many
// of all `shown`; what search_records.js found; `missing`
// where the query is a number that the column does not hold.
function answered(state, { exact, ended = 0, partly, shown, recorded, missing }) {
  const among = amongOf(state);
  const held = recorded ? searchRecords.words(recorded) : "";
  if (!exact && !partly && !held && !missing) return state.q ? `${among}没有找到“${state.q}”。` : `${among}没有信息。`;
  const first = missing ? "本专栏未收录" : exact ? "" : held || (partly ? "没有完全符合的" : "没有找到");
  const parts = [
    first,
    exact && (missing ? `有 ${exact} 条信息含有检索词` : `找到 ${exact} 条`),
    ended && (ended === exact ? "都已经失效或者废止" : `其中 ${ended} 条已经失效或者废止`),
    exact && held,
    partly && `${exact || first !== "没有完全符合的" ? "另" : ""}有相关结果 ${partly} 条`,
    shown < exact + partly && `先列出 ${shown} 条`,
  ].filter(Boolean);
  return `${state.q ? `检索“${state.q}”：` : ""}${parts.join("，")}。`;
}

// What is said before the whole answer is known: nothing holds the query as it is written; the first lines are shown.
const noneYet = (state) => `${amongOf(state)}没有原样写着“${state.q}”的，正在查找相近的……`;
const firstOnes = (state, shown) => `检索“${state.q}”：先列出 ${shown} 条，正在查找其余的……`;

// A note about excluded words, with a link that includes them again; `link` makes a link to a state.
function leftOut(state, without, link) {
  const words = without.map((word) => `“${word}”`).join("、");
  const rest = { ...state, q: parted(state.q).words, n: PAGE };
  return [`只列出不含${words}的。`, link(`也检索含有${words}的`, rest)];
}
