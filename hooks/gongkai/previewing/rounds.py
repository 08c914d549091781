"""One round after another: what was read is shown, then checked, the result is posted, and search and data follow."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from gongkai.building.site_file import search_engine
from gongkai.building.sources import checked_column
from gongkai.calendar.as_of import SHANGHAI
from gongkai.incremental.garbage_collection import never_collect_what_is
from gongkai.incremental.progress import Progress
from gongkai.model.problems.problem import Problem, has_errors, in_order
from gongkai.model.problems.yielded import gathered
from gongkai.model.publication import Publication
from gongkai.previewing.asked_pages import AskedPages
from gongkai.previewing.preview_state import Board, Edition, Rest
from gongkai.previewing.rest_process import RestProcess
from gongkai.previewing.theme_files import ThemeFiles
from gongkai.previewing.trouble import Trouble, of_problems, of_program, of_system
from gongkai.previewing.warm_caches import WarmCaches
from gongkai.previewing.watching import PROGRAM, THEME, Watch

_BETWEEN_WORDS = 0.5
"""Seconds between two words about the first round that open pages are told."""

Said = Callable[[Trouble | None, tuple[Problem, ...]], None]
"""Hears of every round: the trouble, if any, and the problems found."""


class Rounds:
    """The rounds of one preview of the column at ``root``, each on what is the ``day`` when it begins."""

    def __init__(self, root: Path, day: Callable[[], date], board: Board, rest: RestProcess) -> None:
        self._root = root
        self._day = day
        self._as_of = day()
        self._board = board
        self._rest = rest
        self._theme: ThemeFiles | None = None
        self._caches: WarmCaches | None = None
        self._good: Edition | None = None
        """The last edition without errors, which stays where a newer one has some."""
        self._ahead = b""
        """What was being looked at, as this round showed it before the checks; empty where it did not."""
        self._number = 0
        self._worded = 0.0

    @property
    def files(self) -> dict[str, bytes]:
        """Style sheet, scripts and pictures of the theme by their addresses."""
        return self._theme.files if self._theme else {}

    def run(self, watch: Watch, progress: Progress, said: Said) -> None:
        """Make a round now, after every change and at midnight, for ever; nothing that goes wrong in a round ends it.

        ``progress`` is told about the first round, ``said`` hears of all.
        """
        states = watch.states()
        self._round(progress, said)
        # What was read once mostly stays; looking through it for cycles again and again takes longer than a round.
        never_collect_what_is()
        while True:
            newer = watch.changed(states, lambda: self._day() == self._as_of)
            names = watch.names(states, newer)
            states = newer
            if THEME in names:
                self._theme = None
            if PROGRAM in names:
                self._board.post(outdated=True)
            self._round(self._worded_progress, said)

    def _round(self, progress: Progress, said: Said) -> None:
        self._rest.end()
        self._as_of = self._day()
        self._ahead = b""
        found: tuple[Problem, ...] = ()
        trouble: Trouble | None = None
        try:
            found, engine = self._publish(progress)
            if has_errors(found):
                trouble = of_problems(found)
        except OSError as error:
            trouble = of_system(error)
        except Exception as error:
            # Whatever it is, the last good pages stay and whoever edits is told.
            trouble = of_program(error)
        if trouble is not None:
            rest = self._board.now.rest
            if self._ahead and self._good is not None:
                self._number += 1
                self._good = replace(self._good, number=self._number)
            self._board.post(
                edition=self._good,
                trouble=trouble,
                found=found,
                work="",
                rest=rest if rest in (Rest.FRESH, Rest.FAILED) else Rest.WAITING,
            )
        said(trouble, found)
        if trouble is None:
            self._make_rest(engine)

    def _publish(self, progress: Progress) -> tuple[tuple[Problem, ...], str]:
        """The problems of the sources and the setting of the search; without errors, the pages are shown from now on."""
        engine, faults = gathered(search_engine(self._root))
        self._theme = self._theme or ThemeFiles.of(self._root / "theme_overrides")
        if self._caches is None:
            self._caches = WarmCaches(self._root, progress)
        self._caches.progress = progress
        self._caches.renew()
        publication, problems = checked_column(
            self._root, self._as_of, self._caches, lambda bound: None if faults else self._show_ahead(bound)
        )
        found = in_order((*faults, *problems))
        if not has_errors(found):
            edition, page = self._edition(publication, found)
            # Who looks at the same page already needs no new one; all others are those of the checked column.
            if page is None or page != self._ahead:
                self._number += 1
            self._good = edition = replace(edition, number=self._number)
            self._board.post(
                edition=edition, trouble=None, found=found, work="", rest=self._rest_now(), rest_trouble=None
            )
        return found, engine

    def _edition(self, publication: Publication, found: Sequence[Problem]) -> tuple[Edition, bytes | None]:
        """The edition of a column, and in it the page that somebody is looking at, which is made first."""
        assert self._theme is not None
        pages = AskedPages(publication, self._theme.environment)
        page = pages.html(self._board.asked)
        shown_at = datetime.now(SHANGHAI).strftime("%H:%M:%S")
        return (
            Edition(number=self._number, shown_at=shown_at, publication=publication, problems=found, pages=pages),
            page,
        )

    def _rest_now(self) -> Rest:
        return Rest.OLD if self._rest.site.is_dir() else Rest.NONE

    def _show_ahead(self, publication: Publication) -> None:
        """Show the page that somebody is looking at before it is checked, if it is another one and nothing is wrong so far."""
        good = self._good
        if good is None or self._board.now.trouble is not None:
            return
        if has_errors((*publication.reading.problems, *publication.problems)):
            return
        try:
            edition, page = self._edition(replace(publication, defects=good.publication.defects), good.problems)
            if page is None or page == good.pages.html(self._board.asked):
                return
        except Exception:
            # Only what is checked is sure to be rendered; the checks say what is wrong.
            return
        self._ahead = page
        self._number += 1
        self._board.post(edition=replace(edition, number=self._number), work="检查", rest=self._rest_now())

    def _make_rest(self, engine: str) -> None:
        number = self._number

        def done(trouble: Trouble | None) -> None:
            edition = self._board.now.edition
            if edition and edition.number == number:
                self._board.post(rest=Rest.FAILED if trouble else Rest.FRESH, rest_trouble=trouble)

        try:
            self._rest.start(self._as_of.isoformat(), engine, done)
        except OSError as error:
            done(of_system(error))

    def worded(self, progress: Progress) -> Progress:
        """Progress that open pages are told too."""

        def tell(stage: str, done: int, total: int) -> None:
            self._worded_progress(stage, done, total)
            progress(stage, done, total)

        return tell

    def _worded_progress(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._worded >= _BETWEEN_WORDS and self._board.now.edition is None:
            self._worded = now
            self._board.post(work=f"{stage} {done:,}/{total:,}" if total else stage)
