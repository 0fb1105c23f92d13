#!/usr/bin/env python3
"""What bad documents cost: memory and seconds of reading each, in a process of its own.

    python benchmarks/memory.py                  # every document, each as large as --max-bytes lets it be
    python benchmarks/memory.py --only .html     # those whose name holds that

A document is made to fill the memory of whatever reads it. Growth is the most that the reading process and
its child ever had of the machine's memory (their resident set), above what they had for a small good file
of the same kind, in multiples of the limit. Same documents every time.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import documents  # noqa: E402
from documents import STORY  # noqa: E402

from verify.records import VerifyError  # noqa: E402
from verify.sources import MAX_BYTES, read  # noqa: E402

FULL = MAX_BYTES - 200_000  # bytes of a document that is not too large, with what is around its filling
BOMB = 10 * MAX_BYTES  # bytes that a small file unpacks to
BAR_TIMES, BAR_SECONDS = 2, 30
SHOWN = 60  # characters of what is said
W = f'<w:document xmlns:w="{documents.W}"><w:body>%s</w:body></w:document>'
RSS = '<rss version="2.0"><channel><title>Daily News</title>%s</channel></rss>'

Make = Callable[[], str | bytes]


@dataclass(frozen=True, slots=True)
class Cost:
    """The most bytes that parent and child had, the seconds of it, and what was said of the file."""

    parent: int
    child: int
    seconds: float
    said: str


def full(piece: str, size: int = FULL) -> str:
    """The piece as often as it fits."""
    return piece * (size // len(piece.encode()))


def web_pages() -> Iterator[tuple[str, Make]]:
    """Pages whose trees are large, deep or made of few endless parts."""
    ld = '<script type="application/ld+json">%s</script>'
    for name, body in {
        "paragraphs.html": lambda: full(f"<p>{STORY}</p>"),
        "megabytes.html": lambda: full(f"<p>{STORY}</p>", 3_000_000),
        "breaks.html": lambda: full("<br>"),
        "deep.html": lambda: full("<div>"),
        "unclosed.html": lambda: full("<b><i>"),
        "tables.html": lambda: full("<table><tr><td>"),
        "attributes.html": lambda: "<p " + " ".join(f"a{n}=b" for n in range(FULL // 12)) + ">",
        "attribute.html": lambda: f'<a href="{full("a")}">{STORY}</a>',
        "text.html": lambda: f"<p>{full('Two rockets hit the base. ')}</p>",
        "script.html": lambda: ld % ('{"a":[' + full("{},") + "{}]}"),
    }.items():
        yield name, lambda body=body: f"<html><body><article>{body()}</article></body></html>"


def pdfs() -> Iterator[tuple[str, Make]]:
    """PDF files whose pages, objects or packed streams have no end."""
    yield "stream.pdf", lambda: pdf(zlib.compress(b" " * BOMB, 9), "/Filter /FlateDecode")
    yield "operators.pdf", lambda: pdf(full("BT /F1 12 Tf (Two rockets) Tj ET\n").encode())
    yield "arrays.pdf", lambda: pdf(full("[").encode())
    yield "pages.pdf", lambda: pdf(b"", kids=FULL // 6)


def pdf(stream: bytes, packed: str = "", kids: int = 1) -> bytes:
    """A PDF with one page of such content, named so many times."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (kids, b"3 0 R " * kids),
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 9 9]"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(stream)} {packed} >>\nstream\n".encode() + stream + b"\nendstream",
    ]
    made, places = io.BytesIO(b"%PDF-1.4\n"), []
    made.seek(0, io.SEEK_END)
    for number, content in enumerate(objects, 1):
        places.append(made.tell())
        made.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = made.tell()
    made.write(b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places))
    made.write(b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start)
    return made.getvalue()


