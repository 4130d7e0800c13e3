"""What the bot has said about itself: commands by scope and language, menu buttons, names, descriptions."""

from typing import Any

Scope = tuple[str, int, int]


class Profile:
    """Settings of the bot; the empty language is the one for everybody."""

    def __init__(self, first_name: str) -> None:
        self.first_name = first_name
        self.commands: dict[tuple[Scope, str], list[dict[str, Any]]] = {}
        self.menus: dict[int, dict[str, Any]] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.rights: dict[str, dict[str, bool]] = {}  # asked for in groups, and in channels

    def commands_for(self, person_id: int, language: str) -> list[dict[str, Any]]:
        """The commands that a person sees in the private chat."""
        return self.commands_in(
            [("chat", person_id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)], language
        )

    def commands_in(self, scopes: list[Scope], language: str) -> list[dict[str, Any]]:
        """The commands of the nearest scope that has some, there in the person's language first."""
        for scope in scopes:
            for code in (language, ""):
                if found := self.commands.get((scope, code)):
                    return found
        return []

    def menu_for(self, chat_id: int) -> dict[str, Any]:
        """The menu button of a chat; 0 is the default of all chats."""
        own = self.menus.get(chat_id, {"type": "default"})
        if own["type"] == "default" and chat_id:
            return self.menus.get(0, {"type": "commands"})
        return own

    def saved(self) -> dict[str, Any]:
        """For the state file, whose keys are texts."""
        return {
            "first_name": self.first_name,
            "commands": [[list(scope), code, value] for (scope, code), value in self.commands.items()],
            "menus": list(self.menus.items()),
            "texts": [[kind, code, value] for (kind, code), value in self.texts.items()],
            "rights": self.rights,
        }

    def restore(self, saved: dict[str, Any]) -> None:
        """From the state file."""
        self.first_name = saved["first_name"]
        self.commands = {((s[0], s[1], s[2]), code): value for s, code, value in saved["commands"]}
        self.menus = dict(saved["menus"])
        self.texts = {(kind, code): value for kind, code, value in saved["texts"]}
        self.rights = saved.get("rights", {})
