"""The quick way to the compatibility form gives what the Unicode database says."""

from __future__ import annotations

import unicodedata

from gongkai.model.words.compatible import compatible
from hypothesis import given
from hypothesis import strategies as st

_SIGNS = st.sampled_from("\u3000，：；（）…．／甲㈱①ﾞカ\u3099\u0301\u1100\u1161é\ufb01ａ\ud800\n")


@given(st.text(st.one_of(_SIGNS, st.characters()), max_size=12))
def test_texts_in_compatibility_form(text: str) -> None:
    assert compatible(text) == unicodedata.normalize("NFKC", text)