def word_files() -> Iterator[tuple[str, Make]]:
    """Word files that unpack to much, or to few endless parts."""
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    for name, xml in {
        "bomb.docx": lambda: W % (" " * BOMB),
        "paragraphs.docx": lambda: W % full("<w:p/>"),
        "words.docx": lambda: W % f"<w:p><w:r><w:t>{full('a ')}</w:t></w:r></w:p>",
        "runs.docx": lambda: W % f"<w:p>{full('<w:r><w:t>a</w:t></w:r>')}</w:p>",
        "deep.docx": lambda: W % full("<w:p>"),
        "attributes.docx": lambda: W % ("<w:p " + " ".join(f"a{n}='b'" for n in range(FULL // 14)) + "/>"),
        "entities.docx": lambda: laughs + W % "&b;",
    }.items():
        yield name, lambda xml=xml: documents.zipped({"word/document.xml": xml()})


def feeds() -> Iterator[tuple[str, Make]]:
    """Feeds with endless entries, and XML that multiplies."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    yield "laughs.xml", lambda: f"<!DOCTYPE x [{entities}]>{RSS % '&a8;'}"
    for name, items in {
        "entry.rss": lambda: f"<item><description>{full(STORY)}</description></item>",
        "markup.rss": lambda: f"<item><description>{full('&lt;br&gt;')}</description></item>",
        "entries.rss": lambda: full("<item><title>a</title></item>"),
        "title.rss": lambda: f"<item><title>{full('a')}</title></item>",
        "deep.atom": lambda: full("<a>"),
    }.items():
        yield name, lambda items=items: RSS % items()


def mails() -> Iterator[tuple[str, Make]]:
    """Mails with endless parts, or endlessly many."""
    head = b"Subject: Rockets\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n"
    yield "text.eml", lambda: b"Subject: Rockets\r\n\r\n" + full(f"{STORY}\r\n").encode()
    yield "page.eml", lambda: b"Content-Type: text/html\r\n\r\n" + full(f"<p>{STORY}</p>").encode()
    yield (
        "base64.eml",
        lambda: b"Content-Transfer-Encoding: base64\r\n\r\n" + full("QUJD" * 19 + "\n").encode(),
    )
    yield "parts.eml", lambda: head + full("--B\r\n\r\na\r\n").encode()
    yield "headers.eml", lambda: full("X-Header: a\r\n").encode() + b"\r\nText."
    yield "subject.eml", lambda: b"Subject: " + full("=?utf-8?q?a?= ").encode() + b"\r\n\r\nText."


def records() -> Iterator[tuple[str, Make]]:
    """JSON that grows in memory, and files of records that unpack to much."""
    record = json.dumps({"text": STORY}).encode() + b"\n"
    yield "objects.json", lambda: b"[" + full("{},").encode() + b"{}]"
    yield "deep.json", lambda: full("[")
    yield "text.json", lambda: f'{{"text": "{full(STORY)}"}}'
    yield "emoji.json", lambda: f'{{"text": "{full("a")}😀"}}'
    yield "numbers.json", lambda: b"[" + full("1,").encode() + b"1]"
    yield "line.jsonl", lambda: f'{{"text": "{full(STORY)}"}}\n{{"text": "{full(STORY)}"}}'
    yield "objects.jsonl", lambda: b'{"text": "a", "b": [' + full("{},").encode() + b"{}]}"
    yield "empty.jsonl", lambda: full("{}\n")
    yield "line.jsonl.gz", lambda: gzip.compress(b"a" * BOMB)
    yield "records.jsonl.gz", lambda: gzip.compress(record * (BOMB // len(record)))
    yield "row.parquet", lambda: table(["a" * BOMB])
    yield "rows.parquet", lambda: table([STORY] * 3_000_000)


def table(texts: list[str]) -> bytes:
    """A Parquet file with these texts."""
    import pyarrow
    from pyarrow import parquet

    made = io.BytesIO()
    parquet.write_table(pyarrow.table({"text": texts}), made)
    return made.getvalue()


def archives() -> Iterator[tuple[str, Make]]:
    """Archives that unpack to much, and of members that are bad themselves."""
    page = f"<html><body>{full(f'<p>{STORY}</p>')}</body></html>"
    yield "bomb.zip", lambda: documents.zipped({"a.html": b" " * BOMB, "b.txt": STORY})
    yield "pages.zip", lambda: documents.zipped({f"{n}.html": page for n in range(4)} | {"z.txt": STORY})
    yield "records.zip", lambda: documents.zipped({f"{n}.json": f"[{full('{},')}{{}}]" for n in range(4)})
    yield (
        "members.zip",
        lambda: documents.zipped({f"{n}.txt": "" for n in range(300_000)}, zipfile.ZIP_STORED),
    )
    yield "bomb.warc.gz", lambda: documents.warc(b" " * BOMB, encoding="gzip")
    yield "pages.warc.gz", lambda: documents.warc(*([page.encode()] * 3))
    yield "header.warc", lambda: b"WARC/1.0\r\nWARC-Type: " + full("a").encode()
    yield "headers.warc.gz", lambda: gzip.compress(b"WARC/1.0\r\n" + b"a: b\r\n" * (BOMB // 6))


def texts() -> Iterator[tuple[str, Make]]:
    """Plain texts, which are read in the parent."""
    yield "story.txt", lambda: full(STORY)
    yield "emoji.txt", lambda: full("a") + "😀"
    yield "rows.txt", lambda: full("2020-01-04,Aleppo,12\n")
    yield "latin.txt", lambda: full("Café ").encode("latin-1")
    yield "zeros.txt", lambda: b"\0" * FULL


def kinds() -> dict[str, bytes]:
    """A small good file of each kind, by its ending."""
    good = {name.partition(".")[2]: content for name, content in documents.all_kinds().items()}
    record = good["jsonl"]
    return good | {
        "jsonl.gz": gzip.compress(record),
        "parquet": table([STORY]),
        "xml": good["rss"],
        "atom": good["rss"],
        "warc": gzip.decompress(good["warc.gz"]),
    }


def measured(path: Path) -> Cost:
    """What reading the file costs, in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--read", str(path)], capture_output=True, text=True, check=True
    )
    return Cost(**json.loads(done.stdout))


def reading(path: Path) -> Cost:
    """What reading the file costs this process, of which it has to be the only work."""
    begun = time.perf_counter()
    try:
        found = read([path])
        said = f"{len(found.articles)} read; " + "".join(s.reason for s in found.skipped[:1])
    except VerifyError as error:
        said = str(error).partition(f"{path.name}: ")[2] or str(error).partition(f"{path}. ")[2]
    seconds = time.perf_counter() - begun
    status = Path("/proc/self/status").read_text()  # getrusage would count who started this process, too
    parent = int(status.partition("VmHWM:")[2].split()[0]) * 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    return Cost(parent, child, seconds, said.partition(" Give files")[0])


def main() -> None:
    """Print a line for each document and the worst of all; exit with 1 where a bar is broken."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="", help="documents whose name holds this")
    parser.add_argument("--read", type=Path, metavar="FILE", help="print what reading one file costs")
    given = parser.parse_args()
    if given.read:
        cost = reading(given.read)
        print(json.dumps({name: getattr(cost, name) for name in Cost.__slots__}))
        return
    print(f"{'document':18} {'MB':>6} {'child':>6} {'parent':>6} {'seconds':>7}  said")
    worst, slowest = 0.0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        good = {ending: measured(_written(folder, f"a.{ending}", c)) for ending, c in kinds().items()}
        makers = (web_pages(), pdfs(), word_files(), feeds(), mails(), records(), archives(), texts())
        for name, make in (document for maker in makers for document in maker):
            if given.only in name:
                cost, base = measured(_written(folder, name, make())), good[name.partition(".")[2]]
                size = Path(folder, name).stat().st_size / 1e6
                Path(folder, name).unlink()
                child, parent = (
                    (getattr(cost, w) - getattr(base, w)) / MAX_BYTES for w in ("child", "parent")
                )
                worst, slowest = max(worst, child, parent), max(slowest, cost.seconds)
                figures = f"{size:6.1f} {child:6.2f} {parent:6.2f} {cost.seconds:7.1f}"
                print(f"{name:18} {figures}  {cost.said[:SHOWN]}", flush=True)
    print(f"at most {worst:.2f} times the limit of {MAX_BYTES / 1e6:.0f} MB, and {slowest:.1f} s")
    sys.exit(worst > BAR_TIMES or slowest > BAR_SECONDS)


def _written(folder: str, name: str, content: str | bytes) -> Path:
    path = Path(folder, name)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


if __name__ == "__main__":
    main()
