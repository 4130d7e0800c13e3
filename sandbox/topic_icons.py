"""The pictures that any topic may have: custom emoji with Telegram's own numbers, drawn as plain discs."""

import io
from functools import cache
from typing import Any

from PIL import Image, ImageDraw

from sandbox import kinds
from sandbox.calls import Call, method

SIDE = 100
ICONS = {
    "📰": 5434144690511290129, "💡": 5312536423851630001, "⚡️": 5312016608254762256,
    "🎙": 5377544228505134960, "🔝": 5418085807791545980, "🗣": 5370870893004203704,
    "🆒": 5420216386448270341, "❗️": 5379748062124056162, "📝": 5373251851074415873,
    "📆": 5433614043006903194, "📁": 5357315181649076022, "🔎": 5309965701241379366,
    "📣": 5309984423003823246, "🔥": 5312241539987020022, "❤️": 5312138559556164615,
    "❓": 5377316857231450742, "📈": 5350305691942788490, "📉": 5350713563512052787,
    "💎": 5309958691854754293, "💰": 5350452584119279096, "💸": 5309929258443874898,
    "🪙": 5377690785674175481, "💱": 5310107765874632305, "⁉️": 5377438129928020693,
    "🎮": 5309950797704865693, "💻": 5350554349074391003, "📱": 5409357944619802453,
    "🏠": 5312486108309757006, "📚": 5350481781306958339, "💼": 5348227245599105972,
    "🎨": 5310039132297242441, "🎬": 5368653135101310687, "🎵": 5310045076531978942,
    "🤖": 5309832892262654231, "💬": 5417915203100613993, "✅": 5237699328843200968,
}  # fmt: skip


@method("getForumTopicIconStickers")
async def get_forum_topic_icon_stickers(call: Call) -> list[dict[str, Any]]:
    """Some of them; Telegram has about a hundred."""
    files = call.world.files
    kept = {
        one.about["custom_emoji_id"]: one
        for one in files.by_unique.values()
        if "custom_emoji_id" in one.about
    }
    found = []
    for emoji, number in ICONS.items():
        stored = kept.get(str(number))
        if stored is None:
            about = {
                "width": SIDE, "height": SIDE, "emoji": emoji, "set_name": "Topics", "is_animated": False,
                "is_video": False, "type": "custom_emoji", "custom_emoji_id": str(number),
            }  # fmt: skip
            stored = files.add(kinds.STICKER, disc(), f"{number}.webp", "image/webp", about, None)
        found.append(files.content(stored)["sticker"])
    return found


@cache
def disc() -> bytes:
    """The picture of all of them."""
    out, picture = io.BytesIO(), Image.new("RGBA", (SIDE, SIDE))
    ImageDraw.Draw(picture).ellipse((10, 10, 90, 90), fill="gray")
    picture.save(out, "WEBP")
    return out.getvalue()
