"""Word diff of multi-paragraph texts: paragraphs are aligned first, then compared word by word."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model.words.matcher import matcher
from gongkai.texts.differences.passages import Passage, pair_passages
from gongkai.texts.differences.word_differences import Change, Run, compare_words

_NUMBER = matcher(r"(?:[（(][一二三四五六七八九十百\d]+[)）]|[一二三四五六七八九十百\d]+[、.．])?")


def compare_paragraphs(old: str, new: str) -> tuple[Run, ...]:
    """The runs that turn ``old`` into ``new``, as ``compare_words`` gives them for one paragraph.

    An item inserted into an enumeration is added as a whole, and of the items after it only the numbers change.
    """
    if "\n" not in old or "\n" not in new:
        return compare_words(old, new)
    found: list[Run] = []
    for run in _runs(old, new):
        if found and found[-1].change is run.change:
            found[-1] = Run(run.change, found[-1].text + run.text)
        elif run.text:
            found.append(run)
    return tuple(found)


def _runs(old: str, new: str) -> Iterator[Run]:
    for pair in pair_passages(_paragraphs(old), _paragraphs(new), moves=False):
        before = pair.old.label + pair.old.text if pair.old else ""
        after = pair.new.label + pair.new.text if pair.new else ""
        if pair.old and pair.new and pair.old.text == pair.new.text and pair.old.label != pair.new.label:
            yield from compare_words(pair.old.label, pair.new.label)
            yield Run(Change.KEPT, pair.new.text)
        else:
            yield from compare_words(before, after)


def _paragraphs(text: str) -> list[Passage]:
    found = []
    for line in text.splitlines(keepends=True):
        match = _NUMBER.match(line)
        label = match.group() if match else ""
        found.append(Passage(label, line[len(label) :]))
    return found
