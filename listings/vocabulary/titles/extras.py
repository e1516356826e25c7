"""Options and statuses in a title, with negations, cut-off ends and dealers' abbreviations."""

from listings.vocabulary.titles.draft import Draft, Found
from listings.vocabulary.titles.tables import TitleWord, fillers, title_words, trim_names

NEGATIONS = frozenset(
    "geen zonder nooit niet kein keine keinen ohne no without excl exclusief evt eventueel "
    "nicht nie".split()
)
_AND = frozenset(["of", "or", "oder", "noch", "en", "und", "and", "&", "+", "/"])
# What takes back the word before it: "APK verlopen", "trekhaak voorbereiding", "schade vrij".
_TAKEN_BACK = frozenset(
    "verlopen voorbereiding voorb voorbereid vorbereitung vorb mogelijk moglich optioneel "
    "ontbreekt onlogisch onbekend vrij frei afgekeurd verwijderd nee afwezig".split()
)
_SURE = frozenset(["garantie", "btw-auto", "margeauto"])  # "garantie mogelijk" is an offer
# What a "no" may be about besides: "kein Rost Allwetterreifen" denies the rust alone.
_FAULTS = frozenset(
    "roest rost deuken deuk deukjes krassen kras kratzer dellen beulen lekkage olie olieverbruik "
    "unfall unfaelle unfalle rook rokers raucher dieren huisdieren tieren storing storingen "
    "gebreken mangel problemen winter bodem haast export handelaren reparatiestau defekte".split()
)
_OPTION_RULES = frozenset(["option-name", "dealer-word", "denied"])
_SLIDING = frozenset(["van", "mpv", "pickup"])
NEGATION_REACH = 5  # words
# The plain name counts only where no finer one does.
FINER_THAN = {
    "adaptieve-cruise-control": ("cruise-control",),
    "climate-control": ("airco",),
    "360-gradencamera": ("achteruitrijcamera",),
    "matrix-led": ("led-verlichting",),
    "half-leder": ("lederen-bekleding",),
    "panoramadak": ("schuifdak", "glazen-dak"),
}
# What begins alike and says more: a cut-off "Stoelver" is at least the plain one.
MORE_OF = {"stoelverwarming-achter": ("stoelverwarming",)}
CUT_SHORTEST = 4  # letters of a cut-off word that can leave no doubt
CUT_TITLE = 30  # characters from which a title may have been cut off


def option(draft: Draft, index: int) -> Found | None:
    """The longest name of an option that starts here, unless a trim of this make is as long."""
    words = draft.words
    hit = draft.lexicon.options.at(words, index)
    end, slug, rule = (hit.end, hit.values[0].slug, "option-name") if hit else (0, "", "")
    make = draft.make.slug if draft.make else None
    for title_hit in title_words("option").all_at(words, index):
        if title_hit.end < end or (title_hit.end == end and rule == "option-name"):
            continue
        written = words.written(index, title_hit.end)
        for word in title_hit.values:
            fits = not word.makes or make in word.makes
            if fits and (not word.capitals or _is_capitals(written)):
                end, slug, rule = title_hit.end, word.value, "dealer-word"
    if not slug or _is_trim(draft, index, end):
        return None
    if is_denied(draft, index, end, slug):
        return Found(end, "denied")
    if slug == "schuifdeur" and _has_no_sliding_door(draft, index):
        slug = "schuifdak"
    return Found(end, rule, (("option", slug),))


def _has_no_sliding_door(draft: Draft, index: int) -> bool:
    """A "Schuifd." is a door on a van or MPV, on any other car a roof."""
    is_cut = draft.words.folded[index] in ("schuifd", "schuif")
    bodies = draft.model.bodies if draft.model else ("van",)
    return is_cut and not _SLIDING.intersection(bodies)


def _is_capitals(written: str) -> bool:
    return written == written.upper()


def _is_trim(draft: Draft, index: int, end: int) -> bool:
    """Whether the make's own trim stands here, before the first option or separator."""
    if draft.make is None or "option" in draft.said or index < draft.car_end:
        return False
    if draft.car_end and not draft.same_part(draft.car_end - 1, index):
        return False
    make = draft.make.slug
    if make_trim_end(draft, make, index) < end:
        return False
    # Behind another trim and an engine it is what the car has: "R-Line 150pk DSG Beats".
    before = (make_trim_end(draft, make, first) for first in range(draft.car_end, index))
    return not any(0 < stop < index for stop in before)


def make_trim_end(draft: Draft, make: str, index: int) -> int:
    """Where the longest name of this make's own trims ends; 0 if none starts here."""
    hits = trim_names().all_at(draft.words, index)
    ends = [hit.end for hit in hits if any(make in name.makes for name in hit.values)]
    return ends[-1] if ends else 0


