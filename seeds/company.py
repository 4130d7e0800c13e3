"""The demo company's people: office, masters, clients. All made up; their numbers are nobody's."""

from dataclasses import dataclass, field

HOURS_WEEKDAYS = {str(day): [["09:00", "18:00"]] for day in range(1, 6)}
HOURS_LUNCH = {str(day): [["09:00", "13:00"], ["14:00", "18:00"]] for day in range(1, 6)}
HOURS_LONG = {str(day): [["10:00", "20:00"]] for day in (2, 3, 4, 5, 6)}
HOURS_WEEKEND = {str(day): [["09:00", "20:00"]] for day in (3, 4, 5, 6, 7)}
SOUTH_WEST = (
    *("Черёмушки", "Академический", "Котловка", "Ломоносовский", "Обручевский"),
    *("Гагаринский", "Проспект Вернадского"),
)
SOUTH = (
    *("Чертаново Северное", "Нагорный", "Москворечье-Сабурово", "Котловка", "Обручевский"),
    *("Нагатинский Затон", "Зябликово"),
)


@dataclass(frozen=True)
class Staff:
    """Somebody who works here. Those with a Telegram account have a phone on the sandbox's page."""

    name: str
    role: str
    telegram_id: int | None = None
    username: str = ""
    note: str = ""


@dataclass(frozen=True)
class Technician(Staff):
    """A master. ``home`` is (lat, lon), ``hours`` None: the company's, no ``areas``: everywhere."""

    role: str = "master"
    skills: tuple[str, ...] = ()
    home: tuple[float, float] = (55.7522, 37.6156)
    rating: float = 4.7
    limit: int = 5
    share: int = 50
    radius: int | None = None
    hours: dict[str, list[list[str]]] | None = field(default=None)
    areas: tuple[str, ...] = ()


OLGA = Staff("Ольга Белова", "admin", 1001, "olga_belova", "Администратор")
VERA = Staff("Вера Киселёва", "dispatcher", 1002, "vera_k", "Диспетчер")
ANNA = Technician(
    "Анна Соколова",
    telegram_id=1003,
    username="anna_master",
    note="Мастер",
    skills=("washers", "dishwashers", "stoves", "plumbing"),
    home=(55.7640, 37.6420),
    rating=4.9,
    limit=6,
    share=55,
)
BORIS = Technician(
    "Борис Кузнецов",
    telegram_id=1004,
    username="boris_master",
    note="Мастер",
    skills=("washers", "dishwashers", "fridges", "climate"),
    home=(55.7560, 37.6050),
    rating=4.8,
    limit=6,
    share=55,
)
PETR = Staff("Пётр Громов", "client", 1005, "petr_gromov", "Клиент")

OTHERS = (
    Technician(
        "Виктор Орлов",
        skills=("fridges", "climate", "electrics"),
        home=(55.8050, 37.5150),
        rating=4.6,
        radius=25,
    ),
    Technician(
        "Григорий Лебедев",
        skills=("plumbing", "electrics"),
        home=(55.6780, 37.5600),
        rating=4.4,
        hours=HOURS_WEEKDAYS,
        areas=SOUTH_WEST,
    ),
    Technician(
        "Дмитрий Новиков", skills=("washers", "dishwashers", "stoves"), home=(55.7950, 37.7100), rating=4.7
    ),
    Technician(
        "Елена Морозова",
        skills=("washers", "fridges"),
        home=(55.7050, 37.7600),
        rating=4.9,
        hours=HOURS_LUNCH,
    ),
    Technician(
        "Игорь Волков", skills=("climate", "electrics"), home=(55.7800, 37.4650), rating=4.5, radius=25
    ),
    Technician(
        "Кирилл Зайцев",
        skills=("plumbing", "stoves", "electrics"),
        home=(55.6600, 37.6300),
        rating=4.3,
        limit=4,
        hours=HOURS_WEEKEND,
    ),
    Technician(
        "Максим Павлов",
        skills=("washers", "dishwashers"),
        home=(55.6300, 37.6100),
        rating=4.6,
        hours=HOURS_LONG,
        areas=SOUTH,
    ),
    Technician(
        "Николай Семёнов",
        skills=("fridges", "stoves"),
        home=(55.7900, 37.6000),
        rating=4.8,
        share=52,
        hours=HOURS_WEEKEND,
    ),
    Technician(
        "Роман Голубев",
        skills=("plumbing", "electrics", "climate"),
        home=(55.7300, 37.5700),
        rating=4.5,
        limit=4,
    ),
    Technician(
        "Сергей Виноградов",
        skills=("washers", "fridges", "climate"),
        home=(55.6900, 37.5450),
        rating=4.7,
        limit=4,
    ),
)
MASTERS = (ANNA, BORIS, *OTHERS)

CLIENTS = (
    "Алексей Смирнов", "Мария Иванова", "Татьяна Петрова", "Андрей Попов", "Ирина Васильева", "Павел Михайлов",
    "Наталья Фёдорова", "Евгений Алексеев", "Светлана Яковлева", "Константин Степанов", "Юлия Макарова",
    "Владимир Никитин", "Людмила Захарова", "Артём Борисов", "Галина Королёва", "Олег Герасимов", "Дарья Пономарёва",
    "Станислав Григорьев", "Надежда Лазарева", "Михаил Медведев", "Екатерина Ершова", "Денис Никольский",
    "Вероника Соболева", "Антон Рябов", "Лариса Полякова", "Руслан Хасанов", "Валентина Цветкова", "Илья Данилов",
    "Ксения Журавлёва", "Георгий Фролов", "Алла Ковалёва", "Тимур Ахметов", "Полина Сорокина", "Юрий Белоусов",
    "Жанна Литвинова", "Вадим Кудрявцев", "Инна Баранова", "Эдуард Куликов", "Раиса Степанова", "Фёдор Калинин",
    "Оксана Гусева", "Ярослав Титов", "Зоя Комарова", "Леонид Щербаков", "Маргарита Осипова", "Валерий Быков",
    "Кафе «Мята»", "Салон «Локон»", "Гостиница «Уют»",
)  # fmt: skip
