"""The master's visits in his phone's own calendar: a secret link, shown once."""

from typing import Any

from aiogram.types import CallbackQuery, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from dialogs import states, view
from dialogs.common.inputs import buttons_only
from dialogs.common.lists import list_of, menu_button
from dialogs.common.opening import open_window
from dialogs.common.widgets import Label, Made, Say
from domain import company, feeds
from domain.access import Actor
from domain.models import FeedScope
from domain.settings import Settings
from domain.texts import Texts

MINE = FeedScope.PERSONAL


async def get_feed(actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    feed, zone = (await feeds.own(by=actor)).get(MINE), await company.zone()
    lines = [f"<b>{t.html('feed.title')}</b>", t.html("feed.intro")]
    if feed is None:
        lines.append(t.html("feed.none"))
    else:
        lines.append(t.html("feed.made", day=t.dated(feed.created_at, zone)))
        lines.append(
            t.html("feed.read", day=t.dated(feed.last_read_at, zone))
            if feed.last_read_at
            else t.html("feed.unread")
        )
    # The button carries the link it would end: a second tap finds it ended, and makes no third one.
    make = (feed.id, t("feed.get_new")) if feed else (0, t("feed.get"))
    return {"text": view.joined(lines), "make": [make], "there": feed is not None}


async def on_make(_query: CallbackQuery, _select: Any, manager: DialogManager, instead_of: int) -> None:
    """Send the link in a message of its own; whatever link there was ends, and its message says so."""
    data = manager.middleware_data
    settings: Settings = data["settings"]
    t: Texts = data["t"]
    token = await feeds.make(MINE, by=data["actor"], instead_of=instead_of)
    page = f"{settings.web_base_url}/ical/{token}"
    rows = [
        [InlineKeyboardButton(text=t("feed.open"), url=page)],
        [InlineKeyboardButton(text=t("feed.copy"), copy_text=CopyTextButton(text=f"{page}.ics"))],
    ]
    sent = await data["bot"].send_message(
        data["event_chat"].id,
        t.html("feed.link"),
        reply_markup=InlineKeyboardMarkup(inline_keyboard=rows),
        protect_content=True,
    )
    if not await feeds.shown(token, sent.message_id):
        await data["bot"].edit_message_text(
            t.html("event.FeedLinkEnded"), chat_id=sent.chat.id, message_id=sent.message_id
        )


async def on_revoke(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    await feeds.revoke(MINE, by=manager.middleware_data["actor"])
    await manager.switch_to(states.Feed.main)


async def on_back(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    from dialogs.master.schedule import open_schedule  # which opens this one

    await open_schedule(manager)


async def open_feed(manager: DialogManager) -> None:
    """The link to the acting master's calendar: how it is with it, making and revoking it."""
    await open_window(manager, states.Feed.main)


dialog = Dialog(
    Window(
        Made("text"),
        list_of("make", on_make),
        SwitchTo(Label("feed.revoke"), id="revoke", state=states.Feed.revoke, when="there"),
        Row(Button(Label("button.back"), id="back", on_click=on_back), menu_button()),
        buttons_only,
        state=states.Feed.main,
        getter=get_feed,
    ),
    Window(
        Say("feed.revoke_ask"),
        Button(Label("feed.revoke_yes"), id="yes", on_click=on_revoke),
        SwitchTo(Label("button.back"), id="back", state=states.Feed.main),
        buttons_only,
        state=states.Feed.revoke,
    ),
)
