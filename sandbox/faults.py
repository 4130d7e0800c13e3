"""Failures on order: refuse, be slow, cut the line before or after doing what was asked."""

from dataclasses import asdict, dataclass
from typing import Any

from sandbox.refusals import ControlError, Refused

MODES = ("refuse", "slow", "cut_after_accept", "cut_before")
DESCRIPTIONS = {
    400: "Bad Request: refused by a rule of the sandbox",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    413: "Request Entity Too Large",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


@dataclass(slots=True)
class Fault:
    """A rule. `times` counts down with each call it hits; None means until it is taken away."""

    id: int
    method: str
    mode: str = "refuse"
    chat_id: int | None = None
    code: int = 429
    description: str | None = None
    retry_after: int | None = None
    times: int | None = 1
    delay: float = 0.0

    def refusal(self) -> Refused:
        """What a call that the rule hits is told."""
        seconds = self.retry_after if self.retry_after is not None else (1 if self.code == 429 else None)
        text = self.description or DESCRIPTIONS.get(self.code, f"Error {self.code}")
        if self.code == 429 and not self.description:
            text = f"Too Many Requests: retry after {seconds}"
        return Refused(self.code, text, **({} if seconds is None else {"retry_after": seconds}))


class Faults:
    """The rules in force, oldest first; the first that fits is used."""

    def __init__(self) -> None:
        self.rules: list[Fault] = []
        self.last_id = 0

    def add(self, wish: dict[str, Any]) -> dict[str, Any]:
        """Make a rule from what the control API got."""
        known = {name: wish[name] for name in Fault.__slots__ if name in wish and name != "id"}
        if unknown := set(wish) - set(Fault.__slots__):
            raise ControlError(f"A fault has no field {min(unknown)!r}.")
        if known.setdefault("mode", "refuse") not in MODES:
            raise ControlError(f"The mode of a fault is one of {', '.join(MODES)}.")
        for name, kind in (
            ("chat_id", int),
            ("code", int),
            ("retry_after", int),
            ("times", int),
            ("delay", float),
        ):
            if known.get(name) is not None:
                try:
                    known[name] = kind(known[name])
                except (TypeError, ValueError):
                    raise ControlError(f"The field {name!r} of a fault is a number.") from None
            elif name in known and name in ("code", "delay"):
                del known[name]
        if known.get("times") is not None and known["times"] <= 0:
            known["times"] = None
        self.last_id += 1
        rule = Fault(id=self.last_id, **{"method": "*"} | known)
        self.rules.append(rule)
        return asdict(rule)

    def take(self, method: str, chat_id: Any) -> Fault | None:
        """The rule that this call meets, counted down."""
        for rule in self.rules:
            if rule.method != "*" and rule.method.lower() != method.lower():
                continue
            if rule.chat_id is not None and rule.chat_id != chat_id:
                continue
            if rule.times is not None:
                rule.times -= 1
                if rule.times == 0:
                    self.rules.remove(rule)
            return rule
        return None

    def remove(self, fault_id: int) -> bool:
        """Take one rule away; says whether it was there."""
        before = len(self.rules)
        self.rules = [rule for rule in self.rules if rule.id != fault_id]
        return len(self.rules) < before

    def clear(self) -> None:
        """Take all rules away."""
        self.rules.clear()

    def shown(self) -> list[dict[str, Any]]:
        """The rules for the page."""
        return [asdict(rule) for rule in self.rules]
