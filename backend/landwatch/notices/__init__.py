"""Tells people: an inbox for staff, mail, and the reporter's progress page.

In: what happened to cases. Out: lines in inboxes, mails that name no place and no kind, and public steps in everyday
words for whoever holds a report's number and secret.
"""
