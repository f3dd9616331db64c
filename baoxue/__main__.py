"""``python -m baoxue``: the command line."""

from baoxue.cli import app

if __name__ == "__main__":
    app()
