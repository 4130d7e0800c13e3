"""The one module that reads the environment: what a process needs before it can start.

What the company decides (zone, hours, time-outs) is in rows, see :mod:`domain.company`.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

TOKEN = re.compile(r"\d{3,}:[\w-]{20,}")
SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")


class Settings(BaseSettings):
    """Settings of a process. Raises ``pydantic.ValidationError`` that names every wrong one."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    database_url: str = Field(description="PostgreSQL, postgres://user:password@host:5432/name")
    redis_url: str = Field(description="Redis, redis://:password@host:6379/0")
    bot_token: SecretStr = Field(description="Token of the bot, from @BotFather")
    secret_key: SecretStr = Field(description="Signs web sessions; 32 bytes or more, kept secret")
    telegram_api_url: str = Field("https://api.telegram.org", description="Bot API server")
    data_dir: Path = Field(Path(".data/files"), description="Folder of photos")

    webhook_url: str | None = Field(None, description="Public https address; empty: polling")
    webhook_secret: SecretStr | None = Field(
        None, description="Obligatory with WEBHOOK_URL; 16 to 256 of A-Za-z0-9_-"
    )
    webhook_host: str = Field("127.0.0.1", description="Address the webhook listens on")
    webhook_port: int = Field(8082, ge=1, le=65535, description="Port the webhook listens on")

    web_host: str = Field("127.0.0.1", description="Address the web admin listens on")
    web_port: int = Field(8080, ge=1, le=65535, description="Port of the web admin")
    web_base_url: str = Field("http://127.0.0.1:8080", description="Address people open the web admin by")

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="Least level logged")
    log_json: bool = Field(False, description="Logs as JSON, one object a line")
    database_pool: int = Field(16, ge=2, le=200, description="Connections to PostgreSQL per process")

    @field_validator("database_url")
    @classmethod
    def _is_postgres(cls, value: str) -> str:
        if urlsplit(value).scheme not in {"postgres", "postgresql"}:
            raise ValueError("must begin with postgres://, as postgres://user:password@host:5432/workflow")
        return _with_a_port(value)

    @field_validator("redis_url")
    @classmethod
    def _is_redis(cls, value: str) -> str:
        if urlsplit(value).scheme not in {"redis", "rediss", "unix"}:
            raise ValueError("must begin with redis://, as redis://:password@host:6379/0")
        return _with_a_port(value)

    @field_validator("bot_token")
    @classmethod
    def _is_token(cls, value: SecretStr) -> SecretStr:
        if not TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError("must be a token as @BotFather gives it, 123456:AA…")
        return value

    @field_validator("secret_key")
    @classmethod
    def _is_long(cls, value: SecretStr) -> SecretStr:
        # RFC 7518, 3.2: a key for HS256 has at least the size of the hash output.
        if len(value.get_secret_value().encode()) < 32:
            raise ValueError("must have at least 32 bytes, e.g. from: openssl rand -hex 32")
        return value

    @field_validator("telegram_api_url", "web_base_url")
    @classmethod
    def _is_http(cls, value: str) -> str:
        if urlsplit(value).scheme not in {"http", "https"}:
            raise ValueError("must begin with http:// or https://")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _webhook_has_secret(self) -> "Settings":
        if self.webhook_url and not self.webhook_secret:
            raise ValueError("WEBHOOK_SECRET must be set with WEBHOOK_URL, or anybody could send updates")
        if self.webhook_secret and not SECRET.fullmatch(self.webhook_secret.get_secret_value()):
            raise ValueError("WEBHOOK_SECRET must have 16 to 256 characters of A-Z, a-z, 0-9, _ and -")
        return self


def _with_a_port(address: str) -> str:
    try:
        urlsplit(address).port  # noqa: B018  # asked for its error
    except ValueError:
        raise ValueError("must have a number from 0 to 65535 as its port, or none") from None
    return address


@lru_cache(maxsize=1)
def load() -> Settings:
    """The settings of this process, read once."""
    return Settings()  # type: ignore[call-arg]  # values come from the environment
