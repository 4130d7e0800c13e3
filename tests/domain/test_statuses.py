"""What may follow what, TASKS-001."""

import re

import pytest

from domain import statuses
from domain.statuses import (
    BOOKED,
    OPEN,
    STEPS,
    Action,
    OfficeStatus,
    OrderStatus,
    Side,
    VisitStatus,
    actions,
    order_status,
    status_once_cancelled,
)

V = VisitStatus


def test_picture_and_table_say_the_same() -> None:
    drawn = set(re.findall(r"^ +(\w+) +--(\w+)--> +(\w+)$", statuses.__doc__ or "", re.MULTILINE))
    table = {
        (source.value, step.action.value, step.target.value)
        for step in STEPS.values()
        for source in step.sources
    }
    assert drawn == table


def test_every_action_has_one_row() -> None:
    assert set(STEPS) == set(Action)


def test_every_status_can_be_reached() -> None:
    assert {step.target for step in STEPS.values()} == set(V) - {V.UNASSIGNED}


def test_nothing_leads_out_of_the_last_statuses() -> None:
    assert {status for status in V if not actions(status, Side.MASTER) + actions(status, Side.OFFICE)} == set(
        V
    ) - OPEN


def test_master_gets_the_buttons_of_his_side_only() -> None:
    assert actions(V.ACCEPTED, Side.MASTER) == [Action.DECLINE, Action.DEPART, Action.ARRIVE]
    assert actions(V.FINISHED, Side.MASTER) == []
    assert actions(V.FINISHED, Side.OFFICE) == [Action.APPROVE, Action.RETURN]


def test_time_is_held_from_assignment_until_the_work_is_finished() -> None:
    assert {V.ASSIGNED, V.ACCEPTED, V.EN_ROUTE, V.ON_SITE, V.PAUSED} == BOOKED


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ([], OrderStatus.NEW),
        ([V.UNASSIGNED], OrderStatus.NEW),
        ([V.OFFERED], OrderStatus.NEW),
        ([V.DECLINED], OrderStatus.NEW),
        ([V.CANCELLED], OrderStatus.NEW),
        ([V.ASSIGNED], OrderStatus.SCHEDULED),
        ([V.ACCEPTED, V.CANCELLED], OrderStatus.SCHEDULED),
        ([V.EN_ROUTE], OrderStatus.IN_PROGRESS),
        ([V.PAUSED], OrderStatus.IN_PROGRESS),
        ([V.FINISHED], OrderStatus.IN_PROGRESS),
        ([V.RETURNED], OrderStatus.IN_PROGRESS),
        ([V.APPROVED, V.UNASSIGNED], OrderStatus.IN_PROGRESS),
        ([V.APPROVED, V.ACCEPTED], OrderStatus.IN_PROGRESS),
        ([V.APPROVED], OrderStatus.DONE),
        ([V.APPROVED, V.CANCELLED], OrderStatus.DONE),
    ],
)
def test_order_is_what_its_visits_make_it(visits: list[VisitStatus], expected: OrderStatus) -> None:
    assert order_status(visits) is expected


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ([V.UNASSIGNED], OrderStatus.CANCELLED),
        ([V.ON_SITE], OrderStatus.CANCELLED),
        ([V.CANCELLED, V.ACCEPTED], OrderStatus.CANCELLED),
        ([V.APPROVED, V.UNASSIGNED], OrderStatus.DONE),
        ([V.APPROVED, V.CANCELLED, V.ON_SITE], OrderStatus.DONE),
        ([V.FINISHED, V.ACCEPTED], OrderStatus.IN_PROGRESS),
        ([V.RETURNED, V.OFFERED], OrderStatus.IN_PROGRESS),
    ],
)
def test_finished_work_outlives_a_cancelling(visits: list[VisitStatus], expected: OrderStatus) -> None:
    assert status_once_cancelled(visits) is expected


def test_office_has_the_last_word() -> None:
    assert order_status([V.APPROVED], OfficeStatus.CANCELLED) is OrderStatus.CANCELLED
    assert order_status([V.ACCEPTED], OfficeStatus.HOLD) is OrderStatus.ON_HOLD
