"""What would come of it, in words, before it is done; and why it is done all the same."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, SwitchTo
from magic_filter import F

from dialogs import view
from dialogs.common.inputs import buttons_only, expects, text_input
from dialogs.common.widgets import Label, Made, Say
from dialogs.office.booking.wanted import Wanted, carry_out, outlook_of
from dialogs.office.reasons import reason_buttons
from dialogs.states import Booking
from domain import company
from domain.booking import Outlook
from domain.conflicts import Conflict
from domain.errors import Refused
from domain.models import Visit
from domain.texts import Texts

REASONS = ("booking.reason_client", "booking.reason_master", "booking.reason_route")
PROMISED = "reason.promised"


async def get_outlook(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    """What would come of it now; what is shown is what the press decides on."""
    data: dict[str, Any] = {
        "ready": False,
        "overridable": False,
        "agreeable": False,
        "conflicts": "",
        "swap": False,
    }
    try:
        wanted = Wanted.of(dialog_manager)
        visit, other, looked = await outlook_of(dialog_manager, wanted)
    except Refused:  # it can't be planned any more: the press before said so
        return data | {"text": t("booking.gone")}
    versions = visit.version, other.version if other else 0
    replace(wanted, versions=versions).keep(dialog_manager)
    promise = any(one.reason.key == PROMISED for one in looked.conflicts)
    return {
        "text": view.joined([await _head(visit, other, wanted, t), *_lines(looked, t)]),
        "conflicts": view.capital("; ".join(said(one, t) for one in looked.conflicts)),
        "ready": not looked.conflicts,
        "overridable": looked.may_override,
        "anyway": _anyway(visit, wanted, t),
        "agreeable": promise and not wanted.other,
        "swap": bool(wanted.other),
    }


async def _head(visit: Visit, other: Visit | None, wanted: Wanted, t: Texts) -> str:
    zone = await company.zone()
    if other is None:
        window = t.window(wanted.times["starts_at"], wanted.times["ends_at"], zone)
        before = t.window(visit.starts_at, visit.ends_at, zone)
        return t.html("booking.confirm_move", number=visit.order.number, window=window, before=before)
    places = [
        t.html(
            "booking.confirm_place",
            number=one.order.number,
            window=t.window(place.starts_at, place.ends_at, zone),
            name=place.master.name if place.master else t("booking.nobody"),
        )
        for one, place in ((visit, other), (other, visit))
    ]
    return view.joined([t.html("booking.confirm_swap"), *places])


def _anyway(visit: Visit, wanted: Wanted, t: Texts) -> str:
    """What the button that overrides does."""
    if wanted.other:
        return t("booking.anyway")
    moved = wanted.times["starts_at"] != visit.starts_at
    return t("booking.move_anyway" if moved else "booking.stretch_anyway")


def _lines(looked: Outlook, t: Texts) -> list[str]:
    found = [
        t.html("booking.final" if one.final else "booking.conflict", words=view.capital(said(one, t)))
        for one in looked.conflicts
    ]
    return found + [
        t.html("booking.effect", words=view.capital(t.reason(effect.row()))) for effect in looked.effects
    ]


def said(one: Conflict, t: Texts) -> str:
    """A conflict in words, with whose it is."""
    words = t.reason(one.reason.row())
    return t("web.booking.conflict", name=one.name, reason=words) if one.name else words


async def on_confirm(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await carry_out(manager)


async def on_agreed(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    """The client knows of the time: it is what he is promised."""
    replace(Wanted.of(manager), agreed=True).keep(manager)


async def on_reason(manager: DialogManager, text: str) -> None:
    await carry_out(manager, text)


confirm_window = Window(
    Made("text"),
    Button(Label("booking.confirm"), id="confirm", on_click=on_confirm, when="ready"),
    Button(Label("booking.agreed"), id="agreed", on_click=on_agreed, when="agreeable"),
    SwitchTo(Made("anyway"), id="anyway", state=Booking.reason, when="overridable"),
    SwitchTo(Label("button.back"), id="list", state=Booking.swap, when="swap"),
    SwitchTo(Label("button.back"), id="back", state=Booking.menu, when=~F["swap"]),
    buttons_only,
    state=Booking.confirm,
    getter=get_outlook,
)
reason_window = Window(
    Say("booking.reason_ask"),
    reason_buttons(REASONS, on_reason),
    SwitchTo(Label("button.back"), id="back", state=Booking.confirm),
    text_input(on_reason),
    expects("expects.text"),
    state=Booking.reason,
    getter=get_outlook,
)
