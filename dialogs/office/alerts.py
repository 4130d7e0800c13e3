"""What asks the office to act now: a list, the gravest first; a press opens the card."""

from typing import Any

from aiogram_dialog import Dialog, DialogManager, Window

from dialogs.common.inputs import buttons_only
from dialogs.common.lists import list_of, menu_button, on_order
from dialogs.common.opening import open_window
from dialogs.common.widgets import Say
from dialogs.office import labels
from dialogs.states import Alerts
from domain import alerts, company
from domain.access import Actor
from domain.texts import Texts


async def get_alerts(actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    zone, found = await company.zone(), await alerts.now(by=actor)
    return {
        "orders": [(alert.order.id, labels.alert(alert, zone, t)) for alert in found],
        "some": bool(found),
        "none": not found,
    }


dialog = Dialog(
    Window(
        Say("alerts.some", when="some"),
        Say("alerts.none", when="none"),
        list_of("orders", on_order),
        menu_button(),
        buttons_only,
        state=Alerts.list,
        getter=get_alerts,
    )
)


async def open_alerts(manager: DialogManager) -> None:
    """What is about to break, broken without a reason, unanswered, or waits to be reviewed."""
    await open_window(manager, Alerts.list)
