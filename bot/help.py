"""What /help says: the commands of the person, or one of them at length."""

from bot import commands
from dialogs import view
from domain.access import Actor
from domain.texts import Texts


def overview(actor: Actor, t: Texts) -> str:
    """Every command the actor may use, a line each (HTML)."""
    lines = [
        t.html("help.line", name=one.name, about=one.about(actor, t)) for one in commands.for_actor(actor)
    ]
    example = commands.FIND if actor.may(commands.FIND.right) else commands.LANGUAGE
    return "\n".join([t.html("help.title"), "", *lines, "", t.html("help.more", name=example.name)])


def explanation(name: str, actor: Actor, t: Texts) -> str:
    """One command at length (HTML); the overview with a sentence before it when there is none of that name."""
    wanted = name.strip().lstrip("/").lower()
    command = next((one for one in commands.ALL if wanted in (one.name, *one.also)), None)
    if command is None or not actor.may(command.right):
        return "\n\n".join([t.html("help.unknown", name=wanted[:32]), overview(actor, t)])
    about, text = command.about(actor, t), view.capital(t(f"command.{command.name}.help"))
    return t.html("help.command", name=command.name, about=about, text=text)
