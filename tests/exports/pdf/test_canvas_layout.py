"""The sharing out of heights and widths on a canvas page, whatever the text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from exports.pdf.canvas_bullets import BoxText, Item, Measure
from exports.pdf.canvas_flow import Planner
from exports.pdf.canvas_layout import (
    balanced_heights,
    column_bands,
    fair_heights,
    grid_for,
    half_points,
    raised,
    with_common_rows,
)
from exports.pdf.paper import PAPERS
from exports.pdf.text.book import TextBook

NEARLY = 1e-6
needs_and_shares = st.lists(st.tuples(st.floats(1, 100), st.floats(0.5, 60)), min_size=1, max_size=6)


@given(needs_and_shares, st.floats(0, 300))
def test_a_column_gives_every_box_its_need_and_uses_all_of_its_height(
    boxes: list[tuple[float, float]], white: float
) -> None:
    """Balancing never takes from a box what it needs, and leaves nothing over."""
    needs, shares = [need for need, _ in boxes], [share for _, share in boxes]
    room = sum(needs) + white
    heights = balanced_heights(needs, shares, room)
    assert abs(sum(heights) - room) < NEARLY
    assert all(height >= need - NEARLY for height, need in zip(heights, needs, strict=True))


def test_an_empty_column_keeps_the_published_arrangement() -> None:
    """With hardly any text the shares of the method decide."""
    heights = balanced_heights([0.01, 0.01], [54, 46], 100)
    assert [round(height) for height in heights] == [54, 46]


def test_a_full_column_has_even_white() -> None:
    """With a column nearly full, what is left over is the same in every box."""
    heights = balanced_heights([60, 30], [46, 54], 91)
    assert abs((heights[0] - 60) - (heights[1] - 30)) < 1


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=1, max_size=6))
def test_what_is_missing_is_taken_from_those_with_slack(pairs: list[tuple[float, float]]) -> None:
    """Raising some boxes to their need keeps the sum and lowers no other below its own."""
    wishes, needs = [wish for wish, _ in pairs], [need for _, need in pairs]
    if sum(needs) > sum(wishes):
        wishes = [wish + sum(needs) - sum(wishes) for wish in wishes]
    found = raised(wishes, needs)
    assert abs(sum(found) - sum(wishes)) < NEARLY
    assert all(height >= need - NEARLY for height, need in zip(found, needs, strict=True))


@given(st.lists(st.lists(st.floats(1, 50), min_size=2, max_size=2), min_size=2, max_size=4))
def test_columns_share_their_dividing_line_when_the_needs_allow_it(needs: list[list[float]]) -> None:
    """Columns of two boxes get one line where that cuts into none of them; else they stay as they are."""
    heights = [balanced_heights(column, [54, 46], 60.0 + sum(column)) for column in needs]
    room = max(sum(column) for column in heights)
    heights = [balanced_heights(column, [54, 46], room) for column in needs]
    found = with_common_rows(heights, needs)
    possible = sum(max(column[row] for column in needs) for row in range(2)) <= room
    if possible:
        assert all(abs(column[0] - found[0][0]) < NEARLY for column in found)
    else:
        assert found == heights
    for column, wanted in zip(found, needs, strict=True):
        assert abs(sum(column) - room) < NEARLY
        assert all(height >= need - NEARLY for height, need in zip(column, wanted, strict=True))


def test_columns_of_different_counts_stay_apart() -> None:
    """A column of three boxes between two of two boxes keeps its own lines."""
    heights = [[50.0, 50.0], [30.0, 30.0, 40.0], [60.0, 40.0]]
    needs = [[10.0, 10.0], [10.0, 10.0, 10.0], [10.0, 10.0]]
    assert with_common_rows(heights, needs) == [[55.0, 45.0], [30.0, 30.0, 40.0], [55.0, 45.0]]


@given(st.lists(st.floats(10, 400), min_size=1, max_size=8))
def test_an_overfull_column_is_shared_fairly(needs: list[float]) -> None:
    """Nobody gets more than the need, nobody less than the least, and modest boxes keep all."""
    least = [min(need, 10.0) for need in needs]
    room = max(sum(needs) * 0.6, sum(least))
    heights = fair_heights(needs, least, room)
    assert sum(heights) <= room + NEARLY
    fair = room / len(needs)
    for height, need, low in zip(heights, needs, least, strict=True):
        assert low - NEARLY <= height <= need + NEARLY
        if need <= fair and all(each <= 10.0 or each > fair for each in needs):
            assert height >= need - NEARLY


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=4), st.sampled_from(sorted(PAPERS)))
def test_columns_stay_between_the_margins(weights: list[float], paper: str) -> None:
    """Columns keep their order and gutter, end at the margin, and none is too narrow for a word."""
    grid = grid_for(PAPERS[paper])
    bands = column_bands(weights, grid.margin, grid.inner, grid.gutter, grid.narrowest)
    assert abs(bands[0][0] - grid.margin) < NEARLY
    assert abs(bands[-1][0] + bands[-1][1] - (grid.width - grid.margin)) < NEARLY
    for (x, width), (following, _) in pairwise(bands):
        assert abs(x + width + grid.gutter - following) < NEARLY
    assert min(width for _, width in bands) >= grid.narrowest - NEARLY


def test_sizes_go_in_half_points() -> None:
    """The search for the one size knows every half point between floor and largest."""
    assert half_points(8, 10) == (8, 8.5, 9, 9.5, 10)


words = st.text(alphabet="abcdefgh", min_size=1, max_size=9)
bullet = st.builds(
    lambda level, text: Item(level, " ".join(text)),
    st.integers(0, 2),
    st.lists(words, min_size=1, max_size=40),
)
box_items = st.lists(bullet, max_size=30)


@given(
    st.lists(st.lists(box_items, max_size=5), min_size=1, max_size=4).filter(any),
    st.sampled_from(["A4", "A3", "Letter", "Tabloid"]),
)
def test_any_canvas_finds_its_place(columns: list[list[list[Item]]], paper: str) -> None:
    """Whatever method, whatever text: boxes never overlap or leave the page, and every bullet is there once."""
    grid = grid_for(PAPERS[paper])
    boxes = [
        (
            1.0,
            [
                BoxText(f"{place}-{row}", "star", f"Box {row}", "What is it?", 1.0, tuple(items))
                for row, items in enumerate(column)
            ],
        )
        for place, column in enumerate(columns)
    ]
    pages = Planner(Measure(TextBook(), grid), grid).plan(boxes)
    shown: dict[str, list[Item]] = {}
    for number, page in enumerate(pages, start=1):
        assert grid.floor <= page.size <= grid.largest
        frames = [each.frame for each in page.boxes]
        for frame in frames:
            assert frame.x >= grid.margin - NEARLY
            assert frame.x + frame.width <= grid.width - grid.margin + NEARLY
            assert frame.y >= grid.top - NEARLY
            assert frame.bottom <= grid.bottom + 1e-4
        for place, one in enumerate(frames):
            for other in frames[place + 1 :]:
                apart = one.x + one.width < other.x or other.x + other.width < one.x
                assert apart or one.bottom < other.y or other.bottom < one.y
        for each in page.boxes:
            shown.setdefault(each.box.id, []).extend(item for column in each.columns for item in column)
            later = [
                item
                for following in pages[number:]
                for one in following.boxes
                if one.box.id == each.box.id
                for column in one.columns
                for item in column
            ]
            assert each.more == sum(item.begins for item in later)
            if later:
                assert any(one.box.id == each.box.id for one in pages[each.more_page - 1].boxes)
    for _, column in boxes:
        for box in column:
            assert [item for item in shown[box.id] if item.begins] == list(box.items)


def test_a_parent_is_never_parted_from_its_first_child() -> None:
    """Where a box ends before all is said, the next page does not begin with the first child of its last bullet."""
    grid = grid_for(PAPERS["A3"])
    items = [Item((0, 1, 2, 1)[number % 4], f"Number {number}") for number in range(320)]
    pages = Planner(Measure(TextBook(), grid), grid).plan(
        [(1.0, [BoxText("how", "path", "How", "", 1.0, tuple(items))])] * 1
    )
    assert len(pages) > 1
    for page in pages[1:]:
        for column in page.boxes[0].columns:
            start = items.index(column[0])
            assert items[start].level <= items[start - 1].level


def test_a_bullet_longer_than_a_page_goes_on_between_two_lines() -> None:
    """Only what no page can hold is parted, and its words follow one another."""
    grid = grid_for(PAPERS["A4"])
    text = " ".join(f"word{number}" for number in range(4000))
    box = BoxText("how", "path", "How", "", 1.0, (Item(0, text),))
    pages = Planner(Measure(TextBook(), grid), grid).plan([(1.0, [box])])
    parts = [item for page in pages for column in page.boxes[0].columns for item in column]
    assert [item.begins for item in parts] == [True] + [False] * (len(parts) - 1)
    assert " ".join(item.text for item in parts).split() == text.split()
    assert all(page.boxes[0].split for page in pages[:-1])
