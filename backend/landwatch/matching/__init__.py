"""The place laid over the one map, with its uncertainty.

In: a report's point or outline with its accuracy, and the published releases of the atlas.
Out: the parcels, zones, approvals and districts it touches, how certain that is, and one sentence saying so.
"""
