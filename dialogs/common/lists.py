"""Lists of orders and visits as big buttons, in pages; a press opens the order's card anew."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button, ScrollingGroup, Select

from dialogs import cards
from dialogs.common.opening import open_menu
from dialogs.common.widgets import ItemLabel, Label
from dialogs.manager import answer_query
from domain import access

PAGE = 6  # rows of a list: with the pager and a way out a window has eight


def list_of(items: str, on_click: Any) -> ScrollingGroup:
    """The getter's ``items``, pairs of id and label, one wide button each."""
    select = Select(
        ItemLabel(lambda item, _: item[1]),
        id="i",
        item_id_getter=lambda item: item[0],
        items=items,
        type_factory=int,
        on_click=on_click,
    )
    return ScrollingGroup(select, id="pages", width=1, height=PAGE, hide_on_single_page=True)


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
