#!/usr/bin/env python3
"""Prepare the project's own environment in .venv and run one of its commands; needs nothing but Python.

This file alone must be readable by old Pythons too, so that they can say in Chinese what is missing.
"""

import hashlib
import os
import subprocess
import sys

NEEDED = (3, 11)
ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
COMMANDS = {
    "site": (["-m", "gongkai", "build"], "requirements.txt", "检查并生成网站到 site/"),
    "serve": (["-m", "gongkai", "serve"], "requirements.txt", "在本机预览，改动后自动刷新"),
    "check": (["-m", "gongkai", "check"], "requirements.txt", "只检查，不生成"),
    "init": (["-m", "gongkai", "init"], "requirements.txt", "开始本机关的专栏"),
    "demo": (["-m", "gongkai", "demo"], "requirements.txt", "生成演示专栏到 dist/demo/"),
    "archive": (["-m", "gongkai", "archive"], "requirements.txt", "生成存档包到 dist/；加 --public 只含公开内容"),
    "schema": (["-m", "gongkai", "schema"], "requirements.txt", "更新编辑器用的字段定义"),
    "handbook": (
        ["-m", "mkdocs", "build", "--strict", "--config-file", ".github/handbook/mkdocs.yml"],
        "requirements.txt",
        "生成手册到 dist/handbook/",
    ),
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
    command, requirements, _ = COMMANDS[arguments[0]]
    python = prepare(requirements)
    if python is None:
        return 1
    environment = dict(os.environ)
    environment["PYTHONPATH"] = os.path.join(ROOT, "hooks")
    environment["PYTHONUTF8"] = "1"
    environment["NO_MKDOCS_2_WARNING"] = "1"
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
    if subprocess.call(pip, cwd=ROOT) != 0:
        say("软件包没有装好。请检查网络或本单位的软件源设置（pip config），再运行一次；不会影响已生成的网站。")
        return None
    with open(stamp, "w") as file:
        file.write(wanted)
    return python


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
