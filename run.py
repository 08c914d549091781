#!/usr/bin/env python3
"""Prepare the project's own environment in .venv and run one of its commands; needs nothing but Python.

This file alone must be readable by old Pythons too, so that they can say in Chinese what is missing.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys

NEEDED = (3, 11)
ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
COMMANDS = {
    "site": (["-m", "gongkai", "build"], "requirements.txt", "检查并生成网站到 site/"),
    "serve": (["-m", "gongkai", "serve"], "requirements.txt", "在本机预览，改动后自动刷新"),
    "preview": (["-m", "gongkai", "preview"], "requirements.txt", "生成网站和改动的网页的清单，供审核；--base 版本"),
    "check": (["-m", "gongkai", "check"], "requirements.txt", "只检查，不生成"),
    "due": (["-m", "gongkai", "due"], "requirements.txt", "按科室列出今后到期的；--days 天数 --ics 文件"),
    "init": (["-m", "gongkai", "init"], "requirements.txt", "开始本机关的专栏"),
    "new": (["-m", "gongkai", "new"], "requirements.txt", "新写一件信息，例如 new 政策解读 --for 文号"),
    "editor": (["-m", "gongkai", "editor"], "requirements.txt", "在浏览器里用表单编辑，只在本机打开"),
    "demo": (["-m", "gongkai", "demo"], "requirements.txt", "生成演示专栏到 dist/demo/"),
    "template": (["-m", "gongkai", "template"], "requirements.txt", "生成一种信息的 Excel 模板，放到 dist/"),
    "import": (["-m", "gongkai", "import"], "requirements.txt", "把已有的表格、Word 文件、存下来的网页放进专栏"),
    "deidentify": (["-m", "gongkai", "deidentify"], "requirements.txt", "遮住一个文件里的个人信息，写成旁边的建议稿"),
    "archive": (["-m", "gongkai", "archive"], "requirements.txt", "生成存档包到 dist/；加 --public 只含公开内容"),
    "kiosk": (["-m", "gongkai", "kiosk"], "requirements.txt", "把生成的网站写成自助终端用的一份，放到 dist/自助终端/"),
    "merge": (
        ["-m", "gongkai", "merge"],
        "requirements.txt",
        "把许多机关生成的专栏合成一个检索和文件库，放到 dist/联合检索/",
    ),
    "ledgers": (["-m", "gongkai", "ledgers"], "requirements.txt", "把全部台账和季度自查的报告写到 dist/台账/"),
    "schema": (["-m", "gongkai", "schema"], "requirements.txt", "更新编辑器用的字段定义"),
    "handbook": (
        ["-m", "mkdocs", "build", "--strict", "--config-file", ".github/handbook/mkdocs.yml"],
        "requirements.txt",
        "生成手册到 dist/handbook/",
    ),
    "upgrade": (["-m", "gongkai", "upgrade"], "requirements.txt", "换用产品的新版本；--undo 退回升级之前"),
    "migrate": (["-m", "gongkai", "migrate"], "requirements.txt", "把目录和正文改写成这个版本的写法"),
    "release": (["-m", "gongkai", "release"], "requirements.txt", "把产品做成发布包，放到 dist/"),
    "kit": (["-m", "gongkai", "kit"], "requirements.txt", "做一个不联网也能安装的文件夹，放到 dist/"),
    "test": (["-m", "pytest", "-n", "auto", "--dist", "worksteal"], "requirements-dev.txt", "运行测试"),
    "coverage": (["-m", "tests.covered"], "requirements-dev.txt", "运行不用浏览器的测试，并核对测试覆盖率"),
    "mutants": (["-m", "tests.mutants"], "requirements-mutants.txt", "逐处改错代码，核对测试能否发现"),
    "bench": (["-m", "tests.bench"], "requirements-dev.txt", "测量速度与内存"),
}


def main(arguments):
    if len(arguments) == 0 or arguments[0] not in COMMANDS:
        say("用法：python3 run.py 命令 [选项]")
        for name, (_, _, meaning) in COMMANDS.items():
            say("  %-8s %s" % (name, meaning))
        return 2
    if sys.version_info < NEEDED:
        say("需要 Python %d.%d 或更高版本，当前是 %s（%s）。" % (NEEDED + (sys.version.split()[0], sys.executable)))
        say("请安装新版 Python 后用它运行，例如：python3.11 run.py " + arguments[0])
        return 1
    column = column_of(arguments)
    if not put_back(column, "writing"):
        return 1
    if arguments[0] == "upgrade" and "--undo" in arguments[1:]:
        return undo(column, "--force" in arguments[1:])
    command, requirements, _ = COMMANDS[arguments[0]]
    python = prepare(requirements)
    if python is None:
        return 1
    environment = dict(os.environ)
    environment["PYTHONPATH"] = os.path.join(ROOT, "hooks")
    environment["PYTHONUTF8"] = "1"
    environment["NO_MKDOCS_2_WARNING"] = "1"
    if os.name == "posix":
        # The command takes the place of this process, so that a signal reaches it and none of the two is left alone.
        os.chdir(ROOT)
        os.execve(python, [python] + command + arguments[1:], environment)
    try:
        return subprocess.call([python] + command + arguments[1:], cwd=ROOT, env=environment)
    except KeyboardInterrupt:
        return 130


def prepare(requirements):
    """Give the Python of .venv with the locked packages in it, or None after saying what is missing."""
    python = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin", "python.exe" if os.name == "nt" else "python")
    lock = os.path.join(ROOT, requirements)
    with open(lock, "rb") as file:
        wanted = hashlib.sha256(file.read() + repr(sys.version_info[:2]).encode()).hexdigest()
    stamp = os.path.join(VENV, requirements + ".installed")
    if os.path.exists(python) and read(stamp) == wanted:
        return python
    if not os.path.exists(python) and not make_venv():
        return None
    say("正在安装 %s 中锁定的软件包……" % requirements)
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", lock]
    wheels = os.path.join(ROOT, "wheels")
    if os.path.isdir(wheels):
        # The kit brings the packages along, for networks without internet.
        pip += ["--no-index", "--find-links", wheels]
    if subprocess.call(pip, cwd=ROOT) != 0:
        say("软件包没有装好。请检查网络或本单位的软件源设置（pip config），再运行一次；不会影响已生成的网站。")
        return None
    with open(stamp, "w") as file:
        file.write(wanted)
    return python


def column_of(arguments):
    """Give the folder of the column that a command changes: the one named after --column, else that of this file."""
    for place, one in enumerate(arguments):
        if one == "--column" and place + 1 < len(arguments):
            return os.path.abspath(arguments[place + 1])
        if one.startswith("--column="):
            return os.path.abspath(one[len("--column=") :])
    return ROOT


def undo(column, force):
    """Put back the files as they were before the last upgrade, unless they have been changed since."""
    journal = journal_of(column)
    if journal is None:
        say("没有可以退回的升级。更早的改动请在 Git 里退回。")
        return 1
    changed = [path for path in journal["written"] if digest(os.path.join(column, path)) != journal["digests"][path]]
    changed += [path for path in journal["removed"] if os.path.exists(os.path.join(column, path))]
    if changed and not force:
        say("“%s”以后又改过这些文件，没有退回：" % journal["label"])
        for path in changed:
            say("  " + path)
        say("确实要一并退回的，加 --force；这些改动会丢失，请先另存。")
        return 1
    return 0 if put_back(column, "done") else 1


def put_back(column, state):
    """Put back all files of an upgrade in this state, if there is one; False after saying why that could not be done."""
    journal = journal_of(column)
    if journal is None or journal["state"] != state:
        return True
    say(
        "上次的“%s”没有完成，正在恢复原状……" % journal["label"]
        if state == "writing"
        else "正在退回“%s”……" % journal["label"]
    )
    folder = os.path.join(column, ".upgrade")
    try:
        journal["state"] = "writing"
        beside = os.path.join(folder, "journal.part")
        with open(beside, "w", encoding="utf-8") as file:
            json.dump(journal, file, ensure_ascii=False)
        os.replace(beside, os.path.join(folder, "journal.json"))
        for path in journal["written"] + journal["removed"]:
            restore(os.path.join(folder, "backup", path), os.path.join(column, path), column)
        shutil.rmtree(folder)
    except OSError as error:
        say(
            "没有恢复：%s。请检查权限和磁盘空间，再运行一次；原来的文件在 %s。"
            % (error, os.path.join(folder, "backup"))
        )
        return False
    say("已恢复原状。")
    return True


def restore(backup, path, column):
    """Make a file what its backup is; one without a backup was not there before."""
    if os.path.exists(path + ".gongkai-part"):
        os.remove(path + ".gongkai-part")
    if os.path.exists(backup):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        shutil.copy(backup, path + ".gongkai-part")
        os.replace(path + ".gongkai-part", path)
        return
    if os.path.exists(path):
        os.remove(path)
    folder = os.path.dirname(path)
    while folder != column and os.path.isdir(folder) and not os.listdir(folder):
        os.rmdir(folder)
        folder = os.path.dirname(folder)


def journal_of(column):
    """Give what the last upgrade changed, or None where there was none or what stands there is no such journal."""
    try:
        with open(os.path.join(column, ".upgrade", "journal.json"), encoding="utf-8") as file:
            journal = json.load(file)
    except (OSError, ValueError):
        return None
    return journal if is_journal(journal) else None


def is_journal(journal):
    """Whether this says all that putting back needs, of files below the column only; one that a disk or a person spoilt does not."""
    if not isinstance(journal, dict) or not isinstance(journal.get("digests"), dict):
        return False
    if journal.get("state") not in ("writing", "done") or not isinstance(journal.get("label"), str):
        return False
    paths = []
    for name in ("written", "removed"):
        if not isinstance(journal.get(name), list):
            return False
        paths += journal[name]
    if not all(isinstance(path, str) and path and ".." not in path.split("/") for path in paths):
        return False
    if any(os.path.isabs(path) or "\\" in path or ":" in path for path in paths):
        return False
    return journal["state"] == "writing" or all(path in journal["digests"] for path in journal["written"])


def digest(path):
    """Give the SHA-256 of a file, or nothing where it is not there."""
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return ""


def make_venv():
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        say("这个 Python 没有 venv 模块，无法建立独立环境。")
        say("Debian、Ubuntu 请运行：sudo apt install python3-venv；其他系统请安装完整的 Python。")
        return False
    say("正在建立独立环境 .venv ……")
    try:
        venv.create(VENV, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        say("独立环境没有建成：%s" % error)
        say("请确认目录 %s 可写、磁盘有空间，删除 .venv 后再运行一次。" % ROOT)
        return False
    return True


def read(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""


def say(text):
    """Print on the error stream; one that cannot show Chinese gets escapes, and one that is closed stops nothing."""
    try:
        try:
            sys.stderr.write(text + "\n")
        except UnicodeEncodeError:
            sys.stderr.write(text.encode("ascii", "backslashreplace").decode("ascii") + "\n")
    except (AttributeError, OSError, ValueError):
        pass


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
