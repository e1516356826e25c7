"""How often one visitor may ask."""

from carsite.pace import MOST_KEYS, Pace


def test_so_many_at_once_and_no_more() -> None:
    pace = Pace(3)
    assert [pace.allows("a", now=10.0) for _ in range(4)] == [True, True, True, False]


def test_it_refills_with_time() -> None:
    pace = Pace(60)
    for _ in range(60):
        pace.allows("a", now=0.0)
    assert not pace.allows("a", now=0.5)
    assert pace.allows("a", now=1.5)
    assert not pace.allows("a", now=1.6)


def test_waiting_saves_up_no_more_than_a_minutes_worth() -> None:
    pace = Pace(2)
    pace.allows("a", now=0.0)
    assert [pace.allows("a", now=9_999.0) for _ in range(3)] == [True, True, False]


def test_one_visitor_does_not_slow_another() -> None:
    pace = Pace(1)
    pace.allows("a", now=0.0)
    assert not pace.allows("a", now=0.0)
    assert pace.allows("b", now=0.0)


def test_it_remembers_a_bounded_number_of_visitors() -> None:
    pace = Pace(1)
    for number in range(MOST_KEYS + 1):
        pace.allows(str(number), now=0.0)
    assert pace.allows("0", now=0.0)  # the longest ago, forgotten
    assert not pace.allows(str(MOST_KEYS), now=0.0)
