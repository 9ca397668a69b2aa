"""The one map (一张图): districts, parcels, zones and approvals, as dated releases that never change once published.

In: features of a layer with their source and date. Out: the release that was valid on a day, vector tiles, and
whether a place is ours at all.
"""
