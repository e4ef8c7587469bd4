"""No part of the program can reach a network: nothing that could is imported by any module."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORBIDDEN = frozenset(
    (
        *(
            "aiohttp",
            "asyncio",
            "ftplib",
            "http",
            "httpx",
            "imaplib",
            "nntplib",
            "poplib",
            "requests",
            "smtplib",
        ),
        *("socket", "socketserver", "ssl", "telnetlib", "urllib", "urllib3", "webbrowser", "xmlrpc"),
    )
)
FORBIDDEN_QT = ("QtNetwork", "QtWebEngine", "QtWebSockets", "QtHttpServer", "QtRemoteObjects", "QtWebView")
FORBIDDEN_NAMES = frozenset(("QTextBrowser", "setOpenExternalLinks", "popen", "getoutput"))
OPENS = "openUrl"
"""Opens what it is given in another program: a folder, and nothing but a folder of this machine."""
MODULES = sorted(
    path for room in ("resources", "facilitator", "exports", "ui") for path in (ROOT / room).rglob("*.py")
)


def imported(tree: ast.AST) -> set[str]:
    """Every module that is imported anywhere in a file, also inside functions, with what is taken from it."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module}.{each.name}" for each in node.names)}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_can_reach_a_network(path: Path) -> None:
    """Neither Python's modules for it nor Qt's, nor what opens a link in another program."""
    tree = ast.parse(path.read_text("utf-8"))
    names = imported(tree)
    assert {each for each in names if each.split(".")[0] in FORBIDDEN} == set()
    assert {each for each in names if any(part in each for part in FORBIDDEN_QT)} == set()
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} | names
    used |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert {each.rpartition(".")[2] for each in used} & FORBIDDEN_NAMES == set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == OPENS:
            assert "QUrl.fromLocalFile(str(folder))" in ast.unparse(node.args[0])
