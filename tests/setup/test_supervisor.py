"""A group starts in order, heals itself, and stops together."""

import asyncio
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError

from workflow import members, supervisor
from workflow.embedded import redis
from workflow.members import Failed, Process, Server
from workflow.supervisor import Group


@pytest.fixture
def make(folder: Path) -> Callable[..., Process]:
    def made(name: str, code: str, show: Callable[[str, str], None] = lambda *_: None) -> Process:
        command = [sys.executable, "-c", code, str(folder)]
        return Process(name, command, env=os.environ, cwd=folder, log=folder / f"{name}.log", show=show)

    return made


SERVES = "print('ready', flush=True); import time; time.sleep(600)"


async def test_group_stops_all_its_members(
    make: Callable[..., Process], alive: Callable[[], list[str]]
) -> None:
    async with Group() as group:
        await group.start(make("one", SERVES), make("two", SERVES))
        await group.start(make("three", SERVES))
        assert len(alive()) == 6
    assert alive() == []


async def test_stubborn_member_is_killed_after_the_grace(
    make: Callable[..., Process], alive: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members, "GRACE", 0.3)
    async with Group() as group:
        await group.start(make("stubborn", f"import signal; signal.signal(15, signal.SIG_IGN); {SERVES}"))
        since = time.monotonic()
    assert time.monotonic() - since < 3
    assert alive() == []


async def test_dead_member_is_started_again(make: Callable[..., Process], folder: Path) -> None:
    second_life = asyncio.Event()
    dies_once = f"""
import os, sys
print("life", flush=True)
if not os.path.exists("{folder}/died"):
    open("{folder}/died", "w")
    sys.exit("ready to die")
"""
    lives: list[str] = []

    def show(_: str, line: str) -> None:
        lives.append(line)
        if lives.count("life") > 1:
            second_life.set()

    async with Group() as group:
        await group.start(make("mortal", dies_once + SERVES, show))
        await asyncio.wait_for(second_life.wait(), 10)


async def test_member_that_keeps_dying_ends_the_group_with_a_sentence(
    make: Callable[..., Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "BACK_OFF", 0.01)
    with pytest.raises(Failed, match=r"hopeless ended 3 times in a row, with code 4: read .*hopeless\.log"):
        async with Group() as group:
            await group.start(make("hopeless", "print('no luck'); exit(4)"))


async def test_member_never_ready_ends_the_group_with_a_sentence(
    make: Callable[..., Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members, "READY_WITHIN", 0.2)
    with pytest.raises(Failed, match=r"idle was not ready within .* read .*idle\.log"):
        async with Group() as group:
            await group.start(make("idle", "import time; time.sleep(600)"))


async def test_output_is_shown_with_its_name_and_logged(make: Callable[..., Process], folder: Path) -> None:
    shown: list[tuple[str, str]] = []
    async with Group() as group:
        await group.run_once(
            make("talker", "print('привет'); print('ready')", lambda *line: shown.append(line))
        )
    assert shown == [("talker", "привет")]
    assert (folder / "talker.log").read_text() == "привет\nready\n"


async def test_failed_step_names_its_log(make: Callable[..., Process]) -> None:
    with pytest.raises(Failed, match=r"migrate ended with code 5: read .*migrate\.log"):
        async with Group() as group:
            await group.run_once(make("migrate", "exit(5)"))


async def test_dead_server_comes_back_at_its_address(folder: Path, log: Path) -> None:
    server = Server("redis", partial(redis.run, folder / "redis"), log)
    async with Group() as group:
        await group.start(server)
        address, first = server.url, server.guarded
        assert first
        first.popen.terminate()
        async with asyncio.timeout(20), Redis.from_url(address, retry=None) as cache:
            # The death is another process's: there is no event of ours to wait for.
            while server.guarded is first or not await answers(cache):
                await asyncio.sleep(0.05)
        assert server.url == address


async def answers(cache: Redis) -> bool:
    try:
        return bool(await cache.ping())
    except RedisError:
        return False
