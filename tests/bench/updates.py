"""Handling of updates: the product's bot beside a stock aiogram handler that does nothing.

Both are whole processes that poll the same stub in bursts; what is counted is all the CPU a process uses, for
ours with storing the update in the inbox, rights, transaction, history, outbox, answer and the card's redraw.
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from dialogs.buttons import VisitButton
from domain import calendar, db, imaging, reports, storage
from domain.statuses import Action
from tests.bench import company, photo
from tests.bench.measure import OURS, STOCK, Bench, Running, compared, running, until
from tests.bench.stub import CARD, ME, Api, started
from tests.bench.table import Goal, Line

MASTERS = 50
STALL = Goal(20, own=True)
AFTER = {Action.ACCEPT: "accepted", Action.DEPART: "en_route"}


@dataclass
class Bots:
    """Both bots, and the numbers of what they are given."""

    api: Api
    ours: Running
    stock: Running
    burst: int
    rounds: int
    numbers: Iterator[int]

    async def cpu_of_ours(self, first: int, action: Action) -> float:
        """Milliseconds of CPU per update when visits from ``first`` on get this press."""
        version = {Action.ACCEPT: 1, Action.DEPART: 2}[action]
        ids = range(first, first + self.burst)
        presses = [
            self._press(n, VisitButton(action=action, visit_id=n, version=version).pack()) for n in ids
        ]

        async def handled() -> bool:
            left = await db.query("SELECT 1 FROM inbox WHERE done_at IS NULL LIMIT 1")
            return not left

        used = await self._burst(self.ours, OURS, presses, handled)
        done = await db.query(
            "SELECT count(*) AS n FROM visit WHERE id BETWEEN $1 AND $2 AND status = $3",
            ids[0],
            ids[-1],
            AFTER[action],
        )
        if done[0]["n"] != self.burst:
            raise AssertionError(f"{done[0]['n']} of {self.burst} visits are {AFTER[action]}")
        return used

    async def cpu_of_stock(self) -> float:
        """The same of the stock handler."""

        async def handled() -> bool:
            return True

        presses = [self._press(n, f"v:accept:{n}:1") for n in range(self.burst)]
        return await self._burst(self.stock, STOCK, presses, handled)

    async def _burst(
        self, bot: Running, token: str, presses: list[dict[str, Any]], handled: Callable[[], Awaitable[bool]]
    ) -> float:
        before = bot.cpu
        await self.api.push(token, presses)

        async def said() -> bool:
            calls = await self.api.calls(token)
            return (
                min(calls.get(name, 0) for name in ("answerCallbackQuery", "editMessageText")) >= self.burst
            )

        await until(said, f"answers and edits of {self.burst} updates")
        await until(handled, "an empty inbox")
        return (bot.cpu - before) / self.burst * 1000

    def _press(self, visit_id: int, data: str) -> dict[str, Any]:
        master = company.master(visit_id, MASTERS).id or 0
        person = {"id": company.CHAT + master, "first_name": "Анна", "language_code": "ru"}
        chat = {"type": "private", **person}
        buttons = [[{"text": f"Кнопка {n}", "callback_data": f"button:{n}"}] for n in range(8)]
        message = {"message_id": visit_id, "date": 1_790_000_000, "chat": chat, "from": ME, "text": CARD}
        message["reply_markup"] = {"inline_keyboard": buttons}
        query = {"from": {**person, "is_bot": False}, "message": message, "chat_instance": "1", "data": data}
        number = next(self.numbers)
        return {"update_id": number, "callback_query": {"id": str(number), **query}}


async def run(bench: Bench) -> list[Line]:
    """CPU of an accept and of another button of a card, the longest stalls, memory at the end."""
    burst, rounds = (50, 1) if bench.quick else (100, 3)
    async with started() as api, bench.database(api.base) as settings:
        await company.people(2 * MASTERS)
        await company.offered(1, burst * (rounds + 4), MASTERS)
        await company.settle()
        stock_settings = settings.model_copy(update={"bot_token": type(settings.bot_token)(STOCK)})
        with (
            running("tests.bench.our_bot", settings=settings) as ours,
            running("tests.bench.stock_bot", settings=stock_settings) as stock,
        ):
            bots = Bots(api, ours, stock, burst, rounds, count(1))
            lines = await _cpu(bots)
            storage.use(settings.data_dir)
            lines += await _beside(bots, bench)
            lines.append(
                Line("bot, memory after these updates", ours.megabytes, stock.megabytes, "MB", Goal(1.1))
            )
    bench.notes.append(
        "Update handling: whole processes with uvloop, polling included, the inbox's store included in ours; "
        f"bursts of {burst} presses in {MASTERS} chats."
    )
    return lines


async def _cpu(bots: Bots) -> list[Line]:
    _stalls(bots)  # while they started they kept nobody waiting
    await bots.cpu_of_ours(1, Action.ACCEPT)
    await bots.cpu_of_stock()
    first = _stalls(bots)
    stock: dict[Action, float] = {}
    ours: dict[Action, float] = {}
    for action in (Action.ACCEPT, Action.DEPART):
        ids = iter(range(bots.burst + 1, bots.burst * (bots.rounds + 2) + 1, bots.burst))
        ours[action], stock[action] = await compared(
            lambda ids=ids, action=action: bots.cpu_of_ours(next(ids), action),
            bots.cpu_of_stock,
            bots.rounds,
        )
    later = _stalls(bots)
    return [
        Line("accept, CPU per update", ours[Action.ACCEPT], stock[Action.ACCEPT], "ms", Goal(1.0)),
        Line("a card's button (on the way), CPU", ours[Action.DEPART], stock[Action.DEPART], "ms", Goal(0.7)),
        Line("longest stall, first burst after the start", *first, "ms", STALL),
        Line("longest stall in later bursts", *later, "ms", STALL),
    ]


async def _beside(bots: Bots, bench: Bench) -> list[Line]:
    """Stalls while photos are made and calendar and report are read by others on this machine."""
    source = bench.folder / "beside.jpg"
    photo.taken(source, photo.UPRIGHT)
    first = bots.burst * (bots.rounds + 2) + 1
    async with _load(source):
        for start in (first, first + bots.burst):
            await bots.cpu_of_ours(start, Action.ACCEPT)
            await bots.cpu_of_stock()
    return [Line("longest stall beside photos, calendar, report", *_stalls(bots), "ms", STALL)]


@asynccontextmanager
async def _load(source: Path) -> AsyncIterator[None]:
    async def pictures() -> None:
        while True:
            await imaging.process(source, storage.new_key())

    async def pages() -> None:
        first = company.MONDAY.date()
        while True:
            await calendar.span(first, first + timedelta(days=27), by=company.ADMIN)
            await reports.by_master(first, first + timedelta(days=27), by=company.ADMIN)

    tasks = [asyncio.create_task(pictures()), asyncio.create_task(pages())]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    for end in ended:
        if not isinstance(end, asyncio.CancelledError):
            raise end


def _stalls(bots: Bots) -> tuple[float, float]:
    """Milliseconds of the longest stall since the last time, ours and the stock bot's."""
    return float(bots.ours.ask(signal.SIGUSR1)), float(bots.stock.ask(signal.SIGUSR1))
