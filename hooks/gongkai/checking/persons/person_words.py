"""The words by which natural persons and what must not be told of them are recognised (vocabulary/persons.yml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from gongkai import FOLDER
from gongkai.checking.persons.personal_kinds import PersonalKind
from gongkai.model.place import Place
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.words.matcher import matcher
from gongkai.reading.yaml.shape import shape_of
from gongkai.reading.yaml.yaml_files import read_yaml

_FILE = "vocabulary/persons.yml"


@dataclass(frozen=True, slots=True)
class PersonWords:
    """Parts of expressions (surname, strict name …) and whole expressions, compiled once."""

    surname: str
    single: str
    """The surnames of one character."""
    double: tuple[str, ...]
    """The surnames of several characters."""
    given: str
    """A class of characters that given names commonly have."""
    labels: str
    not_names: re.Pattern[str]
    """Matches at the beginning of a common word that looks like a name."""
    facts: tuple[tuple[PersonalKind, re.Pattern[str]], ...]
    any_fact: re.Pattern[str]
    """Matches where one of ``facts`` does: a prefilter."""
    honest: re.Pattern[str]
    """Words of a sentence about duties and events, in which a name is no private person's."""
    mail: re.Pattern[str]
    office: re.Pattern[str]


@cache
def person_words() -> PersonWords:
    """The words, read once."""
    data, problems = gathered(_read())
    assert not problems, problems
    return data


def _read() -> Reading[PersonWords]:
    node = yield from read_yaml(FOLDER / _FILE, _FILE)
    shape = yield from shape_of(node, _FILE, Place(_FILE))
    single, double = (yield from shape.needed("姓", "王李")), (yield from shape.needed("复姓", "欧阳"))
    facts = []
    for row in (yield from shape.rows("情况")):
        of_row = yield from shape_of(row, _FILE, Place(_FILE))
        name, pattern = (yield from of_row.text("名称")), (yield from of_row.text("样子"))
        facts.append((PersonalKind(name), pattern))
    hosts = yield from shape.needed("邮箱", "qq")
    mail = rf"[A-Za-z0-9][A-Za-z0-9._%+-]{{1,40}}\s?[@＠]\s?(?:{hosts})\s?[.．](?:com(?:\.cn)?|net|cn)(?![A-Za-z0-9])"
    return PersonWords(
        surname=f"(?:{double}|[{single}])",
        single=single,
        double=tuple(double.split("|")),
        given=f"[{(yield from shape.needed('名', '建国'))}]",
        labels=(yield from shape.needed("称呼", "姓名")),
        not_names=matcher((yield from shape.needed("不是姓名", "应当"))),
        facts=tuple((kind, matcher(pattern)) for kind, pattern in facts),
        any_fact=matcher("|".join(pattern for _, pattern in facts)),
        honest=matcher((yield from shape.needed("正当", "分管"))),
        mail=matcher(mail, re.IGNORECASE),
        office=matcher((yield from shape.needed("办公", "办公"))),
    )
