"""Start and memory of the processes, each beside the barest one of its kind."""

from collections.abc import Awaitable, Callable

from domain.settings import Settings
from tests.bench.measure import STOCK, Bench, compared, running
from tests.bench.stub import started
from tests.bench.table import Goal, Line

BARE_WORKER, BARE_BOT = ("tests.bench.bare_worker",), ("tests.bench.stock_bot",)
WORKER, BOT = ("workflow", "worker", "--kind", "work"), ("workflow", "bot")


async def run(bench: Bench) -> list[Line]:
    """Worker and bot: seconds until ready, memory then."""
    rounds = 1 if bench.quick else 3
    async with started() as api, bench.database(api.base) as settings:
        stock = settings.model_copy(update={"bot_token": type(settings.bot_token)(STOCK)})
        worker = await _pair(WORKER, settings, BARE_WORKER, settings, rounds)
        bot = await _pair(BOT, settings, BARE_BOT, stock, rounds)
    bench.notes.append(
        "Worker's baseline: bare taskiq and Tortoise; the bot's: bare aiogram. Memory when ready."
    )
    return [
        Line("worker without aiogram, start", *worker[0], "s", Goal(0.6, own=True)),
        Line("worker without aiogram, memory", *worker[1], "MB", Goal(70, own=True)),
        Line("bot, start", *bot[0], "s"),
        Line("bot, memory", *bot[1], "MB", Goal(1.1)),
    ]


Pair = tuple[float, float]


async def _pair(
    ours: tuple[str, ...], settings: Settings, bare: tuple[str, ...], bare_settings: Settings, rounds: int
) -> tuple[Pair, Pair]:
    """Seconds to start and megabytes, ours and the bare process's."""
    memory: dict[tuple[str, ...], float] = {}

    def start(command: tuple[str, ...], its: Settings) -> Callable[[], Awaitable[float]]:
        async def measured() -> float:
            with running(*command, settings=its) as process:
                memory[command] = process.megabytes
                return process.seconds

        return measured

    seconds = await compared(start(ours, settings), start(bare, bare_settings), rounds)
    return seconds, (memory[ours], memory[bare])
