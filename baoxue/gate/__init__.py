"""What stands in front of the app: compression, headers, the page's language, readiness, and errors without traces."""

from baoxue.gate.errors import on_script_error
from baoxue.gate.http import middleware, routes

__all__ = ["middleware", "on_script_error", "routes"]
