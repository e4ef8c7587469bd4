"""What a coupling map came to, in the words of the last page of a session."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from facilitator import couplings
from facilitator.activities.coupling_map import figures_then
from facilitator.coupling_figures import figures
from facilitator.state import SessionData
from ui.pictures.coupling_words import chain_words, figure_list, then_words, tried_words

__all__ = ["map_lines"]


def _tr(text: str) -> str:
    return QCoreApplication.translate("CouplingMap", text)


def map_lines(data: SessionData) -> list[str]:
    """Return what the map says, with what was tried and neither kept nor dropped; nothing without a map."""
    now = couplings.coupling_map(data)
    if now is None or not now.parties:
        return []
    found = figures(now)
    parties, most, chain, loops = figure_list(now, found)
    said = [f"{parties.value} {parties.name} \N{MIDDLE DOT} {loops.value} {loops.name}"]
    if most.detail:
        said.append(_tr("Most waited for: {name}, {words}").format(name=most.value, words=most.detail))
    if found.chain:
        said.append(
            _tr("Longest waiting chain: {chain}, {days}").format(
                chain=chain_words(now, found.chain), days=chain.value
            )
        )
    then = figures_then(data)
    if then is not None:
        said.append(_tr("Then, in {words}").format(words=then_words(then)))
    tried = tried_words(now, couplings.tried(data))
    if tried:
        said.append(_tr("Tried, neither kept nor dropped: {steps}").format(steps="; ".join(tried)))
    return said
