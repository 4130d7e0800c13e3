"""Districts as buttons, known by a number made of the name: the list may be another one when a button is pressed."""

from collections.abc import Iterable
from typing import Any
from zlib import crc32

from dialogs import view
from dialogs.common.lists import PAGE, Pages, list_of
from domain import districts
from domain.errors import NotFound

Item = tuple[int, str]


def items(names: Iterable[str], ticked: Iterable[str] = ()) -> list[Item]:
    """The names for :func:`district_buttons`, with a tick before those that are chosen."""
    chosen = {name.casefold() for name in ticked}
    return [
        (_number(name), view.short(f"{'✓ ' if name.casefold() in chosen else ''}{name}")) for name in names
    ]


async def pressed(number: int) -> str:
    """The district of a button. Raises NotFound when nothing lies in it any more."""
    found = next((name for name in await districts.known() if _number(name) == number), None)
    if found is None:
        raise NotFound
    return found


def district_buttons(on_click: Any) -> Pages:
    """The getter's ``districts``, in pages; a press gives the number for :func:`pressed`."""
    return list_of("districts", on_click, PAGE - 1)


def _number(name: str) -> int:
    return crc32(name.encode())
