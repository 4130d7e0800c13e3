"""Errors that a person can mend, told in one sentence each."""

from pydantic import ValidationError

EXAMPLES = {
    "database_url": "DATABASE_URL=postgres://workflow:secret@127.0.0.1:5432/workflow",
    "redis_url": "REDIS_URL=redis://:secret@127.0.0.1:6379/0",
    "bot_token": "BOT_TOKEN=123456789:AAE… (from @BotFather)",
    "secret_key": "SECRET_KEY=$(openssl rand -hex 32)",
    "telegram_api_url": "TELEGRAM_API_URL=https://api.telegram.org",
    "web_base_url": "WEB_BASE_URL=https://office.example.com",
    "webhook_url": "WEBHOOK_URL=https://office.example.com/telegram",
    "webhook_secret": "WEBHOOK_SECRET=$(openssl rand -hex 32)",
    "data_dir": "DATA_DIR=/var/lib/workflow/files",
    "web_port": "WEB_PORT=8080",
    "webhook_port": "WEBHOOK_PORT=8082",
    "log_level": "LOG_LEVEL=INFO",
}


BESIDE_A_DEMO = "No demo runs here either: set WORKFLOW_DATA as the demo has it, or fill in .env to go live."


def wrong_settings(error: ValidationError) -> list[str]:
    """A sentence for each wrong setting: its name, what is wrong, an example. The value is never repeated.

    Where one is missing, a last sentence tells a command beside a demo how it finds it.
    """
    sentences = []
    faults = error.errors(include_input=False, include_url=False)
    for fault in faults:
        field = str(fault["loc"][0]) if fault["loc"] else ""
        what = "is not set" if fault["type"] == "missing" else fault["msg"].removeprefix("Value error, ")
        what = what[:1].lower() + what[1:] if field else what
        example = f"; example: {EXAMPLES[field]}" if field in EXAMPLES else ""
        sentences.append(f"{field.upper()} {what}{example}".strip())
    if any(fault["type"] == "missing" for fault in faults):
        sentences.append(BESIDE_A_DEMO)
    return sentences
