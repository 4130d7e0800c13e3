"""The main menu: what a person may do, what waits for him, what he has begun.

What others do doesn't draw it anew: where it stands in a chat is known to the dialog's state alone, which only the bot
touches. So it says as of what time it counts, and is drawn with the figures of now whenever somebody opens it.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Column, Group, Row, SwitchTo

from dialogs import view
from dialogs.common.finishing import finish
from dialogs.common.inputs import buttons_only
from dialogs.common.lists import choice
from dialogs.common.opening import open_menu, open_window
from dialogs.common.widgets import Label, Say
from dialogs.states import Menu, named
from domain import absences, alerts, clock, company, drafts, people, visits
from domain.access import Actor, Right, actor_of
from domain.models import Client, Draft, Person, Visit
from domain.statuses import MASTERLESS, VisitStatus
from domain.texts import LANGUAGES, Texts, texts

Starter = Callable[[DialogManager], Awaitable[None]]


def starters() -> dict[str, Starter]:
    """What each button opens. Imported late: the dialogs themselves know the way to the menu."""
    from dialogs.client.orders import open_orders
    from dialogs.common.find import open_find
    from dialogs.master.answer import open_accept_list
    from dialogs.master.leave import open_leave
    from dialogs.master.schedule import open_schedule
    from dialogs.master.status import open_status
    from dialogs.master.tasks import open_tasks
    from dialogs.master.upload import open_upload_list
    from dialogs.office.absences import open_absences
    from dialogs.office.alerts import open_alerts
    from dialogs.office.assign import open_assign_list
    from dialogs.office.invite import open_invite
    from dialogs.office.neworder import open_neworder
    from dialogs.office.review import open_review
    from dialogs.office.series import open_series_list
    from dialogs.office.settings import open_settings
    from dialogs.office.team import open_team
    from dialogs.office.technicians import open_technicians
    from dialogs.office.web import send_link

    return {
        "neworder": open_neworder,
        "waiting": open_assign_list,
        "review": open_review,
        "tasks": open_tasks,
        "offers": open_accept_list,
        "upload": open_upload_list,
        "status": open_status,
        "schedule": open_schedule,
        "leave": open_leave,
        "team": open_team,
        "absences": open_absences,
        "orders": open_orders,
        "alerts": open_alerts,
        "series": open_series_list,
        "find": open_find,
        "web": send_link,
        "technicians": open_technicians,
        "settings": open_settings,
        "invite": open_invite,
    }


async def get_menu(actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    """Which buttons there are, each with the number of entries of the list it opens."""
    begun = [draft for draft in await drafts.open_ones(actor) if draft.data and named(draft.step)]
    data: dict[str, Any] = {
        "office": actor.may(Right.ORDERS_SEE),
        "master": actor.is_master,
        "finds": actor.may(Right.ORDERS_FIND),
        "client": await Client.exists(person_id=actor.id) or not (actor.is_office or actor.is_master),
        "invites": actor.may(Right.PEOPLE_INVITE),
        "sets": actor.may(Right.SETTINGS),
        "begun": [(draft.id, await _named(draft, t)) for draft in begun[:3]],
    }
    data["counts"] = data["office"] or data["master"]
    data["time"] = t.time(clock.now(), await company.zone())
    if data["office"]:
        data["waiting"] = await Visit.filter(status__in=MASTERLESS, order__held_at__isnull=True).count()
        data["asked"] = await absences.count_waiting(by=actor)
        data["alerts"] = await alerts.count(by=actor)
        data["to_review"] = await Visit.filter(status=VisitStatus.FINISHED, lead=True).count()
    if data["master"]:
        data |= await _of_master(actor)
    return data


async def _of_master(actor: Actor) -> dict[str, int]:
    from dialogs.master import mine

    own, offered = await visits.of_master(actor), await mine.offered(actor)
    assigned = sum(visit.status is VisitStatus.ASSIGNED for visit in own)
    return {"tasks": len(own) + len(offered), "unanswered": len(offered) + assigned}


async def get_languages(**_: Any) -> dict[str, Any]:
    """The languages there are, by number."""
    return {"languages": list(enumerate(LANGUAGES))}


async def on_open(_query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    assert button.widget_id is not None
    await starters()[button.widget_id](manager)


async def on_draft(_query: CallbackQuery, _select: Any, manager: DialogManager, draft_id: int) -> None:
    draft = await drafts.read(draft_id, by=manager.middleware_data["actor"])
    state = named(draft.step)
    assert state is not None  # drafts of windows this version hasn't got have no button
    await open_window(manager, state, draft=draft.id)


async def on_language(_query: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    await speak(manager, LANGUAGES[number])
    await finish(manager, manager.middleware_data["t"]("menu.language_set"))
    await open_menu(manager)


async def speak(manager: DialogManager, locale: str) -> None:
    """Speak ``locale`` with the person from now on, in this answer already, and in the list of commands."""
    data = manager.middleware_data
    await people.set_locale(locale, by=data["actor"])
    person: Person = data["person"]
    person.locale = locale
    data.update(actor=actor_of(person), t=texts(locale))
    await data["set_menu"](data["bot"], data["actor"], person)


def label_language(item: tuple[int, str], t: Texts) -> str:
    _, locale = item
    return f"{'✓ ' if locale == t.locale else ''}{texts(locale)('menu.language_name')}"


async def _named(draft: Draft, t: Texts) -> str:
    visit = await Visit.get_or_none(id=draft.subject).select_related("order") if draft.subject else None
    what = t(f"draft.{draft.kind}")
    if visit is not None:
        return view.short(t("menu.continue_order", what=what, number=visit.order.number))
    return view.short(t("menu.continue", what=what))


def _button(name: str, when: Any) -> Button:
    return Button(Label(f"menu.{name}"), id=name, on_click=on_open, when=when)


main_window = Window(
    Say("menu.text"),
    Say("menu.as_of", when="counts"),
    Column(choice("begun", on_draft, id="draft")),
    _button("neworder", "office"),
    _button("waiting", "office"),
    _button("review", "office"),
    Row(_button("team", "office"), _button("absences", "office")),
    _button("tasks", "master"),
    _button("offers", "master"),
    _button("upload", "master"),
    Row(_button("schedule", "master"), _button("status", "master"), _button("leave", "master")),
    _button("orders", "client"),
    Group(
        _button("alerts", "office"),
        _button("series", "office"),
        _button("find", "finds"),
        _button("web", "office"),
        _button("technicians", "office"),
        _button("invite", "invites"),
        _button("settings", "sets"),
        SwitchTo(Label("menu.language"), id="language", state=Menu.language),
        width=2,
    ),
    buttons_only,
    state=Menu.main,
    getter=get_menu,
)
language_window = Window(
    Say("menu.language_choose"),
    Column(choice("languages", on_language, id="l", label=label_language)),
    SwitchTo(Label("button.back"), id="back", state=Menu.main),
    buttons_only,
    state=Menu.language,
    getter=get_languages,
)
dialog = Dialog(main_window, language_window)


async def open_language(manager: DialogManager) -> None:
    """The choice of languages."""
    await open_window(manager, Menu.language)
