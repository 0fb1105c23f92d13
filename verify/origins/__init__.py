"""Which articles speak with one voice and count once: by their text, their credits, their speakers."""

from verify.origins._counting import Voices
from verify.origins._dates import dated
from verify.origins._reuse import CLAIM_COUNT, CLAIM_SHARE, COPY_COUNT, COPY_SHARE, shares

__all__ = ["CLAIM_COUNT", "CLAIM_SHARE", "COPY_COUNT", "COPY_SHARE", "Voices", "dated", "shares"]
