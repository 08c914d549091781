"""The rules that check a bound column, one per file as ``RULE``: each takes a publication and yields problems."""

from gongkai.checking.run import Checked, check, checked

__all__ = ["Checked", "check", "checked"]
