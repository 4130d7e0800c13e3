"""Parts and materials, typed one by one or several at once on lines of their own."""

from collections.abc import Iterable
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button

from dialogs import states, view
from dialogs.common.inputs import text_input
from dialogs.common.lists import Pages, choice
from dialogs.common.widgets import Label, Made, Say
from dialogs.master.pieces import back_button, draft_here, later_button, text_only
from dialogs.master.report.entered import keep, lines, on_back
from dialogs.view import short
from domain import drafts, money
from domain.errors import Invalid
from domain.lines import Line, parse_line
from domain.models import LineKind
from domain.texts import Texts
from domain.worksheets import MOST_LINES

PAGE = 4
NAME_SHOWN = 28
LIST_SHOWN = 20


async def get_parts(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    draft = await draft_here(dialog_manager)
    rows = draft.data.get("parts", [])
    return {
        "rows": [(row["n"], short(row["name"], NAME_SHOWN)) for row in rows],
        "list": listed([Line.of(row) for row in rows], t),
        "any": bool(rows),
        "none": not rows,
    }


def listed(some: Iterable[Line], t: Texts) -> str:
    """Lines one below the other with their amounts; above twenty only how many more there are."""
    every = list(some)
    shown = [
        t.html(
            "report.line",
            name=short(line.name),
            quantity=t.number(line.quantity),
            amount=t.money(money.line_total(line.quantity, line.price)),
        )
        for line in every[:LIST_SHOWN]
    ]
    if len(every) > LIST_SHOWN:
        shown.append(t.html("report.more_lines", n=len(every) - LIST_SHOWN))
    return view.joined(shown)


async def on_typed(manager: DialogManager, text: str) -> None:
    """Keep every line that can be read; say of the others which, and what is wrong."""
    draft = await draft_here(manager)
    t: Texts = manager.middleware_data["t"]
    read, wrong = _read(text, t)
    rows = [*draft.data.get("parts", []), *read]
    most = MOST_LINES - len(lines({**draft.data, "parts": []}))
    if len(rows) > most:
        raise Invalid("invalid.too_many_lines", most=MOST_LINES)
    if not read:
        raise Invalid("report.line_wrong", lines=wrong)
    following = max((row["n"] for row in draft.data.get("parts", [])), default=-1) + 1
    for n, row in enumerate(read, following):
        row["n"] = n
    await drafts.put(draft.id, by=manager.middleware_data["actor"], parts=rows)
    if wrong:
        raise Invalid("report.line_wrong_others_kept", lines=wrong)


def _read(text: str, t: Texts) -> tuple[list[dict[str, Any]], str]:
    """Rows of the lines that could be read, and the others with what is wrong with each."""
    read, wrong = [], []
    for typed_line in filter(None, map(str.strip, text.splitlines())):
        try:
            read.append(parse_line(typed_line, LineKind.PART).row())
        except Invalid as problem:
            wrong.append(f"«{short(typed_line)}» — {t(problem.key, **problem.values)}")
    return read, "\n".join(wrong[:5])


async def on_remove(_query: CallbackQuery, _widget: Any, manager: DialogManager, n: int) -> None:
    draft = await draft_here(manager)
    rows = [row for row in draft.data.get("parts", []) if row["n"] != n]
    await drafts.put(draft.id, by=manager.middleware_data["actor"], parts=rows)


async def on_done(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await keep(manager, await draft_here(manager), parts_done=True)


parts_window = Window(
    Say("report.parts"),
    Made("list", when="any"),
    Button(Label("report.parts_done"), id="done", on_click=on_done, when="any"),
    Button(Label("report.no_parts"), id="none", on_click=on_done, when="none"),
    Pages(
        choice("rows", on_remove, id="r", label=lambda item, t: t("report.remove", name=item[1])),
        id="rows",
        height=PAGE,
    ),
    back_button(on_back),
    later_button(),
    text_input(on_typed),
    text_only,
    state=states.Report.parts,
    getter=get_parts,
)
