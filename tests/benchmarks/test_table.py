"""How things are measured side by side, and what the table says of them."""

from tests.benchmarks.table import Line, headings, medians


def test_calls_are_taken_in_turns_after_one_to_warm_up() -> None:
    order: list[str] = []

    taken = medians(lambda: order.append("a"), lambda: order.append("b"), rounds=3)

    assert "".join(order) == "ab" + "ab" * 3
    assert len(taken) == 2


def test_a_line_stands_under_its_headings() -> None:
    line = str(Line("detail", "1.50 ms", "by hand 0.50 ms", 3.0, "≤ 4"))

    first = headings().splitlines()[0]
    places = [first.index(heading) for heading in ("ours", "limit", "ratio", "target")]
    assert [line[place:].split("  ", maxsplit=1)[0] for place in places] == [
        "1.50 ms",
        "by hand 0.50 ms",
        "3.00",
        "≤ 4",
    ]


def test_what_differs_is_said_below_the_line() -> None:
    line = Line("body", "the same", differs="/en/ is not what it was")

    assert str(line).splitlines()[1] == "  DIFFERS: /en/ is not what it was"
