"""Every text can be read on every ground it stands on, in every palette."""

from __future__ import annotations

import pytest

from tests.components.colours import contrast, own_names, palettes

TEXTS = ("ink", "ink-soft", "ink-faint", "heading", "link", "link-visited", "dead", "changed", "live", "soon")
PAIRS = (
    *((text, ground) for text in TEXTS for ground in ("paper", "wash", "stripe")),
    *(
        (text, f"{tone}-wash")
        for tone in ("dead", "changed", "live", "soon")
        for text in ("ink", "ink-soft", "link", "link-visited", tone)
    ),
    *((text, ground) for text in ("on-nav", "on-nav-soft") for ground in ("nav", "nav-deep")),
    ("ink", "mark"),
    ("link", "mark"),
    ("on-mark", "dead"),
    ("on-mark", "live"),
    ("paper", "ink"),
    ("qr-dark", "qr-light"),
)
"""Text and ground by the names of their tokens: what the style sheet sets on what."""
SIGNS = (("focus", "paper"), ("focus", "wash"), ("bar", "paper"), ("agency", "paper"), ("heading", "wash"))
"""Marks that must be told from their ground (WCAG 2.2, 1.4.11)."""


@pytest.mark.parametrize("palette", palettes())
def test_texts_can_be_read(palette: str) -> None:
    colours = palettes()[palette]
    least = 7 if palette == "contrast" else 4.5
    measured = {(text, on): contrast(colours[f"--gk-{text}"], colours[f"--gk-{on}"]) for text, on in PAIRS}
    assert {pair: round(ratio, 2) for pair, ratio in measured.items() if ratio < least} == {}


@pytest.mark.parametrize("palette", palettes())
def test_signs_can_be_seen(palette: str) -> None:
    colours = palettes()[palette]
    measured = {(sign, on): contrast(colours[f"--gk-{sign}"], colours[f"--gk-{on}"]) for sign, on in SIGNS}
    assert {pair: round(ratio, 2) for pair, ratio in measured.items() if ratio < 3} == {}


def test_palettes_change_values_and_never_names() -> None:
    names = own_names()
    assert set(names) == {"standard", "soft", "contrast", "dark"}
    assert {palette: sorted(own - names["standard"]) for palette, own in names.items()} == {name: [] for name in names}


def test_contrast_is_measured_as_the_guideline_does() -> None:
    assert contrast("#000", "#fff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
