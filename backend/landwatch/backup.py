"""Backup and restore of an installation: database, photos and keys in one directory, and the proof of it.

    database.dump    the database as of one moment, pg_dump's custom format
    objects/         originals and copies under the keys of the storage, listed in objects.sha256 (`sha256sum -c`)
    keys/            signing and sealing keys: keep the directory as safe as these
    manifest.json    sizes, SHA-256, row counts, versions; written last

`save` and `load` say what they do line by line, and raise BackupError with what to do.
"""

from landwatch.backups.loading import load
from landwatch.backups.manifest import BackupError
from landwatch.backups.saving import save

__all__ = ["BackupError", "load", "save"]
