"""Every sentence has its Dutch, and the Dutch fits its placeholders."""

import re

import pytest
from babel.messages.catalog import Catalog

from carsite.messages import read, template_catalogue, texts

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")


@pytest.fixture(scope="module")
def dutch() -> Catalog:
    return read("nl")


def test_every_sentence_is_translated(dutch: Catalog) -> None:
    asked = {(message.id, message.context) for message in template_catalogue() if message.id}
    known = {(m.id, m.context) for m in dutch if m.id and all(texts(m)) and not m.fuzzy}
    assert sorted(map(str, asked - known)) == []


def test_nothing_is_left_over(dutch: Catalog) -> None:
    asked = {(message.id, message.context) for message in template_catalogue()}
    assert [message.id for message in dutch if (message.id, message.context) not in asked] == []


def test_placeholders_agree(dutch: Catalog) -> None:
    for message in dutch:
        if message.id:
            identifiers = [message.id] if isinstance(message.id, str) else list(message.id)
            allowed = set(PLACEHOLDER.findall(" ".join(identifiers)))
            for text in texts(message):
                assert set(PLACEHOLDER.findall(text)) <= allowed, message.id
