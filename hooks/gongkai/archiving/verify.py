"""核对本存档包：每个文件都在、没有改动、没有多出。只需要 Python 3.8 以上，不需要安装任何东西。

用法：python3 verify.py                  核对本文件所在的存档包
      python3 verify.py 根校验值          同时核对它就是登记过的那一个
      python3 verify.py 根校验值 目录      核对另一个目录里的存档包；包里的 verify.py 不可信时，用另外留下的一份这样核对
      python3 verify.py --nonce 任意文字   另算一个只有持有全部内容才算得出的校验值，供两个保管单位互相核对
"""

from __future__ import annotations

import hashlib
import os
import sys
import unicodedata

PAYLOAD, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
NEEDED = ("bagit.txt", "bag-info.txt", PAYLOAD, "README.txt", "verify.py")
HEXADECIMAL = frozenset("0123456789abcdef")


def digest_of(path: str, nonce: bytes = b"") -> str:
    state = hashlib.sha256(nonce)
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            state.update(block)
    return state.hexdigest()


def listed_in(folder: str, name: str, faults: list[str]) -> dict[str, str]:
    """The digests in the manifest ``name``, by path; faults of its lines are added to ``faults``."""
    found: dict[str, str] = {}
    try:
        with open(os.path.join(folder, name), encoding="utf-8", newline="\n") as file:
            lines = file.read().split("\n")
    except (OSError, UnicodeDecodeError) as error:
        faults.append(f"读不出 {name}：{error}")
        return found
    if lines[-1:] == [""]:
        lines.pop()
    for line in lines:
        digest, gap, path = line[:64], line[64:66], line[66:]
        parts = path.split("/")
        if gap != "  " or not path or set(digest) - HEXADECIMAL or len(digest) != 64:
            faults.append(f"{name} 里有一行不合格式：{line!r}")
        elif path.startswith("/") or "\\" in path or ":" in parts[0] or ".." in parts or "." in parts or "" in parts:
            faults.append(f"{name} 里有一行指向存档包之外：{path!r}")
        elif path in found:
            faults.append(f"{name} 里重复列出 {path}")
        else:
            found[path] = digest
    return found


def present_in(folder: str, faults: list[str]) -> set[str]:
    """The files that are there; links, special files and empty folders are faults, since no manifest can list them."""
    found: set[str] = set()
    for place, folders, files in os.walk(folder):
        inside = os.path.relpath(place, folder).replace(os.sep, "/")
        if not folders and not files:
            faults.append("多出空文件夹 " + inside)
        for name in folders + files:
            path = name if inside == "." else inside + "/" + name
            full = os.path.join(place, name)
            if os.path.islink(full):
                faults.append("是链接，不是文件：" + path)
            elif name in files:
                if os.path.isfile(full):
                    found.add(path)
                else:
                    faults.append("不是普通文件：" + path)
        folders[:] = [name for name in folders if not os.path.islink(os.path.join(place, name))]
    return found


def check(folder: str, root: str = "", nonce: str = "") -> tuple[list[str], int, str, str]:
    """The faults, the number of files, the root digest and, with a ``nonce``, the digest over all contents with it.

    ``root`` is the registered root digest, empty where it is not known.
    """
    faults: list[str] = []
    payload, tags = listed_in(folder, PAYLOAD, faults), listed_in(folder, TAGS, faults)
    present = present_in(folder, faults)
    for name in NEEDED:
        if name not in tags:
            faults.append(f"{TAGS} 没有列出 {name}")
    for path in sorted(payload):
        if not path.startswith("data/"):
            faults.append(f"{PAYLOAD} 列出了内容之外的 {path}")
    listed = dict(tags)
    listed.update(payload)
    proof = hashlib.sha256(nonce.encode("utf-8"))
    size = 0
    for path in sorted(listed):
        full = os.path.join(folder, *path.split("/"))
        if path not in present:
            faults.append("缺少 " + path)
            continue
        try:
            found, size_here = digest_of(full), os.path.getsize(full)
            if nonce:
                proof.update(digest_of(full, nonce.encode("utf-8")).encode("ascii"))
        except OSError as error:
            faults.append(f"读不出 {path}：{error}")
            continue
        if found != listed[path]:
            faults.append("改动 " + path)
        if path in payload:
            size += size_here
    for path in sorted(present - set(listed) - {TAGS}):
        faults.append("多出 " + path)
    folded: dict[str, str] = {}
    for path in sorted(present):
        other = folded.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if other != path:
            faults.append(f"只差大小写或者写法的两个文件：{other} 和 {path}")
    own = own_root(folder)
    if f"Payload-Oxum: {size}.{len(payload)}" not in lines_of(os.path.join(folder, "bag-info.txt")):
        faults.append("bag-info.txt 里的内容大小（Payload-Oxum）不符")
    if root and root != own:
        faults.append(f"根校验值不是登记的 {root}：这是另外一个包，或者被整个重新打包")
    return faults, len(listed), own, proof.hexdigest() if nonce else ""


def own_root(folder: str) -> str:
    """The root digest: SHA-256 of the tag manifest, which also lists the manifest of the payload."""
    path = os.path.join(folder, TAGS)
    return digest_of(path) if os.path.isfile(path) else ""


def lines_of(path: str) -> list[str]:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read().splitlines()
    except (OSError, UnicodeDecodeError):
        return []


def main(arguments: list[str]) -> int:
    nonce = arguments[1] if arguments[:1] == ["--nonce"] and len(arguments) == 2 else ""
    root = arguments[0].lower() if len(arguments) in (1, 2) and not nonce else ""
    if arguments and not nonce and (len(root) != 64 or set(root) - HEXADECIMAL):
        say(__doc__ or "")
        say("根校验值是 64 个数字和字母（a 到 f）。")
        return 2
    own_folder = os.path.dirname(os.path.abspath(__file__))
    folder = arguments[1] if root and len(arguments) == 2 else own_folder
    faults, count, own, proof = check(folder, root, nonce)
    for fault in faults:
        say(fault)
    say(f"核对 {count} 个文件，" + (f"有 {len(faults)} 处不符。" if faults else "全部无误。"))
    say(f"根校验值：{own}" + ("，与登记的一致。" if root and root == own else ""))
    if not root:
        say("整个包重新打包时，包内的校验值会跟着变；请把根校验值与移交、登记时记下的核对。")
    if proof:
        say(f"带“{nonce}”的校验值：{proof}")
    return 1 if faults else 0


def say(text: str) -> None:
    """Print ``text``; what the terminal cannot encode is written as escapes."""
    encoding = sys.stdout.encoding or "ascii"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
