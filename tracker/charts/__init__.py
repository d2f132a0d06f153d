"""What pages show as pictures, without Streamlit.

Frames and plain records become Altair charts, people and ties become the nodes
and edges of a drawing. Each picture has a function beside it that says the same
in words, for `alt=`.

The stub beside this file lists them; each module is imported when one of its names
is first asked for: Altair takes a third of a second, which a page that draws none of
its charts need not wait for.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
