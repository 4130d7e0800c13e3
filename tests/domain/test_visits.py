"""A visit on its way, TASKS-001."""

from domain.statuses import VisitStatus
from tests.cast import Cast, a_finished_visit, an_accepted_visit, an_offered_visit


async def test_x(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    assert visit.status is VisitStatus.ACCEPTED
    visit = await an_offered_visit(cast, cast.boris)
    assert visit.status is VisitStatus.OFFERED


async def test_y(cast: Cast) -> None:
    visit = await a_finished_visit(cast)
    assert visit.status is VisitStatus.FINISHED
