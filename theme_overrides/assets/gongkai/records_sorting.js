// The orders in which records can stand, each named by what it does; the one in force is always the one that is shown.
export { choices, inForce, told, words };

// What the two directions of a column do, by what it holds; hooks/gongkai/searching/record_index.py tells which.
const DIRECTIONS = {
  day: ["旧的在前", "新的在前"],
  date: ["早的在前", "晚的在前"],
  number: ["小的在前", "大的在前"],
  letters: ["按拼音", "按拼音倒序"],
  code: ["顺序排列", "倒序排列"],
};

// The order where nobody chose one: the best first where there is a query, otherwise as the page stands.
const given = (meta, state) => (state.q ? "最相关的在前" : meta.sorted ? "最新的在前" : "最近公开的在前");

// The order that a state asks for: "" for the one where nobody chose, which without a query is the newest first.
const inForce = (meta, state) => {
  const chosen = meta.sortable.includes(state.sort.replace(/^-/, "")) ? state.sort : "";
  return !state.q && chosen === meta.sorted ? "" : chosen;
};

function words(meta, value) {
  const name = value.replace(/^-/, "");
  const { title } = meta.columns.find((column) => column.name === name);
  return `${title}：${DIRECTIONS[meta.orders[name]][value === name ? 0 : 1]}`;
}

// [value, words] of every order; newest first is told once, by the name that it has there.
function choices(meta, state) {
  const sorts = meta.table.filter((name) => meta.sortable.includes(name)).flatMap((name) => [name, `-${name}`]);
  const newest =
    state.q && meta.sorted && meta.sortable.includes(meta.day) && !sorts.includes(meta.sorted) ? [meta.sorted] : [];
  return [
    ["", given(meta, state)],
    ...[...newest, ...sorts]
      .filter((value) => state.q || value !== meta.sorted)
      .map((value) => [value, words(meta, value)]),
  ];
}

// What is said of the order in force.
function told(meta, state) {
  const value = inForce(meta, state);
  return value ? words(meta, value).replace("：", "") : given(meta, state);
}
