"""``editor``: the form in the browser, for the folder of this machine or for the agency's forge."""

from __future__ import annotations

import argparse
import re
from typing import Any

from gongkai.commands.argument_types import port
from gongkai.commands.terminal import print_error, reason_of
from gongkai.drafting.form_config import FORGES, Forge, form_configuration
from gongkai.drafting.form_server import FormServer
from gongkai.model.words.matcher import matcher
from gongkai.reading.column_sources import read_column

_PORT = 8010
_SERVER = matcher(
    r"https://[\w.-]+(?::\d{1,5})?(?:/[\w./-]*)?\Z|http://(?:127\.0\.0\.1|localhost)(?::\d{1,5})?\Z", re.ASCII
)
_REPOSITORY = matcher(r"[\w.-]+(?:/[\w.-]+)+\Z")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``editor``."""
    parser.add_argument("--port", type=port, default=_PORT, help=f"端口，缺省 {_PORT}")
    parser.add_argument("--forge", choices=FORGES, help="在代码平台上编辑（Forgejo 写 gitea），缺省编辑本机的文件夹")
    parser.add_argument("--server", type=_server, metavar="网址", help="代码平台的网址，例如 https://git.moushi.gov.cn")
    parser.add_argument("--repository", type=_repository, metavar="仓库", help="仓库，例如 swj/column")
    parser.add_argument("--branch", default="main", metavar="分支", help="分支，缺省 main；gitea 写各人自己的分支")
    parser.add_argument(
        "--app-id", default="", metavar="应用编号", help="在平台上登记的应用（OAuth），没有的用访问令牌登录"
    )


def editor(options: argparse.Namespace) -> int:
    """Serve the form until it is interrupted."""
    forge = None
    if options.forge:
        if not (options.server and options.repository):
            print_error("在代码平台上编辑，还要写 --server 网址 和 --repository 仓库。")
            return 2
        forge = Forge(
            name=options.forge,
            repository=options.repository,
            branch=options.branch,
            server=options.server,
            app_id=options.app_id,
        )
        if not forge.has_proposals and options.branch in ("main", "master"):
            print_error(
                "这种平台上编辑器直接提交，请用各人自己的分支：先在平台上建好，再写 --branch 分支；改好以后提拉取请求。"
            )
            return 2

    def configuration() -> dict[str, Any]:
        return form_configuration(read_column(options.root), options.as_of, forge)

    try:
        server = FormServer(options.port, configuration, options.server or "")
    except OSError as error:
        print_error(f"端口 {options.port} 不能用：{reason_of(error)}。请换一个：python run.py editor --port 8011")
        return 1
    with server:
        print(f"用浏览器（Edge、Chrome 或者国产浏览器的极速模式）打开：{server.address}")
        print(
            f"本机的文件夹选：{options.root}"
            if forge is None
            else f"登录 {options.server}，改动提交到 {options.repository}。"
        )
        print("只有本机能打开；按 Ctrl+C 结束。")
        server.serve_forever()
    return 0


def _server(text: str) -> str:
    if not _SERVER.match(text):
        raise argparse.ArgumentTypeError(f"“{text}”要写成 https:// 开头的网址，例如 https://git.moushi.gov.cn")
    return text.rstrip("/")


def _repository(text: str) -> str:
    if not _REPOSITORY.match(text):
        raise argparse.ArgumentTypeError(f"“{text}”要写成 组/仓库，例如 swj/column")
    return text
