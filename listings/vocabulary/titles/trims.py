"""Finds the trim level or edition: the chain of names between the engine and the first option."""

from dataclasses import dataclass

from listings.vocabulary.facts import Fact
from listings.vocabulary.titles.draft import Draft
from listings.vocabulary.titles.tables import TrimName, trim_names
from listings.vocabulary.tokens import spelt

# Words that other rules read may be a trim's too: GTE is a fuel and a trim.
_SHARED = frozenset(["engine-name", "mini-letter", "filler", "car-again"])
# Behind these a capitalised word that nobody knows is part of the name: "Arctic Edition".
_CHAINED = frozenset(["edition", "line", "edizione", "pack"])
_VERSIONS = frozenset([("mini", "cooper"), ("mini", "one")])
LONG_CUT = 4  # letters of a name cut short that any make may have
LONGEST = 6  # pieces of a trim
UNKNOWN_LETTERS = 4  # of a word that is taken for a trim though no table has it


@dataclass(frozen=True, slots=True)
class _Piece:
    first: int
    end: int
    name: TrimName | None  # None: a word that no table has
    own: bool  # a name of this very make


def find_trim(draft: Draft) -> None:
    """Reads the trim; each piece is a fact, and the value of each is the whole trim."""
    if draft.make is None:
        return
    zone_end = _zone_end(draft)
    pieces = _pieces(draft, draft.car_end, zone_end)
    if not any(piece.own or len(_written(draft, piece)) > 2 for piece in pieces):
        pieces = _elsewhere(draft, zone_end) or pieces
    pieces = _version(draft, pieces) + (pieces or _unknown(draft, zone_end))
    pieces = _without_repeats(draft, pieces)[:LONGEST]
    if not pieces:
        return
    value = " ".join(_written(draft, piece) for piece in pieces)
    for piece in pieces:
        rule = "trim-name" if piece.name else "trim-shape"
        _take(draft, piece, value, rule)


def _version(draft: Draft, pieces: list[_Piece]) -> list[_Piece]:
    """Mini's Cooper and One are called models, and begin the trim: "Cooper S 60 Years"."""
    model = draft.model
    if not pieces or model is None or (model.make.slug, model.slug) not in _VERSIONS:
        return []
    named = next((fact for fact in draft.facts if fact.field == "model"), None)
    first = draft.words.starts.index(named.start) if named else pieces[0].first
    if first >= pieces[0].first:
        return []
    return [_Piece(first, first + 1, TrimName(model.name, (model.make.slug,), True), own=True)]


def _take(draft: Draft, piece: _Piece, value: str, rule: str) -> None:
    draft.add("trim", value, piece.first, piece.end, rule)
    for index in range(piece.first, piece.end):
        draft.taken[index] = draft.taken[index] or rule


def _zone_end(draft: Draft) -> int:
    """The first word that is an option, or stands behind a separator; there equipment begins."""
    starts = {fact.start for fact in draft.facts if fact.field == "option" and not _is_drive(fact)}
    words = draft.words
    begin = max(draft.car_end, 1)
    for index in range(begin, len(words)):
        if words.starts[index] in starts or not draft.same_part(begin - 1, index):
            return index
    return len(words)


def _is_drive(fact: Fact) -> bool:
    return fact.value in ("vierwielaandrijving", "start-stop") and fact.field == "option"


def _pieces(draft: Draft, first: int, end: int) -> list[_Piece]:
    pieces: list[_Piece] = []
    index = first
    while index < end:
        piece = _piece_at(draft, index, end)
        if piece is None:
            index += 1
            continue
        pieces += [*_before(draft, piece, pieces, first), piece]
        index = piece.end
    return pieces


def _piece_at(draft: Draft, index: int, end: int) -> _Piece | None:
    """The longest trim name that starts here; this make's own before another's."""
    best = None
    make = draft.make.slug if draft.make else ""
    for hit in trim_names().all_at(draft.words, index):
        names = [name for name in hit.values if not name.makes or make in name.makes]
        if hit.end > end or not names:
            continue
        name = max(names, key=lambda name: bool(name.makes))
        piece = _Piece(index, hit.end, name, bool(name.makes))
        if _may_be_trim(draft, piece):
            best = piece
    return best if best and best.own else _abbreviated(draft, index) or best


