"""Reading: every readable article comes in as it is, everything else is told with its reason."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from verify.records import Detail, VerifyError
from verify.sources import Limits, Reading, read

STORY = "Two rockets hit the base on Saturday, the army said."
OTHER = "Three bridges fell in the storm, the governor said."

PAGE = """<html><head><title>Rockets hit base - Daily News</title>
<meta property="og:site_name" content="Daily News"><meta name="author" content="Jane Reporter">
<meta property="article:published_time" content="2020-01-04T22:05:00Z">
<link rel="canonical" href="https://daily.example/rockets"></head><body>
<nav><a href="/">Home</a><a href="/world">World</a></nav><article><h1>Rockets hit base</h1>
<p>Two rockets hit a base in the north on Saturday, security sources said, a day after a strike.</p>
<p>No casualties were reported in the attack, the military said in a statement late in the evening.</p>
</article><footer>All rights reserved</footer></body></html>"""


def write(folder: Path, **files: str | bytes) -> Path:
    """Files by name, where "_dot_" stands for the dot of the ending and "__" for a folder."""
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def paths(reading: Reading) -> list[str]:
    return [article.path for article in reading.articles]


def reasons(reading: Reading) -> dict[str, str]:
    return {skipped.path: skipped.reason for skipped in reading.skipped}


@pytest.mark.parametrize("text", ["a\r\nb\rc\n", " \u00a0first\u2028second ", "e\u0301 and \u00e9", "\tx\f"])
def test_plain_text_keeps_every_character(tmp_path: Path, text: str) -> None:
    write(tmp_path, a_dot_txt=text)

    assert read([tmp_path]).articles[0].text == text


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt=STORY.encode("utf-8-sig"), b_dot_txt=OTHER.encode("utf-16"))

    assert [article.text for article in read([tmp_path]).articles] == [STORY, OTHER]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_western_text_is_detected_and_decoded(tmp_path: Path, encoding: str) -> None:
    text = f"{STORY} The café owner's fiancée fled. {OTHER}"
    write(tmp_path, a_dot_txt=text.encode(encoding))

    assert read([tmp_path]).articles[0].text == text


def test_another_alphabet_is_detected_where_it_fits_well(tmp_path: Path) -> None:
    text = "Две ракеты попали в авиабазу в субботу, сообщили источники в силах безопасности страны."
    write(tmp_path, a_dot_txt=text.encode("cp1251"))

    assert read([tmp_path]).articles[0].text == text


def test_paths_are_below_the_folder_and_sorted_as_text(tmp_path: Path) -> None:
    write(tmp_path, b_dot_txt="B", a__z_dot_txt="Z", a_dot_txt="A", a__y__x_dot_md="X")

    assert paths(read([tmp_path])) == ["a.txt", "a/y/x.md", "a/z.txt", "b.txt"]


def test_a_single_file_has_its_own_name(tmp_path: Path) -> None:
    write(tmp_path, a__b_dot_txt=STORY)

    assert paths(read([tmp_path / "a" / "b.txt"])) == ["b.txt"]


def test_several_inputs_are_told_apart_by_their_last_parts(tmp_path: Path) -> None:
    write(tmp_path, one__x__a_dot_txt="A", two__x__a_dot_txt="B", three_dot_txt="C")

    assert paths(read([tmp_path / "one", tmp_path / "three.txt"])) == ["one/x/a.txt", "three.txt"]
    assert paths(read([tmp_path / "one" / "x", tmp_path / "two" / "x"])) == ["one/x/a.txt", "two/x/a.txt"]


def test_a_file_that_is_reached_twice_comes_once(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt=STORY)

    reading = read([tmp_path, tmp_path, tmp_path / "a.txt"])

    assert len(reading.articles) == 1


def test_the_order_of_the_inputs_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, one__a_dot_txt="A", two__b_dot_txt="B", two__c_dot_pdf="C")

    assert read([tmp_path / "one", tmp_path / "two"]) == read([tmp_path / "two", tmp_path / "one"])


def test_a_page_gives_its_article_and_its_metadata(tmp_path: Path) -> None:
    write(tmp_path, a_dot_html=PAGE)

    article = read([tmp_path]).articles[0]

    assert article.text.startswith("Rockets hit base\n")
    assert "security sources said" in article.text
    assert "Home" not in article.text
    assert article.headline == Detail("Rockets hit base", "stated")
    assert article.outlet == Detail("Daily News", "stated")
    assert article.byline == Detail("Jane Reporter", "stated")
    assert article.published == Detail(date(2020, 1, 4), "stated")
    assert article.url == "https://daily.example/rockets"


def test_a_page_in_the_encoding_that_it_declares_is_read(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-2">').replace("the military", "Łukasz Żak")
    write(tmp_path, a_dot_htm=page.encode("iso-8859-2"))

    assert "Łukasz Żak" in read([tmp_path]).articles[0].text


def test_records_give_one_article_each(tmp_path: Path) -> None:
    record = {"headline": "Rockets hit base", "outlet": "Daily News", "published": "2020-01-04",
              "url": "https://daily.example/1", "text": STORY}  # fmt: skip
    write(tmp_path, a_dot_json=json.dumps(record), b_dot_jsonl=f"{json.dumps({'text': OTHER})}\n\n")

    one, two = read([tmp_path]).articles

    assert (one.path, two.path) == ("a.json", "b.jsonl#1")
    assert one.text == f"Rockets hit base\n\n{STORY}"
    assert one.outlet == Detail("Daily News", "stated")
    assert one.published == Detail(date(2020, 1, 4), "stated")
    assert (two.text, two.outlet) == (OTHER, Detail())


def test_a_list_of_records_is_numbered_from_one(tmp_path: Path) -> None:
    write(tmp_path, a_dot_json=json.dumps([{"text": f"Story {n} is long."} for n in range(12)]))

    assert paths(read([tmp_path]))[1:] == [f"a.json#{n}" for n in range(2, 13)]


@pytest.mark.parametrize(
    ("published", "url", "day"),
    [
        ("1/21/18", "", date(2018, 1, 21)),
        ("3/4/18", "", None),
        ("3/4/18", "https://daily.example/2018/03/04/x", date(2018, 3, 4)),
        ("04 January 2020", "", date(2020, 1, 4)),
        ("2020", "", None),
        ("soon", "", None),
    ],
)
def test_a_day_that_could_be_two_is_unknown_until_the_address_settles_it(
    tmp_path: Path, published: str, url: str, day: date | None
) -> None:
    write(tmp_path, a_dot_json=json.dumps({"text": STORY, "published": published, "url": url}))

    assert read([tmp_path]).articles[0].published.value == day


def test_a_broken_line_loses_no_other_record(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": STORY}),
        '{"text": ',
        '["no record"]',
        '{"text": 3}',
        json.dumps({"text": OTHER}),
    ]
    write(tmp_path, a_dot_jsonl="\n".join([*lines, '{"text": "half \\ud83d"}']))

    reading = read([tmp_path])

    assert paths(reading) == ["a.jsonl#1", "a.jsonl#5"]
    assert list(reasons(reading)) == ["a.jsonl#2", "a.jsonl#3", "a.jsonl#4", "a.jsonl#6"]
    assert "broken JSON" in reasons(reading)["a.jsonl#2"]
    assert "not a record" in reasons(reading)["a.jsonl#3"]
    assert "without text" in reasons(reading)["a.jsonl#4"]


BAD: dict[str, tuple[bytes, str]] = {
    "binary.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
    "controls.txt": (bytes(range(1, 9)) * 20, "binary"),
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "no text"),
    "undecodable.txt": (bytes(range(128, 256)) * 9, "not UTF-8 (byte 0)"),
    "mixed.txt": (
        "“Two rockets hit” ".encode() * 3 + "la base aérienne évoquée".encode("cp1252"),
        "not UTF-8",
    ),
    "half.txt": (b"\xff\xfea\0b", "broken UTF-16"),
    "broken.json": (b'{"text": "cut off', "broken JSON"),
    "deep.json": (b"[" * 100_000, "JSON"),
    "number.json": (b"7", "not a record"),
    "broken.html": (b"<html><body><div cla", "no article text"),
    "brackets.html": (b"<html><body><<<div", "no article text"),
    "scripts.html": (b"<html><body><script>render()</script></body></html>", "no article text"),
    "paper.pdf": (b"%PDF-1.7", "a PDF, broken"),
    "film.mp4": (b"ftyp", "a .mp4 file, which is not read"),
    "README": (b"notes", "a file without an ending"),
    ".hidden.txt": (b"secret", "hidden"),
    "copy.txt": (STORY.encode(), "the same content as a.txt"),
    "copy.json": (json.dumps({"text": STORY}).encode(), "the same content as a.txt"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_skipped_with_its_reason_and_loses_no_other(tmp_path: Path, name: str) -> None:
    content, reason = BAD[name]
    write(tmp_path, a_dot_txt=STORY)
    (tmp_path / name).write_bytes(content)

    reading = read([tmp_path])

    assert paths(reading) == ["a.txt"]
    assert list(reasons(reading)) == [name]
    assert reason in reasons(reading)[name]


def test_all_bad_files_together_lose_none_that_is_good(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt=STORY, z_dot_txt=OTHER)
    for name, (content, _) in BAD.items():
        (tmp_path / name).write_bytes(content)

    reading = read([tmp_path])

    assert paths(reading) == ["a.txt", "z.txt"]
    assert sorted(reasons(reading)) == sorted(BAD)


def test_a_file_that_is_too_big_is_not_opened(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt=STORY, big_dot_txt="x" * 101)

    assert "MB, more than the" in reasons(read([tmp_path], limits=Limits(100)))["big.txt"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read every file")
def test_an_unreadable_file_and_folder_are_skipped(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt=STORY, shut_dot_txt=OTHER, closed__b_dot_txt=OTHER)
    (tmp_path / "shut.txt").chmod(0)
    (tmp_path / "closed").chmod(0)

    try:
        assert set(reasons(read([tmp_path]))) == {"shut.txt", "closed"}
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_a_file_that_the_system_refuses_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        if path.name == "shut.txt":
            raise PermissionError(13, "Permission denied")
        with path.open("rb") as file:
            return file.read()

    monkeypatch.setattr(Path, "read_bytes", refuse)
    write(tmp_path, a_dot_txt=STORY, shut_dot_txt=OTHER)

    assert "Permission denied" in reasons(read([tmp_path]))["shut.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have names only on Unix")
def test_a_named_pipe_does_not_hang(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt=STORY)
    os.mkfifo(tmp_path / "pipe.txt")

    assert "not a regular file" in reasons(read([tmp_path]))["pipe.txt"]


def test_links_that_lead_round_do_not_hang(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt=STORY, sub__b_dot_txt=OTHER)
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")

    reading = read([tmp_path])

    assert paths(reading) == ["a.txt", "sub/b.txt"]
    assert "read already" in reasons(reading)["sub/up"]
    assert "not readable" in reasons(reading)["self.txt"]
    assert "not readable" in reasons(reading)["gone.txt"]


def test_the_same_words_in_two_outlets_stay_two_articles(tmp_path: Path) -> None:
    records = [{"text": STORY, "outlet": outlet} for outlet in ("Daily News", "Evening Post", "Daily News")]
    write(tmp_path, a_dot_jsonl="\n".join(map(json.dumps, records)))

    reading = read([tmp_path])

    assert paths(reading) == ["a.jsonl#1", "a.jsonl#2"]
    assert reasons(reading) == {"a.jsonl#3": "the same content as a.jsonl#1."}


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt=STORY)

    with pytest.raises(VerifyError, match="missing does not exist") as error:
        read([tmp_path, tmp_path / "missing"])

    assert error.value.exit_code == 2
    assert error.value.advice


@pytest.mark.parametrize("files", [{}, {"a.bin": b"\0"}, {"empty.txt": b""}, {"sources.toml": b""}])
def test_an_input_without_an_article_is_an_error(tmp_path: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)

    with pytest.raises(VerifyError, match="No article can be read") as error:
        read([tmp_path])

    assert error.value.exit_code == 2
    assert ".txt" in error.value.advice


def test_sources_toml_states_what_files_do_not(tmp_path: Path) -> None:
    toml = (
        'same = [["a.txt", "b.txt"]]\nindependent = [["a.txt", "sub/c.jsonl"]]\n'
        '["a.txt"]\noutlet = "Daily News"\nagency = "AFP"\nbyline = "Jane Reporter"\nheadline = "Rockets"\n'
        'published = 2020-01-04\nurl = "https://daily.example"\n["b.txt"]\npublished = "2020-01-05"\n'
        '["sub/c.jsonl"]\noutlet = "Evening Post"\n'
    )
    record = json.dumps({"text": "A third story.", "outlet": "wrong"})
    write(tmp_path, a_dot_txt=STORY, b_dot_txt=OTHER, sub__c_dot_jsonl=record, sources_dot_toml=toml)

    reading = read([tmp_path])
    a, b, c = reading.articles

    assert (a.outlet, a.agency) == (Detail("Daily News", "stated"), Detail("AFP", "stated"))
    assert (a.byline.value, a.headline.value, a.url) == ("Jane Reporter", "Rockets", "https://daily.example")
    assert (a.published.value, b.published.value) == (date(2020, 1, 4), date(2020, 1, 5))
    assert c.outlet.value == "Evening Post"
    assert reading.same == (frozenset({"a.txt", "b.txt"}),)
    assert reading.independent == (frozenset({"a.txt", "sub/c.jsonl"}),)
    assert reading.skipped == ()


def test_sources_toml_speaks_of_its_own_folder(tmp_path: Path) -> None:
    toml = '["a.txt"]\noutlet = "Daily News"\n'
    write(tmp_path, one__a_dot_txt=STORY, one__sources_dot_toml=toml, two__a_dot_txt=OTHER)

    one, two = read([tmp_path / "one", tmp_path / "two"]).articles

    assert (one.outlet.value, two.outlet.value) == ("Daily News", None)


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("outlet =", "not valid TOML"),
        ('["x.txt"]\noutlet = "A"', '"x.txt" is no file'),
        ('["a.txt"]\noutlat = "A"', 'unknown key "outlat"'),
        ('["a.txt"]\noutlet = 3', '"outlet" of "a.txt" is not a text'),
        ('["a.txt"]\nagency = " "', '"agency" of "a.txt" is not a text'),
        ('["a.txt"]\npublished = "4 Jan"', '"published" of "a.txt" is not a date'),
        ('"a.txt" = "A"', '"a.txt" is no table'),
        ('same = ["a.txt"]', '"same" is no list of lists'),
        ('same = [["a.txt"]]', "fewer than two"),
        ('same = [["a.txt", "x.txt"]]', '"x.txt" is no file'),
        ('same = [["a.txt", "b.txt"]]\nindependent = [["b.txt", "a.txt"]]', "as the same and as independent"),
    ],
)
def test_a_wrong_sources_toml_names_the_key_and_the_way_out(tmp_path: Path, toml: str, message: str) -> None:
    write(tmp_path, a_dot_txt=STORY, b_dot_txt=OTHER, sources_dot_toml=toml)

    with pytest.raises(VerifyError) as error:
        read([tmp_path])

    assert message in error.value.message
    assert "sources.toml" in error.value.message
    assert error.value.advice


def test_every_reader_declares_endings_that_no_other_claims() -> None:
    from verify import plugins, sources

    modules = [plugins.load(sources, name) for name in plugins.names(sources)]
    endings = [suffix for module in modules for suffix in module.SUFFIXES]

    assert len(set(endings)) == len(endings)
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in endings)


def test_the_seeds_are_read_whole() -> None:
    folder = Path(__file__).parents[1] / "seeds"

    reading = read([folder])

    assert len(reading.articles) == 5
    assert reading.skipped == ()
    assert all(a.text == (folder / a.path).read_bytes().decode() for a in reading.articles)
