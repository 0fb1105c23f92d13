"""The review page: a person walks through the disputes of a report and decides, on this machine alone."""

from verify.review._desk import Desk
from verify.review._server import application, serve

__all__ = ["Desk", "application", "serve"]
