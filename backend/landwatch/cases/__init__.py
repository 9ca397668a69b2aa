"""The rapid-handling queue: one place and one suspected act.

In: weighed reports, and the moves that people make.
Out: cases with their state, clocks and outcome, and the events that tell the other rooms.
"""
