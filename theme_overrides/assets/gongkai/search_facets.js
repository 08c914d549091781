// The filter panel: facets with counts, the range of publication dates, and the date of validity.
import { element, refill, button } from "./elements.js";
import { FACETS, PAGE, day, conditions, empty } from "./search_state.js";
export { panel };

const FEW = 6;
const STATES = ["有效", "尚未施行", "已修改", "部分失效", "失效", "废止", "撤回", "不能判定", "未标注"];

// The panel; `change(state)` is called with the new state. `opened` holds the facets that are shown completely.
function panel(change) {
  const opened = new Set();
  const count = element("span", "gk-facets__chosen");
  const summary = element("summary", "gk-facets__head", "筛选条件", count);
  const groups = element("div", "gk-facets__groups");
  const box = element("details", "gk-facets", summary, groups);
  let dates = null;
  let last = null;
  const wide = window.matchMedia("(min-width: 60.0625rem)");
  // Beside the list the panel is always open; above it, on phones, it opens on demand.
  const unfold = () => {
    box.open = wide.matches;
    summary.tabIndex = wide.matches ? -1 : 0;
  };
  // Safari before 14 has no change event of media queries; the panel then keeps its state.
  wide.addEventListener?.("change", unfold);
  summary.addEventListener("click", (event) => {
    if (wide.matches) event.preventDefault();
  });
  unfold();
  box.addEventListener("toggle", fill);

  function show(state, index, counts) {
    last = { state, index, counts };
    const chosen = conditions(state, {}).length;
    count.textContent = chosen ? `（已选 ${chosen} 项）` : "";
    fill();
  }

  // The content of a closed panel is built when it opens, so that phones draw results first.
  function fill() {
    if (!box.open || !last) return;
    const { state, index, counts } = last;
    if (!dates) {
      dates = dateForm(change);
      box.append(dates.form);
    }
    const focused = document.activeElement?.id;
    refill(groups, ...FACETS.map((name) => facet(name, state, index, counts[name])).filter(Boolean));
    dates.show(state);
    if (focused && focused.startsWith("gk-facet-")) document.getElementById(focused)?.focus();
  }

  function facet(name, state, index, counted) {
    if (!index.facets[name]) return null;
    // Where every item was issued by the office whose column it is in, one of the two facets says all.
    if (name === "agency" && equal(counted, last.counts.office)) return null;
    const chosen = state.filters[name];
    const all = ordered(
      name,
      new Map([...(counted || []), ...chosen.filter((value) => !counted?.get(value)).map((value) => [value, 0])]),
    );
    // A single value that all hits have filters nothing.
    if (all.length < 2 && !chosen.length) return null;
    const few = all.length <= FEW + 2 || opened.has(name);
    const shown = few ? all : all.filter(([value], place) => place < FEW || chosen.includes(value));
    const list = element(
      "ul",
      "gk-facet__list",
      ...shown.map(([value, number]) =>
        choice(name, value, number, state, name === "subject" ? classOf(value, new Map(shown)) : ""),
      ),
    );
    const group = element("fieldset", "gk-facet", element("legend", "gk-facet__title", index.facets[name].title), list);
    if (all.length > FEW + 2) {
      const more = button("gk-facet__more", few ? "收起" : `其余 ${all.length - shown.length} 项`, () => {
        if (few) opened.delete(name);
        else opened.add(name);
        fill();
        document.getElementById(more.id)?.focus();
      });
      more.id = `gk-facet-${name}-more`;
      more.setAttribute("aria-expanded", String(few));
      more.setAttribute("aria-label", `${index.facets[name].title}：${more.textContent}`);
      group.append(more);
    }
    return group;
  }

  // A sub-class is shown without its class; its accessible name is complete.
  function choice(name, value, number, state, above) {
    const box = element("input", "gk-facet__box");
    box.type = "checkbox";
    box.id = `gk-facet-${name}-${value}`;
    box.checked = state.filters[name].includes(value);
    box.addEventListener("change", () => {
      const kept = state.filters[name].filter((one) => one !== value);
      change({ ...state, filters: { ...state.filters, [name]: box.checked ? [...kept, value] : kept }, n: PAGE });
    });
    const label = element(
      "label",
      "gk-facet__choice",
      box,
      element(
        "span",
        "gk-facet__value",
        above && element("span", "gk-hidden", `${above}/`),
        above ? value.slice(above.length + 1) : value,
      ),
      element("span", "gk-facet__count", String(number), element("span", "gk-hidden", " 条")),
    );
    return element("li", `gk-facet__item${above ? " gk-facet__item--under" : ""}`, label);
  }

  return { box, show };
}

