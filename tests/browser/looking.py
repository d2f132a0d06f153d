"""How the browser tests look at a page: once it is drawn, at both widths, by axe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, BrowserContext, Page

Problems = dict[str, list[dict[str, Any]]]
"""By page, width and theme: what axe found there."""

WIDE, NARROW = 1280, 390
OF_COLOUR = "color-contrast", "link-in-text-block"
"""The rules of axe that look at colours; all others say the same in the dark."""

SIDEBAR = "[data-testid=stSidebarNavItems]"
GRID = "[data-testid=stDataFrame]"
STREAMLITS_OWN = {
    ("list", SIDEBAR): "menu sections stand as <div> and <header> inside its <ul>",
    ("listitem", SIDEBAR): "the same: its <li> stand in a <div>",
    ("aria-dialog-name", "[data-testid=stToast]"): "a toast is a dialog without a name",
    ("color-contrast", "[data-theme-dark] button[data-selected=true]"): (
        "dark: Streamlit writes white on primary and primary on the page; both reach "
        "4.5 only if the page were lighter than text of 4.5 allows; here 3.7"
    ),
    ("aria-required-children", GRID): "the data grid draws its cells on a canvas",
}
"""What axe says of markup that no page of ours can mend, with the reason."""


SETTLED = """async () => {
  const moment = () => new Promise(then => setTimeout(then, 20));
  const state = () =>
    document.querySelector("[data-testid=stApp]")?.dataset.testScriptState;
  const start = performance.now();
  // A click reaches the server within a tenth of a second, or asks nothing of it.
  while (state() === "notRunning" && performance.now() - start < 300) await moment();
  let changed = performance.now();
  const watch = new MutationObserver(() => { changed = performance.now(); });
  watch.observe(document, { subtree: true, childList: true, characterData: true });
  while (state() !== "notRunning" || !document.querySelector("h1")
    || document.querySelector("[data-testid=stStatusWidget], [data-stale=true]")
    || performance.now() - changed < 250) await moment();
  watch.disconnect();
  return true;
}"""


def settled(page: Page) -> None:
    """Wait until the page is drawn, its script has ended and nothing changes."""
    page.wait_for_function(SETTLED, timeout=30_000)


def findings(
    page: Page, axe_source: str, rules: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Serious and critical findings of axe-core that are not Streamlit's own.

    Args:
        page: In a window of `unguarded`.
        axe_source: The fixture of that name.
        rules: Of axe, to look at no others.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_source)
    page.evaluate(
        """() => document.documentElement.toggleAttribute("data-theme-dark",
        matchMedia("(prefers-color-scheme: dark)").matches)"""
    )
    own = [[rule, selector] for rule, selector in STREAMLITS_OWN]
    found = page.evaluate(
        """async ([own, rules]) => (await axe.run(document,
          rules.length ? { runOnly: rules } : {})).violations
        .filter(each => ["serious", "critical"].includes(each.impact))
        .map(each => ({ rule: each.id, nodes: each.nodes.filter(node => {
          const at = node.target.flat()
          const element = at.length === 1 ? document.querySelector(at[0]) : null
          return !own.some(([rule, selector]) =>
            rule === each.id && element && element.closest(selector))
        }).map(node => node.target.flat().join(" ") + " " + node.html.slice(0, 200)
          + " " + node.failureSummary.slice(0, 200)) }))
        .filter(each => each.nodes.length)""",
        [own, list(rules)],
    )
    return list(found)


def unguarded(browser: Browser) -> BrowserContext:
    """Open a wide window that lets axe be put in, which our policy would not."""
    return browser.new_context(
        viewport={"width": WIDE, "height": 900},
        color_scheme="light",
        locale="en-GB",
        timezone_id="UTC",
        bypass_csp=True,
    )


def looked_over(page: Page, axe_source: str, name: str) -> Problems:
    """What axe finds on a page, wide and on a phone, in the light and in the dark.

    The page must fit either screen. It is left as it was: wide and light.

    Returns:
        What was found, if anything.
    """
    found: Problems = {}

    def look(width: int, rules: Sequence[str] = ()) -> None:
        page.set_viewport_size({"width": width, "height": 900})
        settled(page)
        needed = page.evaluate("document.documentElement.scrollWidth")
        assert needed <= width, f"{name} is {needed} wide on a screen of {width}"
        theme = "dark" if rules else "light"
        found[f"{name} at {width}, {theme}"] = findings(page, axe_source, rules)

    look(WIDE)
    look(NARROW)
    page.emulate_media(color_scheme="dark")
    look(NARROW, OF_COLOUR)
    look(WIDE, OF_COLOUR)
    page.emulate_media(color_scheme="light")
    settled(page)
    return {where: what for where, what in found.items() if what}
