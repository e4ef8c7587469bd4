"""Reading the pages of an SQLite file without SQLite: what a damaged file still holds, cell by cell.

Written from the description of the file format on sqlite.org. Nothing is trusted: a number that leads nowhere makes a
record that is not whole, never an error. Only what a library has is known: text in UTF-8, no encryption, no pointer
maps.
"""

import mmap
import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

Value = int | float | str | bytes | None
Bytes = bytes | mmap.mmap

MAGIC = b"SQLite format 3\0"
_SIZES = tuple(1 << power for power in range(9, 17))
_WAL_HEADER, _FRAME_HEADER = 32, 24
_INTERIOR_INDEX, _INTERIOR_TABLE, _LEAF_INDEX, _LEAF_TABLE = 2, 5, 10, 13
_KINDS = (_INTERIOR_INDEX, _INTERIOR_TABLE, _LEAF_INDEX, _LEAF_TABLE)
_MOST_COLUMNS = 32
# How the rows that people wrote begin: the size of the head, then a first column that is an id, which is a text.
_HEADER_BEGINS = re.compile(rb"(?=[\x05-\x28](?:[\x0f-\x7f]|\x81[\x00-\x0d]))")
_LARGEST = 1 << 28


class Record(NamedTuple):
    """One row as it lies in the file, its columns in the order of its table's storage.

    `page` is where it begins; `whole` is false when its end could not be read: then columns are missing at its end.
    """

    page: int
    values: tuple[Value, ...]
    whole: bool


