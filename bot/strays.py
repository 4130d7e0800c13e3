"""What leads nowhere: a command there isn't, and whatever a client sends, who has buttons only."""

from aiogram import F, Router
from aiogram.types import Message

from dialogs.buttons import my_orders
from dialogs.refusals import has_no_work
from domain.access import Actor, Right
from domain.texts import Texts

router = Router(name="strays")
BASICS = {"right": Right.BASICS}


@router.message(F.text.startswith("/"), flags=BASICS)
async def on_unknown_command(message: Message, t: Texts) -> None:
    """A slip, not an answer: the window that is open stays what it is."""
    await message.answer(t("invalid.command"))


def is_client(_message: Message, actor: Actor) -> bool:
    """Whether the sender sees his own orders and nothing else."""
    return actor.may(Right.BASICS) and has_no_work(actor)


@router.message(is_client, flags=BASICS)
async def on_word_of_a_client(message: Message, t: Texts) -> None:
    """He is told what he can do here, and how he reaches the office."""
    await message.answer(t("client.only_looks"), reply_markup=my_orders(t))
