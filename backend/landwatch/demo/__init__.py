"""A county to try things out in: what goes in is a seed and today's date, what comes out are plain records.

Real county boundaries, invented everything else: townships, villages, parcels, zones, approvals, people, reports and
their photos. The same seed always gives the same county. Nothing here is ever loaded in production.
"""
