"""Everything in short, and the way to each."""

from typing import Any

from aiogram_dialog import Window
from aiogram_dialog.widgets.kbd import Group, SwitchTo

from dialogs import view
from dialogs.common.inputs import buttons_only
from dialogs.common.lists import menu_button
from dialogs.common.widgets import Label, Made
from dialogs.office.settings.rules import line_of
from dialogs.states import Settings
from domain import company, hours_change, hours_words, promises
from domain.texts import Texts

NEXT_DAYS = 3  # single days in words


async def get_settings(t: Texts, **_: Any) -> dict[str, str]:
    hours = await hours_change.present()
    days = [hours.days[day] for day in sorted(hours.days)]
    rules = await promises.rules()
    lines = [
        t.html("settings.title"),
        t.html("settings.name", name=await company.get("name")),
        t.html("settings.hours"),
        *(t.html("hours.line", line=line) for line in hours_words.week_lines(hours.week, t)),
        t.html("settings.days") if days else None,
        *(t.html("hours.line", line=hours_words.single(row, t)) for row in days[:NEXT_DAYS]),
        t.html("hours.affected_more", n=len(days) - NEXT_DAYS) if len(days) > NEXT_DAYS else None,
        t.html("settings.holidays", country=t.country(hours.country) if hours.country else "—"),
        t.html("settings.zone", zone=hours.zone),
        t.html("settings.rules" if rules else "settings.no_rules"),
        *(t.html("hours.line", line=line_of(rule, t)) for rule in rules if rule.service is None),
    ]
    return {"text": view.joined(lines)}


main_window = Window(
    Made("text"),
    SwitchTo(Label("settings.button.name"), id="name", state=Settings.name),
    Group(
        SwitchTo(Label("settings.button.week"), id="week", state=Settings.week),
        SwitchTo(Label("settings.button.days"), id="days", state=Settings.days),
        SwitchTo(Label("settings.button.holidays"), id="holidays", state=Settings.holidays),
        SwitchTo(Label("settings.button.zone"), id="zone", state=Settings.zone),
        SwitchTo(Label("settings.button.rules"), id="rules", state=Settings.rules),
        SwitchTo(Label("settings.button.numbers"), id="numbers", state=Settings.numbers),
        width=2,
    ),
    menu_button(),
    buttons_only,
    state=Settings.main,
    getter=get_settings,
)
