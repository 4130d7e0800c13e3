"""A sandbox of its own for every test, spoken to over HTTP, with a clock that the test moves."""

import asyncio
import contextlib
import io
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import orjson
import pytest
from aiohttp import web
from PIL import Image

from sandbox.app import make_app
from sandbox.world import World
from tests.sandbox.groups import SUPER

TOKEN = "123456:AAtest"


class Clock:
    """The time of day, moved by hand."""

    def __init__(self) -> None:
        self.shift = 0.0

    def __call__(self) -> float:
        return time.time() + self.shift


class Sandbox:
    """A running sandbox, its control API and its Bot API."""

    def __init__(self, world: World, clock: Clock, url: str, http: aiohttp.ClientSession) -> None:
        self.world, self.clock, self.url, self.http = world, clock, url, http

    async def call(self, name: str, /, **params: Any) -> dict[str, Any]:
        """Call the Bot API with a form, as aiogram does; the body of the answer."""
        files = {key: value for key, value in params.items() if isinstance(value, tuple)}
        form = aiohttp.FormData()
        for key, value in params.items():
            if key in files:
                form.add_field(key, value[1], filename=value[0])
            else:
                form.add_field(key, value if isinstance(value, str) else orjson.dumps(value).decode())
        async with self.http.post(f"{self.url}/bot{TOKEN}/{name}", data=form) as response:
            body: dict[str, Any] = orjson.loads(await response.read())
            assert response.status == (200 if body["ok"] else body["error_code"])
            return body

    async def ok(self, name: str, /, **params: Any) -> Any:
        """Call the Bot API; the result, which has to be there."""
        body = await self.call(name, **params)
        assert body["ok"], body
        return body["result"]

    async def refused(self, name: str, /, **params: Any) -> tuple[int, str]:
        """Call the Bot API; code and description of the refusal."""
        body = await self.call(name, **params)
        assert not body["ok"], body
        return body["error_code"], body["description"]

    async def sim(
        self, path: str, body: dict[str, Any] | None = None, *, verb: str = "", status: int = 200
    ) -> Any:
        """Use the control API."""
        verb = verb or ("GET" if body is None else "POST")
        async with self.http.request(verb, f"{self.url}/sim/{path}", json=body) as response:
            answer = orjson.loads(await response.read())
            assert response.status == status, answer
            return answer

    async def says(self, person: dict[str, Any], text: str, **more: Any) -> dict[str, Any]:
        """A person writes."""
        found: dict[str, Any] = await self.sim("message", {"from": person["id"], "text": text, **more})
        return found

    async def sends(self, person: dict[str, Any], *files: tuple[str, bytes], **fields: str) -> dict[str, Any]:
        """A person sends photos or documents."""
        form = aiohttp.FormData({"from": str(person["id"]), **fields}, quote_fields=False)
        for name, data in files:
            form.add_field("file", data, filename=name)
        async with self.http.post(f"{self.url}/sim/photo", data=form) as response:
            found: dict[str, Any] = await response.json()
            return found | {"status": response.status}

    async def updates(self, offset: int = 0, **params: Any) -> list[dict[str, Any]]:
        """What waits for the bot."""
        found: list[dict[str, Any]] = await self.ok("getUpdates", offset=offset, **params)
        return found

    async def chat(self, person: dict[str, Any]) -> dict[str, Any]:
        """A person's screen."""
        found: dict[str, Any] = await self.sim(f"people/{person['id']}/chat")
        return found


async def until(condition: Callable[[], bool]) -> None:
    """Wait for something to become true."""
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.005)


@pytest.fixture
def wait_until() -> Callable[..., Any]:
    """`await wait_until(lambda: ...)`."""
    return until


@contextlib.asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Sandbox]:
    """A fresh sandbox without limits."""
    clock = Clock()
    world = World(TOKEN, "test_bot", folder / "files", clock=clock)
    runner = web.AppRunner(make_app(world), access_log=None, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    async with aiohttp.ClientSession() as http:
        yield Sandbox(world, clock, f"http://127.0.0.1:{runner.addresses[0][1]}", http)
    await runner.cleanup()


@pytest.fixture
async def sandbox(tmp_path: Path) -> AsyncIterator[Sandbox]:
    """A sandbox of the test's own."""
    async with running(tmp_path) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Sandbox]:
    """A sandbox with Anna and Gleb for all tests of a module, for calls that change nothing."""
    async with running(tmp_path_factory.mktemp("shared")) as sandbox:
        await met_anna(sandbox)
        await met_gleb(sandbox)
        yield sandbox


async def met_anna(sandbox: Sandbox) -> dict[str, Any]:
    """A master who has pressed Start: her message is number 1, the bot's next one number 2."""
    anna = await sandbox.sim("people", {"first_name": "Anna", "username": "anna", "phone": "+79001112233"})
    await sandbox.says(anna, "/start")
    return dict(anna)


async def met_gleb(sandbox: Sandbox) -> dict[str, Any]:
    """A stranger who has never pressed Start."""
    return dict(await sandbox.sim("people", {"id": 1777, "first_name": "Gleb"}))


@pytest.fixture
async def anna(sandbox: Sandbox) -> dict[str, Any]:
    """Anna in the test's own sandbox."""
    return await met_anna(sandbox)


@pytest.fixture
async def gleb(sandbox: Sandbox) -> dict[str, Any]:
    """Gleb in the test's own sandbox."""
    return await met_gleb(sandbox)


@pytest.fixture
async def boris(sandbox: Sandbox) -> dict[str, Any]:
    """Another master, who has not spoken to the bot."""
    return dict(await sandbox.sim("people", {"id": 1500, "first_name": "Boris"}))


@pytest.fixture
async def group(sandbox: Sandbox, anna: dict[str, Any], boris: dict[str, Any]) -> dict[str, Any]:
    """A supergroup of Anna, who made it, and Boris; the bot is an administrator with all rights."""
    made = await sandbox.sim(
        "groups",
        {"id": SUPER, "title": "Masters", "members": [anna["id"], boris["id"]], "bot": "administrator"},
    )
    await sandbox.updates(allowed_updates=["message", "my_chat_member", "chat_member", "chat_join_request",
                                           "edited_message", "channel_post", "edited_channel_post"])  # fmt: skip
    return dict(made)


def picture(width: int = 40, height: int = 30, kind: str = "JPEG", mode: str = "RGB") -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new(mode, (width, height), "orange").save(out, kind)
    return out.getvalue()


@pytest.fixture
def draw() -> Callable[..., bytes]:
    """`draw(width, height)`: the bytes of a picture."""
    return picture
