# ruff: noqa: E501 - pages are as they are
"""Twelve invented pages of news sites, and the words of their articles."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

STORIES = (
    (
        "Bridge at Corvane closed after barge hits pier",
        "The bridge over the Lume at Corvane was closed on Tuesday after a barge struck its middle pier, the "
        "harbour office said.",
        "Two people were slightly hurt when their car stopped short on the deck, police told reporters.",
        "“We felt a jolt, and then the lamps went out,” said Ida Vell, who was cycling home at the time.",
        "Engineers from the roads agency will look at the pier on Wednesday, and a ferry will carry cars until then.",
        "The bridge, built in 1961, was last repaired four years ago at a cost of 3.4 million crowns.",
    ),
    (
        "Flood cuts off three villages in Tamsin province",
        "Three villages in Tamsin province were cut off on Monday when the river Orvel burst its banks after a week "
        "of rain, the governor said.",
        "Some 240 people spent the night in a school in Port Ellery, according to the Red Cross.",
        "Helicopters brought food and water to Harrow, where the only road had been washed away.",
        "The weather office expects the water to fall by Thursday, but has kept its warning in force.",
        "In 2019 a flood in the same valley killed eleven people and destroyed a mill.",
    ),
    (
        "Museum of Kestrel opens again after four years",
        "The museum of Kestrel opened its doors again on Saturday after four years of repairs, its director Ilse "
        "Brandt said.",
        "About 1,900 visitors came on the first day, more than the house had counted in a whole week before.",
        "The new wing shows 64 paintings that had been in store since the roof gave way in 2027.",
        "The repairs cost 12 million crowns, a third of which came from the province.",
        "Tickets are free until the end of the month, and cost nine crowns after that.",
    ),
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and what its article says, headline and all."""

    name: str
    markup: str
    told: str


def tokens(text: str) -> Counter[str]:
    """The words of a text, each as often as it stands there."""
    return Counter(re.findall(r"\w+", text.lower()))


def shares(found: str, told: str) -> tuple[float, float]:
    """Precision and recall of the words that were found."""
    have, want = tokens(found), tokens(told)
    both = (have & want).total()
    return both / max(1, have.total()), both / max(1, want.total())


def _page(
    name: str,
    story: int,
    *,
    language: str = "en",
    head: str = "",
    before: str = "",
    inside: str = "",
    after: str = "",
    wrap: str = "<article><h1>{0}</h1>{1}</article>",
    paragraph: str = "<p>{}</p>",
    told: str = "",
) -> Page:
    title, *paragraphs = STORIES[story]
    half = len(paragraphs) // 2
    lines = [paragraph.format(p) for p in paragraphs]
    body = "\n".join([*lines[:half], inside, *lines[half:]])
    markup = (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{before}<main>{wrap.format(title, body)}</main>{after}</body></html>"
    )
    return Page(name, markup, " ".join([title, *paragraphs, told]))


NAV = (
    "<header><nav><ul><li><a href=/>Home</a></li><li><a href=/w>World</a></li><li><a href=/s>Sport</a></li>"
    "<li><a href=/l>Log in</a></li></ul></nav></header>"
)
FOOT = "<footer><p>© 2031 Ellery Gazette. All rights reserved.</p><a href=/p>Privacy</a> <a href=/t>Terms</a></footer>"
COOKIES = (
    '<div id="cookie-banner" class="cookie-consent" role="dialog"><p>We and our 812 partners use cookies to store '
    "and read information on your device.</p><button>Accept all</button><button>Reject</button></div>"
)
RELATED = (
    '<aside class="related"><h2>Read more</h2><ul><li><a href=/a>Dam breaks after a week of rain</a></li>'
    "<li><a href=/b>Ferry sinks off Lucena, dozens missing</a></li><li><a href=/c>Mayor of Basra steps down</a>"
    "</li></ul></aside>"
)
COMMENTS = (
    '<section id="comments" class="comments"><h2>Comments (2)</h2><div class="comment"><p>They should have closed '
    'this years ago, everyone here knew it.</p></div><div class="comment"><p>My cousin was there and says that '
    "nine people were hurt, not two.</p></div></section>"
)
CAPTION = (
    '<figure><img src="x.jpg" alt="The scene"><figcaption>The scene on Tuesday evening. Photo: A. Lorne'
    "</figcaption></figure>"
)
TABLE = "<table><tr><th>Year</th><th>Floods</th></tr><tr><td>2019</td><td>4</td></tr><tr><td>2030</td><td>7</td></tr></table>"
LINKED = (
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
    '"headline":"Bridge at Corvane closed after barge hits pier","datePublished":"2031-05-13","author":{"name":"A. Lorne"},'
    '"publisher":{"name":"Ellery Gazette"}}</script>'
)
GERMAN = (
    "<nav><a href=/>Startseite</a> <a href=/p>Politik</a> <a href=/a>Anmelden</a></nav><div class=cookie>"
    "<p>Wir verwenden Cookies, um Inhalte und Anzeigen zu personalisieren. Mit Ihrer Zustimmung geht es weiter."
    "</p></div>"
)
FRENCH = (
    "<nav><a href=/>Accueil</a> <a href=/m>Monde</a> <a href=/c>Se connecter</a></nav><div class=cookies><p>En "
    "poursuivant votre navigation, vous acceptez le dépôt de cookies.</p></div>"
)
SPANISH = "<footer><p>Todos los derechos reservados. Aviso legal. Política de privacidad.</p></footer>"
SHARING = '<div class="share"><a href=/f>Share</a><a href=/t>Tweet</a><a href=/m>Mail</a></div>'
LETTER = '<div class="newsletter"><h3>Sign up for our newsletter</h3><form><input><button>Sign up</button></form></div>'

PAGES = (
    _page("plain", 0),
    _page("navigation and footer", 1, before=NAV, after=FOOT),
    _page("cookie bar", 2, before=COOKIES + NAV, after=FOOT),
    _page("related links", 0, before=NAV, inside=RELATED, after=RELATED + FOOT),
    _page("comments", 1, before=NAV, after=COMMENTS + FOOT),
    _page("comments inside", 2, before=NAV, wrap="<article><h1>{0}</h1>{1}" + COMMENTS + "</article>"),
    _page("caption", 0, inside=CAPTION, told="The scene on Tuesday evening. Photo: A. Lorne"),
    _page("table", 1, before=NAV, inside=TABLE, after=FOOT, told="Year Floods 2019 4 2030 7"),
    _page("JSON-LD", 0, head=LINKED, before=NAV, after=FOOT),
    _page("German around it", 2, language="de", before=GERMAN, after=FOOT),
    _page("French and Spanish around it", 1, language="fr", before=FRENCH, after=SPANISH),
    _page(
        "no article element",
        0,
        before=NAV + SHARING,
        inside=SHARING + LETTER,
        after=RELATED + FOOT,
        wrap='<div class="story"><h1>{0}</h1><div class="byline">By A. Lorne</div>{1}</div>',
        paragraph="<div>{}</div>",
    ),
)
