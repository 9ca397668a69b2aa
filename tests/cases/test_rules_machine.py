"""Which moves are open to whom, what they need, and where they lead."""

from datetime import UTC, datetime

import pytest

from landwatch.cases.rules.happenings import happenings
from landwatch.cases.rules.machine import facts_after, judge, open_moves, read
from landwatch.core.packs import builtin

MACHINE = read(builtin("cn"))
HERE = {"position": {"lon": 109.5, "lat": 34.5}, "findings": "ongoing"}
AT = datetime(2026, 11, 23, 1, tzinfo=UTC)


def walk(*moves, state="registered", facts=None):
    """Make moves one after the other; the state and facts at the end."""
    facts = facts or {}
    for code, role, fields in moves:
        verdict = judge(MACHINE, state, code, [role], facts, fields)
        assert verdict.ok, (code, state, verdict)
        facts, state = facts_after(MACHINE.move(code), facts, fields), verdict.to
    return state, facts


CHECKED = (("assign", "dispatcher", {"desk": 1}), ("start_check", "station", {}), ("onsite_check", "station", HERE))
UNLAWFUL = (*CHECKED, ("conclude", "officer", {"outcome": "illegal"}))
RECHECKED = (
    *UNLAWFUL,
    ("stop_order", "officer", {"notice_number": "1"}),
    ("set_rectify", "officer", {"rectify_by": "2026-12-04", "plan": "x"}),
    ("submit_rectified", "station", {"photos": ["a"]}),
)


def test_a_lawful_case_is_closed_by_its_desk():
    conclude = ("conclude", "officer", {"outcome": "legal", "outcome_detail": "L1"})
    assert walk(*CHECKED, conclude, ("close_lawful", "station", {}))[0] == "closed_legal"


def test_an_unlawful_case_is_stopped_corrected_rechecked_and_closed():
    visit = {"position": HERE["position"], "recheck_findings": "restored"}
    moves = (
        ("recheck_visit", "station", visit),
        ("approve_closing", "leader", {}),
        ("accept_rectified", "officer", {}),
    )
    assert walk(*RECHECKED, *moves)[0] == "closed_rectified"


def test_what_was_not_put_right_is_not_accepted():
    visit = {"position": HERE["position"], "recheck_findings": "not_restored"}
    state, facts = walk(*RECHECKED, ("recheck_visit", "station", visit))
    missing = judge(MACHINE, state, "accept_rectified", ["officer"], facts, {}).missing
    assert {need.id for need in missing} == {"recheck_findings", "approved_by_leader"}
    assert walk(("reject_rectified", "officer", {"reason": "x"}), state=state, facts=facts)[0] == "rectifying"


def test_nothing_is_concluded_without_an_on_site_check():
    verdict = judge(MACHINE, "verifying", "conclude", ["officer"], {}, {"outcome": "illegal"})
    assert (verdict.ok, verdict.reason, [need.id for need in verdict.missing]) == (
        False,
        "needs-missing",
        ["onsite_check"],
    )


def test_an_unlawful_outcome_is_not_closed_as_lawful_and_a_lawful_one_not_stopped():
    unlawful, lawful = {"onsite_check": True, "outcome": "illegal"}, {"onsite_check": True, "outcome": "legal"}
    assert not judge(MACHINE, "concluded", "close_lawful", ["officer"], unlawful, {}).ok
    assert not judge(MACHINE, "concluded", "stop_order", ["officer"], lawful, {"notice_number": "1"}).ok
    assert judge(MACHINE, "verifying", "stop_order", ["officer"], {"onsite_check": True}, {"notice_number": "1"}).ok


@pytest.mark.parametrize(
    ("state", "move", "role"),
    [
        ("registered", "conclude", "officer"),
        ("verifying", "conclude", "inspector"),
        ("filing", "approve_filing", "officer"),
        ("closed_legal", "reopen", "officer"),
        ("filed", "close_with_case", "officer"),
        ("registered", "no_such_move", "officer"),
    ],
)
def test_a_move_is_open_only_in_its_state_and_for_its_roles(state, move, role):
    assert judge(MACHINE, state, move, [role], {}, {}).reason == "not-open"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"position": HERE["position"]},
        HERE | {"findings": "maybe"},
        HERE | {"position": {"lon": 109.5}},
        HERE | {"position": {"lon": 209.5, "lat": 34.5}},
        HERE | {"position": {"lon": True, "lat": 1}},
        HERE | {"note": 7},
        HERE | {"photos": "a"},
    ],
)
def test_a_field_missing_or_wrongly_filled_stops_the_move(fields):
    assert judge(MACHINE, "verifying", "onsite_check", ["station"], {}, fields).reason == "needs-missing"


@pytest.mark.parametrize("confirmed", [False, None, "yes"])
def test_a_required_confirmation_must_be_yes(confirmed):
    fields = {"filing_conditions": confirmed, "reason": "x"}
    assert not judge(MACHINE, "verifying", "propose_filing", ["officer"], {"onsite_check": True}, fields).ok


def test_open_moves_name_the_facts_they_miss():
    found = {one.move.code: one for one in open_moves(MACHINE, "verifying", ["officer"], {})}
    assert found["onsite_check"].is_open and not found["conclude"].is_open
    assert [need.id for need in found["conclude"].missing] == ["onsite_check"]
    assert "assign" not in found


def test_nobody_moves_a_final_state_but_to_reopen_it():
    everyone = [row["code"] for row in builtin("cn").rows("roles")] + ["system"]
    for state in MACHINE.states.values():
        moves = {one.move.code for one in open_moves(MACHINE, state.code, everyone, {})}
        assert moves <= {"reopen"} if state.final else moves


def test_reopening_forgets_what_was_found_before():
    facts = {"onsite_check": True, "outcome": "legal", "closed": True, "area_m2": 900}
    assert facts_after(MACHINE.move("reopen"), facts, {}) == {"area_m2": 900}


def test_a_key_opens_one_move_in_a_state():
    for state in MACHINE.states:
        keys = [move.key for move in MACHINE.moves if state in move.from_ and move.key]
        assert len(keys) == len(set(keys)), state


def told(*events):
    return [one.name for one in happenings([(name, AT, data) for name, data in events], MACHINE)]


def moved(move, before, after, **data):
    return "case.moved", {"move": move, "from": before, "to": after, **data}


def test_moves_tell_the_clocks_what_they_mean():
    assert told(("case.opened", {})) == ["case.opened", "state.registered"]
    assert told(moved("assign", "registered", "assigned")) == ["move.assign", "case.assigned", "state.assigned"]
    assert told(moved("onsite_check", "verifying", "verifying")) == ["move.onsite_check", "case.onsite_check"]
    assert "case.concluded_unlawful" in told(moved("conclude", "verifying", "concluded", outcome="illegal"))
    assert "case.concluded_unlawful" not in told(moved("conclude", "verifying", "concluded", outcome="legal"))
    assert "case.closed" in told(moved("close_lawful", "concluded", "closed_legal"))
    assert "case.reopened" in told(moved("reopen", "closed_legal", "verifying"))
