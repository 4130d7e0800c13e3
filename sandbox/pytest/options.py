"""What tests may choose about their sandbox."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """Override the fixture ``telegram_options`` to return another one.

    token: the bot's, a number, a colon and a secret.
    username, name: how the bot is called.
    flood: Telegram's limits on messages a second.
    in_process: run the sandbox in a thread of the tests instead of a process of its own.
    patience: seconds until something that doesn't come is a failure.
    silence: seconds without a word after which the bot counts as silent.
    keep_bot: between tests the webhook, commands and names that the bot has set stay, for a bot that
        lives longer than one test.
    """

    token: str = "123456:AAtest-token-of-the-sandbox"  # noqa: S105  # nobody's
    username: str = "test_bot"
    name: str = "Test bot"
    flood: bool = False
    in_process: bool = False
    patience: float = 10.0
    silence: float = 0.3
    keep_bot: bool = False
