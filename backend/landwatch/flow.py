"""The corridor: every event and the steps that follow it. Read this first.

A room never calls a later room; it records an event, and this page says who hears of it. `alone` marks steps that get
a forked job of their own: hostile bytes, slow mail servers.
"""

from landwatch.cases import steps as cases
from landwatch.core.outbox import Step, alone
from landwatch.evidence import steps as evidence
from landwatch.matching import steps as matching
from landwatch.notices import steps as notices
from landwatch.triage import steps as triage

FLOW: dict[str, list[Step]] = {
    "report.received": [matching.lay_over_atlas],  # at once, on the first PUT: photos may still be travelling
    "report.revised": [matching.lay_over_atlas],  # what the phone corrected is judged anew, beside the first judgement
    "report.matched": [triage.weigh],  # severity + because, whose desk
    "report.weighed": [cases.join_or_open],  # same place and act? join; else a new case with its clocks
    "photo.arrived": [alone(evidence.examine)],  # hostile bytes: a forked job of its own
    "photo.examined": [cases.note_evidence],  # "2 of 3" in the case's history
    "report.withdrawn": [cases.note_withdrawal],
    "case.opened": [notices.tell_desk],
    "case.moved": [notices.tell_reporters],  # a move starts and stops its clocks in its own transaction
    "clock.overdue": [notices.tell_overdue],
    "reporter.wrote": [notices.tell_of_reporter],
    "reporter.satisfied": [notices.tell_of_reporter],
    "reporter.dissatisfied": [notices.tell_of_reporter],
    "reporter.owed_news": [alone(notices.mail_reporter)],
    "notice.written": [alone(notices.send_mail)],
}
