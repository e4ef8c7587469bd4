"""A row of a form on a small desk: no name is cut."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from facilitator import method_files
from facilitator.opening import rehearse
from facilitator.session import Session
from ui.desk.review.form_fields import FormField

NAME = "Yara Haddad"


@pytest.fixture
def session() -> Session:
    """Lightning talks with one speaker in the line-up."""
    made = rehearse(method_files.load("lightning-talks"))
    made.course.start()
    row_id = made.forms.add_row("line-up", "talks", None)
    about = "How we lost 200 alerts in a year and missed none"
    for field_id, text in (("title", "The alarm that cried at three"), ("speaker", NAME), ("about", about)):
        made.forms.set_cell("line-up", "talks", row_id, field_id, text)
    return made


def test_the_name_of_a_speaker_stands_whole_in_its_row(desk: Any, session: Session) -> None:
    """A field that is filled scrolls to its end: a name cut at its left looks like another one."""
    desk.go("line-up", "fill")
    desk.show()
    QApplication.processEvents()
    name = next(each.input for each in desk.findChildren(FormField) if each.typed() == NAME)
    assert isinstance(name, QLineEdit)
    inside = name.width() - name.minimumSizeHint().width() + name.fontMetrics().maxWidth()
    assert name.fontMetrics().horizontalAdvance(NAME) < inside
