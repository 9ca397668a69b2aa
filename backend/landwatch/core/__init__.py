"""What every room stands on: settings, database, the outbox of events, problems, rule packs, working days.

Nothing here knows a room; the rooms know this.
"""
