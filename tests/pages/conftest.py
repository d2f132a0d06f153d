"""What every test of a page needs."""

from __future__ import annotations

from functools import cache

from streamlit.components.v2 import manifest_scanner

# Each AppTest looks through everything installed for components that come as a package
# (0.1 s): what is installed stays the same while the tests run, so once is enough.
manifest_scanner.scan_component_manifests = cache(
    manifest_scanner.scan_component_manifests
)
