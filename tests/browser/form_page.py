"""The form of ``run.py editor`` as a person uses it, on a folder that the browser keeps for the test in place of a real one."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, Route

_FOLDER = "showDirectoryPicker"
_PICKED = f"""window.{_FOLDER} = async () =>
  (await navigator.storage.getDirectory()).getDirectoryHandle("column", {{ create: true }});
window.gkWritable = FileSystemFileHandle.prototype.createWritable;
window.gkRefused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.gkRefused.push(`${{event.violatedDirective}} ${{event.blockedURI}}`));"""
_WRITE = """async (files) => {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("column", { create: true });
  await root.getDirectoryHandle(".git", { create: true });
  for (const [path, data] of Object.entries(files)) {
    const parts = path.split("/");
    let folder = root;
    for (const one of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(one, { create: true });
    const file = await gkWritable.call(await folder.getFileHandle(parts.at(-1), { create: true }));
    await file.write(Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0)));
    await file.close();
  }
}"""
_READ = """async () => {
  const walk = async (folder, within, found) => {
    for await (const [name, one] of folder.entries()) {
      if (one.kind === "directory") await walk(one, `${within}${name}/`, found);
      else {
        const bytes = new Uint8Array(await (await one.getFile()).arrayBuffer());
        let signs = "";
        for (let at = 0; at < bytes.length; at += 8192) signs += String.fromCharCode(...bytes.subarray(at, at + 8192));
        found[within + name] = btoa(signs);
      }
    }
    return found;
  };
  // While a file is being written or replaced it cannot be read; a moment later it can.
  for (let left = 20; ; left--) {
    try {
      return await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle("column"), "", {});
    } catch (fault) {
      if (!["NotReadableError", "NotFoundError"].includes(fault.name) || !left) throw fault;
      await new Promise((later) => setTimeout(later, 100));
    }
  }
}"""

_REMOVE = """async (path) => {
  const parts = path.split("/");
  let folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("column");
  for (const one of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(one);
  await folder.removeEntry(parts.at(-1));
}"""


class FormPage:
    """The page, with everything that it asked of others and everything that its policy refused."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self.outside: list[str] = []
        self.faults: list[str] = []
        context = browser.new_context(locale="zh-CN", viewport={"width": 1300, "height": 1200})
        context.route("**/*", self._watch)
        context.add_init_script(_PICKED)
        self.page: Page = context.new_page()
        self.page.set_default_timeout(15000)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda told: self.faults.append(told.text) if told.type == "error" else None)

    def _watch(self, route: Route) -> None:
        url = route.request.url
        if url.startswith((self.address, "data:", "blob:")):
            route.continue_()
        else:
            self.outside.append(url)
            route.abort()

    def open_folder(self, files: Mapping[str, bytes]) -> None:
        """Start on a folder with these files, as a person does who chooses it."""
        self.page.goto(self.address)
        self.page.get_by_role("button", name="本地").first.wait_for()
        self.put(files)
        self.page.get_by_role("button", name="本地").first.click()
        self.page.get_by_text("集合", exact=True).first.wait_for()

    def files(self) -> dict[str, bytes]:
        """What stands in the folder now."""
        return {path: base64.b64decode(data) for path, data in self.page.evaluate(_READ).items()}

    def go(self, place: str) -> None:
        """Open a place of the editor, such as «collections/interpretation/new»."""
        self.page.goto(f"{self.address}#/{place}")
        self.page.locator("[data-key-path=标题]").first.wait_for()

    def field(self, path: str) -> Locator:
        """The field with this path, such as «解读对象.0.文件»."""
        found = self.page.locator(f'section[data-key-path="{path}"]').last
        # Fields are made when they come into sight.
        for _ in range(20):
            if found.count():
                break
            self.page.locator("section[data-key-path]").last.scroll_into_view_if_needed()
            self.page.wait_for_timeout(200)
        found.scroll_into_view_if_needed()
        return found

    def type(self, path: str, text: str) -> None:
        """Type in a field."""
        place = self.field(path).locator("input[type=text],input[type=date],textarea").last
        place.fill(text)

    def choose(self, path: str, word: str) -> None:
        """Choose a word: a button of several, or one of a list that opens."""
        field = self.field(path)
        radio = field.get_by_role("radio", name=word, exact=True)
        if radio.count():
            radio.click()
            return
        field.get_by_role("button", name="展开").or_(field.get_by_role("combobox")).first.click()
        self.page.get_by_role("option", name=word).first.click()

    def add(self, path: str) -> None:
        """Add a row to a list."""
        self.field(path).get_by_role("button", name=re.compile("添加")).last.click()

    def attach(self, path: str, name: str, data: bytes) -> None:
        """Choose a file from the disk."""
        picker = self.field(path).locator("input[type=file]").first
        picker.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})
        self.field(path).get_by_text(name).first.wait_for()

    def save(self) -> None:
        """Save, and wait until it is written."""
        self.page.get_by_role("button", name="保存", exact=True).click()
        self.page.get_by_text("条目已保存。").first.wait_for()

    def refusal(self) -> str:
        """Save, and give the reason why it is not written."""
        self.page.get_by_role("button", name="保存", exact=True).click()
        dialog = self.page.get_by_role("dialog").or_(self.page.get_by_role("alertdialog"))
        dialog.get_by_text("没有").first.wait_for()
        said = dialog.inner_text().split("\n")
        dialog.get_by_role("button", name="确定").click()
        return said[said.index("保存条目时出错。请稍后重试。") + 1]

    def put(self, files: Mapping[str, bytes]) -> None:
        """Write files into the folder past the form, as somebody else does."""
        self.page.evaluate(_WRITE, {path: base64.b64encode(data).decode() for path, data in files.items()})

    def remove(self, path: str) -> None:
        """Delete a file past the form."""
        self.page.evaluate(_REMOVE, path)

    def refused(self) -> list[str]:
        """What the policy of the page did not let it do."""
        found: list[str] = self.page.evaluate("window.gkRefused")
        return found

    def shoot(self, path: Path) -> None:
        """Keep a picture for people to look at."""
        self.page.screenshot(path=path)
