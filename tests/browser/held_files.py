"""A file of the site that does not come before a test lets it: what a reader does meanwhile must not be lost."""

from __future__ import annotations

from playwright.sync_api import Page, Route


class HeldFile:
    """Requests of ``page`` for addresses that begin with the name ``file``; they wait until they are let go."""

    def __init__(self, page: Page, file: str) -> None:
        self._page = page
        self._waiting: list[Route] = []
        self._open = False
        page.route(f"**/{file}*", self._hold)

    def let_go(self) -> None:
        """Answer what has been asked, however long a busy browser took to ask it, and whatever is asked from now on."""
        for _ in range(200):
            if self._waiting:
                break
            self._page.wait_for_timeout(50)
        assert self._waiting
        self._open = True
        for route in self._waiting:
            route.continue_()
        self._waiting.clear()

    def hold_again(self) -> None:
        """Let the next requests wait."""
        self._open = False

    def _hold(self, route: Route) -> None:
        if self._open:
            route.continue_()
        else:
            self._waiting.append(route)
