"""Every command there is: feeds the filters, Telegram's menus, /help and the tests."""

from dataclasses import dataclass

from aiogram.filters import Command
from aiogram.types import BotCommand

from domain.access import Actor, Right
from domain.texts import Texts, texts


@dataclass(frozen=True)
class Named:
    """A command: its name and the right it needs. Texts are ``command.<name>``.

    Who has the right ``opens_more`` finds more behind it: for him the text is ``command.<name>.more``. ``also`` are
    other words people try for the same: they work, and no list shows them.
    """

    name: str
    right: Right
    opens_more: Right | None = None
    also: tuple[str, ...] = ()

    def filter(self) -> Command:
        return Command(self.name, *self.also)

    def about(self, actor: Actor, t: Texts) -> str:
        """What the command does for the actor."""
        more = self.opens_more is not None and actor.may(self.opens_more)
        return t(f"command.{self.name}.more" if more else f"command.{self.name}")


START = Named("start", Right.BASICS)
MENU = Named("menu", Right.BASICS)
MYTASKS = Named("mytasks", Right.VISITS_OWN)
NEWTASKS = Named("newtasks", Right.ORDERS_SEE)
NEWORDER = Named("neworder", Right.ORDERS_CREATE)
ASSIGN = Named("assign", Right.ORDERS_DISPATCH)
ACCEPT = Named("accept", Right.VISITS_OWN)
DECLINE = Named("decline", Right.VISITS_OWN)
COMPLETE = Named("complete", Right.VISITS_OWN)
REPORT = Named("report", Right.VISITS_OWN)
UPLOAD = Named("upload", Right.VISITS_OWN)
STATUS = Named("status", Right.VISITS_OWN)
SCHEDULE = Named("schedule", Right.SCHEDULE_SEE, opens_more=Right.CALENDAR_SEE)
VACATION = Named("vacation", Right.VISITS_OWN)
REVIEW = Named("review", Right.REPORTS_REVIEW)
ALERTS = Named("alerts", Right.ORDERS_DISPATCH)
SERIES = Named("series", Right.ORDERS_DISPATCH)
FIND = Named("find", Right.ORDERS_FIND, also=("order",))
TECHNICIANS = Named("technicians", Right.MASTERS_MANAGE)
SETTINGS = Named("settings", Right.SETTINGS)
INVITE = Named("invite", Right.PEOPLE_INVITE)
WEB = Named("web", Right.WEB_ENTER, opens_more=Right.FIGURES_SEE)
LANGUAGE = Named("language", Right.BASICS)
HELP = Named("help", Right.BASICS)

ALL = (
    START,
    NEWORDER,
    NEWTASKS,
    ASSIGN,
    REVIEW,
    ALERTS,
    SERIES,
    MYTASKS,
    ACCEPT,
    DECLINE,
    COMPLETE,
    REPORT,
    UPLOAD,
    STATUS,
    SCHEDULE,
    VACATION,
    FIND,
    WEB,
    TECHNICIANS,
    SETTINGS,
    INVITE,
    MENU,
    LANGUAGE,
    HELP,
)


def for_actor(actor: Actor) -> list[Named]:
    """The commands an actor may use, in the order the menu shows them."""
    return [command for command in ALL if actor.may(command.right) and command is not START]


def menu_of(actor: Actor) -> list[BotCommand]:
    """The command menu of a person's chat."""
    t = texts(actor.locale)
    return [
        BotCommand(command=command.name, description=command.about(actor, t)) for command in for_actor(actor)
    ]


def stranger_menu(locale: str) -> list[BotCommand]:
    """What somebody unknown sees."""
    t = texts(locale)
    return [BotCommand(command=c.name, description=t(f"command.{c.name}")) for c in (START, HELP)]
