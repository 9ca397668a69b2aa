"""Notices and mail, through a real SMTP server: one mail a notice, no place, no kind, and no address in any error."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from tests.factories import Phone, a_case, a_report, signed_in, worked
from tests.factories.ports import free_port

ADDRESS = "chunmei@example.org"


class Office:
    """A mail server that keeps what it gets, and turns away whom it is told to."""

    def __init__(self):
        self.mails = []
        self.refuses = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuses:
            return f"550 no such user {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"

    def to(self, address):
        return [mail for people, mail in self.mails if people == [address]]


@pytest.fixture
def office(change):
    handler = Office()
    port = free_port()
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    change(smtp_url=f"smtp://127.0.0.1:{port}", mail_from="landwatch@office.test", base_url="https://landwatch.test")
    yield handler
    server.stop()


def test_the_desk_gets_one_mail_each_that_names_no_place_and_no_kind(app, office):
    number = a_case(app).number
    assert {address for people, _ in office.mails for address in people} == {
        "station@office.test",
        "inspector@office.test",
    }
    (mail,) = office.to("station@office.test")
    body = mail.get_content()
    assert number in body and f"https://landwatch.test/cases/{number}" in body
    assert not any(word in str(mail["Subject"]) + body for word in ("东塬", "柳树", "永久基本农田", "未批先建"))


def test_a_step_that_runs_again_sends_no_second_mail(app, office, ask):
    a_case(app)
    sent = len(office.mails)
    ask("update core.deliveries set state = 'owed' returning id")
    worked(app)
    mails = [mail["Message-ID"] for _, mail in office.mails]
    assert len(mails) == sent and len(set(mails)) == sent
    assert ask("select count(*) from notices.notices") == [(2,)]


def test_a_reporter_who_left_an_address_hears_of_public_steps(app, client, office):
    phone = Phone(client)
    phone.put(a_report(contact={"email": ADDRESS}, locale="en"))
    worked(app)
    officer = signed_in(app.test_client(), "officer")
    number = officer.get("/cases").json["items"][0]["number"]
    before = len(office.to(ADDRESS))
    officer.move(number, "start_check")
    worked(app)
    officer.move(number, "reassign", desk=officer.person["desk"]["id"], reason="x")
    mails = office.to(ADDRESS)
    assert len(mails) == before + 1
    assert phone.number in mails[-1].get_content() and mails[-1]["Subject"] == "News about your report"
    said = str(mails[-1])
    assert number not in said and phone.secret not in said and "farmland" not in said


def test_an_address_that_is_refused_stands_in_no_error(app, client, office, ask, capsys):
    office.refuses.add(ADDRESS)
    Phone(client).put(a_report(contact={"email": ADDRESS}))
    with pytest.raises(AssertionError, match="nothing of what is owed"):
        worked(app)
    errors = [row.error for row in ask("select error from core.deliveries where error is not null")]
    assert errors and not any(ADDRESS in error for error in errors), errors
    assert ADDRESS not in capsys.readouterr().err


def test_a_mail_server_that_is_away_delays_the_mail_and_nothing_else(app, client, change, ask):
    change(smtp_url="smtp://127.0.0.1:9")
    Phone(client).put(a_report())
    with pytest.raises(AssertionError, match="nothing of what is owed"):
        worked(app)
    assert ask("select count(*) from cases.cases") == [(1,)]
    owed = ask("select distinct step, state from core.deliveries where state <> 'done'")
    assert owed == [("notices.send_mail", "owed")]


def test_an_inbox_is_ones_own_and_is_read_line_by_line(app):
    a_case(app)
    station, inspector = (signed_in(app.test_client(), name) for name in ("station", "inspector"))
    page = station.get("/notices?unread=1").json
    assert (len(page["items"]), page["unread"], page["next"]) == (1, 1, None)
    line = page["items"][0]["id"]
    assert inspector.post(f"/notices/{line}/read").status_code == 404
    assert station.post(f"/notices/{line}/read").status_code == 204
    assert station.get("/notices?unread=1").json["items"] == []
    assert [(one["id"], one["read"]) for one in station.get("/notices").json["items"]] == [(line, True)]
    assert inspector.get("/notices?unread=1").json["unread"] == 1
    assert station.post(f"/notices/{10**20}/read").status_code in (404, 422)
