"""How serious, whose desk, how fast.

In: what matching found and what the reporter answered.
Out: a severity with its reason by the rule pack, and the desk that handles it.
"""
