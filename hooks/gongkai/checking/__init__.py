"""The rules that check a bound column, one per file as ``RULE``: each takes a publication and yields problems."""

from gongkai.checking.one_day import Checked
from gongkai.checking.run import check, checked

__all__ = ["Checked", "check", "checked"]
