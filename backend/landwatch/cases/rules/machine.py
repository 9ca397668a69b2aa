"""The states of a case and the moves between them: what is open to whom, and what it still needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from landwatch.core.packs import Pack, Row, Words

NEED_TYPES = ("text", "choice", "position", "date", "photos", "person", "desk", "bool", "number", "fact")


@dataclass(frozen=True)
class State:
    """A state of a case. `public` is what the reporter reads, `stage` its stable code; `waiting`: others must act."""

    code: str
    label: Words
    public: Words
    stage: str
    final: bool
    waiting: bool


@dataclass(frozen=True)
class Need:
    """What a move needs. A `fact` comes only from what the case has (`among`: its allowed values); the rest is given.

    `in_states` limits a need to moves out of these states; empty means always.
    """

    id: str
    label: Words
    type: str
    required: bool
    options: tuple[tuple[str, Words], ...] = ()
    among: tuple[object, ...] = (True,)
    in_states: tuple[str, ...] = ()


@dataclass(frozen=True)
class Move:
    """A move. `to` is None where the case stays in its state; `key` is its letter on the keyboard.

    `sets` names the facts it leaves behind: the value of the field with that id, else True; `clears` names facts that
    no longer hold. `aside`: never offered as the next step by itself.
    """

    code: str
    label: Words
    from_: tuple[str, ...]
    to: str | None
    by: tuple[str, ...]
    needs: tuple[Need, ...]
    irreversible: bool
    key: str | None
    tells_reporter: bool
    aside: bool
    sets: tuple[str, ...]
    clears: tuple[str, ...]

    def target(self, state: str) -> str:
        """The state after this move is made in `state`."""
        return self.to or state

    def needs_in(self, state: str) -> tuple[Need, ...]:
        """The needs that hold in a state."""
        return tuple(need for need in self.needs if not need.in_states or state in need.in_states)


@dataclass(frozen=True)
class Machine:
    """All states and moves of a pack."""

    initial: str
    states: Mapping[str, State]
    moves: tuple[Move, ...]

    def move(self, code: str) -> Move | None:
        """The move with this code."""
        return next((move for move in self.moves if move.code == code), None)


@dataclass(frozen=True)
class OpenMove:
    """A move this person could make in this state; `missing` are the facts the case does not have yet."""

    move: Move
    missing: tuple[Need, ...]

    @property
    def is_open(self) -> bool:
        """Can it be made now, given the fields that it asks for?"""
        return not self.missing


@dataclass(frozen=True)
class MoveVerdict:
    """May the move be made? If so `to` is the next state; else why not, and what is missing."""

    ok: bool
    reason: Literal["not-open", "needs-missing"] | None
    missing: tuple[Need, ...]
    to: str | None


def open_moves(machine: Machine, state: str, roles: Iterable[str], facts: Mapping[str, object]) -> tuple[OpenMove, ...]:
    """The moves of a state that these roles may make, in the order of the pack, with the facts they still miss."""
    mine = set(roles)
    return tuple(
        OpenMove(move, tuple(need for need in move.needs_in(state) if need.required and _lacks_fact(need, facts)))
        for move in machine.moves
        if state in move.from_ and mine.intersection(move.by)
    )


def judge(
    machine: Machine,
    state: str,
    move_code: str,
    roles: Iterable[str],
    facts: Mapping[str, object],
    fields: Mapping[str, object],
) -> MoveVerdict:
    """May people with these roles make this move now, with these fields? A wrongly filled field counts as missing."""
    move = machine.move(move_code)
    if move is None or state not in move.from_ or not set(roles).intersection(move.by):
        return MoveVerdict(False, "not-open", (), None)
    missing = tuple(need for need in move.needs_in(state) if _is_missing(need, facts, fields))
    if missing:
        return MoveVerdict(False, "needs-missing", missing, None)
    return MoveVerdict(True, None, (), move.target(state))


def facts_after(move: Move, facts: Mapping[str, object], fields: Mapping[str, object]) -> dict[str, object]:
    """What the case has after a move: what it had, less what the move clears, plus what it leaves behind."""
    kept = {name: value for name, value in facts.items() if name not in move.clears}
    return kept | {name: fields.get(name, True) for name in move.sets}


def _is_missing(need: Need, facts: Mapping[str, object], fields: Mapping[str, object]) -> bool:
    if need.type == "fact":
        return need.required and _lacks_fact(need, facts)
    value = fields.get(need.id)
    if value in (None, "", [], ()):
        return need.required
    return not _well_filled(need, value)


def _lacks_fact(need: Need, facts: Mapping[str, object]) -> bool:
    return need.type == "fact" and facts.get(need.id) not in need.among


def _well_filled(need: Need, value: Any) -> bool:
    """Is a given value what the need asks for? A required yes/no is a confirmation, so only yes will do."""
    match need.type:
        case "choice":
            return value in {code for code, _ in need.options}
        case "bool":
            return isinstance(value, bool) and (value or not need.required)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
        case "date":
            return _is_date(value)
        case "position":
            return _is_position(value)
        case "photos":
            return isinstance(value, list | tuple)
        case "desk" | "person":
            return isinstance(value, int | str) and not isinstance(value, bool)
        case _:
            return isinstance(value, str) and bool(value.strip())


def _is_date(value: Any) -> bool:
    if not isinstance(value, str):
        return isinstance(value, date)
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_position(value: Any) -> bool:
    if not isinstance(value, Mapping):
        return False
    return all(
        isinstance(one, int | float) and not isinstance(one, bool) and abs(one) <= most
        for one, most in ((value.get("lon"), 180), (value.get("lat"), 90))
    )


def read(pack: Pack) -> Machine:
    """The machine of a pack; PackError for unknown states or roles, and for states never reached or never left."""
    states = {code: _state(row) for code, row in pack.coded("states").items()}
    roles = (*pack.coded("roles"), "system")
    moves = tuple(_move(row, tuple(states), roles) for row in pack.coded("moves").values())
    initial = pack.row("machine").one_of("initial", tuple(states))
    for code, row in pack.coded("states").items():
        _check_state(row, states[code], initial, moves)
    return Machine(initial, states, moves)


def _state(row: Row) -> State:
    return State(
        code=row.text("code"),
        label=row.words("label"),
        public=row.words("public"),
        stage=row.text("stage"),
        final=row.flag("final"),
        waiting=row.flag("waiting"),
    )


def _check_state(row: Row, state: State, initial: str, moves: Iterable[Move]) -> None:
    if state.code != initial and not any(move.to == state.code for move in moves):
        raise row.error("code", "no move leads to this state")
    if not state.final and not any(state.code in move.from_ and move.to not in (None, state.code) for move in moves):
        raise row.error("code", "no move leads out of this state and it is not final")


def _move(row: Row, states: tuple[str, ...], roles: tuple[str, ...]) -> Move:
    return Move(
        code=row.text("code"),
        label=row.words("label"),
        from_=_listed(row, "from", states),
        to=row.one_of("to", states) if "to" in row else None,
        by=_listed(row, "by", roles),
        needs=tuple(_need(need, states) for need in row.rows("needs")),
        irreversible=row.flag("irreversible"),
        key=row.text("key") if "key" in row else None,
        tells_reporter=row.flag("tells_reporter"),
        aside=row.flag("aside"),
        sets=row.names("sets"),
        clears=row.names("clears"),
    )


def _listed(row: Row, field: str, known: tuple[str, ...]) -> tuple[str, ...]:
    names = row.names(field)
    if not names or (unknown := [name for name in names if name not in known]):
        raise row.error(field, f"{', '.join(unknown)} is not known" if names else "is empty")
    return names


def _need(row: Row, states: tuple[str, ...]) -> Need:
    kind = row.one_of("type", NEED_TYPES)
    options = tuple((option.text("code"), option.words("label")) for option in row.rows("options"))
    if (kind == "choice") != bool(options):
        raise row.error("options", "a choice needs options, and nothing else has them")
    return Need(
        id=row.text("id"),
        label=row.words("label"),
        type=kind,
        required=row.flag("required", default=True),
        options=options,
        among=tuple(row.get("among", (True,))),
        in_states=_listed(row, "in_states", states) if "in_states" in row else (),
    )
