"""The graph of claims read as a report."""

from verify.report._disputes import disputes
from verify.report._facts import facts
from verify.report._surroundings import Surroundings

__all__ = ["Surroundings", "disputes", "facts"]
