// Sort orders of records and their names; the active one is always shown.
export { choices, inForce, description, words };

// Names of both directions by type of column, which hooks/gongkai/searching/records/record_index.py states.
const DIRECTIONS = {
  day: ["旧的在前", "新的在前"],
  date: ["早的在前", "晚的在前"],
  number: ["小的在前", "大的在前"],
  letters: ["按拼音", "按拼音倒序"],
  code: ["顺序排列", "倒序排列"],
};

// The default order: by relevance for a query, otherwise as on the page.
const given = (meta, state) => (state.q ? "最相关的在前" : meta.sorted ? "最新的在前" : "最近公开的在前");

// The explicit order of a state; "" for the default, which without a query is newest first.
const inForce = (meta, state) => {
  const chosen = meta.sortable.includes(state.sort.replace(/^-/, "")) ? state.sort : "";
  return !state.q && chosen === meta.sorted ? "" : chosen;
};

function words(meta, value) {
  const name = value.replace(/^-/, "");
  const { title } = meta.columns.find((column) => column.name === name);
  return `${title}：${DIRECTIONS[meta.orders[name]][value === name ? 0 : 1]}`;
}

// [value, label] of all orders; newest first is listed once, under its name there.
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

// The label of the active order.
function description(meta, state) {
  const value = inForce(meta, state);
  return value ? words(meta, value).replace("：", "") : given(meta, state);
}
