"""Rules over a bound column: one rule a file, which states itself as ``RULE``, from the publication to its problems."""

from gongkai.checking.run import Checked, check, checked

__all__ = ["Checked", "check", "checked"]
