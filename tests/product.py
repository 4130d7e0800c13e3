"""The product's processes and the sandbox, as tests start and end them."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from aiohttp import ClientError, ClientSession

from domain.settings import Settings
from sandbox.pytest import Options, Telegram, running
from tests.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[1]


@dataclass
class Processes:
    """Processes of the product, started and ended by name."""

    settings: Settings
    logs: Path
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, *arguments: str, environment: dict[str, str] | None = None) -> None:
        """Start ``workflow <name>`` and wait until it says that it is ready."""
        log = self.logs / f"{name}.log"
        with log.open("ab") as out:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", "workflow", name, *arguments],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=out,
                env=environment_of(self.settings) | (environment or {}),
            )
        first = self.running[name].stdout.readline()  # type: ignore[union-attr]
        assert first.startswith(b"ready"), f"{name} did not start: {first!r}\n{log.read_text()[-3000:]}"

    def end(self, name: str) -> None:
        """End a process politely."""
        process = self.running.pop(name)
        process.terminate()
        process.wait(timeout=20)

    def kill(self, name: str) -> None:
        """End a process as the kernel would."""
        process = self.running.pop(name)
        process.kill()
        process.wait()

    def stop(self) -> None:
        """End all of them politely."""
        for process in self.running.values():
            process.send_signal(signal.SIGTERM)
        for process in self.running.values():
            process.wait(timeout=20)
        self.running.clear()


def environment_of(settings: Settings) -> dict[str, str]:
    """The environment that makes a process run on these settings."""
    values = {name: getattr(settings, name) for name in Settings.model_fields}
    plain = {k: v.get_secret_value() if hasattr(v, "get_secret_value") else v for k, v in values.items()}
    return os.environ | {k.upper(): str(v) for k, v in plain.items() if v is not None}


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def running_sandbox(settings: Settings, silence: float = 0.4) -> AsyncIterator[Telegram]:
    """The Bot API stand-in as a process of its own, for the bot of these settings.

    A bot counts as silent after ``silence`` seconds without a word: what its processes still do isn't seen from here.
    """
    token = settings.bot_token.get_secret_value()
    with running(
        Options(token=token, username="workflow_test_bot", patience=PATIENCE, silence=silence)
    ) as telegram:
        yield telegram


async def answers(url: str) -> None:
    """Wait until an address answers."""
    deadline = monotonic() + PATIENCE
    async with ClientSession() as http:
        while True:
            try:
                async with http.get(url) as answer:
                    if answer.status == 200:
                        return
            except (OSError, ClientError):
                assert monotonic() < deadline, f"{url} does not answer"
