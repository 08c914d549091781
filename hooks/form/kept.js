// What others wrote meanwhile is kept: before a file is replaced, the one on the disk is read again.

const TEMPORARY = /^\.sveltia-tmp-/;
const plain = (text) => text.trim().replace(/\r\n?/g, "\n");

/** The text of a file with its mark and line ends; null where it is none, or is not in UTF-8. */
async function textOf(file) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}

/** `text`, whose lines end in LF, as `old` was written: its mark, its line ends, its blank lines at the end. */
export function writtenLike(old, text) {
  const core = old.trim();
  if (!core) return text;
  const start = old.indexOf(core);
  const before = core.split(/(?<=\r\n|\r(?!\n)|\n)/);
  const after = text.trim().split(/(?<=\n)/);
  const end = core.includes("\r\n") ? "\r\n" : "\n";
  const alike = (one, other) => one !== undefined && one.replace(/[\r\n]+$/, "") === other.replace(/\n$/, "");
  const made = after.map((line) => line.replace(/\n$/, end));
  // Lines that did not change keep their ends, from the top and from the bottom.
  let top = 0;
  while (top < after.length && alike(before[top], after[top])) made[top] = before[top++];
  for (let up = 1; up <= after.length - top && up <= before.length - top; up++) {
    if (!alike(before.at(-up), after.at(-up))) break;
    made[after.length - up] = before.at(-up);
  }
  // A line that was the last one has no end of its own yet.
  const lines = made.map((line, place) => (place < made.length - 1 && !/[\r\n]$/.test(line) ? line + end : line));
  const body = lines.join("").replace(/[\r\n]+$/, "");
  return old.slice(0, start) + body + old.slice(start + core.length);
}

/** Knows from which text the form made each text that it is about to write; `merge` puts the changes of two together. */
export class Kept {
  constructor(merge) {
    this.merge = merge;
    this.bases = new Map();
    this.shown = new Map();
    this.own = new Set();
    this.begun = Date.now();
  }

  /** The form is about to write `text` in place of `base`; an empty base means a new file. */
  expect(text, base) {
    this.bases.set(plain(text), base ? plain(base) : "");
    return text;
  }

  /** What is to be written as `name` in place of `file`, null where there is none. Throws where a change would be lost. */
  async settled(name, data, file) {
    const text = await textOf(data);
    const base = text === null ? undefined : this.bases.get(plain(text));
    if (base === undefined) return this.attached(name, data, file);
    const key = base || `\n${name}`;
    const known = this.shown.get(key) ?? base;
    const old = file && (await textOf(file));
    if (file && old === null) {
      throw new Error(`${name} 不是 UTF-8 编码，在这里保存会变成乱码，没有保存。请用文字编辑软件另存为 UTF-8。`);
    }
    if (!known && old && old.trim()) {
      throw new Error(`${name} 已经有了，可能是别人刚写的，没有保存。请把索引号改成没有用过的，再保存。`);
    }
    if (known && !(old && old.trim())) {
      throw new Error(`${name} 在您打开以后被删除、改名或者移走了，没有保存。要留下的内容请先复制，再重新载入网页。`);
    }
    const theirs = plain(old || "");
    const made =
      known && theirs !== known && theirs !== plain(text) ? this.merge(name, known, plain(text), theirs) : text;
    this.shown.set(key, plain(text));
    return old ? writtenLike(old, made) : made;
  }

  /** A file that is no entry: one that came or changed since the form was opened is not replaced unseen. */
  attached(name, data, file) {
    if (file && file.size && file.lastModified > this.begun && !this.own.has(name)) {
      throw new Error(`同名的文件 ${name} 在您打开以后被放进来或者改过，没有替换它。请把您的文件改名再选。`);
    }
    this.own.add(name);
    return data;
  }

  /** Look at every file that the form writes, whether it is moved to its place or written there. */
  watch() {
    const kept = this;
    const files = FileSystemFileHandle.prototype;
    const { move, createWritable } = files;
    const there = (folder, name) =>
      folder.getFileHandle(name).then(
        (handle) => handle.getFile(),
        () => null,
      );
    if (move) {
      files.move = async function (folder, name) {
        if (TEMPORARY.test(this.name) && folder && name) {
          const data = await this.getFile();
          const made = await kept.settled(name, data, await there(folder, name));
          if (typeof made === "string") {
            const target = await createWritable.call(this);
            await target.write(made);
            await target.close();
          }
        }
        return move.apply(this, arguments);
      };
    }
    files.createWritable = async function (...options) {
      const target = await createWritable.apply(this, options);
      if (TEMPORARY.test(this.name)) return target;
      const handle = this;
      const file = await this.getFile();
      return {
        async write(data) {
          try {
            await target.write(await kept.settled(handle.name, new Blob([data]), file));
          } catch (error) {
            await target.abort();
            // The editor makes an empty file before it writes.
            if (!file.size && handle.remove) await handle.remove();
            throw error;
          }
        },
        close: () => target.close(),
      };
    };
  }
}
