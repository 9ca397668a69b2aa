"""Decisions of the queue, pure: which moves are open, when things are due, which reports belong together.

In: facts, happenings and rows of the rule pack. Out: verdicts with their reasons. `read(pack)` gives all its rules.
"""

from landwatch.cases.rules.reader import CaseRules, read

__all__ = ["CaseRules", "read"]
