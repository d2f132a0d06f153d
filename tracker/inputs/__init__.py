"""What a person may hand in, by form or as JSON, and what is said of a mistake.

Forms and the terminal build the same objects, so that they are checked alike.
Field names are those of the documented JSON. The stub beside this file lists them;
each module is imported when one of its names is first asked for.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
