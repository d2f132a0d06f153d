"""What a job posting says: from a saved page, pasted text, a link or a bookmark.

Nothing here asks another machine for anything, and nothing is believed: every
field is text of bounded length for the searcher to look at before it is saved.
"""

from __future__ import annotations

from tracker.capture.pages import PAGE_BYTES, read_page
from tracker.capture.payloads import PAYLOAD_CHARS, decode, encode
from tracker.capture.posting import POSTING_CHARS, Posting
from tracker.capture.texts import read_text

__all__ = [
    "PAGE_BYTES",
    "PAYLOAD_CHARS",
    "POSTING_CHARS",
    "Posting",
    "decode",
    "encode",
    "read_page",
    "read_text",
]
