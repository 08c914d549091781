"""Write the problems of a check as a review of a pull request on Gitea or Forgejo, each at its line; needs nothing but Python."""

import http.client
import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote

MOST = 30
"""Most remarks of one review; the others stand in the log."""
_LEVELS = {"error": "错误", "warning": "警告", "notice": "提示"}


def review(problems: list[dict[str, object]], summary: str, commit: str, changed: set[str]) -> dict[str, object]:
    """The body of the request: the summary, and a remark at the line of each problem in a changed file."""
    # What is only unfinished (待完善) is no remark on a change.
    told = [one for one in problems if one["level"] in _LEVELS]
    heaviest_first = sorted(told, key=lambda one: list(_LEVELS).index(str(one["level"])))
    placed = [one for one in heaviest_first if one["line"] and one["path"] in changed]
    remarks = [
        {
            "path": one["path"],
            "new_position": one["line"],
            "body": f"**{_LEVELS[str(one['level'])]}** {one['what']}\n\n{one['remedy']}".strip(),
        }
        for one in placed[:MOST]
    ]
    failed = any(one["level"] == "error" for one in problems)
    return {
        "body": summary or "检查完毕。",
        "commit_id": commit,
        "event": "REQUEST_CHANGES" if failed else "COMMENT",
        "comments": remarks,
    }


def _asked(address: str, token: str, body: dict[str, object] | None = None) -> object:
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"token {token}", "Content-Type": "application/json", "Accept": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(address, data, headers), timeout=60) as answer:
        return json.loads(answer.read() or b"null")


def _changed(address: str, token: str) -> set[str]:
    found: set[str] = set()
    page = 1
    while True:
        part = _asked(f"{address}/files?limit=50&page={page}", token)
        names = {one["filename"] for one in part} if isinstance(part, list) else set()
        # A server that knows no pages would give the first one for ever.
        if names <= found:
            return found
        found |= names
        page += 1


def main(problems_file: str, summary_file: str) -> int:
    """Post the review; without permission, which changes from other repositories lack, say so and go on."""
    settings = [os.environ.get(name, "") for name in ("GITEA_URL", "GITEA_REPOSITORY", "GITEA_PULL", "GITEA_TOKEN")]
    url, repository, pull, token = settings
    if not all(settings) or not Path(problems_file).is_file():
        print("没有写评审意见：不是合并请求，或者没有检查结果。")
        return 0
    address = f"{url.rstrip('/')}/api/v1/repos/{quote(repository)}/pulls/{quote(pull, safe='')}"
    try:
        problems = json.loads(Path(problems_file).read_text(encoding="utf-8"))["problems"]
        summary = Path(summary_file).read_text(encoding="utf-8") if Path(summary_file).is_file() else ""
        body = review(problems, summary, os.environ.get("GITEA_COMMIT", ""), _changed(address, token))
        _asked(f"{address}/reviews", token, body)
    except urllib.error.HTTPError as error:
        print(f"没有写评审意见（服务器答复 {error.code}）；问题见检查一步的输出。")
        return 0
    except (OSError, http.client.HTTPException) as error:
        print(f"没有写评审意见（{error}）；问题见检查一步的输出。")
        return 0
    except (KeyError, TypeError, ValueError):
        # Half a file of results, or an answer of something else than the forge: the step before has told the problems.
        print("没有写评审意见（检查结果或者服务器的答复看不懂）；问题见检查一步的输出。")
        return 0
    print(f"已写评审意见：{len(body['comments'])} 处。")  # type: ignore[arg-type]
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
