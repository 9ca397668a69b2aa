"""What hangs on the running app: settings, keys, storage, queue. One place to ask, so that steps need no framework."""

from __future__ import annotations

from typing import cast

from flask import current_app

from landwatch.core.settings import Settings
from landwatch.core.storage import Storage


def settings() -> Settings:
    """The settings of the running app."""
    return cast(Settings, current_app.extensions["landwatch_settings"])


def storage() -> Storage:
    """Where photos are kept."""
    return cast(Storage, current_app.extensions["landwatch_storage"])
