"""The frame around every page: its look, the menu, and whose search is shown."""

import streamlit as st

from tracker import ui

st.set_page_config(
    page_title="Foothold",
    page_icon=ui.brand.favicon(),
    layout="wide",
    initial_sidebar_state=230,
    menu_items={"About": "Foothold keeps your job search on this machine only."},
)
st.logo(ui.brand.logo(ui.theme()), icon_image=ui.brand.mark(), size="large")
ui.remember_demo()
ui.ready()

page = st.navigation(
    {
        "": [
            st.Page(
                "search/today.py", title="Today", icon=":material/today:", default=True
            )
        ],
        "Search": [
            st.Page(
                "search/applications.py",
                title="Applications",
                icon=":material/view_kanban:",
            ),
            st.Page(
                "search/interviews.py",
                title="Interviews",
                icon=":material/co_present:",
            ),
            st.Page("search/application.py", title="Application", visibility="hidden"),
            st.Page("search/capture.py", title="Capture", visibility="hidden"),
        ],
        "People": [
            st.Page("people/people.py", title="People", icon=":material/group:"),
            st.Page("people/person.py", title="Person", visibility="hidden"),
            st.Page("people/referrals.py", title="Referrals", icon=":material/hub:"),
            st.Page("people/asks.py", title="Asks", icon=":material/forum:"),
        ],
        "Decide": [
            st.Page("decide/offers.py", title="Offers", icon=":material/balance:"),
            st.Page("decide/summary.py", title="Negotiation", visibility="hidden"),
            st.Page("decide/plan.py", title="Plan", icon=":material/event_upcoming:"),
            st.Page("decide/odds.py", title="Odds", icon=":material/query_stats:"),
        ],
        "Keep": [
            st.Page(
                "keep/bring_in.py",
                title="Import",
                icon=":material/upload_file:",
                url_path="import",
            ),
            st.Page("keep/data.py", title="Data", icon=":material/database:"),
            st.Page("keep/settings.py", title="Settings", icon=":material/tune:"),
        ],
    }
)
ui.forget_drafts(page.url_path)
with st.sidebar:
    if st.button(
        "Add", icon=":material/add:", type="primary", width="stretch", shortcut="N"
    ):
        st.switch_page("search/applications.py", query_params={"add": "1"})
    ui.brand.follow_theme(ui.theme())
if ui.in_demo():
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            ":orange-badge[:material/science: Demo] Made-up people and companies, made "
            "for today. Nothing here touches your own search.",
            width="stretch",
        )
        if not ui.served_demo():
            st.button("Back to my search", on_click=ui.leave_demo, key="leave_demo")
ui.show_message()
ui.show_undo()
page.run()
