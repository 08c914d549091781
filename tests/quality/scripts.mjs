// What acorn and ESLint say of browser scripts: {language, statements, sameness, names}, each by the name of a script.
//
// Reads {files: {name: text}, parts: {name: {source, published, needs, gives}}, browser: [name…]} and tells only faults.
import { readFileSync } from "node:fs";
import { parse } from "acorn";
import { Linter } from "eslint";

const given = JSON.parse(readFileSync(0, "utf8"));
const faults = { language: {}, statements: {}, sameness: {}, names: {} };
const linter = new Linter();
const rules = { "no-undef": "error", "no-unused-vars": ["error", { args: "none" }], "no-implicit-globals": "error" };
const globals = Object.fromEntries(given.browser.map((name) => [name, "readonly"]));

function read(text, sourceType) {
  return parse(text, { ecmaVersion: 2020, sourceType });
}

// A tree without the places at which its pieces stand.
const plain = (tree) => JSON.stringify(tree, (key, value) => (key === "start" || key === "end" ? undefined : value));

// What a module imports and exports, in the words of hooks/gongkai/…/script_part.py.
function statement(body) {
  const file = (node) => node.source.value.replace(/^\.\/|\.js$/g, "");
  const needs = body
    .filter(({ type }) => type === "ImportDeclaration")
    .map((node) => {
      const [first] = node.specifiers;
      const whole = first.type === "ImportNamespaceSpecifier" ? first.local.name : "";
      return [
        file(node),
        whole ? [] : node.specifiers.map(({ imported, local }) => [imported.name, local.name]),
        whole,
      ];
    });
  const gives = body
    .filter(({ type }) => type.startsWith("Export"))
    .flatMap(({ specifiers }) => specifiers.map(({ local }) => local.name));
  return JSON.stringify({ needs, gives });
}

for (const [name, text] of Object.entries(given.files)) {
  try {
    read(text, "script");
  } catch (error) {
    faults.language[name] = error.message;
  }
}
for (const [name, { source, published, needs, gives }] of Object.entries(given.parts)) {
  let written;
  try {
    written = read(source, "module").body;
  } catch (error) {
    faults.language[name] = error.message;
    continue;
  }
  if (statement(written) !== JSON.stringify({ needs, gives })) faults.statements[name] = statement(written);
  const own = written.filter(({ type }) => !/^(Import|Export)/.test(type));
  const [{ expression }] = read(published, "script").body;
  const run = expression.callee.body.body;
  if (plain(own) !== plain(run.slice(needs.length, run.length - (gives.length ? 1 : 0))))
    faults.sameness[name] = published;
  // What is not ours is only asked for names that it does not have.
  const asked = name.startsWith("vendor/") ? { "no-undef": "error" } : rules;
  const found = linter.verify(source, [
    { languageOptions: { ecmaVersion: 2020, sourceType: "module", globals }, rules: asked },
  ]);
  if (found.length) faults.names[name] = found.map(({ message }) => message);
}
console.log(JSON.stringify(faults));
