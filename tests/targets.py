"""What is fuzzed: each part that reads what strangers wrote, what has to hold of it, and what it begins with.

`benchmarks/fuzz.py` and `benchmarks/guided.py` make inputs; `test_corpus.py` and `test_properties.py` are
the small change of it.
"""

from __future__ import annotations

import atexit
import gzip
import io
import json
import shutil
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import redirect_stderr
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import compared
import documents
import fuzz_seeds
import hostile
import made_up

import verify
import verify.slots
from verify import claims, decisions, fetch, parse, plugins, provenance, render, roles, sources
from verify.records import Article, Claim, Detail, Paragraph, VerifyError
from verify.render import json as report_json
from verify.sources import _manifest, _reading
from verify.sources._walk import Found
from verify.store import _codecs, _makers

SLOW = 20.0  # seconds of the processor for one input: what a run waits for a file
LONGEST = 3_000  # characters of a text for the parser, which reads some 10,000 words a second
DAY = date(2020, 1, 4)
CORPUS = Path(__file__).parent / "corpus"
# What a library raises on a damaged file ends as "broken"; these, out of our own lines, are our mistakes.
OURS = (AssertionError, AttributeError, IndexError, KeyError, NameError, TypeError)
PACKAGE = str(Path(verify.__file__).parent)

Check = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Target:
    """A part: `check` raises where something gives way; VerifyError is an answer.

    `libraries` are modules beside verify whose branches are worth being guided by; `longest` is the length
    in bytes of an input; `words` says that words of the lexicon help.
    """

    check: Check
    seeds: Callable[[], tuple[bytes, ...]]
    libraries: tuple[str, ...] = ()
    longest: int = 4_096
    words: bool = False
    model: bool = field(default=False, kw_only=True)


def fault(check: Check, content: bytes) -> str:
    """What gives way, or an empty text; what libraries print is lost."""
    try:
        with redirect_stderr(io.StringIO()):
            check(content)
    except VerifyError as error:
        cause = error.__cause__
        return _where(cause) if isinstance(cause, OURS) and _where(cause, PACKAGE) else ""
    except Exception as error:  # any other is a finding
        return _where(error)
    return ""


def attempt(check: Check, content: bytes) -> str:
    """As `fault`, and "slow" for what takes too long."""
    begun = time.process_time()
    return fault(check, content) or ("slow" if time.process_time() - begun > SLOW else "")


def kept(name: str) -> list[Path]:
    """The inputs that are kept for a target, by name."""
    return sorted(path for path in (CORPUS / name).glob("*") if path.is_file())


def _where(error: BaseException, below: str = "") -> str:
    """The kind of error and the line; nothing where that is in no file below the folder."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    told = f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno}"
    return told if place.filename.startswith(below) else ""


@cache
def _folder() -> Path:
    """A folder of this process."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def reading(name: str, packed: Callable[[bytes], bytes] = bytes) -> Check:
    """Reads the bytes, packed, as a file of that name."""
    module = _reading.reader(Path(name))

    def check(content: bytes) -> None:
        path = _folder() / name
        path.write_bytes(packed(content) or b" ")
        for item in _reading.items(module, path, name):
            assert item.path.startswith(name)
            if isinstance(item, Article):
                item.text.encode("utf-8")
                _reading._readable(item)

    return check


def gzipped(content: bytes) -> bytes:
    """Bytes that are no gzip file, as one."""
    return content if content.startswith(b"\x1f\x8b") else gzip.compress(content, 1, mtime=0)


def word(content: bytes) -> bytes:
    """Bytes that are no archive, as the main part of a Word document."""
    return content if content.startswith(b"PK") else documents.zipped({"word/document.xml": content}, 0)


def members(content: bytes) -> bytes:
    """Bytes that are no archive, as the names and contents of its members, a NUL after each."""
    if content.startswith(b"PK"):
        return content
    parts = content.split(b"\0")
    names = (name.decode("utf-8", "replace") or "a.txt" for name in parts[::2])
    return documents.zipped(dict(zip(names, parts[1::2], strict=False)), 0)


