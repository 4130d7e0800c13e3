"""A place as people send it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import geo
from domain.errors import Invalid

LATITUDES = st.floats(-90, 90).map(lambda x: round(x, 6))
LONGITUDES = st.floats(-180, 180).map(lambda x: round(x, 6))
FORMS = (
    "{lat:.6f}, {lon:.6f}",
    "{lat:.6f} {lon:.6f}",
    "geo:{lat:.6f},{lon:.6f}?z=17",
    "https://yandex.ru/maps/?pt={lon:.6f},{lat:.6f}&z=17&l=map",
    "https://yandex.ru/maps/213/moscow/?ll={lon:.6f}%2C{lat:.6f}&z=12",
    "https://yandex.ru/maps/?whatshere%5Bpoint%5D={lon:.6f}%2C{lat:.6f}&whatshere%5Bzoom%5D=17",
    "https://www.google.com/maps/place/Somewhere/@{lat:.6f},{lon:.6f},17z/data=!3m1!4b1",
    "https://www.google.com/maps/place/X/@1.5,2.5,17z/data=!8m2!3d{lat:.6f}!4d{lon:.6f}",
    "https://maps.google.com/?q={lat:.6f},{lon:.6f}",
    "https://www.google.com/maps/search/?api=1&query={lat:.6f}%2C{lon:.6f}",
    "https://2gis.ru/moscow/geo/4504235282666543/{lon:.6f},{lat:.6f}",
    "https://2gis.ru/moscow/firm/70000001?m={lon:.6f}%2C{lat:.6f}%2F16",
    "https://www.openstreetmap.org/#map=17/{lat:.6f}/{lon:.6f}",
    "https://www.openstreetmap.org/?mlat={lat:.6f}&mlon={lon:.6f}#map=5/1.0/2.0",
    "Я здесь: https://maps.google.com/?q={lat:.6f},{lon:.6f}",
)


@pytest.mark.parametrize("form", FORMS)
@given(lat=LATITUDES, lon=LONGITUDES)
def test_a_place_comes_back_from_every_form(form: str, lat: float, lon: float) -> None:
    assert geo.parse(form.format(lat=lat, lon=lon)) == (lat, lon)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("55,7558 37,6173", (55.7558, 37.6173)),
        ("55,7558, 37,6173", (55.7558, 37.6173)),
        ("55.75° N, 37.61° E", (55.75, 37.61)),
        ("55°45'21\"N 37°37'04\"E", (55.755833, 37.617778)),
        ("33°51'31\"S 151°12'51\"E", (-33.858611, 151.214167)),
        ("https://yandex.ru/maps/?rtext=55.1,37.1~55.75,37.61", (55.75, 37.61)),
    ],
)
def test_degrees_as_people_write_them(text: str, place: geo.Place) -> None:
    assert geo.parse(text) == place


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ул. Покровка, 27, кв. 8", "invalid.place"),
        ("27, 8", "invalid.place"),
        ("", "invalid.place"),
        ("https://[", "invalid.place"),
        ("https://example.com/", "invalid.place"),
        ("https://yandex.ru/maps/-/CDabc", "invalid.place_short_link"),
        ("https://maps.app.goo.gl/abcd", "invalid.place_short_link"),
        ("95.5, 37.6", "invalid.place_nowhere"),
        ("55.5, 190.5", "invalid.place_nowhere"),
    ],
)
def test_what_is_no_place_is_refused(text: str, key: str) -> None:
    with pytest.raises(Invalid) as refused:
        geo.parse(text)
    assert refused.value.key == key


@given(st.text())
def test_any_text_is_a_place_or_refused(text: str) -> None:
    for given_text in (text, f"https://{text}", f"https://yandex.ru/maps/?{text}", f"geo:{text}"):
        try:
            lat, lon = geo.parse(given_text)
        except Invalid:
            continue
        assert -90 <= lat <= 90
        assert -180 <= lon <= 180
