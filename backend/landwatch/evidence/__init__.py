"""The photos: kept, hashed, read, judged.

In: bytes that a report declared. Out: originals by their digest, small upright copies without metadata, and what
each photo bears witness of; `photo.arrived` and `photo.examined` tell the rooms above.
"""
