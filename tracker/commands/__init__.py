"""What a searcher can do: each function is one change.

A function takes the running work (`tracker.store.Work`) and never commits: the
caller's ``with store.change()`` block is the unit of work. The stub beside this file
lists them; each module is imported when one of its names is first asked for, so that a
page that shows waits for no importer.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
