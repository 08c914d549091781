"""What is deceptive or doubtful about the address of a link: user names, look-alike hosts, short and net-disk addresses."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from gongkai.model.problems.problem import Level
from gongkai.model.words.matcher import matcher
from gongkai.reading.words.link_hosts import NET_DISK, SAMPLE, SHORT, link_hosts

_UNSEEN = matcher(
    "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u034f\u115f\u1160\u2028\u2029\u2800\u3164\uffa0]"
)
_FALSE_GOV = matcher(r"(?:^|[.-])g[o0]v[.-]?cn[.-]|(?:^|\.)(?:g0v|qov|goy|gov-cn|govcn)\.", re.IGNORECASE)
_NUMERIC_HOST = matcher(r"(?:\d+\.){3}\d+\Z|0x[0-9a-f]+\Z|\d+\Z|[0-9a-f]*:")
_WIDE_DOT = matcher(r"[a-z0-9][。．｡]+[a-z0-9-]+\.")
_GOV_INSIDE = matcher(r"https?://(?:[\w-]+\.)*gov\.cn(?![\w.-])", re.IGNORECASE)
_TOLD = {
    SHORT: "“{}”是短网址，看不出指向哪里，也可能改指别处。",
    NET_DISK: "“{}”是网盘，要登录或者过期才知道打不开，公众不一定能取到。",
    SAMPLE: "“{}”是示例用的域名，不是谁的网站。",
}


def address_fault(address: str) -> tuple[str, Level]:
    """What is deceptive about an address, in Chinese, and its level; "" if nothing is."""
    rest = address.split("//", 1)[-1].replace("\\", "/")
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    host = host_of(address)
    if "@" in authority:
        return f"网址“{address[:60]}”在“@”之前冒充别的网站，实际指向“{authority.rpartition('@')[2]}”。", Level.ERROR
    if _UNSEEN.search(address):
        return "网址里有看不见的字符。", Level.ERROR
    if _WIDE_DOT.search(host):
        return f"网址“{host}”里的句号会被浏览器当作点，指向的是另一个网站。", Level.ERROR
    if "\\" in address.split("?", 1)[0]:
        return f"网址“{address[:60]}”里有反斜杠，浏览器会把它当成别的网站。", Level.ERROR
    if _FALSE_GOV.search(host) and not host.endswith(".gov.cn"):
        return f"网址“{host}”形似政府网站域名，但不是。", Level.ERROR
    if any("\u0370" <= one <= "\u052f" or "\uff00" <= one <= "\uffef" for one in host) or "xn--" in host:
        return f"网址“{host}”里有形似的字母或者编码的域名。", Level.ERROR if "xn--" not in host else Level.WARNING
    if _NUMERIC_HOST.match(host):
        return f"网址“{host}”是数字地址，看不出是谁的网站。", Level.WARNING
    group = link_hosts().group_of(host)
    if group:
        return _TOLD[group].replace("{}", host), Level.WARNING
    return "", Level.NOTE


def host_of(address: str) -> str:
    """The host of an address in lower case; "" if it has none."""
    try:
        return (urlsplit(address.replace("\\", "/")).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def false_site(label: str, address: str) -> str:
    """What is false about a link whose words name a well-known site, or the site of a government; "" if nothing is."""
    host = host_of(address)
    if not host:
        return ""
    for name, domains in link_hosts().sites.items():
        if label.rstrip("”》 ").endswith(name) and not any(host == one or host.endswith(f".{one}") for one in domains):
            inside = _GOV_INSIDE.search(unquote(address[len(host) :]))
            carried = "，网址里另外带着政府网站的地址" if inside else ""
            return f"链接文字写的是“{name}”，实际指向“{host}”{carried}。"
    return ""


def same_site(shown: str, host: str) -> bool:
    """Whether the host that a text shows and the host of its link belong to one site."""
    shown = shown.lower().removeprefix("www.")
    return host == shown or host.endswith(f".{shown}") or shown.endswith(f".{host.removeprefix('www.')}")
