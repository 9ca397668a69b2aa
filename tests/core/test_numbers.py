"""Numbers that are read aloud and typed again."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from landwatch.core.numbers import check_digit, is_valid, new_number, normalised, readable

NUMBERS = st.builds(lambda seed: new_number("R", 2026, Random(seed)), st.integers(0, 10**6))


def test_the_check_digit_is_that_of_the_standard():
    assert check_digit("0794") == 5  # the example of ISO/IEC 7064 MOD 11,10


def test_a_number_is_read_in_groups_of_four():
    assert readable("R26482719308") == "R26 4827 1930 8"


@given(NUMBERS)
def test_a_new_number_is_valid_and_of_its_year(number):
    assert is_valid(number) and number.startswith("R26") and len(number) == 12


@given(NUMBERS)
def test_it_may_be_typed_in_many_ways(number):
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in number.lower())
    assert is_valid(wide) and is_valid(f" {readable(number).lower()} ") and normalised(wide) == number


@given(NUMBERS, st.integers(1, 11), st.integers(1, 9))
def test_a_wrong_digit_is_found(number, place, slip):
    wrong = str((int(number[place]) + slip) % 10)
    assert not is_valid(number[:place] + wrong + number[place + 1 :])


def test_what_is_no_number_is_not_valid():
    assert not any(map(is_valid, ["", "R", "R2648271930", "26482719308", "R264827193080", "RR2648271930", "你好"]))
