"""The page of promises says what the tests do: no promise without a test, no figure by hand."""

from pathlib import Path

from tools import promises

ROOT = Path(__file__).parent.parent


def test_the_page_is_the_one_that_is_made() -> None:
    """Whoever changes a promise or takes figures writes the page anew: python -m tools.promises."""
    assert promises.PAGE.read_text(encoding="utf-8") == promises.page()


def test_each_promise_names_tests_that_exist() -> None:
    """A test is named by its file, or by its file and its function."""
    for section in promises.sections():
        for promise in section["promise"]:
            assert promise["tests"], promise["says"]
            for named in promise["tests"]:
                path, _, function = named.partition("::")
                text = (ROOT / path).read_text(encoding="utf-8")
                # A measurement proves as well: benchmarks have no tests.
                proof = (
                    f"def {function}(" if function else "def test_" if path.startswith("tests/") else "def "
                )
                assert proof in text, named
