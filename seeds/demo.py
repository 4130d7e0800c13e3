"""The demo company: made once around the present day, and its work laid anew when that day is over."""

import asyncio
from dataclasses import asdict
from datetime import date
from typing import Any

import aiohttp
import structlog
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.expressions import Q
from tortoise.transactions import in_transaction

from domain import clock, db, dispatch, storage
from domain.models import Absence, AuditEntry, DayHours, HistoryEntry, Master, Offer, OfferStatus, Person
from domain.settings import Settings
from seeds import anew, people, pictures, production, recurring, rows
from seeds.company import ANNA, BORIS, OLGA, PETR, VERA
from seeds.people import People
from seeds.planned import ZONE
from seeds.scenes import jobs_around

log = structlog.get_logger()
DATED = "demo.dated"  # the audit's entry of the day around which everything stands
LOCK = 7_301_002
PHONES = (OLGA, VERA, ANNA, BORIS, PETR)


async def seed(settings: Settings) -> None:
    """Make the demo in an empty database; in one that has it, see to it that it stands around today.

    When its day is over the company's work is laid anew around the present moment: orders that nobody has touched
    go, those that somebody has stay as they are, and what is new finds room around them. Exits with a sentence
    when the database holds somebody's real company.
    """
    storage.use(settings.data_dir)
    pictures_gone: list[str] = []
    await db.connect(settings)
    try:
        async with in_transaction() as tx:
            await tx.execute_query("SELECT pg_advisory_xact_lock($1)", [LOCK])
            entry = await AuditEntry.filter(action=DATED).order_by("-id").first()
            if entry is None:
                await _make(tx)
            elif date.fromisoformat(entry.data["day"]) < _today():
                pictures_gone = await _make_anew(tx, entry)
    finally:
        await db.close()
    for key in pictures_gone:
        await asyncio.to_thread(storage.remove, key)


async def introduce_phones(settings: Settings, sandbox_url: str) -> None:
    """Give office, two masters and a client a phone in the sandbox; who has no chat with the bot starts one."""
    await db.connect(settings)
    try:
        known = {person.telegram_id: person for person in await Person.filter(telegram_id__isnull=False)}
    finally:
        await db.close()
    async with aiohttp.ClientSession(sandbox_url) as http:
        for staff in PHONES:
            person = known[staff.telegram_id]
            first, _, last = person.name.partition(" ")
            shown = await _post(
                http,
                "/sim/people",
                id=person.telegram_id,
                first_name=first,
                last_name=last,
                username=staff.username,
                language_code=person.locale,
                phone=person.phone,
                note=staff.note,
            )
            if not shown["started"]:
                await _post(http, "/sim/message", **{"from": person.telegram_id, "text": "/start"})


async def _make(tx: BaseDBAsyncClient) -> None:
    if await Person.exists():
        raise SystemExit("This database holds a company already: the demo is made in an empty one only.")
    await production.write_catalogue(tx)
    await _lay(tx, await people.write(tx, clock.now()))


async def _make_anew(tx: BaseDBAsyncClient, entry: AuditEntry) -> list[str]:
    """Returns the keys of pictures that are nobody's any more."""
    made: dict[str, Any] = entry.data
    await recurring.clear(tx, made.get("series", []))
    gone = await anew.clear(tx, made["history"])
    undecided = Q(decided_at__isnull=True) | Q(decided_at__lt=entry.at)  # since then nobody said a word
    await Absence.filter(undecided, id__in=made["absences"]).using_db(tx).delete()
    await DayHours.filter(id__in=made.get("days", [])).using_db(tx).delete()
    await _lay(tx, People(**made["people"]))
    return gone


async def _lay(tx: BaseDBAsyncClient, everybody: People) -> None:
    """Three weeks of work around this moment."""
    now = clock.now()
    await production.write_promises(tx)
    absences = await people.send_away(tx, everybody, now)
    days = await people.open_on_holidays(tx, now)
    series = await recurring.write(tx, everybody, now)
    jobs = anew.around(jobs_around(now), await anew.taken(tx), everybody)
    await rows.write(tx, jobs, everybody, now)
    await pictures.write(tx, jobs, everybody)
    await _explain_offers()
    newest = await HistoryEntry.all().using_db(tx).order_by("-id").first()
    await AuditEntry.create(
        using_db=tx,
        at=now,
        action=DATED,
        data={
            "day": _today().isoformat(),
            "people": asdict(everybody),
            "absences": absences,
            "days": days,
            "series": series,
            "history": newest.id if newest else 0,
        },
    )
    log.info("demo.made", visits=len(jobs), day=str(_today()))


async def _explain_offers() -> None:
    """The reasons in words on the offers that are open, by the same rules as in an office."""
    ours = Offer.filter(status=OfferStatus.OPEN, visit__order__origin=rows.ORIGIN)
    for offer in await ours.select_related("visit__order__service", "visit__order__address"):
        master = await Master.get(person_id=offer.master_id).select_related("person")
        looked = await dispatch.look_at(master, offer.visit, offer.visit.order)
        await Offer.filter(id=offer.id).update(reasons=[reason.row() for reason in looked.reasons])


def _today() -> date:
    return clock.local(clock.now(), ZONE).date()


async def _post(http: aiohttp.ClientSession, path: str, **body: Any) -> dict[str, Any]:
    async with http.post(path, json=body) as answer:
        if answer.status != 200:
            raise SystemExit(f"The sandbox refused {path}: {await answer.text()}")
        found: dict[str, Any] = await answer.json()
        return found
