"""SLA rules: one of each priority, and those of services above them; a rule is typed, «реакция 30 мин, решение 4 ч»."""

from dataclasses import dataclass
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from dialogs import view
from dialogs.common.inputs import buttons_only, expects, text_input
from dialogs.common.lists import list_of
from dialogs.common.widgets import Label, Made, Say
from dialogs.states import Settings
from domain import catalog, promises
from domain.models import Priority, Service, SlaRule
from domain.promise_reading import read_promise
from domain.texts import Texts

ORDER = tuple(reversed(Priority))  # urgent first
PRIORITIES = len(ORDER)


@dataclass(frozen=True)
class Target:
    """What a rule is of."""

    priority: Priority
    service: Service | None
    rule: SlaRule | None


def key_of(priority: Priority, service_id: int | None) -> int:
    """What a rule is of, as a button's number."""
    return (service_id or 0) * PRIORITIES + ORDER.index(priority)


def line_of(rule: SlaRule, t: Texts) -> str:
    """A rule in a line."""
    name = t(f"priority.{rule.priority}") + (f", {rule.service.name}" if rule.service else "")
    return f"{view.capital(name)}: {promise_of(rule, t)}"


def promise_of(rule: SlaRule | None, t: Texts) -> str:
    """What a rule promises."""
    if rule is None:
        return t("sla.rule.none")
    parts = []
    if rule.reaction_minutes:
        parts.append(t("settings.reaction", time=t.duration(rule.reaction_minutes)))
    if rule.resolution_minutes:
        parts.append(t("settings.resolution", time=t.duration(rule.resolution_minutes)))
    return ", ".join(parts) or t("sla.rule.none")


def minutes_of(rule: SlaRule | None) -> tuple[int | None, int | None]:
    """What a rule promises, in minutes, nothing where there is none."""
    return (rule.reaction_minutes, rule.resolution_minutes) if rule else (None, None)


async def get_rules(t: Texts, **_: Any) -> dict[str, Any]:
    rules = await promises.rules()
    found = {key_of(rule.priority, rule.service_id): view.short(line_of(rule, t)) for rule in rules}
    for priority in ORDER:
        found.setdefault(
            key_of(priority, None), f"{view.capital(t(f'priority.{priority}'))}: {t('sla.rule.none')}"
        )
    ordered = sorted(found.items(), key=lambda item: (item[0] % PRIORITIES, item[0]))
    return {"rules": ordered}


async def on_rule(_query: CallbackQuery, _select: Any, manager: DialogManager, key: int) -> None:
    manager.dialog_data["rule"] = key
    await manager.switch_to(Settings.rule)


async def target_of(manager: DialogManager) -> Target:
    """What the rule at hand is of."""
    service_id, number = divmod(manager.dialog_data.get("rule", 0), PRIORITIES)
    service = await Service.get_or_none(id=service_id) if service_id else None
    priority = ORDER[number]
    rule = await SlaRule.filter(priority=priority, service_id=service.id if service else None).first()
    return Target(priority, service, rule)


async def get_rule(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    target = await target_of(dialog_manager)
    name = t(f"priority.{target.priority}") + (f", {target.service.name}" if target.service else "")
    lines = [
        t.html("settings.rule", name=view.capital(name), promise=promise_of(target.rule, t)),
        t.html("settings.ask_rule"),
    ]
    dialog_manager.dialog_data["seen"] = minutes_of(target.rule)
    return {"text": view.joined(lines), "some": target.rule is not None, "plain": target.service is None}


async def on_text(manager: DialogManager, text: str) -> None:
    target, promised = await target_of(manager), read_promise(text)
    service_id = target.service.id if target.service else None
    reaction, resolution = manager.dialog_data.get("seen", minutes_of(target.rule))
    await promises.put(
        target.priority,
        service_id,
        *promised,
        by=manager.middleware_data["actor"],
        was=(reaction, resolution),
    )
    await manager.switch_to(Settings.rules)


async def on_remove(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    target = await target_of(manager)
    if target.rule is not None:
        await promises.remove(target.rule.id, by=manager.middleware_data["actor"])
    await manager.switch_to(Settings.rules)


async def get_services(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    target = await target_of(dialog_manager)
    return {
        "priority": t(f"priority.{target.priority}"),
        "services": [(one.id, view.short(one.name)) for one in await catalog.services()],
    }


async def on_service(_query: CallbackQuery, _select: Any, manager: DialogManager, service_id: int) -> None:
    target = await target_of(manager)
    manager.dialog_data["rule"] = key_of(target.priority, service_id)
    await manager.switch_to(Settings.rule)


rules_window = Window(
    Say("settings.ask_rules"),
    list_of("rules", on_rule),
    SwitchTo(Label("button.back"), id="back", state=Settings.main),
    buttons_only,
    state=Settings.rules,
    getter=get_rules,
)
services_window = Window(
    Say("settings.ask_service"),
    list_of("services", on_service),
    SwitchTo(Label("button.back"), id="back", state=Settings.rule),
    buttons_only,
    state=Settings.service,
    getter=get_services,
)
rule_window = Window(
    Made("text"),
    SwitchTo(Label("settings.for_service"), id="service", state=Settings.service, when="plain"),
    Button(Label("settings.remove_rule"), id="remove", on_click=on_remove, when="some"),
    SwitchTo(Label("button.back"), id="back", state=Settings.rules),
    text_input(on_text),
    expects("expects.text"),
    state=Settings.rule,
    getter=get_rule,
)
