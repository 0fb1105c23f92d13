"""Small documents of every kind that is read, made from a text."""

from __future__ import annotations

import gzip
import io
import zipfile
from email.message import EmailMessage
from html import escape

from fpdf import FPDF

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STORY = (
    "Two rockets hit the base on Saturday, the army said. Nobody was hurt in the attack, which came a day "
    "after a strike on the town. The governor of the province said that three soldiers had left the base "
    "before the rockets fell, and that a search for the attackers was under way in the hills."
)


def pdf(*pages: str) -> bytes:
    document = FPDF()
    document.set_font("helvetica", size=12)
    for page in pages:
        document.add_page()
        if page:
            document.multi_cell(0, text=page)
    return bytes(document.output())


def docx(*paragraphs: str, inner: str = "") -> bytes:
    said = "".join(f"<w:p><w:r><w:t>{escape(p)}</w:t></w:r></w:p>" for p in paragraphs)
    return zipped(
        {"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{inner}{said}</w:body></w:document>'}
    )


def mail(subject: str, text: str, *, html: str = "") -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = subject, "desk@press.example"
    message["Date"] = "Sat, 04 Jan 2020 22:05:00 +0000"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def rss(*entries: tuple[str, str]) -> bytes:
    items = "".join(
        f"<item><title>{escape(title)}</title><link>https://daily.example/{n}</link>"
        f"<pubDate>Sat, 04 Jan 2020 22:05:00 GMT</pubDate><description>{escape(text)}</description></item>"
        for n, (title, text) in enumerate(entries, 1)
    )
    return f'<rss version="2.0"><channel><title>Daily News</title>{items}</channel></rss>'.encode()


def page(text: str) -> bytes:
    return (
        f"<html><head><title>Rockets hit base</title></head><body><article><p>{escape(text)}</p></article>"
        "</body></html>"
    ).encode()


def warc(*bodies: bytes, kind: str = "text/html", encoding: str = "") -> bytes:
    """A record of its own, packed by itself, for each body."""
    records = []
    for number, body in enumerate(bodies, 1):
        packed = gzip.compress(body) if encoding else body
        http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n"
        http += f"Content-Encoding: {encoding}\r\n\r\n" if encoding else "\r\n"
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://daily.example/{number}\r\n"
            f"Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http) + len(packed)}\r\n\r\n"
        )
        records.append(gzip.compress(head.encode() + http.encode() + packed + b"\r\n\r\n"))
    return b"".join(records)


def zipped(members: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def all_kinds() -> dict[str, bytes]:
    """A document of each kind, by its file name."""
    return {
        "a.pdf": pdf(STORY),
        "a.docx": docx("Rockets hit base", STORY),
        "a.eml": mail("Rockets hit base", STORY),
        "a.rss": rss(("Rockets hit base", STORY)),
        "a.html": page(STORY),
        "a.warc.gz": warc(page(STORY)),
        "a.zip": zipped({"a.txt": STORY, "b.html": page(STORY)}),
        "a.json": b'{"text": "Two rockets hit the base."}',
        "a.jsonl": b'{"text": "Two rockets hit the base."}\n{"text": "Three bridges fell."}\n',
        "a.txt": STORY.encode(),
    }
