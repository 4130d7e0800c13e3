"""Places: as people send them, a map link or coordinates in words, and how far apart. Pure: nothing is looked up."""

import re
from math import asin, cos, radians, sin, sqrt
from urllib.parse import parse_qsl, unquote, urlsplit

from domain.errors import Invalid

Place = tuple[float, float]  # latitude, longitude in degrees, WGS 84

EARTH_KM = 6371.0088  # mean radius, IUGG
# Streets are longer than the straight line; 1.3 to 1.4 is the usual detour in cities (Boscoe et al., 2012).
DETOUR = 1.35

_NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
# Two numbers and nothing else but a zoom, as in "37.617,55.755/16".
_PAIR = re.compile(rf"({_NUMBER})\s*[,;/ ]\s*({_NUMBER})(?:[/,]\d{{1,2}}(?:\.\d+)?z?)?")
# Both with a decimal comma, "55,7558 37,6173": two digits at least, or a list of numbers would pass.
_COMMAS = re.compile(r"([-+]?\d{1,3},\d{2,})\s*[,; ]\s*([-+]?\d{1,3},\d{2,})")
_SEXAGESIMAL = re.compile(
    r"(\d{1,3})°\s*(\d{1,2})['′]\s*(\d{1,2}(?:\.\d+)?)(?:\"|″|'')\s*([NSEWСЮВЗ])", re.IGNORECASE
)
_LETTERS = re.compile(r"°|\b[NEСВ]\b|(?<=\d)[NEСВ]\b|\b[NEСВ](?=\d)", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|geo:)\S+", re.IGNORECASE)
# Links that hold nothing but a key to the place: only the map's own server knows where they lead.
_SHORT = re.compile(r"maps\.app\.goo\.gl|goo\.gl/maps|yandex\.\w+/(?:maps/)?-/|go\.2gis\.com|osm\.org/go/")

# Yandex and 2GIS put the longitude first, all others the latitude.
_LAT_LON_KEYS = ("q", "query", "daddr", "destination", "center", "ll", "sll", "text", "rtext")


def parse(text: str) -> Place:
    """The place a text names: a link of Yandex, Google, 2GIS, OpenStreetMap, a geo: address, or two numbers.

    Raises :class:`Invalid` when there is none, when the link is a short one, or when no such place exists.
    """
    link = _LINK.search(text)
    if link is None:
        place = _words(text)
    elif _SHORT.search(link[0]):
        raise Invalid("invalid.place_short_link")
    else:
        # What a link is cut from, as "I am here: https://…", may hold the numbers too.
        place = _of_link(link[0]) or _words(text.replace(link[0], " "))
    if place is None:
        raise Invalid("invalid.place")
    return checked(place)


def map_link(place: Place) -> str:
    """An https link that shows the place on a map."""
    return f"https://yandex.ru/maps/?pt={place[1]},{place[0]}&z=17&l=map"


def checked(place: Place) -> Place:
    """The place to a tenth of a metre. Raises :class:`Invalid` when no such place exists."""
    lat, lon = place
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise Invalid("invalid.place_nowhere")
    return round(lat, 6), round(lon, 6)


def distance_km(a: Place, b: Place) -> float:
    """Great-circle distance between two (lat, lon) in degrees (haversine formula)."""
    lat1, lon1, lat2, lon2 = (radians(x) for x in (*a, *b))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(h))


def travel_minutes(a: Place, b: Place, kmh: float) -> int:
    """Minutes on the road between two places at ``kmh``, detours included."""
    return round(distance_km(a, b) * DETOUR / kmh * 60)


def _of_link(link: str) -> Place | None:
    if link.lower().startswith("geo:"):
        return _pair(link[4:].partition("?")[0])
    try:
        parts = urlsplit(unquote(link))
    except ValueError:  # "https://[", and the like
        return None
    host = parts.netloc.lower()
    query = dict(parse_qsl(parts.query.replace("+", " ")))
    if "yandex" in host:
        pin = _swapped(query, ("whatshere[point]", "pt")) or _plain(query, ("rtext", "text"))
        return pin or _swapped(query, ("ll",))
    if "2gis" in host:
        return _two_gis(parts.path) or _swapped(query, ("m",))
    if "openstreetmap" in host or host == "osm.org":
        return _open_street_map(query, parts.fragment)
    return _google(parts.path) or _plain(query, _LAT_LON_KEYS)


def _two_gis(path: str) -> Place | None:
    found = re.findall(rf"({_NUMBER}),({_NUMBER})", path)
    return (float(found[-1][1]), float(found[-1][0])) if found else None


def _open_street_map(query: dict[str, str], fragment: str) -> Place | None:
    if "mlat" in query and "mlon" in query:
        return _pair(f"{query['mlat']},{query['mlon']}")
    found = re.search(rf"map=\d+(?:\.\d+)?/({_NUMBER})/({_NUMBER})", fragment)
    return (float(found[1]), float(found[2])) if found else None


def _google(path: str) -> Place | None:
    # The pin (!3d…!4d…) before the middle of the screen (@…).
    pin = re.search(rf"!3d({_NUMBER})!4d({_NUMBER})", path) or re.search(rf"@({_NUMBER}),({_NUMBER})", path)
    if pin:
        return float(pin[1]), float(pin[2])
    named = re.search(rf"/(?:place|search|dir/[^/]*)/({_NUMBER})\s*,[+ ]*({_NUMBER})", path)
    return (float(named[1]), float(named[2])) if named else None


def _plain(query: dict[str, str], keys: tuple[str, ...]) -> Place | None:
    """Latitude first. A route's last point is where it leads."""
    for key in keys:
        place = _pair(query.get(key, "").split("~")[-1])
        if place:
            return place
    return None


def _swapped(query: dict[str, str], keys: tuple[str, ...]) -> Place | None:
    """Longitude first."""
    for key in keys:
        place = _pair(query.get(key, "").split("~")[0])
        if place:
            return place[1], place[0]
    return None


def _words(text: str) -> Place | None:
    degrees = _SEXAGESIMAL.findall(text)
    if len(degrees) == 2:
        return _sexagesimal(degrees[0]), _sexagesimal(degrees[1])
    bare = _LETTERS.sub(" ", text).strip()
    with_commas = _COMMAS.fullmatch(bare)
    if with_commas:
        return float(with_commas[1].replace(",", ".")), float(with_commas[2].replace(",", "."))
    return _pair(bare)


def _sexagesimal(found: tuple[str, str, str, str]) -> float:
    degrees, minutes, seconds, letter = found
    value = int(degrees) + int(minutes) / 60 + float(seconds) / 3600
    return -value if letter.upper() in "SWЮЗ" else value


def _pair(text: str) -> Place | None:
    """Two numbers, one of them with a fraction: whole ones are a house and a flat sooner than a place."""
    found = _PAIR.fullmatch(text.strip(" ,;"))
    if found is None or "." not in found[1] + found[2]:
        return None
    return float(found[1]), float(found[2])
