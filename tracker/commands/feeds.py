"""The private address under which a calendar program reads the search.

Whoever knows the address reads the calendar, so the store keeps only what the
token hashes to, and hands the token out once. There is one address at a time:
making another ends the one before.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import update
from sqlmodel import col, select

from tracker.errors import NotFoundError
from tracker.models import Feed

if TYPE_CHECKING:
    from tracker.store import Work

_BYTES = 32
_LENGTH = len(secrets.token_urlsafe(_BYTES))
_NOTED_EVERY = timedelta(minutes=10)
"""How often at most a reading is written down: programs may ask every minute."""


def make_feed(work: Work) -> str:
    """Make an address, and end the one before.

    Returns:
        The token of the address; it cannot be had again.
    """
    _end(work)
    token = secrets.token_urlsafe(_BYTES)
    work.session.add(
        Feed(owner=work.owner, token_hash=_hash(token), created_at=work.now)
    )
    work.session.flush()
    return token


def revoke_feed(work: Work) -> Feed:
    """End the address: whoever asks under it finds nothing from now on.

    Raises:
        NotFoundError: If there is none.
    """
    found = _end(work)
    if found is None:
        raise NotFoundError("There is no calendar address to end; make one first.")
    return found


def feed_of(work: Work) -> Feed | None:
    """The address that works now, without its token."""
    query = select(Feed).where(Feed.owner == work.owner, col(Feed.revoked_at).is_(None))
    return work.session.exec(query.order_by(col(Feed.created_at).desc())).first()


def feed_for(work: Work, token: str) -> Feed | None:
    """The address that a token opens, whoever's it is; None for any other text.

    The store is asked for the hash, never for the token, so the time it takes
    tells nothing of how near a guess was.
    """
    if len(token) != _LENGTH or not token.isascii():
        return None
    wanted = _hash(token)
    found = work.session.exec(select(Feed).where(Feed.token_hash == wanted)).first()
    if found is None or found.revoked_at is not None:
        return None
    return found if hmac.compare_digest(found.token_hash, wanted) else None


def note_reading(work: Work, feed: Feed) -> None:
    """Write down that the address was read: no fact of the search, so quietly."""
    work.session.execute(
        update(Feed)
        .where(col(Feed.id) == feed.id, col(Feed.owner) == work.owner)
        .values(read_at=work.now)
        .execution_options(synchronize_session=False)
    )


def is_to_be_noted(work: Work, feed: Feed) -> bool:
    """Whether the last reading that was written down is long ago."""
    return feed.read_at is None or work.now - feed.read_at > _NOTED_EVERY


def _end(work: Work) -> Feed | None:
    found = feed_of(work)
    if found is not None:
        found.revoked_at = work.now
        work.session.add(found)
        work.session.flush()
    return found


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