def table(content: bytes) -> bytes:
    """The Parquet file of columns in JSON; bytes that are no such columns as they are."""
    import pyarrow
    from pyarrow import parquet

    file = io.BytesIO()
    try:
        parquet.write_table(pyarrow.table(json.loads(content)), file, compression="none")
    except (pyarrow.ArrowException, AttributeError, OverflowError, RecursionError, TypeError, ValueError):
        return content
    return file.getvalue()


def read_manifest(content: bytes) -> None:
    """What a person states, told of an article."""
    folder = _folder() / "manifest"
    folder.mkdir(exist_ok=True)
    for name in ("a.txt", "b.txt", "a.zip"):
        (folder / name).touch()
    (folder / "sources.toml").write_bytes(content)
    manifest = _manifest.load(Found(folder / "sources.toml", "sources.toml"))
    for path in ("a.txt", "b.txt", "a.zip/c.txt#1"):
        _reading._stated(Article(path, "A dam broke."), [manifest])


def read_decisions(content: bytes) -> None:
    """The entries of a file, applied to a dispute."""
    path = _folder() / "a.decisions.jsonl"
    path.write_bytes(content)
    log = decisions.read(path)
    "".join(log.problems).encode("utf-8", "backslashreplace")
    disputes = hostile.everywhere("a").disputes
    entries = decisions.standing(log.entries)
    decisions.voices(entries)
    found = decisions.attached(entries, disputes)
    for dispute in disputes:
        assert len(decisions.regrouped(dispute, found).positions) > 1
    decisions.verdicts(found, disputes)
    decisions.last_by(log.entries, "Ada")


def read_row(content: bytes) -> None:
    """A row of the store whose checksum fits: the first byte says of which kind, the others what it holds."""
    import zlib

    article = Article("", fuzz_seeds.ARTICLE)
    kinds = [
        (_codecs.ClaimsCodec(), article),
        (_codecs.VectorCodec(), "a"),
        (_codecs.JudgementCodec(), ("a", "b")),
    ]
    kind, packed = content[:1], content[1:]
    codec, item = kinds[(kind or b"\0")[0] % len(kinds)]
    if isinstance(codec, _codecs.ClaimsCodec) and kind < b"\x80":
        packed = zlib.compress(packed, 1)
    checked = _codecs.Checked(codec, _makers.Maker("claims", "a", "", "b"))  # type: ignore[var-annotated]
    key = checked.key(item)
    found = checked.unpack(key, _codecs._sum(key, packed) + packed, item)
    if isinstance(codec, _codecs.ClaimsCodec):
        for claim in found or ():
            assert claim.text == article.text[claim.start : claim.end]


def read_report(content: bytes) -> None:
    """A report in JSON, which is shown in every format once it is read."""
    report = report_json.read(content.decode("utf-8", "replace"), "a.json")
    for name in plugins.names(render):
        plugins.load(render, name).render(report)


def told(content: bytes) -> Article:
    """The bytes as the text of an article."""
    return Article("a.txt", content.decode("utf-8", "replace"), published=Detail(DAY, "stated"))


def read_roles(content: bytes) -> None:
    """Roles in order, inside the text."""
    article = provenance.fill(roles.assign(replace(told(content), published=Detail())))
    last = 0
    for paragraph in article.paragraphs:
        assert last <= paragraph.start < paragraph.end <= len(article.text)
        last = paragraph.end


@cache
def finders() -> list[ModuleType]:
    """The finders of slots."""
    return [plugins.load(verify.slots, name) for name in plugins.names(verify.slots)]


def split_claims(content: bytes) -> None:
    """Claims without slots."""
    article = roles.assign(told(content[:LONGEST]))
    exact(article, claims.extract(article, [], provenance.begins))


def find_slots(content: bytes) -> None:
    """Claims with their slots."""
    article = roles.assign(told(content[:LONGEST]))
    exact(article, made_of(article))


