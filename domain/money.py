"""Whole kopecks in integers."""

import re
from decimal import ROUND_HALF_UP, Decimal

from domain.errors import Invalid

MOST = 100_000_000_00  # a hundred million roubles: above it somebody slipped
# Digits only: Decimal would also take 1e30, 1_000 and NaN. At most two after the comma: "1,500" may well mean
# fifteen hundred, so it is asked again.
_AMOUNT = re.compile(r"\d+(\.\d{0,2})?")


def parse(text: str) -> int:
    """Kopecks of an amount as people write it: ``1500``, ``1 500,50``, ``1500 ₽``.

    Raises :class:`Invalid` for anything else, below zero or above a hundred million.
    """
    digits = re.sub(r"(руб\.?|р\.?|₽|\s|\u00a0|\u202f)", "", text.strip().lower()).replace(",", ".")
    if not _AMOUNT.fullmatch(digits):
        raise Invalid("invalid.money")
    amount = Decimal(digits)
    if amount * 100 > MOST:
        raise Invalid("invalid.money_too_much")
    return int(amount * 100)


def line_total(quantity: Decimal, price: int) -> int:
    """Quantity times price in whole kopecks, half up."""
    return int((quantity * price).quantize(Decimal(1), ROUND_HALF_UP))
