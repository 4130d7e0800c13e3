"""The sandbox: messages per second of one core, and the memory of many, beside a server that checks nothing."""

import asyncio
import socket
from collections.abc import Awaitable, Callable

from aiohttp import ClientSession, TCPConnector

from tests.bench.measure import Bench, Running, compared, running
from tests.bench.table import Goal, Line

TOKEN = "100003:" + "C" * 35
ANNA = 1001
SENDERS = 16
KEYS = '{"inline_keyboard": [[{"text": "Accept", "callback_data": "yes"}, {"text": "Decline", "callback_data": "no"}]]}'
TEXT = "Order <b>{n}</b>: Lenina 7, the pump leaks. Come at 10:00?"
RATE = Goal(1000, own=True, at_least=True)
MEMORY = Goal(300, own=True)


async def run(bench: Bench) -> list[Line]:
    """Both are processes of their own, so the sender's work isn't counted."""
    burst, many = (500, 5_000) if bench.quick else (3_000, 100_000)
    ports = _free_port(), _free_port()
    settings = bench.settings("postgres")
    arguments = ("--port", str(ports[0]), "--token", TOKEN, "--bot-username", "bench_bot")
    async with ClientSession(connector=TCPConnector(limit=SENDERS)) as http:
        with (
            running("sandbox", *arguments, settings=settings, says=b"The sandbox is at") as ours,
            running("tests.bench.bare_api", str(ports[1]), settings=settings) as bare,
        ):
            urls = [f"http://127.0.0.1:{port}" for port in ports]
            await http.post(f"{urls[0]}/sim/people", json={"id": ANNA, "first_name": "Anna"})
            await http.post(f"{urls[0]}/sim/message", json={"from": ANNA, "text": "/start"})
            empty = ours.megabytes, bare.megabytes
            rate = await compared(
                _rate(ours, http, urls[0], burst), _rate(bare, http, urls[1], burst), bench.rounds
            )
            sent = burst * (bench.rounds + 1)
            for url in urls:
                await _send(http, url, many - sent)
            grown = ours.megabytes - empty[0], bare.megabytes - empty[1]
    return [
        Line("sandbox, messages per second of one core", *rate, "/s", RATE),
        Line(f"sandbox, memory of {many:,} messages", *grown, "MB", MEMORY),
    ]


def _rate(server: Running, http: ClientSession, url: str, burst: int) -> Callable[[], Awaitable[float]]:
    async def measured() -> float:
        before = server.cpu
        await _send(http, url, burst)
        return burst / (server.cpu - before)

    return measured


async def _send(http: ClientSession, url: str, count: int) -> None:
    numbers = iter(range(count))

    async def sender() -> None:
        for n in numbers:
            form = {
                "chat_id": str(ANNA),
                "text": TEXT.format(n=n),
                "parse_mode": "HTML",
                "reply_markup": KEYS,
            }
            async with http.post(f"{url}/bot{TOKEN}/sendMessage", data=form) as answer:
                if answer.status != 200:
                    raise RuntimeError(await answer.text())

    await asyncio.gather(*(sender() for _ in range(SENDERS)))


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
