"""The way to the web: a one-time link."""

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram_dialog import DialogManager

from domain import company, login
from domain.settings import Settings
from domain.texts import Texts


async def send_link(manager: DialogManager) -> None:
    """Send the person a link that signs him in once, for a few minutes."""
    data = manager.middleware_data
    settings: Settings = data["settings"]
    t: Texts = data["t"]
    token = await login.link_for(by=data["actor"])
    minutes = await company.get("login_link_minutes")
    button = InlineKeyboardButton(text=t("web_link.button"), url=f"{settings.web_base_url}/login/{token}")
    await data["bot"].send_message(
        data["event_chat"].id,
        t.html("web_link.text", duration=t.duration(minutes)),
        reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]),
        protect_content=True,
    )
