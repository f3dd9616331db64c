"""The script that Streamlit runs for every visitor. Its folder holds no pages/, so no page is ever found past it."""

from baoxue.ui.shell import run

run()
