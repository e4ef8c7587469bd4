"""The Qt binding itself: the one known fault that would end a workshop half way."""

import sys

import pytest
from PySide6.QtCore import QObject

CALLS = 500


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal: it has no count to lose")
def test_calls_that_return_nothing_keep_none_alive() -> None:
    """PySide6 6.12.0 on Python 3.11 lost a reference to None at every such call and aborted in the end."""
    target = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        target.setObjectName("a")
    assert abs(sys.getrefcount(None) - before) < CALLS // 5
