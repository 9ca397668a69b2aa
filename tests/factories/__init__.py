"""The smallest valid things; a test names only what it is about."""

from tests.factories.cases import a_case, worked
from tests.factories.people import PASSWORD, Staff, signed_in
from tests.factories.phone import Phone
from tests.factories.photos import Photo, a_photo
from tests.factories.reports import a_report, a_secret

__all__ = ["PASSWORD", "Phone", "Photo", "Staff", "a_case", "a_photo", "a_report", "a_secret", "signed_in", "worked"]
