"""Numbers of persons and organisations made up with their right check digits."""

from __future__ import annotations

import random

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_AREAS = ("110105", "320506", "440106", "510104", "610103", "330102", "370202", "420106")


def citizen_number(chance: random.Random) -> str:
    """A number of an identity card (GB 11643)."""
    born = f"{chance.randint(1950, 2004)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    body = f"{chance.choice(_AREAS)}{born}{chance.randint(1, 999):03}"
    return body + "10X98765432"[sum(int(one) * weight for one, weight in zip(body, _WEIGHTS)) % 11]


def mobile_number(chance: random.Random) -> str:
    """A number of a mobile telephone."""
    return f"1{chance.choice(('38', '39', '50', '58', '77', '86', '99'))}{chance.randint(0, 99_999_999):08}"


def card_number(chance: random.Random) -> str:
    """A number of a bank card with its check digit (Luhn)."""
    body = f"62{chance.choice(('1700', '2848', '2202', '2588'))}{chance.randint(0, 10**12 - 1):012}"
    doubled = [int(one) * (2 if place % 2 == 0 else 1) for place, one in enumerate(reversed(body))]
    return body + str(-sum(one - 9 if one > 9 else one for one in doubled) % 10)


def credit_code(chance: random.Random) -> str:
    """A unified social credit code (GB 32100) with both check digits."""
    organisation = f"{chance.randint(0, 10**8 - 1):08}"
    check = 11 - sum(int(one) * weight for one, weight in zip(organisation, (3, 7, 9, 10, 5, 8, 4, 2))) % 11
    body = "91990000" + organisation + {10: "X", 11: "0"}.get(check, str(check))
    total = sum(_CODE_SIGNS.index(one) * pow(3, place, 31) for place, one in enumerate(body))
    return body + _CODE_SIGNS[-total % 31]
