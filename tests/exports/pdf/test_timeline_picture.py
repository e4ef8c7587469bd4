"""The printed picture of a timeline: words stay apart and inside, and those that matter find a place."""

from itertools import combinations

import pytest

from exports.pdf.picture import Sketch, Strokes, Words
from exports.pdf.text.book import TextBook
from exports.pdf.timeline_picture import draw_timeline
from facilitator import moments, timelines
from facilitator.timelines import Timeline
from tests.exports.pdf.review_material import long_incident, sample_incident

WIDTH = 174.0


def drawn(timeline: Timeline) -> tuple[list[Words], float]:
    """The words of a picture, and its height."""
    sketch = Sketch(TextBook(None))
    height = draw_timeline(sketch, timeline, WIDTH)
    return [each for each in sketch.shapes if isinstance(each, Words)], height


def box(words: Words) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is really inked."""
    em = words.style.size * 25.4 / 72
    return words.left, words.baseline - 0.75 * em, words.left + words.width, words.baseline + 0.2 * em


def overlap(one: Words, two: Words) -> bool:
    """Whether two runs lie on each other by more than a hair."""
    (l1, t1, r1, b1), (l2, t2, r2, b2) = box(one), box(two)
    return min(r1, r2) - max(l1, l2) > 0.3 and min(b1, b2) - max(t1, t2) > 0.35


@pytest.fixture(scope="module")
def incident(tmp_path_factory: pytest.TempPathFactory) -> Timeline:
    found = timelines.timeline(sample_incident(tmp_path_factory.mktemp("incident")).data)
    assert found is not None
    return found


def test_what_matters_has_its_words(incident: Timeline) -> None:
    """Impact, detection, decision and action are named in the picture, each with its time."""
    words, _ = drawn(incident)
    texts = [each.line.text for each in words]
    for each in incident.entries:
        if each.kind in ("impact", "detection", "decision", "action"):
            start = f"{moments.clock(each.at, incident.zone)} {each.text.split()[0]}"
            assert any(text.startswith(start) for text in texts), each.text
    for said in ("noticed after 24 min", "acknowledged after 15 min", "resolved after 1 h 58 min"):
        assert said in texts


@pytest.mark.parametrize("count", [0, 1, 2, 25, 120, 500])
def test_words_stay_apart_and_inside(count: int) -> None:
    """However many entries there are, no two runs meet and none leaves the picture."""
    found = timelines.timeline(long_incident(count).data)
    assert found is not None
    words, height = drawn(found)
    assert all(each.left >= -0.1 and each.left + each.width <= WIDTH + 0.1 for each in words)
    assert all(box(each)[1] >= 0.0 and each.baseline <= height for each in words)
    assert [(one.line.text, two.line.text) for one, two in combinations(words, 2) if overlap(one, two)] == []


def test_the_sample_has_no_words_on_words(incident: Timeline) -> None:
    """With the spans of the durations between the axis and the labels as well."""
    words, _ = drawn(incident)
    assert [(one.line.text, two.line.text) for one, two in combinations(words, 2) if overlap(one, two)] == []


@pytest.mark.parametrize("count", [2, 25, 120])
def test_no_stem_strikes_through_a_time(incident: Timeline, count: int) -> None:
    """A time under the axis has to be read: the line from an entry to its words leaves it alone."""
    for timeline in (incident, timelines.timeline(long_incident(count).data)):
        assert timeline is not None
        sketch = Sketch(TextBook(None))
        draw_timeline(sketch, timeline, WIDTH)
        words = [each for each in sketch.shapes if isinstance(each, Words)]
        times = [box(each) for each in words if each.align == "centre"]
        stems = [
            (x, top, bottom)
            for each in sketch.shapes
            if isinstance(each, Strokes) and each.thickness == 0.4
            for x, top, _, bottom in each.segments
        ]
        assert times
        assert stems
        struck = [
            x
            for x, begins, ends in stems
            for left, top, right, bottom in times
            if left <= x <= right and begins < bottom and ends > top
        ]
        assert struck == []
