"""What a change of hours says and what it would leave outside of them; kept by one press."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode, Window
from aiogram_dialog.widgets.kbd import Button

from dialogs import timetable, view
from dialogs.common.inputs import expects, opens_card, text_input
from dialogs.common.lists import PAGE, list_of, on_order
from dialogs.common.turning import today
from dialogs.common.widgets import Label, Made
from dialogs.office.hours.wishes import Windows, draft_here, propose, remember, wish_of
from domain import company, drafts, hours_change, hours_reading, hours_words
from domain.errors import Changed, Invalid, Refused
from domain.hours_change import Holidays, OneDay, WeekHours, Wish, Zone
from domain.models import Person
from domain.texts import Texts

MOST_SHOWN = 15  # visits in words; the buttons have them all


def confirm_window(windows: Windows) -> Window:
    """The window that asks before hours are saved; each visit listed opens its card."""

    async def get_wish(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
        try:
            wish = wish_of(await draft_here(dialog_manager))
            met = await hours_change.affected(wish)
        except Refused as refused:  # a draft may be older than the day in it
            return {"text": t.html(refused.key, **refused.values), "visits": [], "ready": False}
        zone = await company.zone()
        lines = [
            await said(wish, t),
            t.html("hours.affects", text=t.count("hours.affected", len(met))) if met else None,
            *(timetable.affected_line(visit, zone, t) for visit in met[:MOST_SHOWN]),
            t.html("hours.affected_hint") if met else t.html("hours.affects_nothing"),
        ]
        return {
            "text": view.joined(lines),
            "visits": [(visit.order_id, timetable.label_with_day(visit, zone, t)) for visit in met],
            "ready": True,
        }

    async def on_save(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
        draft, actor = await draft_here(manager), manager.middleware_data["actor"]
        wish = wish_of(draft)
        remember(manager, wish.master_id)
        try:
            await hours_change.save(wish, by=actor, was=draft.data.get("was"), draft_id=draft.id)
        except Changed:
            # The window shows what there is now, and its next press means that.
            was = hours_change.mark(wish, await hours_change.present())
            await drafts.put(draft.id, by=actor, was=was)
            raise
        await manager.switch_to(windows.main)

    async def on_text(manager: DialogManager, text: str) -> None:
        """Other words for the same: days of the week that aren't named stay as they are shown."""
        if await opens_card(manager, text):
            manager.show_mode = ShowMode.NO_UPDATE
            return
        wish = wish_of(await draft_here(manager))
        match wish:
            case WeekHours(week=week, master_id=master_id):
                shown = (await hours_change.present()).week if week is None else week
                wish = WeekHours({**shown, **hours_reading.read_week(text)}, master_id)
            case OneDay(master_id=master_id):
                wish = OneDay(*hours_reading.read_single(text, await today()), master_id)
            case _:
                raise Invalid("expects.button")
        await propose(manager, windows, wish)

    async def on_leave(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
        draft = await draft_here(manager)
        remember(manager, draft.data.get("master"))
        await drafts.drop(draft.id, by=manager.middleware_data["actor"])
        await manager.switch_to(windows.main)

    return Window(
        Made("text"),
        list_of("visits", on_order, PAGE - 1),
        Button(Label("hours.save"), id="save", on_click=on_save, when="ready"),
        Button(Label("hours.leave"), id="leave", on_click=on_leave),
        text_input(on_text, asked=False),
        expects("expects.button"),
        state=windows.confirm,
        getter=get_wish,
    )


async def said(wish: Wish, t: Texts) -> str:
    """The change in words (HTML)."""
    match wish:
        case WeekHours(week=None):
            text = t.html("hours.will_as_company")
        case WeekHours(week=dict(week)):
            shown = (t.html("hours.line", line=line) for line in hours_words.week_lines(week, t))
            text = view.joined([t.html("hours.will_week"), *shown])
        case OneDay(day=day, spans=None):
            text = t.html("hours.will_usual", day=view.capital(t.days(day, day)))
        case OneDay(day=day, spans=list(spans), name=name):
            hours = " · ".join(filter(None, [hours_words.day(spans, t), name]))
            text = t.html("hours.will_day", day=view.capital(t.days(day, day)), hours=hours)
        case Holidays(country=""):
            text = t.html("hours.will_no_holidays")
        case Holidays(country=country):
            text = t.html("hours.will_holidays", country=t.country(country))
        case Zone(name=name):
            text = t.html("hours.will_zone", zone=name)
        case _:
            raise LookupError(wish)
    if wish.master_id is None:
        return text
    master = await Person.get(id=wish.master_id)
    return view.joined([t.html("hours.of_master", name=master.name), text])
