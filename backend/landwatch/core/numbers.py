"""Numbers of reports and cases: short enough to read aloud, with a check digit that finds a slip."""

from __future__ import annotations

import re
import unicodedata
from random import Random

SHAPE = re.compile(r"[A-Z]\d{11}")


def new_number(prefix: str, year: int, rand: Random) -> str:
    """A number such as `R26482719308`: kind, year, eight random digits, check digit.

    The digits are random so that a number tells nobody how many reports there are; a number that the database
    already has is refused there, and the phone, which tries again by itself, gets another one.
    """
    body = f"{year % 100:02d}{rand.randrange(10**8):08d}"
    return f"{prefix}{body}{check_digit(body)}"


def check_digit(digits: str) -> int:
    """The check digit of ISO/IEC 7064 MOD 11,10: finds every single wrong digit and nearly every swapped pair.

    >>> check_digit("0794")
    5
    """
    state = 10
    for digit in digits:
        state = (state + int(digit)) % 10 or 10
        state = state * 2 % 11
    return (11 - state) % 10


def normalised(number: str) -> str:
    """What a person typed, as we store it: no spaces or dashes, capitals, full-width characters made plain."""
    plain = unicodedata.normalize("NFKC", number)
    return re.sub(r"[\s\-–—·]", "", plain).upper()


def is_valid(number: str) -> bool:
    """Is this a whole number with a matching check digit? Takes it as a person types it."""
    plain = normalised(number)
    return SHAPE.fullmatch(plain) is not None and plain.isascii() and check_digit(plain[1:-1]) == int(plain[-1])


def readable(number: str) -> str:
    """The number in groups of four, as it is printed and read aloud: `R26 4827 1930 8`."""
    plain = normalised(number)
    groups = [plain[:3], *(plain[start : start + 4] for start in range(3, len(plain), 4))]
    return " ".join(groups)
