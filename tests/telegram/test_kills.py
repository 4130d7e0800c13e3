"""Nothing is lost and nothing happens twice, whatever is killed when."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from aiohttp import ClientSession
from redis.asyncio import Redis

from dialogs.buttons import VisitButton
from domain import clock, db
from domain.models import (
    Address,
    Client,
    HistoryEntry,
    InboxUpdate,
    Order,
    OutboxMessage,
    Person,
    Role,
    Service,
    Visit,
)
from domain.settings import Settings
from domain.statuses import Outcome, VisitStatus
from tests.cast import a_cast, a_master, a_person
from tests.conftest import NewDatabase
from tests.product import Processes, running_sandbox

DISPATCHERS = 5
MASTERS = 25
SETTLE = 180.0


@dataclass
class Tally:
    """What came of a run."""

    kills: int
    updates: int
    lost: int
    effects_twice: int
    messages_lost: int
    messages_repeated: int

    def row(self) -> str:
        return (
            f"| {self.kills} | {self.updates} | {self.lost} | {self.effects_twice} "
            f"| {self.messages_lost} | {self.messages_repeated} |"
        )


HEADER = "| kills | updates | lost | effects twice | messages lost | messages repeated |\n|---|---|---|---|---|---|"


async def test_three_kills_and_an_emptied_redis_lose_nothing(
    new_database: NewDatabase, tmp_path: Path
) -> None:
    tally = await a_run(await new_database(), tmp_path, kills=3, updates=40, seed=1)
    hold(tally)


@pytest.mark.prove
async def test_fifty_kills_over_five_hundred_updates(new_database: NewDatabase, tmp_path: Path) -> None:
    tally = await a_run(await new_database(), tmp_path, kills=50, updates=500, seed=50)
    print(f"\n{HEADER}\n{tally.row()}")
    hold(tally)


def hold(tally: Tally) -> None:
    assert tally.lost == 0
    assert tally.effects_twice == 0
    assert tally.messages_lost == 0
    assert tally.messages_repeated <= tally.kills


async def a_run(settings: Settings, folder: Path, *, kills: int, updates: int, seed: int) -> Tally:
    """Dispatchers approve visits while bot and worker are killed at random moments and Redis is emptied once."""
    chance = random.Random(seed)
    own = settings.model_copy(update={"redis_url": settings.redis_url.rpartition("/")[0] + "/1"})
    async with running_sandbox(own) as telegram, ClientSession() as http:
        base = telegram.url
        processes = Processes(own.model_copy(update={"telegram_api_url": base}), folder)
        await db.connect(own)
        redis = Redis.from_url(own.redis_url)
        try:
            dispatchers, visits = await finished_visits(updates)
            for person in await Person.filter(telegram_id__isnull=False):
                await post(http, base, "/sim/people", {"id": person.telegram_id, "first_name": person.name})
                await post(http, base, "/sim/message", {"from": person.telegram_id, "text": "🙂"})
            await redis.flushdb()
            for name in ("bot", "worker", "scheduler"):
                processes.start(name)
            share = -(-updates // kills)
            for number in range(kills):
                for visit in visits[number * share :][:share]:
                    await approve(http, base, chance.choice(dispatchers), visit)
                await asyncio.sleep(chance.random())
                victim = chance.choice(["bot", "worker"])
                processes.kill(victim)
                if number == kills // 2:
                    await redis.flushdb()
                processes.start(victim)
            await settled(updates)
            return await tally_of(http, base, kills, visits)
        finally:
            processes.stop()
            await redis.aclose()
            await db.close()


async def finished_visits(number: int) -> tuple[list[Person], list[Visit]]:
    """Dispatchers, and visits that wait for their approval, spread over masters."""
    cast = await a_cast()
    dispatchers = [await a_person(f"Dispatcher {n}", 7000 + n, Role.DISPATCHER) for n in range(DISPATCHERS)]
    masters = [await a_master(f"Master {n}", 8000 + n) for n in range(MASTERS)]
    visits = [
        await a_finished(cast.petr, cast.address, cast.washers, masters[n % MASTERS], n)
        for n in range(number)
    ]
    return dispatchers, visits


async def a_finished(client: Client, address: Address, service: Service, master: Person, n: int) -> Visit:
    start = clock.now() - timedelta(hours=3 * n + 3)
    order = await Order.create(
        number=50_000 + n, client=client, address=address, service=service, text="x", created_at=start
    )
    return await Visit.create(
        order=order,
        master=master,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        status=VisitStatus.FINISHED,
        outcome=Outcome.CLIENT_ABSENT,
        created_at=start,
    )


async def approve(http: ClientSession, base: str, by: Person, visit: Visit) -> None:
    data = VisitButton(action="approve", visit_id=visit.id, version=visit.version).pack()
    await post(http, base, "/sim/callback", {"from": by.telegram_id, "message_id": 1, "data": data})


async def post(http: ClientSession, base: str, path: str, body: dict[str, Any]) -> None:
    async with http.post(f"{base}{path}", json=body) as answer:
        assert answer.status == 200, f"{path}: {await answer.text()}"


async def settled(updates: int) -> None:
    """Wait until everything that was asked for is done and told."""
    deadline = monotonic() + SETTLE
    while True:
        done = await InboxUpdate.filter(
            payload__contains={"callback_query": {}}, done_at__isnull=False
        ).count()
        waiting = await OutboxMessage.filter(sent_at__isnull=True, failed_at__isnull=True).count()
        if done >= updates and not waiting:
            return
        assert monotonic() < deadline, f"{done} of {updates} updates done, {waiting} messages wait"
        await asyncio.sleep(0.2)


async def tally_of(http: ClientSession, base: str, kills: int, visits: list[Visit]) -> Tally:
    approved = Counter(await HistoryEntry.filter(event="ReportApproved").values_list("visit_id", flat=True))
    told: Counter[int] = Counter()
    numbers = {50_000 + n for n in range(len(visits))}
    for n in range(MASTERS):
        async with http.get(f"{base}/sim/people/{8000 + n}/chat") as answer:
            for message in (await answer.json())["messages"]:
                told.update(number for number in numbers if str(number) in message.get("text", ""))
    return Tally(
        kills=kills,
        updates=len(visits),
        lost=sum(visit.id not in approved for visit in visits),
        effects_twice=sum(count > 1 for count in approved.values()),
        messages_lost=len(numbers - set(told)),
        messages_repeated=sum(count - 1 for count in told.values()),
    )