def made_of(article: Article) -> tuple[Claim, ...]:
    """The claims of an article, with slots."""
    return claims.extract(article, [m.find for m in finders()], provenance.begins)


def exact(article: Article, found: tuple[Claim, ...]) -> None:
    """Every quote is a slice of the article, claims come in order, slots lie where they say."""
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert len({claim.id for claim in found}) == len(found)
    for claim in found:
        assert article.text[claim.start : claim.end] == claim.text
        assert claim.sentence.start <= claim.start < claim.end <= claim.sentence.end
        for slot in claim.slots:
            assert claim.start <= slot.start < slot.end <= len(article.text)
            words = parse.view(article.text, slot.start, slot.end, split=False).text.split()
            assert "".join(words) == "".join(slot.text.split())


def made_up_passage(changes: bytes, side: int) -> tuple[Article, tuple[Claim, ...]]:
    """A passage with its parse changed, and its claims; the first two bytes say which passage."""
    every = made_up.passages()
    passage = every[int.from_bytes(changes[:2], "big") % len(every)][side]
    doc = made_up.edited(passage, changes[2:])
    text = doc.text
    paragraphs = (Paragraph(0, len(text), "body"),)
    article = Article("ab"[side], text, published=Detail(DAY, "stated"), paragraphs=paragraphs)
    seen = [
        parse.view(text, start, end, split=parse.tokenised(text)).text
        for start, end in parse.pieces(text, 0, len(text))
    ]
    if not text.strip() or seen != [text]:
        return article, ()  # the parser would see another text, or several
    with made_up.parsed(doc):
        found = claims.extract(article, [m.find for m in finders()], lambda _, paragraph: paragraph.start)
    return article, found


def parses(content: bytes) -> None:
    """Claims and slots of a changed parse."""
    exact(*made_up_passage(content, 0))


def changed_pairs(content: bytes) -> None:
    """Both sides of a case with changed parses, compared: a byte says how the changes are shared out."""
    which, cut, changes = content[:2], 4 * (content[2] if len(content) > 2 else 0), content[3:]
    left, right = made_up_passage(which + changes[:cut], 0), made_up_passage(which + changes[cut:], 1)
    exact(*left)
    exact(*right)
    compared.held([*left[1], *right[1]])


def compare(content: bytes) -> None:
    """Two texts, a line each, compared."""
    left, _, right = content[:LONGEST].partition(b"\n")
    articles = [replace(told(side), path=path) for path, side in (("a", left), ("b", right))]
    found = [made_of(roles.assign(article)) for article in articles]
    compared.held([claim for side in found for claim in side])


def report_all(content: bytes) -> None:
    """A report on articles, a form feed between them: its quotes are exact, and its JSON says the same."""
    texts = [text for text in content[:LONGEST].decode("utf-8", "replace").split("\f") if text.strip()]
    articles = tuple(
        Article(f"{n}.txt", text, published=Detail(DAY, "stated")) for n, text in enumerate(texts)
    )
    if not articles:
        return
    made = compared.report(sources.Reading(articles, ()))
    for mention in compared.mentions(made):
        text = articles[int(mention.article.partition(".")[0])].text
        assert text[mention.start : mention.end] == mention.text
        assert (
            mention.value is None or mention.start <= mention.value.start < mention.value.end <= mention.end
        )
    plugins.load(render, "md").render(made)
    again = report_json.read(report_json.render(made), "a.json")
    assert [m.text for m in compared.mentions(again)] == [m.text for m in compared.mentions(made)]


def render_all(content: bytes) -> None:
    """A report with the text in every place; bytes that are no text become half characters."""
    report = hostile.everywhere(content.decode("utf-8", "surrogateescape"))
    for name in plugins.names(render):
        plugins.load(render, name).render(report).encode("utf-8", "replace")


def parse_address(content: bytes) -> None:
    """The address of a page."""
    fetch._parsed(content.decode("utf-8", "replace"))


