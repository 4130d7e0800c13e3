"""Lines of a work report, and reading them and the time as masters type them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from domain import money, people
from domain.errors import Invalid
from domain.models import LineKind

TYPED_LENGTH = 300
MOST_QUANTITY = 9999
MOST_MINUTES = 24 * 60

_NUMBER = r"(?:\d{1,3}(?: \d{3})+|\d+)(?:[.,]\d+)?"
_UNIT = r"(?:штук[иа]?|шт|метр(?:а|ов)?|м|см|кг|гр?|литр(?:а|ов)?|л|мл|уп|компл|пар[аы]?|pcs|pc|kg|m|l)\.?"
_AMOUNT = rf"(?P<number>{_NUMBER}) ?{_UNIT}(?=,?(?:\s|$))"
_QUANTITY = re.compile(rf"(?<!\S){_AMOUNT}", re.IGNORECASE)
_NEGATIVE = re.compile(rf"(?<!\S)[-−–—]{_AMOUNT}", re.IGNORECASE)
_ONLY_QUANTITY = re.compile(rf"(?P<number>{_NUMBER})(?: ?{_UNIT})?", re.IGNORECASE)
_PRICE = re.compile(rf"(?<!\S)(?P<price>{_NUMBER}) ?(?P<currency>₽|руб\.?|р\.?)?$", re.IGNORECASE)
# "Belt 1200 2", "Belt 2 x 1200": which of the two is the price could only be guessed.
_UNCLEAR = re.compile(r"(?<!\S)(?:[\d.,]+|[xх×*])$", re.IGNORECASE)
# "Pump 1800 x2", "Clamp 50*3": so many at that price. "Bracket 50x20" is a size.
_TIMES = re.compile(
    rf"(?P<each>.*(?:\s|₽|руб\.?|р\.?|\d(?=\*)))[xх×*] ?(?P<number>\d+)(?: ?{_UNIT})?", re.IGNORECASE
)
_BETWEEN = " ,-–—"  # what may stand between name, price and quantity, and says nothing
_BARE = re.compile(r"(?P<whole>\d{1,6})(?P<fraction>[.,]\d)?")
SHORTEST = 10  # minutes that a number alone may mean: a smaller one may as well be hours
# What people say instead of a number of hours, as they would write it in figures.
_SPOKEN = (
    (re.compile(r"\bпол\s?часа\b|\bhalf an hour\b"), "30 мин"),
    (re.compile(r"\bполтора\b"), "1,5"),
    (re.compile(r"\ban hour and a half\b"), "1,5 ч"),
    (re.compile(r"\s(?:с половиной|and a half)\b"), ",5"),
    (re.compile(r"^(?:час|an hour)\b"), "1 ч"),
)
_CLOCK = re.compile(r"(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)")
_WORDS = re.compile(
    r"(?:(?P<hours>\d{1,4}(?:[.,]\d{1,4})?)\s*(?:часов|часа|час|ч|hours?|h)\.?)?(?:\s|,|\bи\b|\band\b)*"
    r"(?:(?P<minutes>\d{1,6})\s*(?:минут[аы]?|мин|м|minutes?|min|m)?\.?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Line:
    """A line of work or a part: ``quantity`` times ``price``, in whole kopecks."""

    kind: LineKind
    name: str
    quantity: Decimal
    price: int

    def row(self) -> dict[str, Any]:
        """The line as a draft keeps it."""
        return {**vars(self), "kind": self.kind.value, "quantity": str(self.quantity)}

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Line":
        """The line a draft kept."""
        return cls(LineKind(row["kind"]), row["name"], Decimal(row["quantity"]), row["price"])


def total(lines: Iterable[Line]) -> int:
    """The sum of the lines in kopecks, each rounded half up on its own."""
    return sum(money.line_total(line.quantity, line.price) for line in lines)


def parse_line(text: str, kind: LineKind = LineKind.PART) -> Line:
    """A line as people type it: ``Ремень 1 200,50``, ``Ремень 1200 - 2 шт``, ``Ремень; 2; 1200``.

    With semicolons the order is name, quantity, price, or name, price. Raises :class:`Invalid`, also for
    what could be read in two ways.
    """
    text = " ".join(text.split())
    if not text:
        raise Invalid("invalid.empty")
    if len(text) > TYPED_LENGTH:
        raise Invalid("invalid.too_long", most=TYPED_LENGTH, now=len(text))
    name, quantity, price = _by_semicolons(text) if ";" in text else _by_place(text)
    if not any(character.isalpha() for character in name):
        raise Invalid("invalid.line_name")
    if len(name) > people.NAME_LENGTH:
        raise Invalid("invalid.too_long", most=people.NAME_LENGTH, now=len(name))
    return Line(kind, name, parse_quantity(quantity), money.parse(price))


def parse_quantity(text: str) -> Decimal:
    """A quantity above zero, at most three decimals: ``2``, ``2 шт``, ``3,5 м``. Raises :class:`Invalid`."""
    found = _ONLY_QUANTITY.fullmatch(text.strip())
    if found is None:
        raise Invalid("invalid.quantity")
    quantity = _plain(found["number"])
    if not 0 < quantity <= MOST_QUANTITY or quantity != round(quantity, 3):
        raise Invalid("invalid.quantity")
    return quantity


def parse_minutes(text: str, most: int | None = MOST_MINUTES) -> int:
    """Minutes of ``90``, ``1:30``, ``2 часа 15 минут``, ``1,5``, ``полтора часа``.

    Raises :class:`Invalid`, also above ``most``, a day, and for a number alone that may be hours or minutes.
    """
    text = text.strip().lower()
    for spoken, written in _SPOKEN:
        text = spoken.sub(written, text)
    if bare := _BARE.fullmatch(text):
        if not bare["fraction"] and 0 < int(bare["whole"]) < SHORTEST:
            raise Invalid("invalid.minutes_unclear", n=int(bare["whole"]))
        text += " ч" if bare["fraction"] else ""
    found = _CLOCK.fullmatch(text) or _WORDS.fullmatch(text)
    if not text or found is None:
        raise Invalid("invalid.minutes")
    hours = Decimal((found["hours"] or "0").replace(",", "."))
    minutes = round(hours * 60) + int(found["minutes"] or 0)
    if minutes < 1:
        raise Invalid("invalid.minutes")
    if most is not None and minutes > most:
        raise Invalid("invalid.minutes_too_many")
    return minutes


def _by_semicolons(text: str) -> tuple[str, str, str]:
    parts = [part.strip() for part in text.split(";") if part.strip()]
    if len(parts) == 2:
        return parts[0], "1", parts[1]
    if len(parts) == 3:
        return parts[0], parts[1], parts[2]
    raise Invalid("invalid.line")


def _by_place(text: str) -> tuple[str, str, str]:
    """The quantity is what has a unit; the price comes last, or last before the quantity."""
    if _NEGATIVE.search(text):
        raise Invalid("invalid.quantity")
    if times := _TIMES.fullmatch(text):
        name, price = _price_off(times["each"].strip())
        if _plain(times["number"]) > _plain(price):  # "Belt 2 x 1200"
            raise Invalid("invalid.line")
        return name, times["number"], price
    amounts = list(_QUANTITY.finditer(text))
    if not amounts:
        name, price = _price_off(text)
        return name, "1", price
    amount = amounts[-1]
    before, after = text[: amount.start()].strip(_BETWEEN), text[amount.end() :].strip()
    if not after:
        name, price = _price_off(before)
        return name, amount["number"], price
    name, price = _price_off(after)
    return f"{before} {name}".strip(), amount["number"], price


def _plain(number: str) -> Decimal:
    """A number as people write it."""
    return Decimal(number.replace(" ", "").replace(",", "."))


def _price_off(text: str) -> tuple[str, str]:
    """A text without the price at its end, and that price."""
    found = _PRICE.search(text)
    if found is None:
        raise Invalid("invalid.line_price")
    rest = text[: found.start()].strip(_BETWEEN)
    if found["currency"] is None and _UNCLEAR.search(rest):
        raise Invalid("invalid.line")
    return rest, found["price"]
