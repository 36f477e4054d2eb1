from __future__ import annotations

from datetime import datetime

import pytest

from bot.settings.opening_hours import OpeningHours

# 26 November 2026 is a Thursday
THURSDAY = datetime(2026, 11, 26)


@pytest.mark.parametrize(
    ("day", "hour", "minute", "is_open"),
    [
        (26, 9, 0, True),
        (26, 8, 59, False),
        (26, 17, 29, True),
        (26, 17, 30, False),
        (28, 10, 0, True),
        (29, 10, 0, False),
    ],
)
def test_an_office_is_open_within_its_periods(day, hour, minute, is_open):
    """From the first minute, and no longer at the last; on its days only."""
    hours = OpeningHours.parse("Mon-Fri 9:00-17:30, Sat 9:00-12:00")
    assert hours.is_open(datetime(2026, 11, day, hour, minute)) is is_open


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        (THURSDAY.replace(hour=8), THURSDAY.replace(hour=9)),
        (THURSDAY.replace(hour=18), datetime(2026, 11, 27, 9)),
        (datetime(2026, 11, 27, 18), datetime(2026, 11, 28, 9)),
        (datetime(2026, 11, 28, 9), datetime(2026, 11, 30, 9)),
    ],
)
def test_the_next_opening_may_be_days_away(moment, opening):
    """The same day, the next one, or after the weekend."""
    assert OpeningHours.parse("mon-fri 9:00-17:30,Sat 9:00-12:00").next_opening(moment) == opening


def test_days_go_round_the_week_and_an_office_may_be_open_all_day():
    """Sat-Mon are three days, and 24:00 ends a day."""
    hours = OpeningHours.parse("Sat-Mon 0:00-24:00")
    assert [hours.is_open(datetime(2026, 11, day, 23, 59)) for day in range(26, 33 - 2)] == [
        False,
        False,
        True,
        True,
        True,
    ]
    assert str(hours) == "Sat-Mon 0:00-24:00"


@pytest.mark.parametrize(
    "text", ["", "9:00-17:30", "Mon 17:00-9:00", "Mon 9:00-25:00", "Mon 9:60-10:00", "Abc 9:00-10:00"]
)
def test_what_is_written_in_another_way_is_refused(text):
    """As a ValueError, which the settings turn into a sentence."""
    with pytest.raises(ValueError):
        OpeningHours.parse(text)
