"""What a person chooses about the pages: the language, which is the bot's too."""

from aiohttp import web

from domain import people
from domain.access import Right
from domain.errors import Invalid
from domain.texts import LANGUAGES
from webadmin.keys import actor_of
from webadmin.routing import Door


async def language(request: web.Request) -> web.Response:
    """Speak another language from now on, and show the same page again."""
    form = await request.post()
    wanted = str(form.get("language", ""))
    if wanted not in LANGUAGES:
        raise Invalid("web.invalid.language")
    await people.set_locale(wanted, by=actor_of(request))
    back = str(form.get("back", "/"))
    # A path of ours only: two slashes, or a backslash that browsers read as one, would lead to another site.
    ours = back.startswith("/") and not back.startswith("//") and "\\" not in back and back.isprintable()
    return web.Response(status=303, headers={"Location": back if ours else "/"})


ROUTES = [Door("POST", "/language", language, "preferences.language", Right.BASICS)]
