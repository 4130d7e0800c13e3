"""The demo company: made once around the present day, and moved along when that day is over."""

from datetime import date, timedelta
from typing import Any

import aiohttp
import structlog
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from domain import clock, db, dispatch, storage
from domain.models import AuditEntry, Master, Offer, OfferStatus, Person
from domain.settings import Settings
from seeds import people, pictures, production, rows
from seeds.company import ANNA, BORIS, OLGA, PETR, VERA
from seeds.planned import ZONE
from seeds.scenes import jobs_around

log = structlog.get_logger()
DATED = "demo.dated"  # the audit's entry of the day around which everything stands
LOCK = 7_301_002
PHONES = (OLGA, VERA, ANNA, BORIS, PETR)
# Every moment of the company's work; moved together, they keep their distances.
MOMENTS = {
    '"order"': ("wanted_from", "wanted_to", "created_at"),
    "visit": (
        "starts_at", "ends_at", "promised_from", "promised_to", "accepted_at", "en_route_at", "on_site_at",
        "paused_at", "finished_at", "approved_at", "created_at",
    ),
    "offer": ("expires_at", "created_at", "answered_at"),
    "history": ("at",),
    "worksheet": ("submitted_at", "returned_at", "approved_at"),
    "photo": ("taken_at", "created_at"),
    "absence": ("starts_at", "ends_at"),
}  # fmt: skip


async def seed(settings: Settings) -> None:
    """Make the demo in an empty database; in one that has it, see to it that it stands around today.

    Exits with a sentence when the database holds somebody's real company.
    """
    storage.use(settings.data_dir)
    await db.connect(settings)
    try:
        async with in_transaction() as tx:
            await tx.execute_query("SELECT pg_advisory_xact_lock($1)", [LOCK])
            dated = await _dated()
            if dated is not None:
                await _move(tx, _today() - dated)
            elif await Person.exists():
                raise SystemExit(
                    "This database holds a company already: the demo is made in an empty one only."
                )
            else:
                await _make(tx)
    finally:
        await db.close()


async def refresh(settings: Settings) -> None:
    """Move the demo to today if it is older than a day; does nothing where there is no demo."""
    await db.connect(settings)
    try:
        async with in_transaction() as tx:
            await tx.execute_query("SELECT pg_advisory_xact_lock($1)", [LOCK])
            if (dated := await _dated()) is not None:
                await _move(tx, _today() - dated)
    finally:
        await db.close()


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
    now = clock.now()
    await production.write_catalogue(tx)
    everybody = await people.write(tx, now)
    jobs = jobs_around(now)
    await rows.write(tx, jobs, everybody)
    await pictures.write(tx, jobs, everybody)
    await _explain_offers()
    await _note_day()
    log.info("demo.made", orders=len(jobs), day=str(_today()))


async def _explain_offers() -> None:
    """The reasons in words on the offers that are open, by the same rules as in an office."""
    for offer in await Offer.filter(status=OfferStatus.OPEN).select_related(
        "visit__order__service", "visit__order__address"
    ):
        master = await Master.get(person_id=offer.master_id).select_related("person")
        looked = await dispatch.look_at(master, offer.visit, offer.visit.order)
        await Offer.filter(id=offer.id).update(reasons=[reason.row() for reason in looked.reasons])


async def _move(tx: BaseDBAsyncClient, by: timedelta) -> None:
    """Move all the company's work by whole days, and what is due for its offers."""
    if by < timedelta(days=1):
        return
    await tx.execute_script("ALTER TABLE history DISABLE TRIGGER history_append_only")
    for table, columns in MOMENTS.items():
        moved = ", ".join(f"{column} = {column} + $1::interval" for column in columns)
        await tx.execute_query(f"UPDATE {table} SET {moved}", [by])  # noqa: S608  # our own names
    await tx.execute_script("ALTER TABLE history ENABLE TRIGGER history_append_only")
    await tx.execute_query(
        "UPDATE due SET due_at = due_at + $1::interval "
        "WHERE kind LIKE 'offer.%' AND done_at IS NULL AND failed_at IS NULL",
        [by],
    )
    await _note_day()
    log.info("demo.moved", days=by.days)


def _today() -> date:
    return clock.local(clock.now(), ZONE).date()


async def _dated() -> date | None:
    entry = await AuditEntry.filter(action=DATED).order_by("-id").first()
    return date.fromisoformat(entry.data["day"]) if entry else None


async def _note_day() -> None:
    await AuditEntry.create(at=clock.now(), action=DATED, data={"day": _today().isoformat()})


async def _post(http: aiohttp.ClientSession, path: str, **body: Any) -> dict[str, Any]:
    async with http.post(path, json=body) as answer:
        if answer.status != 200:
            raise SystemExit(f"The sandbox refused {path}: {await answer.text()}")
        found: dict[str, Any] = await answer.json()
        return found
