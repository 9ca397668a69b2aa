"""Every setting of Landwatch: its name in the environment, its default and what it means."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path

PREFIX = "LANDWATCH_"


def _setting(default: str, meaning: str, *, secret: bool = False) -> str:
    """A dataclass field that carries its own documentation."""
    return field(default=default, metadata={"meaning": meaning, "secret": secret})


@dataclass(frozen=True)
class Settings:
    """What the environment says. Each field `name` is read from `LANDWATCH_NAME`; all values are text."""

    env: str = _setting(
        "production", "production, development or test; the demo never runs in production"
    )
    name: str = _setting("Landwatch", "what this deployment calls itself, shown in the page head and in mails")
    database_url: str = _setting(
        "postgresql+psycopg://landwatch_app@localhost/landwatch",
        "database for API and worker, as a role that owns nothing",
        secret=True,
    )
    owner_url: str = _setting("", "database as the owner: `landwatch db`, `backup` and `restore` only", secret=True)
    redis_url: str = _setting(
        "redis://localhost:6379/0",
        "Valkey or Redis: job queue and rate limits; may be emptied at any time",
        secret=True,
    )
    var: str = _setting("var", "directory for staged uploads, originals and keys")
    storage_url: str = _setting("", "where photos are kept; empty means the directory `storage` below `var`")
    keys: str = _setting("", "directory with signing and sealing keys; empty means `keys` below `var`")
    pwa: str = _setting("", "directory of the built app, served at /; empty means that another server does it")
    pack: str = _setting("cn", "rule pack: the name of a built-in one, or a directory")
    base_url: str = _setting("http://localhost:8080", "the address people use; stands in mails and links")
    smtp_url: str = _setting(
        "", "smtp://user:password@host:port for mail, smtps:// for TLS; empty sends none", secret=True
    )
    mail_from: str = _setting("landwatch@localhost", "sender of mails")
    trusted_proxies: str = _setting("0", "how many proxies in front may set X-Forwarded-*; 0 trusts none")
    intake_limit: str = _setting("30/minute;300/day", "anonymous reports per address (so many a minute; so many a day)")
    login_limit: str = _setting("10/minute;100/day", "login tries per address")
    session_hours: str = _setting("12", "a session ends after so many hours without use")
    photo_bytes: str = _setting(str(30 * 1024 * 1024), "largest photo taken in, bytes")
    log_level: str = _setting("INFO", "DEBUG, INFO, WARNING or ERROR")
    pg_bin: str = _setting("", "directory of pg_dump and pg_restore; empty means that they are looked for")

    @property
    def var_dir(self) -> Path:
        """The directory for everything that this installation keeps outside the database."""
        return Path(self.var).absolute()

    @property
    def keys_dir(self) -> Path:
        """The directory that holds the key files."""
        return Path(self.keys) if self.keys else self.var_dir / "keys"

    @property
    def in_production(self) -> bool:
        """Whether this is a deployment with real people in it."""
        return self.env == "production"


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings as the environment gives them; unknown LANDWATCH_ names are left alone."""
    source = os.environ if environ is None else environ
    given = {f.name: source[PREFIX + f.name.upper()] for f in fields(Settings) if PREFIX + f.name.upper() in source}
    settings = Settings(**given)
    if settings.env not in {"production", "development", "test"}:
        raise ValueError(f"LANDWATCH_ENV must be production, development or test, not {settings.env!r}")
    return settings


def documented() -> list[tuple[str, str, str, bool]]:
    """Name in the environment, default, meaning and whether it is a secret, for `landwatch settings` and the docs."""
    return [
        (
            PREFIX + f.name.upper(),
            "" if f.default is MISSING else str(f.default),
            f.metadata["meaning"],
            f.metadata["secret"],
        )
        for f in fields(Settings)
    ]
