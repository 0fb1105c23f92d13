"""What was computed before: claims, vectors and judgements, in one SQLite file beside the articles.

Rows are found by the content that they were made of and by what made them (code, libraries, model),
so a report is the same to the byte with a store, with an old one and without. A store that cannot
be read or written costs time, never the run.
"""

from verify.sources import OWN_FOLDER as FOLDER
from verify.store._kept import Store, nothing, opened
from verify.store._survey import Held, Survey, clear, survey

NAME = "store.sqlite"

__all__ = ["FOLDER", "NAME", "Held", "Store", "Survey", "clear", "nothing", "opened", "survey"]
