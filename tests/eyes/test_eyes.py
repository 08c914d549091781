"""A small sample of the proof: no kind falls below its floor, clean papers stay silent; all of it is in ``make bench``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest
from gongkai.model.problems.problem import Level

from tests.conftest import demonstration_or_skip
from tests.eyes import clean, proof
from tests.eyes.grammar import Grammar
from tests.eyes.looking import Seen, by_kind
from tests.eyes.table import lines_of, share
from tests.golden import golden

pytestmark = pytest.mark.uncounted
FLOORS: Mapping[str, int] = golden(Path(__file__).parent / "floors.yml")
_SEED = 16
_EACH = {"written": 6, "changed": 2}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Seen]]:
    """The sample by kind, which is printed as well."""
    everything = proof.look(tmp_path_factory.mktemp("eyes"), demonstration_or_skip(), _EACH, _SEED)
    print("\n".join(lines_of(everything, proof.TITLES, shown=1)))
    return by_kind(everything)


def test_every_kind_is_planted(found: Mapping[str, list[Seen]]) -> None:
    assert found.keys() == proof.TITLES.keys()
    assert FLOORS.keys() <= proof.TITLES.keys()


def test_no_kind_falls_below_its_floor(found: Mapping[str, list[Seen]]) -> None:
    below = {name: share(found[name]) for name, floor in FLOORS.items() if share(found[name]) < floor}
    assert below == {}, "以前能找到的差错，现在找不到了"


def test_no_message_repeats_a_number_of_a_person(found: Mapping[str, list[Seen]]) -> None:
    told = [(one, words) for seen in found.values() for one in seen for words in one.told]
    assert [
        (one.planted.kind, words) for one, words in told if any(secret in words for secret in one.planted.secret)
    ] == []


def test_clean_papers_are_silent(tmp_path: Path) -> None:
    alarms = clean.look(tmp_path, 1_000, _SEED)
    assert alarms.sentences >= 1_000
    assert alarms.in_a_thousand(Level.ERROR) == 0, alarms.by_rule()
    assert alarms.in_a_thousand(Level.WARNING) <= 1, alarms.by_rule()


def test_sentences_are_many_and_the_same_for_the_same_seed() -> None:
    first, again = (
        [grammar.sentence() for _ in range(500)] for grammar in (Grammar(Random("a")), Grammar(Random("a")))
    )
    assert first == again
    assert len({*first}) > 450
    assert not any("{" in sentence or "}" in sentence for sentence in first)
