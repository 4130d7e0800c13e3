"""What a master does in the bot: his list, yes and no, photos, the report, the end of a visit."""

from tests.cast import Cast, an_accepted_visit, an_offered_visit
from tests.phones import Phone


async def test_the_list_shows_offers_and_visits_and_opens_the_card(cast: Cast, anna: Phone) -> None:
    offered = await an_offered_visit(cast, cast.anna)
    await anna.send("/mytasks")
    await anna.sees("Ваши заявки", button=f"№{offered.order.number}")
    await anna.press(f"№{offered.order.number}")
    await anna.sees(f"№{offered.order.number}", "Басманный", button="Принять")
