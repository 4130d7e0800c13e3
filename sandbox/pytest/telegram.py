"""The sandbox as tests hold it: people, faults, the log of the bot's calls."""

import inspect
from collections.abc import Awaitable, Callable
from functools import wraps
from operator import methodcaller
from time import monotonic, sleep, time
from typing import Any

from sandbox.pytest.line import Line, NotPossible
from sandbox.pytest.options import Options
from sandbox.pytest.phone import Phone

# A failure points at the line of the test.
__tracebackhide__ = methodcaller("errisinstance", AssertionError)
Also = Callable[[], Awaitable[Any]]
Call = dict[str, Any]


class Telegram:
    """A running sandbox. Nothing here waits for the bot, so nothing here is awaited.

    ``url`` is what a bot is pointed at, ``token`` and ``username`` are its own.
    """

    phone_class: type[Phone] = Phone

    def __init__(self, line: Line, options: Options) -> None:
        self.line = line
        self.options = options
        self.url = line.url
        self.token = options.token
        self.username = options.username
        self.since = 0
        self.people: dict[str, Phone] = {}
        self.also: list[Also] = []

    def phone(self, name: str, *, id: int | None = None, **about: Any) -> Phone:  # noqa: A002  # Telegram's word
        """A person with a phone, who has not pressed Start yet; the same name is the same person.

        ``about``: last_name, username, language_code ("ru" unless told), phone, note.
        """
        if name in self.people and id in (None, self.people[name].id) and not about:
            return self.people[name]
        body = {"first_name": name, "phone": f"+7900{len(self.people):07}"} | about
        person = self.ask("people", json=body | ({} if id is None else {"id": id}))
        self.people[name] = self.phone_class(self, person["id"], name)
        return self.people[name]

    def group(self, title: str, *phones: Phone, **about: Any) -> int:
        """A group of these people and the bot; its number, see :meth:`Phone.inside`."""
        body = {"title": title, "members": [phone.id for phone in phones]} | about
        return int(self.ask("groups", json=body)["id"])

    def reset(self) -> None:
        """Forget people, chats, faults and calls, and set the clock right; see ``keep_bot`` of the options."""
        self.ask("reset", json={"keep_bot": self.options.keep_bot})
        self.flood(on=self.options.flood)
        self.clock(run=True, set=time())
        self.people.clear()
        self.also.clear()
        self.since = self.state()["seq"]

    def state(self) -> dict[str, Any]:
        """People, groups, faults, webhook, pollers, how many updates wait for the bot."""
        return dict(self.ask("state", "GET"))

    def wait_for_bot(self, within: float = 30) -> None:
        """Until a bot listens: polls, or has set its webhook. For who starts one as a process."""
        deadline = monotonic() + within
        while not (state := self.state())["pollers"] and not state["webhook"]:
            if monotonic() > deadline:
                raise NotPossible(f"no bot polls or has set a webhook within {within:g} s")
            sleep(0.05)

    def calls(self, method: str | None = None, *, of: Phone | int | None = None) -> list[Call]:
        """The bot's calls since the test began, oldest first, those refused included; in one chat, if named.

        Each has ``method``, ``params``, ``status`` and ``answer``.
        """
        return list(self.ask("outbox", "GET", params=self._query(method, of))["calls"])

    def refusals(self) -> list[Call]:
        """The calls since the test began that were refused."""
        return [call for call in self.calls() if not call["answer"]["ok"]]

    def fault(
        self,
        method: str = "*",
        code: int = 429,
        *,
        times: int = 1,
        of: Phone | int | None = None,
        **rule: Any,
    ) -> int:
        """The next calls of a method go wrong, as often as told, for ever by 0; the number of the rule.

        ``rule``: description, retry_after, delay, mode (refuse, slow, cut_before, cut_after_accept).
        """
        place = {} if of is None else {"chat_id": _chat(of)}
        body = {"method": method, "code": code, "times": times} | place | rule
        return int(self.ask("fault", json=body)["id"])

    def no_faults(self) -> None:
        """Nothing goes wrong any more."""
        self.ask("fault", "DELETE")

    def flood(self, *, on: bool = True) -> None:
        """Telegram's limits on messages a second."""
        self.ask("flood", json={"on": on})

    def clock(self, **turn: Any) -> dict[str, Any]:
        """Turn the sandbox's clock: ``move`` in seconds, ``set`` to a moment, ``freeze``, ``run``."""
        return dict(self.ask("clock", json=turn))

    def redeliver(self, times: int = 1, count: int = 1) -> None:
        """The last ``count`` updates come again, ``times`` times over."""
        self.ask("redeliver", json={"times": times, "count": count})

    def also_wait_for(self, wait: Also) -> None:
        """What :meth:`Phone.quiet` awaits besides the bot's silence, such as an emptied queue."""
        self.also.append(wait)

    def ask(self, path: str, verb: str = "POST", **request: Any) -> Any:
        """Anything else of the control API."""
        return self.line.ask_now(verb, path, **request)

    async def trouble(self) -> str:
        """Why the bot may be silent, in lines: what was refused to it, and whether it listens at all."""
        calls = (await self.line.ask("GET", "outbox", params=self._query(None, None)))["calls"]
        refused = [_refusal(call) for call in calls if not call["answer"]["ok"]]
        lines = ["", "refused to the bot since the test began:", *refused] if refused else [""]
        state = await self.line.ask("GET", "state")
        if not state["pollers"] and not state["webhook"]:
            lines.append("no bot is listening: nobody polls, and no webhook is set")
        elif error := (state["webhook"] or {}).get("last_error_message"):
            lines.append(f"the webhook failed last with: {error}")
        if state["pending"]:
            lines.append(f"updates that the bot has not taken: {state['pending']}")
        return "\n".join(lines).rstrip()

    def _query(self, method: str | None, of: Phone | int | None) -> dict[str, Any]:
        named = {"method": method, "chat_id": None if of is None else _chat(of)}
        return {"since": self.since, "limit": 100_000} | {k: v for k, v in named.items() if v is not None}


class SyncPhone:
    """A :class:`Phone` for tests without an event loop: the same names, and nothing is awaited."""

    def __init__(self, phone: Phone) -> None:
        self._phone = phone

    def inside(self, group: int) -> "SyncPhone":
        """The same person in a group."""
        return SyncPhone(self._phone.inside(group))

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._phone, name)
        return _blocking(found, self._phone.telegram.line) if inspect.iscoroutinefunction(found) else found


def _blocking(action: Callable[..., Any], line: Line) -> Callable[..., Any]:
    @wraps(action)
    def run(*args: Any, **named: Any) -> Any:
        return line.run(action(*args, **named))

    return run


def _chat(of: Phone | int) -> int:
    return of if isinstance(of, int) else of.chat_id


def _refusal(call: Call) -> str:
    params = ", ".join(f"{name}={value!r}" for name, value in call["params"].items())
    params = params if len(params) <= 200 else f"{params[:200]}…"
    return f"  {call['method']}({params}): {call['answer'].get('error_code')} {call['answer'].get('description')}"
