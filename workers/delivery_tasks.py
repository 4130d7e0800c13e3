"""The tasks of the kind of worker that talks with Telegram."""

from aiogram import Bot

from domain import locks
from workers import delivery
from workers.broker import Broker
from workers.running import task


def register(broker: Broker, bot: Bot, held: locks.Locks) -> None:
    """Put this kind's tasks on its broker."""

    @task(broker, "deliver_outbox")
    async def deliver_outbox() -> None:
        await delivery.deliver_outbox(bot, held)

    @task(broker, "draw_cards")
    async def draw_cards() -> None:
        await delivery.draw_cards(bot, held)

    @task(broker, "fetch_photos")
    async def fetch_photos() -> None:
        await delivery.fetch_photos(bot, held)
