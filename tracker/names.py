"""When two spellings mean the same person, company or link. Pure.

Nothing here guesses: a key only drops what carries no identity (case, accents'
encoding, legal forms, tracking parameters). Whatever is merely similar is for
the searcher to confirm.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

LEGAL_FORMS = frozenset(
    """ab ag aps as bhd bv co company corp corporation de cv eood gbr gesmbh gmbh
    inc incorporated kft kg kgaa kk limited llc llp lp ltd ltda mbh nv ood oy oyj
    plc pte pty pvt sa sarl sas se sl spa spzoo srl sro ug""".split()  # noqa: SIM905
)
"""Words that say how a company is registered, not which one it is."""

TRACKING = frozenset(
    """gh_src lever-source lever-origin ref refid referer referrer src source trk
    trackingid fbclid gclid mc_cid mc_eid igshid originalsubdomain""".split()  # noqa: SIM905
)
"""Query parameters that say how a link was found, not where it leads."""

KEY = 200
"""The longest key of a name, in characters; as long as a name may be."""
LINK_KEY = 400
"""The longest key of a link: PostgreSQL indexes no value over 2,704 bytes."""

_BREAK = re.compile(r"[\r\n\t\x0b\x0c\u0085\u2028\u2029]+")
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_WORD = re.compile(r"[^\W_]+(?:[.'’&+#-][^\W_]+)*[+#]*", re.UNICODE)
_PROFILE = re.compile(
    r"(?:https?://)?(?:www\.)?linkedin\.com/in/([A-Za-z0-9_-]{1,200})/?"
)
"""A profile link without anything that its key would have to drop or decode."""
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")


def tidy(text: str) -> str:
    """Trim text and drop what no one can see or type: control characters.

    Line ends, tabs and joined emoji stay; NUL, other C0 and C1 controls, bidi
    overrides and lone surrogates (which no database or file can hold) go.
    """
    if text.isprintable() and text.isascii():  # nearly all; 20 times as fast
        return text.strip()
    return "".join(
        char for char in text if char in "\n\t" or not _is_control(char)
    ).strip()


def one_line(text: str) -> str:
    """Tidy text and put it on one line."""
    return " ".join(tidy(_BREAK.sub(" ", text)).split())


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cs"} or char in _BIDI


def fold(text: str) -> str:
    """Make text comparable: one form of each letter, no case, single spaces."""
    if text.isascii():  # has one form already; 5 times as fast
        return " ".join(text.lower().split())
    for _ in range(2):  # lower case can undo the form: ᾱͅ needs a second turn
        text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(unicodedata.normalize("NFKC", text).split())


def person_key(name: str) -> str:
    """The key under which two spellings of a person's name are equal."""
    return fold(name)[:KEY]


def plain_key(name: str) -> str:
    """A key for what may be the same: no accents, and the words in any order.

    “José García” and “Garcia, Jose” have the same; `person_key` keeps them apart.
    """
    if name.isascii() and name.replace(" ", "").isalnum():  # most; four times as fast
        return " ".join(sorted(name.lower().split()))[:KEY]
    return " ".join(sorted(_WORD.findall(_without_accents(name))))[:KEY]


def company_look(name: str) -> str:
    """A key for what may be the same company: no accents, spaces or brackets.

    “OpenAI, Inc.” and “Open AI” have the same; `company_key` keeps them apart.
    """
    words = _company_words(_BRACKETS.sub(" ", name)) or _company_words(name)
    return _without_accents("".join(words) or name)[:KEY]


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFKD", fold(text))
    return "".join(char for char in parts if not unicodedata.combining(char))


@lru_cache(maxsize=8_192)
def company_key(name: str) -> str:
    """The key under which two spellings of a company's name are equal.

    Brackets, punctuation and legal forms at the end are dropped and the words
    sorted, so “Acme, Inc.” is “ACME” and “Müller & Schmidt KG” is “Schmidt
    Müller”; “Google Ventures” is not “Google”, “Plan A” is not “Plan”.
    A name made of nothing else keeps what it has.
    """
    words = _company_words(_BRACKETS.sub(" ", name)) or _company_words(name)
    return (" ".join(sorted(set(words))) or fold(name))[:KEY]


def company_aliases(name: str) -> list[str]:
    """Short names given in brackets: “Amazon Web Services (AWS)” gives “AWS”.

    Only what reads like initials counts; “Acme (Berlin)” is a place.
    """
    return [
        inside.strip()
        for inside in _BRACKETS.findall(name)
        if re.fullmatch(r"[A-Z][A-Z0-9&]{1,9}", inside.strip())
    ]


def _company_words(name: str) -> list[str]:
    text = fold(name).replace("’", "'")
    text = re.sub(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)", "", text)  # s.a. is sa
    words = [word.replace("'", "") for word in _WORD.findall(text.replace("&", " "))]
    kept = list(words)
    while len(kept) > 1 and kept[-1].replace(".", "") in LEGAL_FORMS:
        kept.pop()
    return kept


def link_key(url: str) -> str:
    """The key under which two forms of a link are equal; empty for no link.

    Scheme, “www.”, case of the host, trailing slash, fragment and tracking
    parameters are dropped; what names a posting (`gh_jid`, `currentJobId`)
    stays. A network's search page with `currentJobId` is that posting's page.
    """
    text = tidy(url)
    if not text:
        return ""
    plain = _PROFILE.fullmatch(text)
    if plain:  # nearly all of an export; 10 times as fast
        return f"linkedin.com/in/{plain[1].lower()}"
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return _bounded(fold(text))
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query)
        if name.lower() not in TRACKING and not name.lower().startswith("utm_")
    ]
    path = unquote(parts.path).rstrip("/")
    job = dict(query).get("currentJobId")
    if host.endswith("linkedin.com") and job:
        path, query = f"/jobs/view/{job}", []
    if host.endswith("linkedin.com"):
        path, query = path.casefold(), []
    tail = f"?{urlencode(sorted(query))}" if query else ""
    return _bounded(f"{host}{path}{tail}")


def _bounded(key: str) -> str:
    """Cut a long key; a digest of the whole keeps different links different."""
    if len(key) <= LINK_KEY:
        return key
    digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
    return f"{key[: LINK_KEY - 65]}#{digest}"
