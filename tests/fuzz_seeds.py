"""Invented inputs that fuzzing begins with; none has a line of a newspaper."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from functools import cache
from pathlib import Path

import documents
import hostile
from case_files import Case, cases

CASES = Path(__file__).parent / "cases"
EVERY = 3  # of the cases that rules are tuned with, one in so many: the rest say little that is new

ARTICLE = """\
Dam above Orvel breaks, two miners missing

By Ada Lorne | Orvel Post | Updated 5 January 2020, 10:40 p.m.

(Photo: Orvel Post / Osk Varn)

ORVEL, Lublin (Reuters) - Two mortar rounds hit the Orvel mill on Saturday, Jan. 4, and the dam above it \
broke, police said. At least 1,200 people - most of them miners - left their homes.

“We heard three blasts,” said Ada Lorne, 61, a ferry pilot. The council denied that its guns had fired.

Read more: Ferry runs aground off Crete

About $3.5 million worth of copper was stolen, 40 percent more than a year ago. The governor, who took \
office in 2018, said the pit would stay closed for three weeks.

Sign up for our newsletter
(Reporting by Osk Varn; Editing by Ada Lorne) Copyright 2020 Orvel Post. All rights reserved.
"""

ATOM = b"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>Orvel Post</title>
<entry><title type="html">Dam &lt;b&gt;breaks&lt;/b&gt;</title><link href="https://orvel.example/1"/>
<updated>2020-01-04T22:05:00Z</updated><author><name>Ada Lorne</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>%s</p></div></content></entry></feed>"""

RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><item>
<title>Dam breaks</title><dc:date>2020-01-04</dc:date><dc:creator>Ada Lorne</dc:creator>
<content:encoded><![CDATA[<p>%s</p>]]></content:encoded></item></rdf:RDF>"""

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Dam breaks | Orvel Post</title>
<meta property="og:site_name" content="Orvel Post"><meta name="author" content="Ada Lorne">
<meta property="article:published_time" content="2020-01-04T22:05:00Z">
<link rel="canonical" href="https://orvel.example/1"><script type="application/ld+json">
{"@type": "NewsArticle", "headline": "Dam breaks", "datePublished": "2020-01-04", "author": {"name": "Ada"}}
</script></head><body><nav><a href="/">Home</a></nav><main><h1>Dam breaks</h1><ul><li>One<li>Two</ul>
<table><tr><td>1,200</td></tr></table><p>%s</p><blockquote>“Three blasts”</blockquote></main></body></html>"""

W = documents.W
WORD = (
    f'<w:document xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>'
    "<w:p><w:r><w:t>Dam</w:t><w:tab/><w:br/><w:noBreakHyphen/><w:t>breaks</w:t></w:r><w:del><w:r><w:delText>no"
    "</w:delText></w:r></w:del></w:p><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>Two</w:t></w:r></w:p>"
    "</mc:Choice><mc:Fallback><w:p><w:r><w:t>Two</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>"
    "</w:body></w:document>"
).encode()

MANIFEST = b"""same = [["a.txt", "b.txt"]]
independent = [["a.txt", "a.zip/c.txt"]]
["a.txt"]
outlet = "Orvel Post"
published = 2020-01-04
["a.zip"]
agency = 'AFP'
url = \"\"\"https://orvel.example/1\"\"\"
published = "2020-01-04"
["b.txt"]
published = 2020-01-04T10:40:00Z
"""

ENTRIES = b"".join(
    json.dumps({"record": f"r{n}", "time": "2020-01-04T10:40:00Z", "reviewer": "Ada"} | entry).encode()
    + b"\n"
    for n, entry in enumerate(
        [
            {"verdict": "confirmed", "of": "d-1"},
            {"verdict": "dismissed", "of": "d-1", "reason": "synonym", "note": "of another day"},
            {"verdict": "noted", "of": "d-1", "note": "call the mill"},
            {"verdict": "merged", "of": "d-1", "places": [{"article": "a", "start": 0, "end": 6}] * 2},
            {
                "verdict": "split",
                "of": "d-9",
                "question": "a",
                "places": [{"article": "a", "start": 2, "end": 3}],
            },
            {"verdict": "same", "articles": ["a", "b"]},
            {"verdict": "independent", "articles": ["a", "b"]},
            {"verdict": "undone", "of": "r0"},
        ]
    )
)

URLS = (
    b"https://press.example:8080/a?b=c#d",
    b"http://[::1]/",
    b"https://user@h/%2e%2e/",
    b"HTTP://\xc3\xa9.example",
)