def _rows() -> tuple[bytes, ...]:
    article = Article("", fuzz_seeds.ARTICLE)
    found = made_of(roles.assign(article))
    import zlib

    rows = zlib.decompress(_codecs.ClaimsCodec().pack(found))
    return (b"\0" + rows, b"\x01" + bytes(8), b"\x02" + bytes(24), b"\0[[], []]", b"\0[[], [{}]]")


def _reports() -> tuple[bytes, ...]:
    return tuple(report_json.render(hostile.everywhere(text)).encode() for text in ("a", "", "# b"))


def _changes() -> tuple[bytes, ...]:
    every = range(len(made_up.passages()))
    return tuple(n.to_bytes(2, "big") + b"\1\0\1\1\1\2\1\1\2\1\4\0\1" for n in every)


def targets() -> dict[str, Target]:
    """Every target by name: readers, what else is read, what is made of texts, what is written."""
    return {
        "pdf": Target(reading("a.pdf"), fuzz_seeds.pdfs, ("pypdf",), 8_192),
        "docx": Target(
            reading("a.docx", word), lambda: (fuzz_seeds.WORD, word(fuzz_seeds.WORD)), ("zipfile",)
        ),
        "mail": Target(reading("a.eml"), fuzz_seeds.mails, ("email",)),
        "feed": Target(reading("a.rss"), fuzz_seeds.feeds, ("feedparser",)),
        "html": Target(
            reading("a.html"),
            lambda: (documents.page(documents.STORY), (fuzz_seeds.PAGE % documents.STORY).encode()),
            ("trafilatura", "htmldate", "justext", "courlan"),
        ),
        "warc": Target(reading("a.warc"), fuzz_seeds.archives, ("warcio",)),
        "warc.gz": Target(
            reading("a.warc.gz", gzipped),
            lambda: (*fuzz_seeds.archives(), *map(gzipped, fuzz_seeds.archives())),
            ("warcio",),
        ),
        "zip": Target(
            reading("a.zip", members),
            lambda: (
                b"a.txt\0A dam broke.\0b/../c.json\0"
                + fuzz_seeds.records()[0]
                + b"\0d.html\0<p>A dam broke.",
                documents.zipped({"a.txt": "A dam broke.", "b.zip": "A", "__MACOSX/c": "A"}),
            ),
            ("zipfile",),
        ),
        "json": Target(reading("a.json"), fuzz_seeds.records),
        "jsonl": Target(
            reading("a.jsonl"), lambda: (b"\n".join(fuzz_seeds.records()), *fuzz_seeds.records())
        ),
        "jsonl.gz": Target(
            reading("a.jsonl.gz", gzipped),
            lambda: (b"\n".join(fuzz_seeds.records()), gzipped(b"\n".join(fuzz_seeds.records()))),
        ),
        "parquet": Target(reading("a.parquet", table), fuzz_seeds.columns),
        "txt": Target(reading("a.txt"), fuzz_seeds.texts),
        "manifest": Target(read_manifest, lambda: (fuzz_seeds.MANIFEST,), ("tomllib",)),
        "decisions": Target(read_decisions, lambda: (fuzz_seeds.ENTRIES,)),
        "store": Target(read_row, _rows, longest=8_192, model=True),
        "report.json": Target(read_report, _reports, longest=8_192),
        "roles": Target(read_roles, fuzz_seeds.texts, words=True),
        "parses": Target(parses, _changes, longest=42, model=True),
        "changed-pairs": Target(changed_pairs, _changes, longest=67, model=True),
        "claims": Target(split_claims, fuzz_seeds.sentences, longest=300, words=True, model=True),
        "slots": Target(find_slots, fuzz_seeds.sentences, longest=300, words=True, model=True),
        "comparators": Target(compare, fuzz_seeds.two, longest=500, words=True, model=True),
        "reports": Target(report_all, fuzz_seeds.stories, longest=1_200, words=True, model=True),
        "renderers": Target(render_all, fuzz_seeds.texts, longest=600),
        "addresses": Target(parse_address, lambda: fuzz_seeds.URLS, ("urllib3.util",), 300),
    }
