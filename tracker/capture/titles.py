"""What a page's title and its address say of a job, where nothing better does."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from tracker import names
from tracker.capture.posting import Posting

LONGEST = 400
_GREENHOUSE = re.compile(r"^Job Application for (?P<title>.+) at (?P<company>.+)$")
_LINKEDIN = re.compile(
    r"^(?P<company>.+?) (?:is )?hiring (?P<title>.+?)(?: in (?P<location>.+?))?"
    r"(?P<end> \| LinkedIn)?$"
)
_AT = re.compile(r"^(?P<title>.+) (?:at|@) (?P<company>.+)$")
_DASH = re.compile(r"^(?P<title>.+) (?:[-–—|]) (?P<company>[^|]+)$")
_COUNT = re.compile(r"^\(\d+\+?\)\s+")
_PLACE = re.compile(
    r"^(?:100\s?%|fully|full)?\s*(?:remote|hybrid|on-?site|in[- ]office)"
    r"(?:\s*(?:[(,:·/–-]|in\b|within\b).{0,80})?$",
    re.IGNORECASE,
)

_SLUG = {
    "boards.greenhouse.io": 0,
    "job-boards.greenhouse.io": 0,
    "boards.eu.greenhouse.io": 0,
    "job-boards.eu.greenhouse.io": 0,
    "jobs.lever.co": 0,
    "jobs.eu.lever.co": 0,
    "jobs.ashbyhq.com": 0,
    "apply.workable.com": 0,
    "jobs.smartrecruiters.com": 0,
}
"""Posting systems whose address names the company, and in which part of it."""
_JOB_LINK = re.compile(
    r"https?://[^/]*(?:greenhouse\.io/[^/]+/jobs/\d+|lever\.co/[^/]+/[0-9a-f-]{36}"
    r"|ashbyhq\.com/[^/]+/[0-9a-f-]{36}|linkedin\.com/jobs/view/[^/?]+"
    r"|icims\.com/jobs/\d+/[^/]+/job|myworkdayjobs\.com/.*/job/.+)",
    re.IGNORECASE,
)


def is_place(text: str) -> bool:
    """Say whether text is but a marker such as “100% Remote” or “Hybrid, Berlin”."""
    return bool(_PLACE.match(text.strip()))


def is_job_link(url: str) -> bool:
    """Say whether an address is that of one posting at a system we know."""
    return bool(_JOB_LINK.match(url))


def split(title: str, *, url: str = "", site: str = "") -> Posting:
    """Take a title apart: “ROLE at COMPANY” and what the large sites make of it.

    Returns:
        A posting without a company where the title follows no such form.
    """
    text = _COUNT.sub("", names.one_line(title)[:LONGEST])
    found = _GREENHOUSE.match(text)
    if found:
        return _said(found)
    found = _LINKEDIN.match(text)
    if found and (found["end"] or found["location"]):
        return _said(found)
    host = _host(url)
    if host.endswith("lever.co"):  # “COMPANY - ROLE”
        company, dash, role = text.partition(" - ")
        return Posting(title=role, company=company) if dash else Posting(title=text)
    return _general(text, site)


def _general(text: str, site: str) -> Posting:
    head = re.split(r" [|·] ", text)[0]
    for form in (_AT.match(head), _DASH.match(text)):
        if form:
            return _said(form)
    return Posting(title=head, company=site)


def _said(found: re.Match[str]) -> Posting:
    said = found.groupdict()
    return Posting(
        title=said["title"].strip(),
        company=re.split(r" \| ", said["company"])[0].strip(),
        location=(said.get("location") or "").strip(),
    )


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def of_link(url: str) -> Posting:
    """What an address alone says: the company's part of a posting system's."""
    host = _host(url)
    parts = (
        [unquote(part) for part in urlsplit(url).path.split("/") if part]
        if host
        else []
    )
    company = ""
    if host in _SLUG and len(parts) > _SLUG[host]:
        company = _named(parts[_SLUG[host]])
    elif host.endswith(".myworkdayjobs.com"):
        company = _named(host.split(".")[0])
    return Posting(url=url, company=company, title=_title_in(host, parts))


def _named(slug: str) -> str:
    words = re.split(r"[-_]+", slug)
    return " ".join(word if word.isupper() else word.capitalize() for word in words)


def _title_in(host: str, parts: list[str]) -> str:
    if host.endswith(".myworkdayjobs.com") and "job" in parts:
        return re.sub(r"_[A-Z0-9-]+$", "", parts[-1]).replace("-", " ").strip()
    if host.endswith("linkedin.com") and parts[:2] == ["jobs", "view"]:
        slug = parts[-1].rsplit("-", 1)[0] if "-" in parts[-1] else ""
        return slug.split("-at-")[0].replace("-", " ").capitalize()
    return ""
