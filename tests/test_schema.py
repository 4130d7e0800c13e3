"""What the database itself refuses and finds fast, read back from its catalogues, DB-001."""

import re

from domain import db as database
from domain.db import tortoise_config
from domain.settings import Settings
from domain.statuses import BOOKED, OPEN, OrderStatus, VisitStatus

CHECKS = {
    "visit_period",
    "visit_booked",
    "visit_waits",
    "visit_status",
    "order_status",
    "order_priority",
    "order_price",
    "order_office_status",
    "order_held",
    "absence_period",
    "absence_status",
    "absence_kind",
    "duty_change_duty",
    "sla_rule_minutes",
    "series_minutes",
    "occurrence_state",
    "feed_scope",
    "worksheet_amounts",
    "worksheet_line_amounts",
}
PARTIAL_UNIQUE = {
    "offer_one_open": ("offer", "(visit_id, master_id)", "status)::text = 'open'::text"),
    "card_one_living": ("card", "(order_id, chat_id)", "retired_at IS NULL"),
    "day_hours_master": ("day_hours", "(master_id, day)", "master_id IS NOT NULL"),
    "day_hours_company": ("day_hours", "(day)", "master_id IS NULL"),
    "sla_rule_service": ("sla_rule", "(service_id, priority)", "service_id IS NOT NULL"),
    "feed_one_open": ("feed", "(person_id, scope)", "revoked_at IS NULL"),
    "sla_rule_priority": ("sla_rule", "(priority)", "service_id IS NULL"),
}
PARTIAL = {
    "offer_open",
    "card_to_draw",
    "inbox_waiting",
    "outbox_waiting",
    "due_waiting",
    "visit_calendar",
    "visit_finished",
    "order_open",
    "order_resolved",
}
BY_PARTS = {"order_text_like", "client_name_like", "client_phone_like", "address_text_like"}


async def definition(constraint: str) -> str:
    rows = await database.query(
        "SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conname = $1", constraint
    )
    assert rows, f"no constraint {constraint}"
    return str(rows[0]["text"])


async def indexes() -> dict[str, str]:
    rows = await database.query("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'")
    return {row["indexname"]: row["indexdef"] for row in rows}


async def test_no_double_booking_is_a_constraint(db: Settings) -> None:
    text = await definition("visit_no_overlap")
    assert text.startswith("EXCLUDE USING gist (master_id WITH =, tstzrange(starts_at, ends_at) WITH &&)")
    assert text.endswith("DEFERRABLE")  # initially immediate, or it would say so
    assert set(re.findall(r"'(\w+)'", text)) == BOOKED


async def test_checks_are_there(db: Settings) -> None:
    rows = await database.query("SELECT conname FROM pg_constraint WHERE contype = 'c' AND convalidated")
    assert {row["conname"] for row in rows} >= CHECKS


async def test_statuses_of_database_and_program_are_the_same(db: Settings) -> None:
    assert set(re.findall(r"'(\w+)'", await definition("visit_status"))) == set(VisitStatus)
    assert set(re.findall(r"'(\w+)'", await definition("order_status"))) == set(OrderStatus)
    assert set(re.findall(r"'(\w+)'", await definition("visit_booked"))) == BOOKED
    assert set(re.findall(r"'(\w+)'", await definition("visit_waits"))) < OPEN - BOOKED


async def test_one_open_offer_and_one_living_card(db: Settings) -> None:
    found = await indexes()
    for name, (table, columns, condition) in PARTIAL_UNIQUE.items():
        assert found[name].startswith(f"CREATE UNIQUE INDEX {name} ON public.{table} USING btree {columns}")
        assert condition in found[name]


async def test_what_waits_and_what_is_searched_has_an_index(db: Settings) -> None:
    found = await indexes()
    assert [name for name in PARTIAL if " WHERE " not in found.get(name, "")] == []
    assert [name for name in BY_PARTS if "gin_trgm_ops" not in found.get(name, "")] == []


async def test_history_and_audit_are_append_only(db: Settings) -> None:
    rows = await database.query(
        "SELECT tgrelid::regclass::text AS name, pg_get_triggerdef(oid) AS text FROM pg_trigger WHERE NOT tgisinternal"
    )
    triggers = {row["name"]: row["text"] for row in rows}
    for table in ("history", "audit"):
        assert "BEFORE DELETE OR UPDATE" in triggers[table]
        assert "refuse_change()" in triggers[table]


async def test_every_key_to_another_table_that_is_deleted_from_has_an_index(db: Settings) -> None:
    """A cascade without an index reads the whole table for each row."""
    rows = await database.query(
        "SELECT c.conrelid::regclass::text || '.' || a.attname AS name FROM pg_constraint c "
        "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] "
        "WHERE c.contype = 'f' AND c.confdeltype = 'c' AND c.confrelid IN "
        "('\"order\"'::regclass, 'visit'::regclass, 'client'::regclass, 'worksheet'::regclass) "
        "AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = a.attnum)"
    )
    assert [row["name"] for row in rows] == []


async def test_every_moment_is_kept_with_its_zone(db: Settings) -> None:
    rows = await database.query(
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = 'public' AND data_type = 'timestamp without time zone'"
    )
    assert rows == []


async def test_no_money_is_a_fraction(db: Settings) -> None:
    rows = await database.query(
        "SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public' "
        "AND column_name ~ '^(price|total|amount|sum)' AND data_type <> 'bigint'"
    )
    assert [row["name"] for row in rows] == []


async def test_models_and_migrations_make_the_same_tables(db: Settings) -> None:
    from tortoise import Tortoise

    rows = await database.query(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
    )
    made = {(row["table_name"], row["column_name"]) for row in rows if row["table_name"] != "aerich"}
    described = {
        (model._meta.db_table, column)
        for model in Tortoise.apps["models"].values()
        for column in model._meta.fields_db_projection.values()
    }
    assert made == described


def test_password_with_signs_of_its_own_reaches_the_server() -> None:
    url = "postgres://user:p%40ss%2F@db.example:5433/name?sslmode=require"
    credentials = tortoise_config(url)["connections"]["default"]["credentials"]
    assert (credentials["password"], credentials["host"], credentials["port"], credentials["ssl"]) == (
        "p@ss/",
        "db.example",
        5433,
        "require",
    )
