"""The Chinese texts in a package: what it contains, how to open it and how to verify it."""

from __future__ import annotations

from datetime import date

from gongkai import VERSION
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words


def scope(publication: Publication, *, public: bool) -> str:
    """The sentence on what the package contains besides the site, a warning against passing on what is no longer public."""
    if public:
        return "本包只含网站公开的内容和据此编制的元数据，不含生成网站的目录、正文原件和工作数据，可以对外提供。"
    expired_records = sum(len(table.left) for table in publication.records.values())
    expired = f"其中有期限已满、网站不再公开的记录 {expired_records} 条，" if expired_records else ""
    return (
        "本包除网站外，还含有生成网站的全部目录、正文和附件原件（data/sources）以及不公开的著录，"
        f"{expired}只供档案保管，不要放到网上，也不要对外提供；对外提供请用 archive --public 生成的包。"
    )


def about(publication: Publication, name: str, files: int, commit: str, made: date, *, public: bool) -> str:
    """The text of README.txt; its indented lines are commands.

    ``name`` is the name of the package, ``files`` the number of files of its payload, ``made`` the day of making.
    """
    settings = publication.reading.settings
    day = day_words(publication.as_of)
    sources = "" if public else "data/sources 是生成网站的原始目录、正文和附件；"
    lines = [
        f"{settings.site_name}存档包{'（公开版）' if public else ''}",
        "",
        scope(publication, public=public),
        "",
        f"内容截至{day}，共 {len(publication.reading.items)} 条信息、{files} 个文件。{day_words(made)}制作，"
        f"来源版本 {commit or '未提交'}，程序 gongkai {VERSION}。",
        "",
        "打开：解压后双击 data/site/index.html。不需要网络，检索也可以使用。",
        f"目录：data/site 是网站；{sources}data/metadata 是元数据（metadata.csv 逐件著录，",
        "　　　relations.csv 是文件之间的关系，changes.csv 是变更说明）；data/provenance 是来源版本和软件版本；",
        "　　　data/contents 是逐件的内容（纯文本），用 sha256sum 算出的就是 metadata.csv、items.json 和订阅源里的“内容SHA-256”，",
        "　　　与网页样式、状态截至的日期无关，内容不变它就不变；网页和打印件上的校验短码是它的前 40 位。",
        "结构：本包符合 BagIt 1.0（RFC 8493），可以用通用的 BagIt 工具验证。",
        "",
        f"使用：{settings.terms.sentence}",
        "",
        "核对：在本文件所在目录运行（只需 Python 3.8 以上，不需要安装任何东西）：",
        "",
        "    python3 verify.py",
        "",
        "登记：根校验值是 tagmanifest-sha256.txt 的 SHA-256。那里列出的每个文件，包括本文件、verify.py 和内容清单，连同清单里的",
        f"　　　全部内容，都由它证明；所以它不能写在包里，而是写在包旁边的 {name}.root 里，生成时也显示在屏幕上。",
        "　　　请记入馆藏登记。以后运行 python3 verify.py 根校验值，可以确认整个包没有被换过。包里的 verify.py 也可能被换过，",
        "　　　要紧的核对请用登记时另外留下的 verify.py（python3 另外留下的/verify.py 根校验值 本包目录），或者只用下面的通用工具。",
        "",
        f"只用通用工具，在本文件所在目录依次运行（{name}.root 放在上一级目录）：",
        "",
        f"    sha256sum --strict -c ../{name}.root",
        "    sha256sum --strict --quiet -c tagmanifest-sha256.txt",
        "    sha256sum --strict --quiet -c manifest-sha256.txt",
        "",
        "没有 sha256sum 时，用 OpenSSL 算出根校验值，与登记的比较（Windows 上用 certutil -hashfile tagmanifest-sha256.txt SHA256）：",
        "",
        "    openssl dgst -sha256 -r tagmanifest-sha256.txt",
        "",
        f"有签名（{name}.sha256.sig）时，把“agency ”加上机关公布的公钥写成一行，存为上一级目录里的 signers：",
        "",
        f"    ssh-keygen -Y verify -f ../signers -I agency -n gongkai -s ../{name}.sha256.sig < ../{name}.sha256",
        f"    cd .. && sha256sum --strict -c {name}.sha256",
        "",
        "通用工具查得出缺失和改动；多出的文件、链接和只差大小写的重名，由 verify.py 指出。",
        "",
        f"效力状态是{day}时的状态。此后文件可能被修改、废止，请以网站为准。",
    ]
    if settings.demonstration:
        lines += ["", settings.demonstration]
    return "\n".join(lines) + "\n"
