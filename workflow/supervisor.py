"""Keep a group of members alive: start, wait until ready, restart, stop all together in reverse order.

Members run under guards (`workflow.embedded.guard`), so none outlives this process, however it ends.
"""

import asyncio
import os
import sys
import time
from collections.abc import Sequence
from typing import Any, Self

from workflow.members import Failed, Member, Process

QUICK_DEATH = 30.0
QUICK_DEATHS = 3
BACK_OFF = 0.5
COLOURS = ("36", "33", "32", "35", "34", "96", "93", "92")


class Group:
    """Members in the order of their start; used as an async context that stops them all in reverse."""

    def __init__(self) -> None:
        self.stages: list[list[Member]] = []
        self.keepers: list[asyncio.Task[None]] = []
        self.failure: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for keeper in self.keepers:
            keeper.cancel()
        await asyncio.gather(*self.keepers, return_exceptions=True)
        for stage in reversed(self.stages):
            await asyncio.gather(*(member.stop() for member in stage), return_exceptions=True)

    async def start(self, *members: Member) -> None:
        """Start members side by side, wait until all are ready, and keep them alive from then on.

        Raises Failed when one is not ready in time or dies again and again.
        """
        self.stages.append(list(members))
        await asyncio.gather(*(member.start() for member in members))
        self.keepers += [asyncio.create_task(self.keep(member)) for member in members]
        await self.or_failure(asyncio.gather(*(member.ready() for member in members)))

    async def run_once(self, process: Process) -> None:
        """Run a process to its end. Raises Failed when it ends badly."""
        self.stages.append([process])
        await process.start()
        if code := await process.ended():
            raise Failed(f"{process.name} ended with code {code}: read {process.log}.")
        self.stages.remove([process])

    async def keep(self, member: Member) -> None:
        """Start a member again whenever it ends, more slowly each time; give up if it keeps dying at once."""
        quick = 0
        try:
            while True:
                since = time.monotonic()
                code = await member.ended()
                quick = quick + 1 if time.monotonic() - since < QUICK_DEATH else 1
                if quick >= QUICK_DEATHS:
                    ends = f"{member.name} ended {quick} times in a row, with code {code}"
                    raise Failed(f"{ends}: read {member.log}.")  # noqa: TRY301  # told like a failed restart
                print(f"{member.name} ended with code {code}; it is started again.", file=sys.stderr)
                await asyncio.sleep(BACK_OFF * 2 ** (quick - 1))
                await member.start()
        except Exception as error:  # told to whoever waits for the group
            if not self.failure.done():
                self.failure.set_exception(error)

    async def or_failure(self, task: "asyncio.Future[Any]") -> None:
        """Wait for the task, or raise as soon as a member has failed for good."""
        try:
            await asyncio.wait([task, self.failure], return_when=asyncio.FIRST_COMPLETED)
            if self.failure.done():
                self.failure.result()
            await task
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


class Console:
    """Prints lines of many processes, each after its name; names have colours on a terminal."""

    def __init__(self, names: Sequence[str]) -> None:
        self.width = max(map(len, names))
        coloured = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        self.colours = {name: COLOURS[n % len(COLOURS)] for n, name in enumerate(names)} if coloured else {}

    def show(self, name: str, line: str) -> None:
        """Print one line of a process."""
        label = f"{name:<{self.width}} |"
        if colour := self.colours.get(name):
            label = f"\033[{colour}m{label}\033[0m"
        print(label, line, flush=True)
