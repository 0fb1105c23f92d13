"""Which articles are not in English: the language models read no other language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from verify.records import Article, Skipped

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

MIN_LETTERS = 300  # of a text: shorter ones may be names and numbers, and are never skipped
SAMPLE = 5_000  # characters of a text that are looked at
# No other language writes these words so often: they are .11 of the words of the median of 10,000 articles in
# English, .05 or more in 99.3% of them. The model, which takes 3 ms a text, is asked about the rest only.
SURE_WORDS = frozenset({"the", "and", "that", "with", "from", "this", "which", "were", "have"})
SURE_SHARE = 0.05
LOOKED_AT = 1_200  # characters whose words are counted
NOT_ENGLISH = 0.001  # probability of English below which a text is in another language


def english(article: Article) -> Article | Skipped:
    """The article, unless its text is long enough to be sure that it is in another language."""
    text = article.text[:SAMPLE]
    if _surely_english(text) or sum(map(str.isalpha, text)) < MIN_LETTERS:
        return article
    ranked = cast("list[tuple[str, float]]", _identifier().rank(text))
    if dict(ranked)["en"] >= NOT_ENGLISH:
        return article
    language = ranked[0][0]
    reason = (
        f"not in English (language {language}). Translate it, or name a model that reads it with --model."
    )
    return Skipped(article.path, reason)


def _surely_english(text: str) -> bool:
    words = text[:LOOKED_AT].lower().split()
    return sum(word in SURE_WORDS for word in words) >= SURE_SHARE * len(words)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid import langid

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
