"""The frame of the windows of a new order: what stands below the question in each of them."""

from typing import Any

from aiogram_dialog import Window
from aiogram_dialog.widgets.kbd import Button, Row

from dialogs.common.inputs import expects
from dialogs.common.widgets import Label, Say
from dialogs.office.neworder.afresh import on_ask
from dialogs.office.neworder.fields import get_common, on_back, on_later


def order_window(*widgets: Any, state: Any, getter: Any = None, other: str = "expects.button") -> Window:
    """A window of the dialog; whatever it doesn't take is answered by the sentence of ``other``."""
    return Window(
        Say("neworder.resumed", when="resumed"),
        *widgets,
        Row(
            Button(Label("neworder.to_preview"), id="back", on_click=on_back, when="to_preview"),
            Button(Label("button.back"), id="back", on_click=on_back, when="to_before"),
            Button(Label("neworder.later"), id="later", on_click=on_later),
        ),
        Button(Label("neworder.afresh"), id="afresh", on_click=on_ask, when="resumed"),
        expects(other),
        state=state,
        getter=[get_common, *([getter] if getter else [])],
    )
