"""What can be wrong with the processes that share the work of a build; every message is a Chinese sentence."""

from __future__ import annotations


class WorkersError(ValueError):
    """The environment variable for the number of processes holds none."""


class WorkerLostError(Exception):
    """A process ended before its work was done; the message names what it was doing."""
