"""Phone and name in one line, as a dispatcher types them."""

import pytest

from domain import people
from domain.errors import Invalid


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("89161234567 Иванов Иван", ("+79161234567", "Иванов Иван")),
        ("Иванов Иван, +7 (916) 123-45-67", ("+79161234567", "Иванов Иван")),
        ("9161234567", ("+79161234567", "")),
        ("8 916 123 45 67 — Анна", ("+79161234567", "Анна")),
        ("Иванов 42", (None, "Иванов 42")),
        ("4567", (None, "4567")),
    ],
)
def test_a_line_is_split_into_phone_and_name(text: str, contact: tuple[str | None, str]) -> None:
    assert people.split_contact(text) == contact


def test_a_long_row_of_digits_is_no_phone() -> None:
    with pytest.raises(Invalid) as refused:
        people.split_contact("1234567890123456 Иванов")
    assert refused.value.key == "invalid.phone"