def stream(content: bytes, filters: str = "") -> bytes:
    """A stream of a PDF."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), filters.encode(), content)


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first its catalogue, numbered from 1; its table of places is right."""
    made, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, len(made))
    return made + head + table + tail


def pdfs() -> tuple[bytes, ...]:
    """PDFs whose text lies open, under several filters, and in a font with a table of characters."""
    tree = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    plain = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    mapped = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 6 0 R>>"
    shown = b"BT /F 9 Tf 1 0 0 1 9 9 Tm (Two rockets) Tj 0 -9 Td [(hit) -250 (the)] TJ T* (base.) ' ET"
    table = (
        b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <0042> endbfchar\n"
    )
    table += b"1 beginbfrange <50> <5F> <0061> endbfrange endcmap"
    hexed, packed = shown.hex().encode() + b">", zlib.compress(shown)
    return (
        pdf(*tree, page, stream(shown), plain),
        pdf(*tree, page, stream(hexed, "/Filter/ASCIIHexDecode"), plain),
        pdf(*tree, page, stream(packed, "/Filter[/FlateDecode]/DecodeParms[<</Predictor 1>>]"), plain),
        pdf(*tree, page, stream(b"BT /F 9 Tf <41505152> Tj ET"), mapped, stream(table)),
    )


def feeds() -> tuple[bytes, ...]:
    """RSS, Atom and RDF."""
    story = documents.STORY.encode()
    return (documents.rss(("Dam breaks", f"<p>{documents.STORY}</p>")), ATOM % story, RDF % story)


def mails() -> tuple[bytes, ...]:
    """Plain, with a page, and with parts of parts."""
    inner = documents.mail("=?utf-8?q?Dam_breaks?=", "", html=documents.page("A dam broke.").decode())
    parts = (
        b'Subject: a\nContent-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain; charset='
    )
    parts += b'"koi8-r"\nContent-Transfer-Encoding: base64\n\nVHdvIHJvY2tldHM=\n--x\n'
    parts += b"Content-Disposition: attachment; filename*=utf-8''a%20b.pdf\n\nA\n--x--\n"
    return (documents.mail("Dam breaks", "A dam broke."), inner, parts)


def archives() -> tuple[bytes, ...]:
    """Web archives, not packed."""
    page = documents.page("A dam broke above the mill, the council said.")
    packed = (
        documents.warc(page),
        documents.warc(page, b"A dam broke.", kind="text/plain; charset=utf-8"),
        documents.warc(page, encoding="gzip"),
    )
    return tuple(gzip.decompress(content) for content in packed)


def records() -> tuple[bytes, ...]:
    """Records in JSON, one document each."""
    full = {
        "headline": "Dam breaks",
        "outlet": "Orvel Post",
        "agency": "AFP",
        "byline": "Ada",
        "text": "A dam.",
    }
    dated = full | {"published": "4 Jan. 2020", "url": "https://orvel.example/2020/01/04/a"}
    odd = '{"text": "\\ud83d", "published": 3, "url": null, "n": 1e999}'
    return (json.dumps(full).encode(), json.dumps([dated, 1, {}]).encode(), odd.encode(), b"[[[[]]]]")


def columns() -> tuple[bytes, ...]:
    """Columns of a table, as JSON, and a table as the file that it makes."""
    import pyarrow
    from pyarrow import parquet

    table = {"text": ["A dam broke.", None], "published": ["2020-01-04", ""], "outlet": ["Orvel Post", "AFP"]}
    file = io.BytesIO()
    parquet.write_table(pyarrow.table(table), file, compression="none")
    return (
        json.dumps(table).encode(),
        b'{"text": [1, 2]}',
        b'{"text": [["a"]], "url": [{"b": 1}]}',
        file.getvalue(),
    )


@cache
def pairs() -> tuple[Case, ...]:
    """Pairs of invented passages, of every kind that is compared."""
    return tuple(case for case in cases(CASES) if not case.held_out)[::EVERY]


def sentences() -> tuple[bytes, ...]:
    """Passages of one or two sentences."""
    return tuple(case.a.encode() for case in pairs())


def two() -> tuple[bytes, ...]:
    """Two passages, a line each."""
    return tuple(f"{case.a}\n{case.b}".encode() for case in pairs())


def stories() -> tuple[bytes, ...]:
    """Two articles of a line each, a form feed between them."""
    told = (*((case.a, case.b) for case in pairs()[::2]), (ARTICLE, ARTICLE))
    return tuple("\f".join(articles).encode() for articles in told)


def texts() -> tuple[bytes, ...]:
    """An article with what stands around one, and texts that would like to be markup."""
    return (ARTICLE.encode(), *(text.encode("utf-8", "replace") for text in hostile.HOSTILE))
