"""Many sequences, shared out over processes, each with a database of its own.

``python -m tests.prove.shares <first> <step> <end> <seed>`` runs one share on the settings of its environment and
writes a line of figures, as JSON, per :data:`PORTION` sequences.
"""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from domain import clock, db, log
from domain.settings import Settings
from tests.cast import a_cast
from tests.product import ROOT, environment_of
from tests.prove.sequences import Figures, world_of
from tests.prove.sequences import run as run_one

PORTION = 25
TELL_EVERY = 250  # sequences between two printed tables


async def run(
    databases: Sequence[Settings],
    sequences: int,
    seed: int,
    show: Callable[[str, list[dict[str, Any]]], None],
) -> Figures:
    """What all sequences came to; how far they are is shown on the way. A process that fails is an error."""
    total, told = Figures(), 0

    async def share(first: int, settings: Settings) -> None:
        nonlocal told
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.prove.shares"),
            *map(str, (first, len(databases), sequences, seed)),
            stdout=asyncio.subprocess.PIPE,
            cwd=ROOT,
            env=environment_of(settings),
        )
        assert process.stdout is not None
        try:
            async for line in process.stdout:
                total.add(_figures(line))
                if total.sequences - told >= TELL_EVERY:
                    told = total.sequences
                    show("so far", [total.row(f"of {sequences}")])
            assert await process.wait() == 0, f"the share from {first} ended before its time"
        finally:
            if process.returncode is None:
                process.kill()

    async with asyncio.TaskGroup() as group:  # one that fails ends the others
        for first, settings in enumerate(databases):
            group.create_task(share(first, settings))
    return total


def _figures(line: bytes) -> Figures:
    read = json.loads(line)
    return Figures(**read | {name: Counter(read[name]) for name in ("done", "refused", "wrong")})


async def _share(first: int, step: int, end: int, seed: int) -> None:
    log.setup("WARNING", "tests", as_json=False)
    await db.connect(Settings(_env_file=None))
    world = await world_of(await a_cast())
    clock.now = lambda: world.at
    for done, number in enumerate(range(first, end, step), start=1):
        await run_one(world, number, seed)
        if done % PORTION == 0 or number + step >= end:
            print(json.dumps(vars(world.figures)), flush=True)
            world.figures = Figures()
    await db.close()


if __name__ == "__main__":
    asyncio.run(_share(*map(int, sys.argv[1:])))