def is_denied(draft: Draft, index: int, end: int, slug: str = "") -> bool:
    """ "geen airco", "zonder trekhaak of cruise", "APK verlopen"; a "no" reaches one option far."""
    words = draft.words
    after = words.folded[end] if end < len(words) and words.is_joined(end) else ""
    if after in _TAKEN_BACK and slug not in _SURE:
        return True
    return draft.denies and slug not in ("btw-auto", "margeauto") and _says_no(draft, index)


def _says_no(draft: Draft, index: int) -> bool:
    words = draft.words
    for back in range(index - 1, max(index - 1 - NEGATION_REACH, -1), -1):
        word = words.folded[back]
        if word in NEGATIONS or word in _FAULTS:
            return word in NEGATIONS
        joined = words.folded[back + 1] in _AND or word in _AND
        if draft.taken[back] in _OPTION_RULES and not joined:
            return False
        if word == "wel" or (not word[0].isalnum() and word not in _AND):
            return False
    return False


def shared_tail(draft: Draft, index: int) -> Found | None:
    """ "Stoel- en stuurverwarming": the end that the first word shares with the word behind."""
    words = draft.words
    if index + 2 >= len(words) or words.folded[index + 1] not in _AND:
        return None
    if not words.gap(index + 1).startswith("-"):
        return None
    word, other = words.folded[index], words.folded[index + 2]
    for cut in range(3, len(other) - 2):
        if terms := draft.lexicon.options.named(word + other[cut:]):
            slug = terms[0].slug
            denied = is_denied(draft, index, index + 1, slug)
            return Found(index + 1, "shared-tail", () if denied else (("option", slug),))
    return None


def keep_finest(draft: Draft) -> None:
    """Of two names for one thing the finer stays, and every option is told once."""
    found = set(draft.values("option"))
    plain = {name for finer in found for name in FINER_THAN.get(finer, ())}
    kept, seen = [], set()
    for fact in draft.facts:
        if fact.field == "option":
            if fact.value in plain or fact.value in seen:
                continue
            seen.add(fact.value)
        kept.append(fact)
    draft.facts = kept


def cut_off(draft: Draft) -> None:
    """The title's last words, when they can only be the beginning of one option's name."""
    words = draft.words
    last = len(words) - 1
    if len(words.text) < CUT_TITLE or last < 1 or draft.taken[last]:
        return
    if not words.folded[last].isalpha() or words.text.rstrip()[-1:] not in words.written(last):
        return
    for first in range(max(last - 3, 0), last + 1):
        if not draft.is_free(first, last + 1) and not _is_plain_option(draft, first, last):
            continue
        slug = _begun(draft, first, last)
        if slug and not is_denied(draft, first, last + 1, slug):
            draft.facts = [fact for fact in draft.facts if fact.start < words.starts[first]]
            draft.take(first, Found(last + 1, "cut-off", (("option", slug),)))
            draft.taken[last] = "cut-off"
            return


def _is_plain_option(draft: Draft, first: int, last: int) -> bool:
    """ "Cruise Con": words before the cut may be an option's name themselves."""
    return all(
        rule in ("", "option-name", "dealer-word") for rule in draft.taken[first : last + 1]
    ) and draft.same_part(first, last)


def _begun(draft: Draft, first: int, last: int) -> str | None:
    """The one option of which a name begins with these words, the last of them cut off."""
    words = draft.words
    begun, cut = words.folded[first:last], words.folded[last]
    if _is_known(draft, last) or (not begun and len(cut) < CUT_SHORTEST):
        return None
    if any(not words.is_joined(index) for index in range(first + 1, last + 1)):
        return None
    whole: set[str] = set()  # what the word alone names when it is written out
    longer: set[str] = set()
    for word, terms, below in draft.lexicon.options.beginning(begun, cut):
        if begun or word != cut:
            whole.update(term.slug for term in terms)
            longer.update(term.slug for term in below)
    for _word, own, under in title_words("option").beginning(begun, cut):
        whole.update(title.value for title in own if _is_plain_word(title))
        longer.update(title.value for title in under if _is_plain_word(title))
    slugs = whole or longer
    plain = {name for finer in slugs for name in MORE_OF.get(finer, ())}
    slugs = slugs & plain or slugs
    return slugs.pop() if len(slugs) == 1 else None


def _is_plain_word(word: TitleWord) -> bool:
    return not word.capitals and not word.makes


def _is_known(draft: Draft, index: int) -> bool:
    """Whether the word says something else: dealers' talk, or part of a trim."""
    trims = trim_names()
    starts = range(max(index - 2, 0), index + 1)
    in_trim = any(hit.end > index for start in starts for hit in trims.all_at(draft.words, start))
    return in_trim or fillers().at(draft.words, index) is not None
