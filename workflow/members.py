"""Members of a supervised group: product processes and embedded servers, each behind the same few verbs."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from workflow.embedded.process import Guarded, guard_command

GRACE = 3.0
READY_WITHIN = 120.0


class Failed(Exception):
    """The group cannot go on; the text is one sentence that names the log to read."""


@dataclass
class Process:
    """A product process: its name, command line, and how the first line that says it is ready begins."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    cwd: Path
    log: Path
    ready_line: str = "ready"
    show: Callable[[str, str], None] = lambda _name, _line: None
    said_ready: asyncio.Event = field(default_factory=asyncio.Event)
    running: asyncio.subprocess.Process | None = None
    reading: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start the process; its output goes to the log and to ``show``."""
        self.said_ready.clear()
        self.running = await asyncio.create_subprocess_exec(
            *guard_command(self.command, grace=GRACE),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
            env=self.env,
            cwd=self.cwd,
            limit=2**20,
        )
        self.reading = asyncio.create_task(self.read(self.running))

    async def read(self, running: asyncio.subprocess.Process) -> None:
        """Pass the output on, line by line, until it ends."""
        assert running.stdout
        with self.log.open("a", buffering=1, encoding="utf-8") as log:
            while True:
                try:
                    raw = await running.stdout.readline()
                except ValueError:  # a line beyond the limit: asyncio has dropped it
                    continue
                if not raw:
                    return
                line = raw.decode(errors="replace").rstrip()
                log.write(f"{line}\n")
                if line.startswith(self.ready_line):
                    self.said_ready.set()
                else:
                    self.show(self.name, line)

    async def ready(self) -> None:
        """Wait until the process says that it works. Raises Failed when it does not within the time."""
        try:
            async with asyncio.timeout(READY_WITHIN):
                await self.said_ready.wait()
        except TimeoutError:
            raise Failed(
                f"{self.name} was not ready within {READY_WITHIN:.0f} seconds: read {self.log}."
            ) from None

    async def ended(self) -> int:
        """Wait for the process's end and give its exit code."""
        assert self.running
        assert self.reading
        code = await self.running.wait()
        await asyncio.wait([self.reading])
        return code

    async def stop(self) -> None:
        """Stop the process: its guard asks it to end, and kills it after the grace."""
        if self.running and self.running.returncode is None:
            assert self.running.stdin
            self.running.stdin.close()
            await self.ended()


@dataclass
class Server:
    """An embedded server: ``run`` makes its context, which yields its address and its process."""

    name: str
    run: Callable[..., AbstractContextManager[tuple[str, Guarded]]]
    log: Path
    url: str = ""
    context: AbstractContextManager[tuple[str, Guarded]] | None = None
    guarded: Guarded | None = None
    entering: "asyncio.Future[tuple[str, Guarded]] | None" = None

    async def start(self) -> None:
        """Start the server and wait until it answers. Raises NotStarted, Unreachable, or Failed."""
        known = self.url
        await self.stop()
        self.context = self.run(log=self.log)
        self.entering = asyncio.ensure_future(asyncio.to_thread(self.context.__enter__))
        self.url, self.guarded = await asyncio.shield(self.entering)
        if known not in ("", self.url):
            raise Failed(f"{self.name} had to move to another port: start everything again, by make run.")

    async def ready(self) -> None:
        """A started server answers already."""

    async def ended(self) -> int:
        """Wait for the server's end and give its exit code."""
        assert self.guarded
        return await asyncio.to_thread(self.guarded.popen.wait)

    async def stop(self) -> None:
        """Stop the server and wait until its data is safe."""
        context, self.context = self.context, None
        if context and self.entering:
            # An interrupt may come while the server starts: a thread cannot be stopped, so it is waited for.
            await asyncio.wait([self.entering])
            if not self.entering.exception():
                await asyncio.to_thread(context.__exit__, None, None, None)


Member = Process | Server
