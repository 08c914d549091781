"""The registers in ``catalogue/ledgers/`` all together, which other readers of the catalogue leave alone."""

from __future__ import annotations

from pathlib import Path

from gongkai.model.ledgers.registers import Registers
from gongkai.model.problems.yielded import Reading
from gongkai.reading.registers.delivery_register import DELIVERY_REGISTER
from gongkai.reading.registers.indicator_register import INDICATOR_REGISTER
from gongkai.reading.registers.link_register import LINK_REGISTER
from gongkai.reading.registers.nil_register import NIL_REGISTER
from gongkai.reading.registers.register_entries import read_register

PATHS = (NIL_REGISTER.path, LINK_REGISTER.path, INDICATOR_REGISTER.path, DELIVERY_REGISTER.path)
"""Their files, relative to the project."""


def read_registers(root: Path) -> Reading[Registers]:
    """All registers below ``root``; one without a file is empty."""
    return Registers(
        nil=(yield from read_register(root, NIL_REGISTER)),
        links=(yield from read_register(root, LINK_REGISTER)),
        indicators=(yield from read_register(root, INDICATOR_REGISTER)),
        deliveries=(yield from read_register(root, DELIVERY_REGISTER)),
    )
