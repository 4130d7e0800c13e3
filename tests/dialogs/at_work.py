"""What tests of the master's dialogs share."""

from domain.models import Photo, PhotoKind, Visit
from sandbox.pytest import Phone
from tests.cast import Cast, an_arrived_visit
from tests.waiting import until

WORKS = "Заменили ремень и почистили фильтр"


def rows(message: dict) -> list[list[str]]:
    """What stands on a message's buttons, row by row."""
    return [
        [button["text"] for button in row]
        for row in message.get("reply_markup", {}).get("inline_keyboard", [])
    ]


def labels(message: dict) -> list[str]:
    """The labels of a message's buttons."""
    return [button["text"] for row in message["reply_markup"]["inline_keyboard"] for button in row]


async def kinds(visit: Visit, count: int) -> list[PhotoKind]:
    """What the visit's photos show, in order of arrival; waits until there are ``count``."""
    photos_of = Photo.filter(visit_id=visit.id).order_by("id")
    return await until(lambda: photos_of.values_list("kind", flat=True), lambda found: len(found) >= count)


async def a_report_at_its_preview(cast: Cast, anna: Phone) -> Visit:
    """A report filled up to its preview, without photos."""
    visit = await an_arrived_visit(cast)
    await anna.send(f"/report {visit.order.number}")
    await anna.sees("Что сделали?")
    await anna.send(WORKS)
    await anna.press("Без запчастей")
    await anna.press("30 мин")
    await anna.press("Рекомендаций нет")
    await anna.sees("Итого 2\xa0500", WORKS)
    return visit
