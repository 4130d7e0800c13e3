"""A company made by SQL alone: people, and orders by the thousand, the same for both sides of a row.

Ids are chosen here: the office is 1 to 3, masters begin at 11; order and visit have the same id.
"""

from datetime import UTC, datetime

from domain import clock, db
from domain.access import Actor
from domain.models import Role

OFFICE, FIRST_MASTER, CLIENTS = 3, 11, 500
CHAT = 500_000  # a person's Telegram id is this plus his own
# From here on visits are planned, nine o'clock in Moscow: past, so that a master may set out for each.
MONDAY = datetime(2026, 3, 2, 6, tzinfo=UTC)

# Clerks, masters and clients by their ids from $1 to $2.
_CLERKS = """
    INSERT INTO person (id, name, telegram_id, locale, roles, status, created_at)
    SELECT n, 'Вера Диспетчерова ' || n, $3::bigint + n, 'ru',
        CASE n WHEN 1 THEN ARRAY['admin'] ELSE ARRAY['dispatcher'] END, 'active', $4::timestamptz
    FROM generate_series($1::int, $2::int) n
"""
_MASTERS = """
    INSERT INTO person (id, name, telegram_id, locale, roles, status, created_at)
    SELECT n, 'Анна Мастерова ' || n, $3::bigint + n, 'ru', ARRAY['master'], 'active', $4::timestamptz
    FROM generate_series($1::int, $2::int) n
"""
_PROFILES = """
    INSERT INTO master (person_id, skills, areas, daily_limit, share_percent)
    SELECT n, ARRAY['washers'], ARRAY[]::text[], 6, 50 FROM generate_series($1::int, $2::int) n
"""
_SERVICE = """
    INSERT INTO service (id, code, name, skill, minutes, price, photos_before, photos_after, rank, active)
    VALUES (1, 'washers', 'Ремонт стиральной машины', 'washers', 90, 250000, 1, 1, 0, true)
"""
_CLIENTS = """
    INSERT INTO client (id, name, notes, created_at)
    SELECT n, 'Пётр Клиентов ' || n, '', $2::timestamptz FROM generate_series(1, $1::int) n
"""
_PHONES = "INSERT INTO client_phone (number, client_id) SELECT '+7916' || (1000000 + id), id FROM client"
_ADDRESSES = """
    INSERT INTO address (id, text, district, lat, lon, client_id)
    SELECT id, 'ул. Покровка, ' || id || ', кв. 8', 'Басманный', 55.6 + id * 0.0003, 37.5, id FROM client
"""

ORDERS = """
    INSERT INTO "order" (id, number, text, priority, price, origin, status, created_at, address_id, client_id,
        service_id, late_reason)
    SELECT k, 1000 + k, 'Не сливает воду, на экране ошибка E18', 'normal', 250000, 'office', $4,
        $3::timestamptz, 1 + k % 500, 1 + k % 500, 1, ''
    FROM generate_series($1::int, $2::int) k
"""
_VISITS = """
    INSERT INTO visit (id, order_id, starts_at, ends_at, promised_from, promised_to, status, version, lead,
        created_at)
    SELECT k, k, at, at + interval '90 minutes', at, at + interval '2 hours', 'offered', 1, true, $5
    FROM generate_series($1::int, $2::int) k,
        LATERAL (SELECT $3::timestamptz + ((k - $1) / $4::int) * interval '2 hours' AS at) place
"""
_OFFERS = """
    INSERT INTO offer (visit_id, master_id, rank, status, reason, reasons, expires_at, created_at)
    SELECT k, $3::int + k % $4 + place * $4, place, 'open', '',
        '[{"key": "reason.skill", "values": {}}]', $5::timestamptz + interval '1 day', $5
    FROM generate_series($1::int, $2::int) k, generate_series(0, 1) place
"""
_CARDS = """
    INSERT INTO card (order_id, person_id, chat_id, message_id, wanted, shown, digest, created_at)
    SELECT k, person, $5::bigint + person, k, 1, 1, '', $6
    FROM generate_series($1::int, $2::int) k, unnest(ARRAY[$3::int + k % $4::int, 1, 2]) person
"""


async def people(masters: int) -> None:
    """An office of three, ``masters`` masters, and clients with a phone and an address each."""
    now, last = clock.now(), FIRST_MASTER + masters - 1
    await db.query(_CLERKS, 1, OFFICE, CHAT, now)
    await db.query(_MASTERS, FIRST_MASTER, last, CHAT, now)
    await db.query(_PROFILES, FIRST_MASTER, last)
    await db.query(_SERVICE)
    await db.query(_CLIENTS, CLIENTS, now)
    await db.query(_PHONES)
    await db.query(_ADDRESSES)


async def offered(first: int, last: int, masters: int) -> None:
    """Visits with these ids, each offered to two masters, with a card at the first and two in the office.

    Visit ``k`` is first offered to ``FIRST_MASTER + k % masters``; the other is ``masters`` further on and
    has other visits at the same hours, so it never accepts. No two visits of a master overlap.
    """
    now = clock.now()
    await orders(first, last, "new")
    await db.query(_VISITS, first, last, MONDAY, masters, now)
    await db.query(_OFFERS, first, last, FIRST_MASTER, masters, now)
    await db.query(_CARDS, first, last, FIRST_MASTER, masters, CHAT, now)


async def orders(first: int, last: int, status: str) -> None:
    """Orders with these ids and no visits yet."""
    await db.query(ORDERS, first, last, clock.now(), status)


async def forget_orders() -> None:
    """Make room for the next round: nothing of the last one slows it."""
    await db.query('TRUNCATE "order", visit, offer, card, history, outbox, due CASCADE')


async def settle() -> None:
    """Statistics and visibility as autovacuum would leave them."""
    await db.query("VACUUM ANALYZE")


def master(visit_id: int, masters: int) -> Actor:
    """The first master a visit was offered to, as who acts."""
    return Actor(FIRST_MASTER + visit_id % masters, frozenset({Role.MASTER}))


ADMIN = Actor(1, frozenset({Role.ADMIN}))
