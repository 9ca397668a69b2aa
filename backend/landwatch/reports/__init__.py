"""A sighting arrives, exactly once: from a citizen, a patrol or a hotline.

In: `PUT /reports/{uuid}` with an id and a secret made on the phone. Out: the event `report.received` at once, while
photos still travel, and `report.committed` with a receipt over what really arrived.
"""
