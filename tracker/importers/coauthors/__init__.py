"""Publications and their authors: BibTeX, DBLP, OpenAlex, ORCID, citation files. Pure.

Each format gives `papers.PaperRow`; what becomes of them is for `commands`.
"""

from tracker.importers.coauthors.papers import ME, Author, PaperRow

__all__ = ["ME", "Author", "PaperRow"]
