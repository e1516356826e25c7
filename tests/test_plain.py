"""The text of an article, and the way back to its HTML."""

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article
from articles.plain import PlainText, plain

HTML = st.lists(
    st.sampled_from(
        [
            *("<p>", "</p>", "<h2>", "</h2>", "<li>", "<ul>", "</ul>", "<strong>", "</strong>"),
            *('<a href="/x?a=1&amp;b=>">', "</a>", "<br>", "&amp;", "&eacute;", "&nbsp;", "\n"),
            *("Peugeot 508", " Golf", "é", "🚗", "<", "&", ' "', "&#80;eugeot"),
        ]
    ),
    max_size=30,
).map("".join)


def of(body: str, title: str = "Kop", intro: str = "Intro") -> PlainText:
    return plain(Article(title=title, intro=intro, body=body))


def found(text: PlainText, words: str) -> tuple[str, bool] | None:
    """The HTML of the first occurrence, and whether it can be linked."""
    start = text.text.index(words)
    place = text.place(start, start + len(words))
    return (text.html[place.start : place.end], place.is_linkable) if place else None


def test_each_block_is_a_line_with_its_place() -> None:
    text = of("<h2>Rijden</h2><p>Hij <em>rijdt</em>.<br>En hoe.</p><ul><li>een</li></ul>")
    assert text.text == "Kop\nIntro\nRijden\nHij rijdt.\nEn hoe.\neen\n"
    passages = [(one.place, text.text[one.start : one.end]) for one in text.passages]
    assert passages[:3] == [("title", "Kop"), ("intro", "Intro"), ("heading", "Rijden")]
    assert {place for place, _ in passages[3:]} == {"body"}


def test_words_lead_back_to_the_html() -> None:
    text = of("<p>Citro&euml;n &amp; <strong>Peugeot</strong> 508</p>")
    assert found(text, "Citroën & ") == ("Citroën &amp; ", True)
    assert found(text, "Peugeot") == ("Peugeot", True)
    assert found(text, "Peugeot 508") is None  # a tag lies in between
    assert found(text, "Kop") is None


def test_headings_and_links_are_not_linked_again() -> None:
    text = of('<h3>De 508</h3><p><a href="https://example.org/">De 3008</a> en de 208</p>')
    assert found(text, "508") == ("508", False)
    assert found(text, "3008") == ("3008", False)
    assert found(text, "208") == ("208", True)


@given(HTML)
def test_every_sign_leads_back_to_itself(html: str) -> None:
    text = of(html)
    for start in range(len("Kop\nIntro\n"), len(text.text)):
        if place := text.place(start, start + 1):
            written = text.html[place.start : place.end]
            assert unescape(written).replace("\n", " ") == text.text[start]
    assert all(one.end <= len(text.text) for one in text.passages)
