"""What the bookmarklet hands over in the address of the capture page.

The address can be made by anybody, so it is read as hostile: of bounded length,
of known fields only, each text; and nothing is saved from it without a click.
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING, Any

from tracker.capture import linked, titles
from tracker.capture.posting import Posting, web_link
from tracker.errors import InvalidError

if TYPE_CHECKING:
    from collections.abc import Mapping

PAYLOAD_CHARS = 48_000
"""The longest payload; the bookmarklet itself stops at 34,000."""
LONGEST = 30_000
"""The longest text in it, in characters."""

_REFUSAL = (
    "This address does not hold a posting; click the bookmark on the posting's own "
    "page again, or paste its text."
)


def encode(payload: Mapping[str, Any]) -> str:
    """Write a payload as the bookmarklet does."""
    data = json.dumps(payload, ensure_ascii=False).encode("utf-8", "replace")
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def decode(text: str) -> Posting:
    """Read a payload.

    Raises:
        InvalidError: If it is too long, or not what the bookmarklet writes.
    """
    if len(text) > PAYLOAD_CHARS:
        raise InvalidError(
            "This posting is too long for an address; save its page or paste its text."
        )
    held = _object(text)
    url, title = web_link(_line(held, "url")), _line(held, "title")
    shown = _line(held, "text")
    found = Posting()
    for each in linked.job_objects(held.get("linked"))[:1]:
        found = linked.from_object(each)
    said = titles.split(title, url=url, site=_line(held, "site"))
    heading = _line(held, "h1")
    if not said.company:
        said = Posting(title=heading).filled(said)
    said = said.filled(titles.of_link(url))
    selected = Posting(
        text=_line(held, "selection") or shown, is_cut=held.get("cut") is True
    )
    whole = Posting(url=url).filled(found).filled(said).filled(selected).tidied()
    if whole.is_empty:
        raise InvalidError(_REFUSAL)
    return whole


def _object(text: str) -> dict[str, Any]:
    try:
        padded = text + "=" * (-len(text) % 4)
        data = base64.b64decode(padded, altchars=b"-_", validate=True)
        held = json.loads(data.decode("utf-8"))
    except (binascii.Error, ValueError, RecursionError):
        raise InvalidError(_REFUSAL) from None
    if not isinstance(held, dict):
        raise InvalidError(_REFUSAL)
    return held


def _line(held: Mapping[str, Any], name: str) -> str:
    value = held.get(name, "")
    return value[:LONGEST] if isinstance(value, str) else ""
