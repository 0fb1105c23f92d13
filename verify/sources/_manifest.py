"""`sources.toml`: what a person states about the files of a folder.

same = [["a.txt", "b.txt"]]             # groups that speak with one voice
independent = [["a.txt", "c.txt"]]      # groups that do not

["a.txt"]
outlet = "Daily News"
published = 2020-01-04
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations
from pathlib import Path, PurePosixPath

from verify.records import VerifyError
from verify.sources._decode import decode
from verify.sources._walk import Found

TEXTS = ("outlet", "agency", "headline", "byline", "url")
KEYS = (*TEXTS, "published")
GROUPS = ("independent", "same")


@dataclass(frozen=True, slots=True)
class Manifest:
    """Details by article name, and groups of article names, each with at least two."""

    details: dict[str, dict[str, str | date]]
    independent: tuple[frozenset[str], ...]
    same: tuple[frozenset[str], ...]


def load(found: Found) -> Manifest:
    """The statements of one file; names in it are below its folder.

    Raises VerifyError, naming the key and the way out, for anything it does not understand.
    """
    try:
        table = tomllib.loads(decode(found.path.read_bytes()))
    except OSError as error:
        raise VerifyError(f"{found.path} is not readable.", "Check its permissions.") from error
    except tomllib.TOMLDecodeError as error:
        raise VerifyError(f"{found.path} is not valid TOML: {error}.", "Mend that line.") from error
    except (RecursionError, ValueError) as error:  # nested too deep, or a number of thousands of digits
        raise VerifyError(f"{found.path} holds what no statement needs: {error}.", "Take it out.") from error
    reader = _Reader(found)
    groups = {key: reader.groups(key, table.pop(key, [])) for key in GROUPS}
    reader.disjoint(groups["independent"], groups["same"])
    details = {reader.name(key): reader.details(key, value) for key, value in table.items()}
    return Manifest(details, groups["independent"], groups["same"])


def containers(name: str) -> list[str]:
    """The name of an article and of all that it is in: "a.zip", "a.zip/b.json", "a.zip/b.json#2"."""
    file = name.partition("#")[0]
    parents = [parent.as_posix() for parent in PurePosixPath(file).parents][-2::-1]
    return list(dict.fromkeys([*parents, file, name]))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than any file has
        return False


class _Reader:
    """Checks the values of one file and turns its file names into article names."""

    def __init__(self, found: Found) -> None:
        self.path = found.path
        self.prefix = found.name[: -len(found.path.name)]

    def wrong(self, what: str, advice: str) -> VerifyError:
        return VerifyError(f"{self.path}: {what}", advice)

    def name(self, key: str) -> str:
        if not any(_is_file(self.path.parent / name) for name in containers(key)):
            raise self.wrong(f'"{key}" is no file of this folder.', "Correct the name, or take it out.")
        return self.prefix + Path(key).as_posix()

    def details(self, key: str, stated: object) -> dict[str, str | date]:
        if not isinstance(stated, dict):
            raise self.wrong(f'"{key}" is no table.', f'Write ["{key}"] and below it outlet = "...".')
        return {field: self.value(key, field, value) for field, value in stated.items()}

    def value(self, key: str, field: str, value: object) -> str | date:
        if field in TEXTS and isinstance(value, str) and value.strip():
            return value.strip()
        if field == "published":
            return self.published(key, value)
        if field in TEXTS:
            raise self.wrong(f'"{field}" of "{key}" is not a text.', f'Write {field} = "...".')
        raise self.wrong(f'"{key}" has an unknown key "{field}".', f"Known are {', '.join(KEYS)}.")

    def published(self, key: str, value: object) -> date:
        if isinstance(value, datetime):
            return value.date()
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError as error:
            raise self.wrong(
                f'"published" of "{key}" is not a date: {value}.', "Write it like 2020-01-04."
            ) from error

    def groups(self, key: str, value: object) -> tuple[frozenset[str], ...]:
        shape = f'Write {key} = [["a.txt", "b.txt"]].'
        if not isinstance(value, list) or not all(isinstance(group, list) for group in value):
            raise self.wrong(f'"{key}" is no list of lists of file names.', shape)
        groups = tuple(frozenset(self.name(str(name)) for name in group) for group in value)
        if any(len(group) < 2 for group in groups):
            raise self.wrong(f'"{key}" has a group of fewer than two files.', shape)
        return groups

    def disjoint(self, independent: tuple[frozenset[str], ...], same: tuple[frozenset[str], ...]) -> None:
        pairs = {frozenset(pair) for group in same for pair in combinations(sorted(group), 2)}
        for group in independent:
            for pair in combinations(sorted(group), 2):
                if frozenset(pair) in pairs:
                    raise self.wrong(
                        f'"{pair[0]}" and "{pair[1]}" are stated as the same and as independent.',
                        "Take them out of one of the two.",
                    )
