"""The site map: every window there is, and the right that opens its dialog."""

from aiogram.fsm.state import State, StatesGroup

from domain.access import Right


class Menu(StatesGroup):
    main = State()
    language = State()


class NewOrder(StatesGroup):
    client = State()
    client_name = State()
    address = State()
    place = State()
    district = State()
    service = State()
    text = State()
    priority = State()
    day = State()
    slots = State()
    month = State()
    window = State()
    preview = State()
    price = State()
    afresh = State()


class EditOrder(StatesGroup):
    """Putting right an order that is made."""

    main = State()
    text = State()
    priority = State()
    service = State()
    address = State()
    place = State()
    district = State()
    client = State()
    price = State()


class NewTasks(StatesGroup):
    list = State()


class Assign(StatesGroup):
    order = State()
    day = State()
    slots = State()
    month = State()
    window = State()
    masters = State()
    override = State()


class Booking(StatesGroup):
    """When a visit is, at whom, with whom: moved, stretched, swapped; who comes along; what is promised."""

    menu = State()
    day = State()
    slots = State()
    month = State()
    window = State()
    end = State()
    swap = State()
    confirm = State()
    reason = State()
    crew = State()
    master = State()
    master_reason = State()
    promise = State()


class SecondVisit(StatesGroup):
    """What the client is visited again for."""

    note = State()


class Review(StatesGroup):
    list = State()
    reason = State()


class Cancel(StatesGroup):
    reason = State()
    confirm = State()


class Hold(StatesGroup):
    reason = State()


class Late(StatesGroup):
    """Why an order is late."""

    reason = State()


class Alerts(StatesGroup):
    list = State()


class Series(StatesGroup):
    """Recurring orders: the list, one of them, one of its times."""

    list = State()
    card = State()
    occurrence = State()
    skip = State()
    skipped = State()
    master = State()
    given = State()
    day = State()
    month = State()
    window = State()
    moving = State()
    end = State()


class Repeat(StatesGroup):
    """When an order is repeated: of a new series, a changed one, or from one time on."""

    rule = State()
    preview = State()
    time = State()


class Find(StatesGroup):
    ask = State()
    found = State()


class Invite(StatesGroup):
    role = State()
    skills = State()


class Technicians(StatesGroup):
    list = State()
    one = State()


class MyTasks(StatesGroup):
    list = State()


class Answer(StatesGroup):
    """Accept or decline without a number: which one."""

    accept = State()
    decline = State()
    reason = State()
    confirm = State()


class Finish(StatesGroup):
    visit = State()
    outcome = State()
    note = State()
    confirm = State()


class Report(StatesGroup):
    visit = State()
    works = State()
    price = State()
    parts = State()
    minutes = State()
    recommendation = State()
    preview = State()


class Upload(StatesGroup):
    visit = State()
    photos = State()


class Photos(StatesGroup):
    """The photos of a visit, over the window of its upload or report."""

    list = State()
    photo = State()
    remove = State()


class Status(StatesGroup):
    """On shift, on a break, off."""

    main = State()


class Home(StatesGroup):
    """Where a master lives, as he says himself."""

    main = State()


class Schedule(StatesGroup):
    """A master's own."""

    day = State()
    week = State()


class Feed(StatesGroup):
    """A master's visits in a calendar of his own choice."""

    main = State()
    revoke = State()


class Leave(StatesGroup):
    """A master's absences, and asking for one."""

    list = State()
    one = State()
    kind = State()
    first = State()
    last = State()
    note = State()
    confirm = State()


class Team(StatesGroup):
    """The day of all masters, and of one of them."""

    day = State()
    master = State()


class Absences(StatesGroup):
    """What masters ask for, and the office's word on it."""

    list = State()
    one = State()
    cancel = State()
    reason = State()


class Settings(StatesGroup):
    """What the company is called, and what it decides of time."""

    main = State()
    name = State()
    week = State()
    days = State()
    confirm = State()
    holidays = State()
    zone = State()
    rules = State()
    service = State()
    rule = State()
    numbers = State()
    number = State()


class MasterTime(StatesGroup):
    """A master's hours, days, areas, home and absences, for the office."""

    main = State()
    week = State()
    days = State()
    confirm = State()
    areas = State()
    radius = State()
    home = State()
    kind = State()
    away_days = State()
    away = State()


class MyOrders(StatesGroup):
    """What a client sees of his orders."""

    list = State()


RIGHTS: dict[type[StatesGroup], Right] = {
    Menu: Right.BASICS,
    NewOrder: Right.ORDERS_CREATE,
    EditOrder: Right.ORDERS_DISPATCH,
    NewTasks: Right.ORDERS_SEE,
    Assign: Right.ORDERS_DISPATCH,
    Booking: Right.ORDERS_DISPATCH,
    SecondVisit: Right.ORDERS_DISPATCH,
    Review: Right.REPORTS_REVIEW,
    Cancel: Right.ORDERS_DISPATCH,
    Hold: Right.ORDERS_DISPATCH,
    Late: Right.ORDERS_DISPATCH,
    Alerts: Right.ORDERS_DISPATCH,
    Series: Right.ORDERS_DISPATCH,
    Repeat: Right.ORDERS_DISPATCH,
    Find: Right.ORDERS_FIND,
    Invite: Right.PEOPLE_INVITE,
    Technicians: Right.MASTERS_MANAGE,
    MyTasks: Right.VISITS_OWN,
    Answer: Right.VISITS_OWN,
    Finish: Right.VISITS_OWN,
    Report: Right.VISITS_OWN,
    Upload: Right.VISITS_OWN,
    Photos: Right.VISITS_OWN,
    Status: Right.VISITS_OWN,
    Home: Right.VISITS_OWN,
    Schedule: Right.VISITS_OWN,
    Feed: Right.VISITS_OWN,
    Leave: Right.VISITS_OWN,
    Team: Right.CALENDAR_SEE,
    Absences: Right.ABSENCES_DECIDE,
    Settings: Right.SETTINGS,
    MasterTime: Right.MASTERS_MANAGE,
    MyOrders: Right.BASICS,
}


def named(name: str) -> State | None:
    """The window a draft stands at, None when this version has none of that name."""
    for group in RIGHTS:
        for state in group.__all_states__:
            if state.state == name:
                return state
    return None