class Pages:
    """The pages of a file, the newest of each: those that wait beside it come first. Numbered from 1."""

    def __init__(self, content: Bytes, waiting: Bytes = b"", size: int = 0) -> None:
        """Take the file's bytes, and those of the file with "-wal" behind its name; `size` of a page if it is known."""
        self._content = content
        self._beside = waiting
        self.size = size or _page_size(content, waiting)
        self._waiting = _frames(waiting, self.size)
        self._in_file = -(-len(content) // self.size)

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of the pages that are there: a damaged number of one that waits makes no others."""
        beyond = sorted(each for each in self._waiting if each > self._in_file)
        return [*range(1, self._in_file + 1), *beyond] if beyond else range(1, self._in_file + 1)

    def as_large_pages(self) -> "Pages":
        """Return the same bytes as the largest pages there are, to be carved: for a file that lost bytes in between."""
        return Pages(self._content, size=_SIZES[-1])

    def page(self, number: int) -> bytes:
        """Return one page, filled with zeros where the file ends before it does; empty when there is none."""
        if number in self._waiting:
            at = self._waiting[number]
            return self._beside[at : at + self.size]
        if not 1 <= number <= self._in_file:
            return b""
        found = self._content[(number - 1) * self.size : number * self.size]
        return found.ljust(self.size, b"\0")

    def records(self, number: int) -> list[Record]:
        """Return the rows on one page, as far as its list of cells can be followed."""
        page = self.page(number)
        start = 100 if number == 1 else 0
        if len(page) < start + 12 or page[start] not in _KINDS:
            return []
        kind = page[start]
        if kind == _INTERIOR_TABLE:
            return []
        count = int.from_bytes(page[start + 3 : start + 5], "big")
        first = start + (12 if kind == _INTERIOR_INDEX else 8)
        found = []
        for index in range(count):
            at = first + 2 * index
            offset = int.from_bytes(page[at : at + 2], "big")
            if at + 2 > self.size or not first <= offset < self.size:
                continue
            record = self._cell(number, page, offset, kind)
            if record is not None:
                found.append(record)
        return found

    def carved(self, number: int) -> Iterator[Record]:
        """Look for rows on a page whose list of cells is damaged: wherever the kinds of columns fit the size before."""
        page = self.page(number)
        for match in _HEADER_BEGINS.finditer(page):
            at = match.start()
            kinds = _kinds(page[at : at + 9 * _MOST_COLUMNS])
            if kinds is None:
                continue
            size = _varint_of(page[at] + sum(map(_length, kinds)))
            if page[max(0, at - len(size)) : at] == size:
                record = self._cell(number, page, at - len(size), _LEAF_INDEX)
                if record is not None:
                    yield record
            for rowid in (1, 2, 3):
                start = at - rowid - len(size)
                if start >= 0 and page[start : start + len(size)] == size:
                    record = self._cell(number, page, start, _LEAF_TABLE)
                    if record is not None:
                        yield record

    def tree(self, root: int) -> tuple[set[int], bool]:
        """Return the pages of the tree with this root as far as it can be followed, and whether that was everywhere."""
        waiting, seen, whole = [root], set[int](), True
        while waiting:
            number = waiting.pop()
            page = self.page(number)
            start = 100 if number == 1 else 0
            if number in seen or len(page) < start + 12 or page[start] not in _KINDS:
                whole = False
                continue
            seen.add(number)
            count = int.from_bytes(page[start + 3 : start + 5], "big")
            if page[start] != _INTERIOR_TABLE:
                whole = whole and len(self.records(number)) == count
            if page[start] not in (_INTERIOR_INDEX, _INTERIOR_TABLE):
                continue
            waiting.append(int.from_bytes(page[start + 8 : start + 12], "big"))
            for index in range(count):
                at = start + 12 + 2 * index
                offset = int.from_bytes(page[at : at + 2], "big")
                if at + 2 <= self.size and offset + 4 <= self.size:
                    waiting.append(int.from_bytes(page[offset : offset + 4], "big"))
        return seen, whole

    def roots(self) -> Mapping[str, int]:
        """Return where the tree of each table begins, by the table's name; what page 1 no longer tells is missing."""
        found = {}
        for number in sorted(self.tree(1)[0]):
            for record in self.records(number):
                match record.values[:4]:
                    case ("table", str(name), str(_), int(root)):
                        found[name] = root
        return found

    def _cell(self, number: int, page: bytes, offset: int, kind: int) -> Record | None:
        if kind == _INTERIOR_INDEX:
            offset += 4
        size, offset = _varint(page, offset)
        if kind == _LEAF_TABLE:
            _, offset = _varint(page, offset)
        if not 2 <= size <= _LARGEST:
            return None
        most = self.size - 35 if kind == _LEAF_TABLE else (self.size - 12) * 64 // 255 - 23
        if size <= most:
            return _record(number, page[offset : offset + size], size)
        least = (self.size - 12) * 32 // 255 - 23
        local = least + (size - least) % (self.size - 4)
        local = local if local <= most else least
        next_page = int.from_bytes(page[offset + local : offset + local + 4], "big")
        return _record(number, page[offset : offset + local] + self._overflow(next_page, size - local), size)

    def _overflow(self, number: int, missing: int) -> bytes:
        parts, seen = [], set()
        while missing > 0 and number not in seen:
            seen.add(number)
            page = self.page(number)
            if not page:
                break
            part = page[4 : 4 + min(missing, self.size - 4)]
            parts.append(part)
            missing -= len(part)
            number = int.from_bytes(page[:4], "big")
        return b"".join(parts)


@contextmanager
def read_pages(path: Path) -> Iterator[Pages]:
    """Give the pages of the file at `path`, with those that a killed program left beside it.

    They are read when they are asked for: a library may be larger than the memory.

    Raises:
        OSError: it cannot be read.
    """
    beside = path.with_name(path.name + "-wal")
    with ExitStack() as stack:
        content = stack.enter_context(_mapped(path))
        waiting = stack.enter_context(_mapped(beside)) if beside.exists() else b""
        yield Pages(content, waiting)


@contextmanager
def _mapped(path: Path) -> Iterator[Bytes]:
    with path.open("rb") as file:
        # An empty file cannot be mapped.
        if not file.seek(0, 2):
            yield b""
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            yield content


def _page_size(content: Bytes, waiting: Bytes) -> int:
    """Return the size of a page: as the header says, as the pages that wait say, or as most pages look."""
    told = int.from_bytes(content[16:18], "big")
    told = 65536 if told == 1 else told
    if told in _SIZES and content[: len(MAGIC)] == MAGIC:
        return told
    beside = int.from_bytes(waiting[8:12], "big")
    if beside in _SIZES:
        return beside
    fitting = {size: _looks_like_pages(content, size) for size in _SIZES}
    # Twice the true size fits as well, half of it only half as well.
    return next(size for size in _SIZES if fitting[size] >= 0.7 * max(fitting.values()))


def _looks_like_pages(content: Bytes, size: int) -> float:
    starts = range(size, len(content), size)
    fitting = sum(1 for at in starts if content[at] in _KINDS and content[at + 1 : at + 3] < b"\xff\xff")
    return fitting / len(starts) if len(starts) else 0.0


def _frames(waiting: Bytes, size: int) -> dict[int, int]:
    """Return where the pages in a write-ahead log up to its last whole commit begin, by their numbers."""
    if len(waiting) < _WAL_HEADER:
        return {}
    salts = waiting[16:24]
    found: dict[int, int] = {}
    unfinished: dict[int, int] = {}
    step = _FRAME_HEADER + size
    for at in range(_WAL_HEADER, len(waiting) - step + 1, step):
        number, pages_after = struct.unpack(">II", waiting[at : at + 8])
        if waiting[at + 8 : at + 16] != salts:
            break
        unfinished[number] = at + _FRAME_HEADER
        if pages_after:
            found |= unfinished
            unfinished = {}
    return found


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of one to nine bytes and where what follows begins; 0 where the data ends."""
    value = 0
    for count in range(9):
        if at + count >= len(data):
            return 0, len(data)
        byte = data[at + count]
        if count == 8:
            return (value << 8) | byte, at + 9
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, at + count + 1
    return value, at + 9


def _varint_of(value: int) -> bytes:
    parts = [value & 0x7F]
    while value := value >> 7:
        parts.append(value & 0x7F | 0x80)
    return bytes(reversed(parts))


def _kinds(payload: bytes) -> list[int] | None:
    """Return the kinds of the columns at the beginning of a row; None when it is no row."""
    header, at = _varint(payload, 0)
    if not 2 <= header <= min(len(payload), 9 * _MOST_COLUMNS):
        return None
    kinds = []
    while at < header:
        kind, at = _varint(payload, at)
        kinds.append(kind)
        if len(kinds) > _MOST_COLUMNS or kind in (10, 11):
            return None
    return kinds if at == header else None


def _record(page: int, payload: bytes, size: int) -> Record | None:
    """Return the row in a payload, which may end before its `size`; None when it is none."""
    kinds = _kinds(payload)
    at = _varint(payload, 0)[0]
    if kinds is None or at + sum(map(_length, kinds)) != size:
        return None
    values: list[Value] = []
    for kind in kinds:
        length = _length(kind)
        part = payload[at : at + length]
        if len(part) < length:
            # Half a text is still worth reading.
            half = [part.decode("utf-8", "replace")] if part and kind > 12 and kind % 2 else []
            return Record(page, (*values, *half), False)
        try:
            values.append(_value(kind, part))
        except UnicodeDecodeError:
            # The words beside a damaged letter are worth more than the knowledge which letter it was.
            values.append(part.decode("utf-8", "replace"))
        at += length
    return Record(page, tuple(values), True)


def _length(kind: int) -> int:
    if kind < 12:
        return (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0)[kind]
    return (kind - 12) // 2


def _value(kind: int, part: bytes) -> Value:
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    if kind == 7:
        return float(struct.unpack(">d", part)[0])
    if kind < 7:
        return int.from_bytes(part, "big", signed=True)
    return part if kind % 2 == 0 else part.decode("utf-8")
