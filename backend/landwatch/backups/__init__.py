"""The parts of a backup: PostgreSQL's own programs, objects of the storage, the manifest, and the verification.

In: a database, a storage and keys. Out: a directory that holds all three, and the proof that a restored copy is like
the original.
"""
