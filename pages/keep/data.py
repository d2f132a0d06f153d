"""Where is everything, is it well, and how do I get it out or back?"""

from uuid import UUID

import streamlit as st

from tracker import commands, ui
from tracker.models import Editable
from tracker.reports import data
from tracker.ui import downloads, erasing, feeds, keeping


def restore_record(kind: type[Editable], id_: UUID, what: str) -> None:
    """Take a record out of the bin."""
    ui.do(
        lambda work: commands.restore_record(work, kind, id_), done=f"{what} is back."
    )


def empty_bin() -> None:
    """Delete for good what lies in the bin."""
    ui.do(commands.empty_bin, done=lambda count: f"Deleted {count:,} for good.")


form = ui.Form("restore")
if keeping.finish("Working"):
    form.saved()
store, today, zone = ui.store(), ui.today(), ui.zone()
search, network = ui.search(), ui.network()
with store.reading(ui.owner()) as work:
    binned = data.in_bin(work, search, zone, today)
    versions = data.versions(work)
ui.heading(
    data.title(search, network, on_this_machine=store.path is not None), store.shown
)
with st.container(horizontal=True):
    st.download_button(
        "Download a backup",
        keeping.backup_file(),
        data.file_name(today, "db"),
        icon=":material/download:",
        type="primary",
        on_click="ignore",
    )
    downloads.menu()
    st.button(
        "Copy on this machine now",
        icon=":material/content_copy:",
        on_click=keeping.start_copy,
    )
    st.button(
        "Check the store",
        icon=":material/health_and_safety:",
        on_click=keeping.start_check,
    )
found = keeping.findings()
if found:
    with st.container(border=True):
        st.markdown(f"**{ui.escape(data.check_title(found))}**")
        for line in data.check_lines(found):
            st.markdown(ui.small(line))

main, side = st.columns([5, 3], gap="large")
with main:
    st.header(f"Bin :gray[{len(binned):,}]", anchor=False)
    if not binned:
        ui.empty("What you put in the bin comes here and can be restored.")
    with st.container(gap="xsmall"):
        for number, row in enumerate(binned[: data.SHOWN], 1):
            with st.container(border=True):
                words, act = st.columns([7, 3], vertical_alignment="center")
                words.markdown(f"{ui.escape(row.what)}  \n{ui.small(row.detail)}")
                with act.container(horizontal=True, horizontal_alignment="right"):
                    st.button(
                        f"Restore {number}",
                        key=f"restore_{row.id}",
                        on_click=restore_record,
                        args=(row.kind, row.id, row.what),
                    )
    if binned:
        st.markdown(ui.small(data.shown_words(binned)))
        with st.popover("Empty the bin", icon=":material/delete_forever:"):
            st.markdown("This cannot be undone; a backup made before keeps them.")
            st.button(
                f"Delete {len(binned):,} for good", type="primary", on_click=empty_bin
            )
with side:
    st.header("Go back to a backup", anchor=False)
    file = st.file_uploader(
        "A backup file", key=form.key("file"), max_upload_size=keeping.MOST_MB
    )
    st.markdown(ui.small(keeping.LARGER))
    if file:
        st.markdown(
            f"In place of {ui.escape(data.kept(search, network))} comes "
            f"**{ui.escape(file.name)}**. What is there now is copied first."
        )
        sure = st.checkbox("Replace everything", key=form.key("sure"))
        st.button(
            "Restore the backup",
            type="primary",
            disabled=not sure,
            on_click=keeping.start_restore,
            args=(file,),
        )
    keeping.copies()
    feeds.section()
    erasing.section(network)
    st.header("Versions", anchor=False)
    for name, version in versions:
        st.markdown(f"{name} :gray[{ui.escape(version)}]")
