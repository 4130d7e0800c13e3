"""Texts of windows, by key. Values are escaped, so nobody's name can break or forge a window."""

from collections.abc import Callable
from typing import Any

from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.text import Text

from domain.texts import Texts


class Say(Text):
    """The text of ``key`` as HTML, its places filled from the getter's data."""

    def __init__(self, key: str, when: WhenCondition = None) -> None:
        super().__init__(when=when)
        self.key = key

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        texts: Texts = manager.middleware_data["t"]
        return texts.html(self.key, **data)


class Label(Say):
    """The text of ``key`` for a button: plain."""

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        texts: Texts = manager.middleware_data["t"]
        return texts(self.key, **data)


class Made(Text):
    """A text the getter made: ``html`` is already safe for Telegram's HTML, plain otherwise for buttons."""

    def __init__(self, field: str, when: WhenCondition = None) -> None:
        super().__init__(when=when)
        self.field = field

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return str(data[self.field])


class ItemLabel(Text):
    """The label of an item of a list of buttons, by a function of the item and the texts."""

    def __init__(self, label: Callable[[Any, Texts], str]) -> None:
        super().__init__()
        self.label = label

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return self.label(data["item"], manager.middleware_data["t"])
