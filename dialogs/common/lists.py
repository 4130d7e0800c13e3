"""Lists of orders and visits as big buttons, in pages; a press opens the order's card anew."""

from collections.abc import Callable, Sequence
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, InlineKeyboardButton
from aiogram_dialog import DialogManager, ShowMode, Window
from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Keyboard, Row, ScrollingGroup, Select

from dialogs import cards
from dialogs.common.inputs import buttons_only
from dialogs.common.opening import open_menu
from dialogs.common.widgets import ItemLabel, Label, Say
from dialogs.manager import answer_query
from domain import access
from domain.texts import Texts

PAGE = 6  # rows of a list: with the pager and a way out a window has eight


class Pages(ScrollingGroup):
    """Rows in pages; below them at most three buttons, ``‹ 2/5 ›``, and none for a single page."""

    def __init__(self, rows: Keyboard, id: str, height: int = PAGE) -> None:  # noqa: A002  # the library's word
        super().__init__(rows, id=id, width=1, height=height)

    async def _render_pager(self, pages: int, manager: DialogManager) -> RawKeyboard:
        if pages < 2:
            return []
        last = pages - 1
        page = min(last, await self.get_page(manager))
        turns = [("‹", page - 1), (f"{page + 1}/{pages}", page), ("›", page + 1)]
        return [
            [
                InlineKeyboardButton(text=text, callback_data=self._item_callback_data(to))
                for text, to in turns
                if 0 <= to <= last
            ]
        ]


def _first(item: Any) -> Any:
    return item[0]


def _second(item: Any, _: Texts) -> str:
    return str(item[1])


def choice(
    items: str,
    on_click: Any,
    *,
    id: str,  # noqa: A002  # the library's word
    label: Callable[[Any, Texts], str] = _second,
    of: Callable[[Any], Any] = _first,
) -> Select[Any]:
    """The getter's ``items`` as buttons, pairs of id and label unless said otherwise; a press gives the id."""
    return Select(
        ItemLabel(label), id=id, item_id_getter=of, items=items, type_factory=int, on_click=on_click
    )


def list_of(items: str, on_click: Any, height: int = PAGE) -> Pages:
    """The getter's ``items``, pairs of id and label, one wide button each, ``height`` of them a page.

    A press names its list: the second tap of a hurried thumb is none on the list of the next window.
    """
    select = choice(items, on_click, id=items)
    return Pages(select, id="pages", height=height)


async def on_order(_query: CallbackQuery, _select: Any, manager: DialogManager, order_id: int) -> None:
    """Show the order's card below; the list stays where it is."""
    data = manager.middleware_data
    await access.order_for(data["actor"], order_id)
    await answer_query()
    manager.show_mode = ShowMode.NO_UPDATE
    await cards.open_card(data["bot"], data["held"], order_id, data["person"])


async def on_menu(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    """To the main menu."""
    await open_menu(manager)


def menu_button() -> Button:
    """The way out of a window that collects nothing."""
    return Button(Label("button.menu"), id="menu", on_click=on_menu)


def listing_window(
    state: State,
    items: str,
    getter: Any,
    on_click: Any = on_order,
    *,
    some: str,
    none: str,
    beside: Sequence[Button] = (),
    typed: MessageInput = buttons_only,
) -> Window:
    """A window that is a list: the getter's ``items`` below the text of ``some``, or the text of ``none``.

    ``beside`` stands before the way out; ``typed`` takes what is sent instead of a press.
    """
    return Window(
        Say(some, when=items),
        Say(none, when=lambda data, *_: not data[items]),
        list_of(items, on_click),
        Row(*beside, menu_button()),
        typed,
        state=state,
        getter=getter,
    )
