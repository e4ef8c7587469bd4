"""Acts on pictures that belong to a session: the logo on its canvas."""

import base64

from facilitator.acts.base import Acts, added, changed, removed
from facilitator.errors import UserError
from facilitator.model import Changes, Picture, RowChange
from facilitator.pictures import media_type_of

LARGEST_FILE = 4 * 1024 * 1024
"""Bytes a picture file may have; a logo printed 18 mm wide needs far less."""


class Pictures(Acts):
    """Setting and removing the logo."""

    def set_logo(self, name: str, data: bytes) -> Changes:
        """Take a PNG or JPEG file as the logo.

        Raises:
            UserError: too large, or neither PNG nor JPEG, or with more pixels than a page can show.
        """
        if len(data) > LARGEST_FILE:
            raise UserError("The logo is larger than 4 MB. Save it smaller and try again.")
        media_type = media_type_of(data)
        row = Picture(
            "logo", self._session.id, "logo", name[:200], media_type, base64.b64encode(data).decode("ascii")
        )
        before = self._data.tables["pictures"].get("logo")
        return self._session.act("logo.set", [changed(before, row) if before else added(row)])

    def remove_logo(self) -> Changes:
        """Take the logo away."""
        before = self._data.tables["pictures"].get("logo")
        row = removed(before) if before else RowChange("pictures", "logo", None, None)
        return self._session.act("logo.remove", [row])


def logo(pictures: list[Picture]) -> bytes | None:
    """Return the logo's file, None when there is none."""
    found = next((picture for picture in pictures if picture.purpose == "logo"), None)
    return base64.b64decode(found.data) if found else None
