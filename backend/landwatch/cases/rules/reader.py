"""The rules of the queue read from a pack: machine, clocks, joining and outcomes, checked against each other."""

from __future__ import annotations

from dataclasses import dataclass

from landwatch.cases.rules import clocks, joining
from landwatch.cases.rules import machine as machines
from landwatch.core.packs import Pack


@dataclass(frozen=True)
class CaseRules:
    """Everything that the queue decides by."""

    machine: machines.Machine
    clocks: tuple[clocks.ClockRule, ...]
    joining: joining.JoiningRules


def read(pack: Pack) -> CaseRules:
    """All rules of the queue; PackError names what does not hold together."""
    return CaseRules(machine=machines.read(pack), clocks=clocks.read(pack), joining=joining.read(pack))
