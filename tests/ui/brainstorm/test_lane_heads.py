"""The titles of lanes side by side are whole on a small screen, and equally large."""

import pytest
from PySide6.QtGui import QFontMetricsF

from facilitator import method_files
from facilitator.method import Activity
from ui import fonts
from ui.desk.notes.lane_head import title_font

STAGE = 1280 - 240 - 272 - 2 * 24
"""Width in px that lanes share on a screen of 1280 by 720, between rail and private side."""
BETWEEN = 32
SEVERAL = [
    pytest.param(activity, id=f"{method.id}-{activity.id}")
    for method in method_files.available()
    for activity in method.activities
    if len(activity.lanes) > 1
]


@pytest.mark.parametrize("activity", SEVERAL)
def test_no_title_of_a_lane_is_cut_on_a_small_screen(styled: object, activity: Activity) -> None:
    count = len(activity.lanes)
    width = (STAGE - (count - 1) * BETWEEN) / count
    titles = [each.title for each in activity.lanes]
    metrics = QFontMetricsF(title_font(titles, width))
    assert max(metrics.horizontalAdvance(each) for each in titles) <= width


def test_titles_are_large_where_there_is_room(styled: object) -> None:
    assert title_font(["Where we were lucky", "Went well"], 400) == fonts.font("lead")
