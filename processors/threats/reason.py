"""Why a match is there and as grave as it is, in one line for an analyst."""

from collections.abc import Iterable

from processors.threats.decision import Chosen
from processors.threats.frames import Fit
from processors.threats.hits import Hit, Hits
from processors.threats.precedence import Held
from processors.threats.read import Read
from processors.threats.severity import Grade, Step
from processors.threats.status import Finding

# The whole line and one quotation have at most so many characters.
_LONGEST, _LONGEST_QUOTE = 199, 32
_CLASSIFIER_ALONE = "no frame fits, the sentence reads like a threat"
# More words around a match than this explain nothing more.
_NEIGHBOURS = 2


def reason(chosen: Chosen, finding: Finding, grade: Grade, read: Read) -> str:
    """For example `says 'aanslag' near 'doden'; reported; a terrorism report starts at 80; ...`."""
    said = _CLASSIFIER_ALONE if chosen.alone else _said(chosen.held, read)
    status = f"{finding.status} ({finding.cue!r})" if finding.cue else finding.status
    name = chosen.category.replace("_", " ")
    parts = [said + _share(chosen), status]
    parts += [f"{_article(name)} {name} report starts at {grade.base}"]
    parts += [_step(one) for one in grade.steps]
    line = "; ".join(parts)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _share(chosen: Chosen) -> str:
    """What the classifier makes of the sentence."""
    return "" if chosen.likely is None else f" (classifier {chosen.likely:.2f})"


def _said(held: Held, read: Read) -> str:
    own, *others = dict.fromkeys(_quote(hit, read) for hit in held.fit.places)
    near = [_quote(hit, read) for hit in _neighbours(held, read.hits)]
    around = [one for one in dict.fromkeys([*others, *near]) if one != own][:_NEIGHBOURS]
    return f"says {own!r}" + (f" near {' and '.join(map(repr, around))}" if around else "")


def _neighbours(held: Held, hits: Hits) -> Iterable[Hit]:
    """The nearest word of every class that spoke for the sense."""
    for name, weight in held.verdict.reasons:
        found = [hit for hit in hits.get("@" + name, ()) if not _inside(hit, held.fit)]
        if weight > 0 and found:
            yield min(found, key=lambda hit: abs(hit.first - held.fit.first))


def _inside(hit: Hit, fit: Fit) -> bool:
    return any(place.first <= hit.first <= place.last for place in fit.places)


def _quote(hit: Hit, read: Read) -> str:
    start, end = read.sentence[hit.first].start, read.sentence[hit.last].end
    words = " ".join(read.text[start:end].split())
    return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1] + "…"


def _step(step: Step) -> str:
    verb = f"adds {step.amount}" if step.amount >= 0 else f"takes {-step.amount} off"
    return f"{step.what} {verb}"


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"
