"""Landwatch: reports of suspected illegal land occupation, from a phone to a closed case."""

__version__ = "0.1.0"
