"""Two columns in a report: blocks that stay together, each where there is room, or side by side."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exports.pdf.flow import TOP, Draw, Flow

GUTTER = 8.0
_BEGINNING = 24.0
"""Of a block that may break a heading keeps so much (mm)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One step of a block: `height` of it, drawn by `draw(pen, x, top)`."""

    height: float
    draw: Draw


@dataclass(frozen=True, slots=True)
class Block:
    """Pieces that stay together in one column unless they are taller than half a page."""

    pieces: tuple[Piece, ...]
    column: int | None = None

    @property
    def height(self) -> float:
        """The height of all pieces."""
        return sum(piece.height for piece in self.pieces)


def columns_keep(flow: Flow, blocks: Sequence[Block]) -> float:
    """Return how many mm a heading over two columns has to keep: their first block, or its beginning."""
    whole = blocks[0].height if blocks else 0.0
    return whole if whole <= (flow.bottom - TOP) / 2 else _BEGINNING


class TwoColumns:
    """Sets blocks in two columns of a flow."""

    def __init__(self, flow: Flow) -> None:
        """Begin both columns where the flow is."""
        self._flow = flow
        self.width = column_width(flow)
        self._tops = [flow.y, flow.y]

    def draw(self, blocks: Iterable[Block]) -> None:
        """Draw all blocks and leave the flow below the longer column."""
        found = list(blocks)
        if any(block.column is not None for block in found):
            self._side_by_side([deque(each for each in found if each.column == column) for column in (0, 1)])
        else:
            for block in found:
                self._place(block)
        self._flow.y = max(self._tops)

    def _side_by_side(self, waiting: Sequence[deque[Block]]) -> None:
        """Fill both columns of a page before the next one: what stands beside each other stays so."""
        while any(waiting):
            for column, blocks in enumerate(waiting):
                self._fill(column, blocks)
            if any(waiting):
                self._next_page()

    def _fill(self, column: int, blocks: deque[Block]) -> None:
        """Draw the blocks of a column down to the end of the page; of a tall one what finds room."""
        flow = self._flow
        while blocks:
            block = blocks.popleft()
            pieces = deque(block.pieces)
            whole = block.height <= (flow.bottom - TOP) / 2
            # Of a tall one its title does not end the page alone.
            least = block.height if whole else sum(each.height for each in block.pieces[:2])
            if least > flow.bottom - self._tops[column] and self._tops[column] > TOP:
                blocks.appendleft(block)
                return
            # What is higher than a page finds no more room on any other one.
            while pieces and (
                whole or self._tops[column] <= TOP or pieces[0].height <= flow.bottom - self._tops[column]
            ):
                self._draw((pieces.popleft(),), column)
            if pieces:
                blocks.appendleft(Block(tuple(pieces), column))
                return

    def _place(self, block: Block) -> None:
        flow = self._flow
        column = int(self._tops[1] < self._tops[0])
        if block.height <= flow.bottom - self._tops[column]:
            self._draw(block.pieces, column)
        elif block.height <= (flow.bottom - TOP) / 2:
            other = 1 - column
            if block.height <= flow.bottom - self._tops[other]:
                self._draw(block.pieces, other)
            else:
                self._next_page()
                self._draw(block.pieces, column)
        else:
            self._draw_broken(block, column)

    def _draw_broken(self, block: Block, column: int) -> None:
        for piece in block.pieces:
            if piece.height > self._flow.bottom - self._tops[column]:
                column = 1
                if piece.height > self._flow.bottom - self._tops[column]:
                    self._next_page()
                    column = 0
            self._draw((piece,), column)

    def _draw(self, pieces: Iterable[Piece], column: int) -> None:
        x = self._flow.left + column * (self.width + GUTTER)
        for piece in pieces:
            piece.draw(self._flow.pen, x, self._tops[column])
            self._tops[column] += piece.height

    def _next_page(self) -> None:
        self._flow.new_page()
        self._tops = [self._flow.y, self._flow.y]


def column_width(flow: Flow) -> float:
    """Return the width of one of two columns."""
    return (flow.width - GUTTER) / 2
