// Starts the editor with the configuration of this column, or says what to use where the browser cannot.
import CMS from "./vendor/sveltia-cms/npm/index.js";
import { formats, merging } from "./formats.js";
import { Kept } from "./kept.js";
import { Numbers } from "./numbers.js";

const response = await fetch("configuration.json");
const { settings, shapes, formats: depths, number, local } = await response.json();
if (!local) window.gkKnows(new URL(settings.backend.api_root || settings.backend.base_url || location.href).origin);

if (local && !("showDirectoryPicker" in window)) {
  const note = document.getElementById("gk-form-note");
  note.textContent =
    "这个浏览器不能打开本机的文件夹（Firefox、Safari 都不能）。请用 Edge、Chrome 或者国产浏览器的极速模式打开这个网址；" +
    "没有的，用 python run.py new 新写一件信息，再用 VS Code 等文字编辑软件修改。";
  note.hidden = false;
} else {
  const numbers = new Numbers(number);
  const kept = new Kept(merging(shapes));
  const expect = (text, base) => kept.expect(text, base);
  if (local) kept.watch();
  // The first line of a new file leads to the definitions of the project, from as deep as it lies.
  for (const [name, up] of Object.entries(depths)) {
    CMS.registerCustomFormat(name, "yml", formats(shapes, numbers, up, expect).yml);
  }
  CMS.registerCustomFormat("yaml-frontmatter", "md", formats(shapes, numbers, "", expect).markdown);
  numbers.giveToNew();
  CMS.init({ config: settings });
}