def _abbreviated(draft: Draft, index: int) -> _Piece | None:
    """ "adv.", "Comfortl.": the beginning of one name of this make's trims, with a full stop."""
    words, make = draft.words, draft.make
    cut = words.folded[index]
    is_cut = words.gap(index + 1)[:1] == "." and words.gap(index + 1)[1:2] != "-"
    is_cut = is_cut and cut.isalpha() and len(cut) >= 3
    if draft.taken[index] or not is_cut or make is None:
        return None
    begun = [name for _, named, _ in trim_names().beginning([], cut) for name in named]
    whole = [name for name in begun if name.name.isalpha()]
    own = [name for name in whole if make.slug in name.makes]
    common = [name for name in whole if not name.makes and len(cut) >= LONG_CUT]
    longest = max(own or common, key=lambda name: len(name.name), default=None)
    if longest and all(spelt(longest.name).startswith(spelt(name.name)) for name in own or common):
        return _Piece(index, index + 1, longest, own=bool(own))
    return None


def _may_be_trim(draft: Draft, piece: _Piece) -> bool:
    """Whether no other rule has the words for itself, and no number a lone letter."""
    words, end = draft.words, piece.end
    rules = set(draft.taken[piece.first : end])
    if rules == {"filler"}:
        return _is_title_case(draft, piece.first)
    if rules <= {"", "filler"}:
        glued = words.is_glued(piece.first) or (end < len(words) and words.is_glued(end))
        if end < len(words) and words.gap(end) == "-" and draft.taken[end] == "engine-name":
            return False  # "Sport-Aut."
        return piece.own or not (glued and end == piece.first + 1)
    is_long = words.ends[end - 1] > words.starts[piece.first] + 1
    return piece.own and is_long and rules <= _SHARED | {""} and draft.is_whole(piece.first, end)


def _is_title_case(draft: Draft, index: int) -> bool:
    return draft.words.written(index)[0].isupper()


def _before(draft: Draft, piece: _Piece, pieces: list[_Piece], first: int) -> list[_Piece]:
    """The unknown capitalised word before "Edition" or "Line"."""
    index = piece.first - 1
    if index < first or (pieces and pieces[-1].end > index):
        return []
    named = draft.words.folded[piece.first] in _CHAINED
    unknown = not draft.taken[index] and draft.same_part(index, piece.first)
    if named and unknown and _looks_named(draft, index):
        return [_Piece(index, index + 1, None, own=False)]
    return []


def _looks_named(draft: Draft, index: int) -> bool:
    """A capitalised word of some letters; in a title all in capitals that tells nothing."""
    written = draft.words.written(index)
    return len(written) >= UNKNOWN_LETTERS and written.isalpha() and written[0].isupper()


def _elsewhere(draft: Draft, start: int) -> list[_Piece]:
    """Behind a separator: a part that holds only names of this make's trims."""
    index = start
    while index < len(draft.words):
        piece = _piece_at(draft, index, len(draft.words))
        if piece and piece.own and piece.name and piece.name.alone and _is_long(draft, piece):
            chain = [piece]
            while (
                chain[-1].end < len(draft.words)
                and draft.same_part(chain[-1].end, index)
                and (more := _piece_at(draft, chain[-1].end, len(draft.words)))
            ):
                chain.append(more)
            return chain
        index += 1
    return []


def _is_long(draft: Draft, piece: _Piece) -> bool:
    return len(_written(draft, piece)) > 2


def _unknown(draft: Draft, zone_end: int) -> list[_Piece]:
    """No name that is known: one or two capitalised words that no rule understood."""
    words = draft.words
    if words.text.upper() == words.text:
        return []
    for index in range(draft.car_end, zone_end):
        if draft.taken[index] or not _looks_named(draft, index):
            continue
        end = index + 1
        while (
            end < zone_end
            and end < index + 2
            and not draft.taken[end]
            and _looks_named(draft, end)
            and words.gap(end) in (" ", "-")
        ):
            end += 1
        if end == len(words) and end - index == 1:
            return []  # it may be an option cut off
        return [_Piece(index, end, None, own=False)]
    return []


def _without_repeats(draft: Draft, pieces: list[_Piece]) -> list[_Piece]:
    seen: set[str] = set()
    kept = []
    for piece in pieces:
        key = "".join(draft.words.folded[piece.first : piece.end])
        if key not in seen:
            kept.append(piece)
        seen.add(key)
    return kept


def _written(draft: Draft, piece: _Piece) -> str:
    """As it was written; a sign that the name ends in stays with it, capitals become the name."""
    words = draft.words
    written = words.written(piece.first, piece.end)
    if piece.name is None:
        return written
    loud = written.isupper() and len(written) > 3 and words.text.isupper()
    corrected = spelt(piece.name.name) != spelt(written)
    return piece.name.name if loud or corrected else written
