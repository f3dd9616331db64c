"""``python -m baoxue.server``: the dashboard's process, Streamlit over app.py; what follows are options of ``streamlit run``."""

import sys

from baoxue.lean import absent
from baoxue.privacy import write_for_us_alone
from baoxue.settings import ROOT


def command(port: int, *options: str) -> list[str]:
    """What starts the server on a port of this machine, by this interpreter, in the folder of the checkout."""
    return [sys.executable, "-m", "baoxue.server", "--server.port", str(port), *options]


def main() -> None:
    """Streamlit loads plotly at its start where it is installed, 13 MB: no screen draws with it yet."""
    write_for_us_alone()
    with absent("plotly"):
        from streamlit.web.cli import main as streamlit
    streamlit(["run", str(ROOT / "app.py"), *sys.argv[1:]], prog_name="streamlit")


if __name__ == "__main__":
    main()
