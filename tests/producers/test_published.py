from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from producers.published import find_date, from_number, read_date

ZONE = "Europe/Amsterdam"


def _iso(text: str, zone: str = ZONE) -> str | None:
    found = read_date(text, timezone=zone)
    return found and datetime.fromtimestamp(found.at / 1000, UTC).isoformat()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Mon, 02 Jan 2023 10:00:00 +0100", "2023-01-02T09:00:00+00:00"),
        ("Fri, 02 Jan 2023 10:00:00 +0100", "2023-01-02T09:00:00+00:00"),  # it was a Monday
        ("Sun, 2 Jan 23 10:00:00 EST", "2023-01-02T15:00:00+00:00"),
        ("2 Jan 99 10:00:00 GMT", "1999-01-02T10:00:00+00:00"),
        ("Tue, 20 Nov 2017 12:27 CET", "2017-11-20T11:27:00+00:00"),
        ("Tue, 20 Jun 2017 12:27 CEST", "2017-06-20T10:27:00+00:00"),
        ("Tue, 20 Nov 2017 12:27:00 GMT+02:00", "2017-11-20T10:27:00+00:00"),
        ("Tue, 20 Nov 2017 12:27:00 (PST)", "2017-11-20T20:27:00+00:00"),
        ("Sat, 31 Dec 2016 23:59:60 GMT", "2017-01-01T00:00:00+00:00"),
        ("Mon Nov 20 12:27:00 2017", "2017-11-20T11:27:00+00:00"),
        ("2017-11-20T12:27:00Z", "2017-11-20T12:27:00+00:00"),
        ("2017-11-20T12:27:33.123456+01:00", "2017-11-20T11:27:33.123000+00:00"),
        ("2017-11-20 12:27", "2017-11-20T11:27:00+00:00"),
        ("20171120T122733Z", "2017-11-20T12:27:33+00:00"),
        ("2017-11-20T24:00:00Z", "2017-11-21T00:00:00+00:00"),
        ("2017-11-20", "2017-11-19T23:00:00+00:00"),
        ("2017-11", "2017-10-31T23:00:00+00:00"),
        ("3 november 2017 om 12.27 uur", "2017-11-03T11:27:00+00:00"),
        ("vrijdag 3 nov. 2017, 12u27", "2017-11-03T11:27:00+00:00"),
        ("November 3, 2017 at 5:30 p.m.", "2017-11-03T16:30:00+00:00"),
        ("Nov. 3rd, 2017, 12 am", "2017-11-02T23:00:00+00:00"),
        ("le 1er août 2019 à 18h30", "2019-08-01T16:30:00+00:00"),
        ("3. März 2020, 14:05 Uhr", "2020-03-03T13:05:00+00:00"),
        ("3 de noviembre de 2017 a las 17:30", "2017-11-03T16:30:00+00:00"),
        ("03/11/2017 12:27", "2017-11-03T11:27:00+00:00"),
        ("11/23/2017", "2017-11-22T23:00:00+00:00"),
    ],
)
def test_dates_are_read_as_they_are_meant(written: str, meant: str):
    assert _iso(written) == meant


@pytest.mark.parametrize(
    "nonsense",
    ["", "zomaar", "99 november 2017", "2017-13-45", "0000-00-00", "31 februari 2020", "12:27",
     "1 januari 9999", "2017-11-20T25:00:00Z", "3 vrijdag 2017", "x" * 1000],
)  # fmt: skip
def test_nonsense_is_no_date(nonsense: str):
    assert read_date(nonsense) is None


def test_a_date_without_zone_is_read_in_the_zone_of_the_feed_and_marked():
    summer = read_date("2021-07-01T12:00:00", timezone=ZONE)
    winter = read_date("2021-01-01T12:00:00", timezone=ZONE)
    assert summer is not None
    assert winter is not None
    assert (summer.assumed, winter.assumed) == (True, True)
    assert summer.at % 86_400_000 == 10 * 3_600_000
    assert winter.at % 86_400_000 == 11 * 3_600_000


def test_a_date_with_zone_and_time_is_not_assumed():
    found = read_date("2021-07-01T12:00:00Z", timezone=ZONE)
    assert found is not None
    assert not found.assumed


def test_a_local_time_that_a_clock_change_skips_is_still_a_moment():
    assert _iso("2021-03-28 02:30") == "2021-03-28T01:30:00+00:00"


def test_an_unknown_zone_of_a_feed_is_utc():
    assert _iso("2021-07-01 12:00", zone="Nergens/Huizen") == "2021-07-01T12:00:00+00:00"
    assert _iso("2021-07-01 12:00", zone="../../etc/passwd") == "2021-07-01T12:00:00+00:00"


def test_a_future_date_is_kept_as_it_is():
    assert _iso("2150-01-01T00:00:00Z") == "2150-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (" date 2017-11 Beeld van de haven", True),
        ("Kop\nvrijdag 3 november 2017\nTekst.", True),
        ("Kop\nAmsterdam, 3 november 2017 12:27\nTekst.", True),
        ("Kop\nGepubliceerd op 3 november 2017 om 12.27\nTekst.", True),
        ("Kop\nOp 3 november 2017 vielen er bommen op de stad.\n", False),
        ("In 2017-11 gebeurde er niets.", False),
        ("", False),
    ],
)
def test_only_date_lines_give_the_date_of_a_text(text: str, found: bool):
    assert (find_date(text) is not None) == found


def test_numbers_are_seconds_or_milliseconds():
    assert from_number(1_511_177_220) == from_number(1_511_177_220_000)
    assert from_number(3) is None
    assert from_number(-1e300) is None
    assert from_number(float("nan")) is None
    assert from_number(float("inf")) is None


@given(
    st.integers()
    | st.integers(min_value=-(10**4_000), max_value=10**4_000)
    | st.integers(min_value=300, max_value=4_000).map(lambda digits: 10**digits)
    | st.floats()
    | st.booleans()
)
@example(10**400)
@example(-(10**400))
@example(1e13)
def test_any_number_is_a_date_of_our_time_or_none(number: float):
    found = from_number(number)
    assert found is None or 1e11 <= found.at < 7.26e12


@given(st.integers(min_value=0, max_value=4_000), st.sampled_from("0123456789٣９"))
def test_digits_of_any_number_are_a_date_or_none(count: int, digit: str):
    read_date(digit * count)


@given(st.text(max_size=200), st.sampled_from([ZONE, "UTC", "", "x/y"]))
def test_any_text_gives_a_date_or_none(text: str, zone: str):
    read_date(text, timezone=zone)
    find_date(text, timezone=zone)


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2199, 1, 1)))  # noqa: DTZ001 - made aware below
def test_what_rfc_822_and_iso_8601_write_is_read_back(moment: datetime):
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    for written in (moment.isoformat(), moment.strftime("%a, %d %b %Y %H:%M:%S +0000")):
        found = read_date(written)
        assert found is not None
        assert found.at == round(moment.timestamp() * 1000)
