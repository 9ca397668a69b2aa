"""The demo reports can really be told: places and people exist, and the machine of the pack lets every step happen."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from landwatch.cases.rules import machine
from landwatch.core import packs
from landwatch.demo import county
from landwatch.demo.people import DESKS, PEOPLE
from landwatch.demo.photos import SCENES
from landwatch.demo.plots import Story
from landwatch.demo.stories import STORIES

SHANGHAI = ZoneInfo("Asia/Shanghai")
DOORS = ("claim", "withdraw")
NIGHT, NOON = datetime(2026, 11, 22, 16, 1, tzinfo=UTC), datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


def told(story: Story) -> str:
    """The state a case ends in when the steps of its story are made one after another."""
    rules = machine.read(packs.builtin("cn"))
    place, filed_at = county.place(story.place), story.filed.at(NOON, SHANGHAI)
    state, facts = "assigned", {}
    for step in story.path:
        if step.move in DOORS:
            continue
        fields = step.filled(place, filed_at, ["photo"] * step.after_photos)
        verdict = machine.judge(rules, state, step.move, [step.role], facts, fields)
        assert verdict.ok, (story.code, step.move, verdict)
        facts = machine.facts_after(rules.move(step.move), facts, fields)
        state = verdict.to
    return state


def test_there_are_twenty_with_names_of_their_own():
    assert len(STORIES) == 20
    assert len({story.code for story in STORIES}) == 20


@pytest.mark.parametrize("story", [s for s in STORIES if not s.joins], ids=lambda story: story.code)
def test_every_story_reaches_its_stage_by_moves_of_the_pack(story):
    assert told(story) == story.stage


def test_the_queue_shows_every_stage():
    assert {story.stage for story in STORIES} == {
        "assigned", "verifying", "concluded", "stopped", "rectifying", "recheck", "filing", "filed", "referred",
        "closed_legal", "closed_rectified",
    }  # fmt: skip


@pytest.mark.parametrize("now", [NIGHT, NOON])
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.code)
def test_nothing_happens_in_the_future_or_backwards(story, now):
    filed_at = story.filed.at(now, SHANGHAI)
    minutes = [step.minutes for step in story.path]
    assert minutes == sorted(minutes) and min(minutes, default=0) >= 0
    assert filed_at + timedelta(minutes=max(minutes, default=0)) < now


def test_places_scenes_people_and_kinds_exist():
    people = {person.username for person in PEOPLE}
    rows = packs.builtin("cn")
    kinds, channels = ({row["code"] for row in rows.rows(table)} for table in ("kinds", "channels"))
    for story in STORIES:
        place = county.place(story.place)
        assert place.kind in kinds and place.scene in SCENES and place.inside
        assert story.channel in channels
        assert story.who is None or story.who in people
        assert {step.role for step in story.path} <= people


def test_joining_stories_come_after_the_one_they_join_and_are_filed_later():
    order = [story.code for story in STORIES]
    for story in STORIES:
        if story.joins:
            first = STORIES[order.index(story.joins)]
            assert order.index(story.code) > order.index(first.code) and story.place == first.place
            assert story.filed.at(NOON, SHANGHAI) > first.filed.at(NOON, SHANGHAI)


def test_answers_are_questions_of_their_kind():
    questions = {row["code"]: {q["id"] for q in row.get("questions", ())} for row in packs.builtin("cn").rows("kinds")}
    for story in STORIES:
        assert set(story.answers) <= questions[county.place(story.place).kind], story.code


def test_photo_evidence_comes_in_every_flavour():
    every = [photo for story in STORIES for photo in story.photos]
    assert {photo.exif for photo in every} == {"full", "no_gps", "none"}
    assert any(photo.upright for photo in every) and any(not photo.arrives for photo in every)


def test_eight_people_one_for_each_role_sit_at_desks_that_exist():
    desks = {desk.code for desk in DESKS}
    assert len(PEOPLE) == 8 and len(desks) == len(DESKS)
    assert all((person.username,) == person.roles for person in PEOPLE)
    assert all(person.desk is None or person.desk in desks for person in PEOPLE)
    codes = {district.code for district in county.districts()}
    assert all(desk.district in codes for desk in DESKS)
    rows = packs.builtin("cn")
    assert {desk.authority for desk in DESKS} <= {row["code"] for row in rows.rows("authorities")}
    assert {person.username for person in PEOPLE} <= {row["code"] for row in rows.rows("roles")}