const equal = (one, other) =>
  one && other && one.size === other.size && [...one].every(([value, number]) => other.get(value) === number);

function ordered(name, counted) {
  const values = [...counted];
  if (name === "year") return values.sort((a, b) => (a[0] < b[0] ? 1 : -1));
  if (name === "state") return values.sort((a, b) => STATES.indexOf(a[0]) - STATES.indexOf(b[0]));
  values.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return name === "subject"
    ? values
        .filter(([value]) => !classOf(value, counted))
        .flatMap((one) => [one, ...values.filter(([value]) => classOf(value, counted) === one[0])])
    : values;
}

// The class of a listed sub-class: «综合政务» for «综合政务/其他»; "" if it is not in the list.
function classOf(value, counted) {
  const above = value.slice(0, Math.max(0, value.lastIndexOf("/")));
  return above && counted.has(above) ? above : "";
}

function dateForm(change) {
  let current = empty();
  const fault = element("p", "gk-facet__fault");
  fault.id = "gk-facet-fault";
  fault.setAttribute("role", "alert");
  const field = (name, words) => {
    const input = element("input", "gk-facet__day");
    input.type = "date";
    input.name = name;
    input.id = `gk-facet-${name}`;
    input.placeholder = "2026-01-31";
    input.setAttribute("aria-describedby", fault.id);
    return { input, label: element("label", "gk-facet__span", element("span", "gk-facet__word", words), input) };
  };
  const [from, to, on] = [field("from", "从"), field("to", "到"), field("on", "这一天")];
  const about = element(
    "p",
    "gk-facet__about",
    "只列当天已经施行、尚未失效或者废止的文件；没有标注效力的文件不在其中。",
  );
  about.id = "gk-facet-about";
  on.input.setAttribute("aria-describedby", `${about.id} ${fault.id}`);
  const apply = element("button", "gk-facet__apply", "按日期筛选");
  apply.id = "gk-facet-apply";
  const form = element(
    "form",
    "gk-facets__dates",
    element("fieldset", "gk-facet", element("legend", "gk-facet__title", "发布日期"), from.label, to.label),
    element("fieldset", "gk-facet", element("legend", "gk-facet__title", "某日有效"), on.label, about),
    fault,
    apply,
  );
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const days = {};
    const wrong = [];
    for (const { input } of [from, to, on]) {
      days[input.name] = day(input.value);
      const bad = (Boolean(input.value) && !days[input.name]) || input.validity.badInput;
      input.setAttribute("aria-invalid", String(bad));
      if (bad) wrong.push(input);
    }
    const reversed = days.from && days.to && days.from > days.to;
    fault.textContent = wrong.length
      ? "日期没有写完整，请写成 2026-01-31 这样。"
      : reversed
        ? "起始日期晚于截止日期，请对调。"
        : "";
    if (wrong.length) wrong[0].focus();
    else if (reversed) from.input.focus();
    else change({ ...current, ...days, n: PAGE });
  });
  const show = (state) => {
    current = state;
    fault.textContent = "";
    for (const { input } of [from, to, on]) {
      input.value = state[input.name];
      input.removeAttribute("aria-invalid");
    }
  };
  return { form, show };
}
