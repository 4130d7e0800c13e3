"""Skills as buttons, those that are had ticked."""

from collections.abc import Collection
from typing import Any

from aiogram_dialog.widgets.kbd import Group

from dialogs.common.lists import choice
from domain import catalog
from domain.models import Skill
from domain.texts import Texts


async def ticked(codes: Collection[str]) -> list[tuple[int, Skill, bool]]:
    """Every skill of the catalogue by number, and whether it is among ``codes``."""
    return [(number, skill, skill.code in codes) for number, skill in enumerate(await catalog.skills())]


async def toggled(codes: Collection[str], number: int) -> list[str]:
    """The codes with the skill of that number added, or taken away; a skill that is gone changes nothing."""
    return [skill.code for place, skill, has in await ticked(codes) if has is not (place == number)]


def label(item: tuple[int, Skill, bool], _: Texts) -> str:
    _number, skill, has = item
    return f"{'✓ ' if has else ''}{skill.name}"


def skill_buttons(on_click: Any) -> Group:
    """The getter's ``skills`` as :func:`ticked` gives them; a press hands over the number."""
    return Group(choice("skills", on_click, id="s", label=label), width=2)
