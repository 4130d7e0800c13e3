"""How often: by a button, or in words."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Column

from dialogs import view
from dialogs.common.finishing import finish
from dialogs.common.inputs import expects, text_input
from dialogs.common.lists import choice
from dialogs.common.opening import opened_with
from dialogs.common.widgets import Made
from dialogs.office.series.subject import Subject, entered, subject_of
from dialogs.states import Repeat
from domain import drafts, slots, timing
from domain.recurrence import LAST, Freq, Plan, Rule
from domain.rule_reading import plain, read
from domain.rule_words import WORKDAYS, words
from domain.texts import Texts


async def usual(subject: Subject) -> list[Rule]:
    """What is often wanted, on the day the order has."""
    day = await subject.like()
    week = (day.day - 1) // 7 + 1
    return [
        Rule(Freq.DAILY),
        Rule(Freq.WEEKLY, days=WORKDAYS),
        plain("week", 1, day),
        plain("week", 2, day),
        plain("month", 1, day),
        Rule(Freq.MONTHLY, days=(day.weekday(),), weeks=(week if week <= 4 else LAST,)),
    ]


async def get_rules(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    subject = await subject_of(dialog_manager)
    rules = [
        (n, view.capital(words(rule, t, subject.now.date()))) for n, rule in enumerate(await usual(subject))
    ]
    lines = [_question(subject, t), t.html("repeat.examples")]
    if subject.series is not None:
        said = timing.said(timing.setting_of(subject.series), t, subject.now)
        lines.insert(1, t.html("repeat.now", rule=said))
    return {"text": view.joined(lines), "rules": rules, "leave": leaving(subject, t)}


async def on_rule(_query: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    subject = await subject_of(manager)
    await keep(manager, subject, Plan((await usual(subject))[number]))


async def on_text(manager: DialogManager, text: str) -> None:
    subject = await subject_of(manager)
    await keep(manager, subject, read(text, subject.now.date(), await subject.like()))


async def keep(manager: DialogManager, subject: Subject, plan: Plan) -> None:
    """Keep the plan, if anything comes of it, and show what that is."""
    await subject.setting(plan)
    step = str(Repeat.preview.state)
    await drafts.put(subject.draft.id, by=manager.middleware_data["actor"], step=step, **entered(plan))
    await manager.switch_to(Repeat.preview)


async def on_leave(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    """Nothing changes, and no draft stays to be taken for a wish."""
    data, new = manager.middleware_data, (await subject_of(manager)).new
    await drafts.drop(opened_with(manager)["draft"], by=data["actor"])
    await finish(manager, data["t"].html("repeat.left_new" if new else "repeat.left"))


def leave_button() -> Button:
    """The way out; the getter's ``leave`` says what of, see :func:`leaving`."""
    return Button(Made("leave"), id="leave", on_click=on_leave)


def leaving(subject: Subject, t: Texts) -> str:
    """What leaving means: nothing is made, or what there is stays."""
    return t("repeat.leave_new" if subject.new else "repeat.leave")


def _question(subject: Subject, t: Texts) -> str:
    if subject.order is not None:
        return t.html("repeat.ask", number=subject.order.number, service=subject.order.service.name)
    if subject.service is not None:
        return t.html("repeat.ask_new", service=subject.service.name)
    assert subject.series is not None
    if subject.day is None:
        return t.html("repeat.ask_change", service=subject.series.service.name)
    day = t.day(slots.noon(subject.day, subject.zone), subject.zone)
    return t.html("repeat.ask_from", service=subject.series.service.name, day=day)


rule_window = Window(
    Made("text"),
    Column(choice("rules", on_rule, id="r")),
    leave_button(),
    text_input(on_text),
    expects("expects.text"),
    state=Repeat.rule,
    getter=get_rules,
)
