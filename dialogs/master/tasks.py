"""The master's day: what he is offered, what he has; a press opens the order's card, where every action is."""

from collections import Counter
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, ShowMode, Window

from dialogs import states, view
from dialogs.common.inputs import buttons_only
from dialogs.common.lists import menu_button
from dialogs.common.opening import open_window
from dialogs.common.widgets import Made
from dialogs.manager import answer_query
from dialogs.master import mine
from dialogs.master.pieces import items, show_card, visit_list
from domain import company, visits
from domain.access import Actor, visit_for
from domain.models import Visit
from domain.texts import Texts


async def get_tasks(actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    offered, own = await mine.offered(actor), await visits.of_master(actor)
    unanswered = len(await mine.unanswered(actor))
    zone = await company.zone()
    lines = [t.html("tasks.title" if offered or own else "tasks.none")]
    if unanswered:
        lines.append(t.html("tasks.unanswered", n=unanswered))
    lines += [t.html("tasks.day", day=day, n=n) for day, n in _days(own, t, zone).items()]
    return {
        "text": view.joined(lines),
        "visits": await items([*offered, *own], t),
    }


def _days(own: list[Visit], t: Texts, zone: str) -> Counter[str]:
    """How many visits each day holds, the days as people say them."""
    by_time = sorted(visit.starts_at for visit in own if visit.starts_at)
    return Counter(t.day(start, zone) for start in by_time)


async def on_visit(_query: CallbackQuery, _widget: Any, manager: DialogManager, visit_id: int) -> None:
    visit = await visit_for(manager.middleware_data["actor"], visit_id)
    await answer_query()
    manager.show_mode = ShowMode.NO_UPDATE  # the list stays as it is, above the card
    await show_card(manager, visit.order_id)


async def open_tasks(manager: DialogManager) -> None:
    """Open the list of what the acting master has before him."""
    await open_window(manager, states.MyTasks.list)


tasks_window = Window(
    Made("text"),
    visit_list(on_visit),
    menu_button(),
    buttons_only,
    state=states.MyTasks.list,
    getter=get_tasks,
)
dialog = Dialog(tasks_window)
