"""What a change does to the orders made ahead, in words."""

from domain.ahead import Impact
from domain.texts import Texts


def told(impact: Impact, t: Texts) -> str | None:
    """How many are cancelled and how many stay (HTML); None when there is nothing to say."""
    lines = []
    if impact.cancelled:
        lines.append(t.count("series.cancels", impact.cancelled))
    if impact.kept:
        lines.append(t.count("series.keeps", impact.kept))
    return "\n".join(lines) or None
