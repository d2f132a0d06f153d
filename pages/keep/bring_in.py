"""What do my files hold, what of it is new, and what was brought in before?"""

import streamlit as st

from tracker import ui
from tracker.reports import imports
from tracker.ui import capturing, importing, moved, previews

form = ui.Form("import")
done = importing.finish(form)
search, network = ui.search(), ui.network()
head = st.container()
files = st.file_uploader(
    "Archive, contacts, applications, publications, a Git log, or any spreadsheet",
    accept_multiple_files=True,
    max_upload_size=importing.MOST_MB,
    key=form.key("files"),
)
readings = importing.read(files)
whose = previews.whose(
    readings,
    search.searcher.name,
    imports.friends(search, network),
    imports.contacts(network),
)
planned = [] if whose is None else importing.plan(readings, whose)
counts = [preview.counts for preview in planned]
with head:
    if done:
        ui.heading(imports.done_title(done), imports.done_basis(done))
        if imports.has_contacts(done) and st.button(
            "See who can get you in", type="primary"
        ):
            st.switch_page("people/referrals.py")
    elif planned:
        ui.heading(imports.preview_title(counts), imports.preview_basis(counts))
    else:
        ui.heading(imports.title(search))
if imports.has_contacts(done):
    moved.section(is_open=True)
for reading in readings:
    if reading.problem:
        st.error(ui.escape(reading.problem))
if whose is None:
    ui.empty("Say whose contacts these are and when they agreed, to see what is new.")
importing.button(planned, form)
for place, preview in enumerate(planned):
    previews.show(preview, place)
if not files:
    for line in (importing.LARGEST, *imports.HOW):
        st.markdown(ui.small(line))
    capturing.offer()

history = imports.history(search, network, ui.zone(), ui.today())
if history:
    st.header(f"Brought in before :gray[{len(history)}]", anchor=False)
importing.history_rows(history)
