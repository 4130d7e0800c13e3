"""What asks the office to act now: a list, the gravest first; a press opens the card."""

from typing import Any

from aiogram_dialog import Dialog, DialogManager

from dialogs.common.lists import listing_window
from dialogs.common.opening import open_window
from dialogs.office import labels
from dialogs.states import Alerts
from domain import alerts, company
from domain.access import Actor
from domain.texts import Texts


async def get_alerts(actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    zone, found = await company.zone(), await alerts.now(by=actor)
    return {
        "orders": [(alert.order.id, labels.alert(alert, zone, t)) for alert in found],
    }


dialog = Dialog(listing_window(Alerts.list, "orders", get_alerts, some="alerts.some", none="alerts.none"))


async def open_alerts(manager: DialogManager) -> None:
    """What is about to break, broken without a reason, without its master, unanswered, or waits to be reviewed."""
    await open_window(manager, Alerts.list)
