"""Reads lists that say once what their items have in common: "3 of 5 serie", "model 3 of y"."""

from listings.vocabulary.questions.draft import Draft, Found, Tell
from listings.vocabulary.questions.names import is_listed
from listings.vocabulary.questions.wording import LIST_WORDS
from listings.vocabulary.terms import ModelTerm


def shared_name_at(draft: Draft, index: int) -> Found | None:
    """ "3 of 5 serie", "model 3 of y": what the items of a list have in common is said once."""
    written = draft.word(index)
    if len(written) > 2 or not draft.makes:
        return None
    named = _with_tail(draft, index) or _with_head(draft, index)
    if named is None:
        return None
    return Found(index + 1, (Tell("model", named.word, index, index + 1, "shared-name"),))


def _with_tail(draft: Draft, index: int) -> ModelTerm | None:
    later = index + 2
    last = min(index + 8, len(draft.words) - 1)
    while draft.word(later - 1) in LIST_WORDS and later <= last:
        hit = draft.lexicon.models.at(draft.words, later)
        if hit and hit.end > later + 1:
            tail = " ".join(draft.words.folded[later + 1 : hit.end])
            return _of_asked_make(draft, f"{draft.word(index)} {tail}")
        later += 2
    return None


def _with_head(draft: Draft, index: int) -> ModelTerm | None:
    models = draft.told("model")
    if not is_listed(draft, index) or not models:
        return None
    last = models[-1]
    head = " ".join(draft.words.folded[last.first : last.end - 1])
    return _of_asked_make(draft, f"{head} {draft.word(index)}") if head else None


def _of_asked_make(draft: Draft, name: str) -> ModelTerm | None:
    named = draft.lexicon.models.named(name)
    return next((model for model in named if model.make.slug in draft.makes), None)
