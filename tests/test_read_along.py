"""Read along: any text comes back whole, with what was read in it; nothing of it is kept."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from listings.read_along import LONGEST, SENTENCES, Kind, Sentence, fields, gloss, leads, reading
from listings.read_along.fields import MODEL, OTHER, YEAR
from listings.read_along.gloss import Note, pieces
from listings.read_along.kinds import kind_of
from listings.read_along.why import RULES
from listings.views.read_along import MOST_BYTES, PACE
from listings.vocabulary import dictionary, shipped
from tests.factories import CarModelFactory, ListingFactory, MakeFactory

HERE = "/lees-mee/"
GLOSS = re.compile(r'<p class="gloss[^>]*>(.*?)</p>', re.DOTALL)
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _at_rest() -> None:
    PACE.forget()


@pytest.fixture
def shipped_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped dictionary and no stock: reading alone, without a database."""
    monkeypatch.setattr(dictionary, "current", shipped.dictionary)
    for name, nothing in (("of_title", None), ("of_question", None), ("of_article", None)):
        monkeypatch.setattr(leads, name, lambda *_, nothing=nothing: nothing)
    monkeypatch.setattr(leads, "ranked", lambda _: [])


def written(html: str) -> str:
    """The glossed text of a page, without what stands under its words."""
    found = GLOSS.search(html)
    assert found
    return unescape(re.sub(r"<small.*?</small>|<[^>]+>", "", found[1], flags=re.DOTALL))


# --- Which kind -----------------------------------------------------------------------------


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda one: str(one.number))
def test_our_sentences_are_told_for_what_they_are(sentence: Sentence) -> None:
    assert kind_of(sentence.text).kind == sentence.kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("golf", Kind.QUESTION),
        ("Kan ik met een Golf de milieuzone in?", Kind.QUESTION),
        ("rode clio max 8000", Kind.QUESTION),
        ("Renault Clio TCe 90 Intens", Kind.TITLE),
        ("OPEL ASTRA 1.4 TURBO | NAVI | CLIMA", Kind.TITLE),
        ("Volvo roept 400 auto's terug. Het gaat om de V60.", Kind.ARTICLE),
        ("Een tank van de V60\nVolvo bouwt er geen. " + "Nog een zin. " * 30, Kind.ARTICLE),
    ],
)
def test_a_text_is_taken_for_what_it_looks_like(text: str, kind: Kind) -> None:
    assert kind_of(text).kind == kind


def test_there_are_twenty_sentences_of_each_kind_some() -> None:
    assert [one.number for one in SENTENCES] == list(range(1, 21))
    assert {one.kind for one in SENTENCES} == set(Kind)
    assert len({one.text for one in SENTENCES}) == 20


# --- Pieces ---------------------------------------------------------------------------------


def test_the_shortest_reading_says_what_a_word_is() -> None:
    cut = pieces("een 508 SW.", [Note(4, 10, MODEL, "Peugeot 508"), Note(8, 10, OTHER, "Estate")])
    shown = [(piece.text, piece.family) for piece in cut if piece.family]
    assert shown == [("508", MODEL), ("SW", OTHER)]
    assert "".join(piece.whole for piece in cut) == "een 508 SW."


def test_signs_stay_with_the_word_that_they_close() -> None:
    notes = [Note(4, 6, MODEL, "Audi A4"), Note(11, 15, MODEL, "Volkswagen Golf")]
    shown = [(piece.text, piece.tail) for piece in pieces("een A4 (of Golf)... nu", notes)]
    assert shown == [("een ", ""), ("A4", ""), (" (of ", ""), ("Golf", ")..")
                     , (". nu", "")]  # fmt: skip


def test_words_read_twice_carry_both_names_once() -> None:
    notes = [Note(0, 4, MODEL, "2008"), Note(0, 4, YEAR, "from"), Note(0, 4, YEAR, "up to")]
    assert [piece.label.count("+") for piece in pieces("2008", notes)] == [1]


def test_the_same_thing_read_twice_is_one_line() -> None:
    notes = [Note(0, 4, MODEL, "Golf", "a name"), Note(5, 9, MODEL, "Golf", "a name")]
    assert [(row.text, row.times) for row in gloss.rows("Golf Golf", notes)] == [("Golf", 2)]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-3, 70), st.integers(-3, 70))))
def test_pieces_are_the_whole_text_whatever_the_notes(
    text: str, spans: list[tuple[int, int]]
) -> None:
    notes = [Note(start, end, MODEL, "x") for start, end in spans if start < end]
    assert "".join(piece.whole for piece in pieces(text, notes)) == text


# --- Reading --------------------------------------------------------------------------------

WORDS = st.sampled_from(
    "Peugeot 508 SW 2008 in de A4 BMW 320d 15k onder tot € | * Golf golf's rond Utrecht 91% SOH"
    " e-208 hybride automaat NAP 1e eig. trekhaak pugeot geen ? . \n \t ´ ß İ 👍 \u0301".split(" ")
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=TEXTS, kind=st.sampled_from([None, *Kind]))
def test_any_text_of_any_kind_is_read_whole(
    shipped_words: None, text: str, kind: Kind | None
) -> None:
    found = reading.read(text, kind)
    assert "".join(piece.whole for piece in found.pieces) == text
    assert all(row.text in text and row.reading for row in found.rows)


@pytest.mark.parametrize(
    "sentence", [one for one in SENTENCES if one.kind in RULES], ids=lambda one: str(one.number)
)
def test_every_line_of_our_sentences_has_its_rule_in_words(
    shipped_words: None, sentence: Sentence
) -> None:
    found = reading.read(sentence.text, sentence.kind)
    assert found.rows
    assert all(" " in row.why for row in found.rows), [row.why for row in found.rows]


def test_only_so_much_is_read(shipped_words: None) -> None:
    found = reading.read("Golf " * LONGEST)
    assert found.is_cut
    assert sum(len(piece.whole) for piece in found.pieces) == LONGEST


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("model", "peugeot_508", "Peugeot 508"),
        ("model", "no_such", "no_such"),
        ("body", "estate", "Stationwagon"),
        ("price_max", 30_000, "tot € 30.000"),
        ("engine_litres", 1.6, "1,6 liter"),
        ("seats_min", 7, "vanaf 7 zitplaatsen"),
        ("battery_soh_percent", 91.5, "nog 91,5% capaciteit"),
        ("soh_min", 85, "minstens 85% capaciteit"),
        ("trim", "GT Line", "GT Line"),
    ],
)
def test_values_are_said_as_people_say_them(
    shipped_words: None, field: str, value: object, said: str
) -> None:
    assert fields.say(field, value).replace("\xa0", " ") == said


@pytest.mark.parametrize(
    ("question", "said"),
    [("uit 2018", "2018"), ("tussen 10 en 15 mille", "€ 10.000 tot € 15.000")],
)
def test_two_ends_that_the_same_words_tell_are_one_line(
    shipped_words: None, question: str, said: str
) -> None:
    rows = reading.read(question, Kind.QUESTION).rows
    assert [row.reading.replace("\xa0", " ") for row in rows] == [said]


def test_what_is_known_of_a_cars_past_is_no_equipment(shipped_words: None) -> None:
    assert fields.family("option", "nap") == fields.STATUS
    assert fields.family("option", "trekhaak") == fields.OPTION


# --- The page -------------------------------------------------------------------------------


@pytest.fixture
def stock(db: None) -> Iterator[None]:
    ListingFactory.create_batch(2)
    ListingFactory(model=CarModelFactory(make=MakeFactory(slug="opel", name="Opel"), slug="astra"))


def posted(client: Client, text: str, **more: str) -> str:
    response = client.post(HERE, {"tekst": text, **more}, headers=HTMX)
    assert response.status_code == 200
    return response.content.decode()


def test_the_bare_page_may_be_found_and_others_not(client: Client, stock: None) -> None:
    bare, seventh = (client.get(path).content.decode() for path in (HERE, f"{HERE}?zin=7"))
    assert 'name="robots"' not in bare
    assert '<meta name="robots" content="noindex,follow">' in seventh
    assert written(seventh) == SENTENCES[6].text
    assert f'lang="nl">\n{SENTENCES[6].text}</textarea>'.replace("'", "&#x27;") in seventh


@pytest.mark.parametrize("word", ["0", "21", "-1", "x", "²", "9" * 50, ""])
def test_a_sentence_that_there_is_none_of_is_the_page_itself(
    client: Client, stock: None, word: str
) -> None:
    response = client.get(HERE, {"zin": word})
    assert response.status_code == 200
    assert "</textarea>" in response.content.decode()


def test_a_question_leads_to_its_search_with_the_true_number(client: Client, stock: None) -> None:
    html = posted(client, "peugeot", soort="vraag")
    assert re.search(r'href="/occasions/peugeot/">Alle 2 occasions', html)
    assert html.count('<article class="card') == 2


def test_a_title_leads_to_cars_like_it_and_says_what_it_left_out(
    client: Client, stock: None
) -> None:
    html = posted(client, "Opel Astra 1.4 | Trekhaak | Navi", soort="titel")
    assert "/occasions/opel/" in html
    assert html.count('<article class="card') == 1


def test_an_article_ranks_its_cars(client: Client, stock: None) -> None:
    text = "De Peugeot 508 is er. De Peugeot 508 rijdt goed."
    html = posted(client, text)
    assert re.search(r'<ol class="ranked"><li><b>Peugeot 508</b>', html)
    assert 'href="/occasions/peugeot/508/"' in html


def test_what_is_typed_stays_typed(client: Client, stock: None) -> None:
    text = "<b>Peugeot</b> & 'co'\r\n\r\n" + "x" * LONGEST
    html = client.post(HERE, {"tekst": text, "soort": "artikel"}).content.decode()
    box = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", html, re.DOTALL)
    assert box
    assert unescape(box[1]) == text.replace("\r\n", "\n")
    assert written(html) == text.replace("\r\n", "\n")[:LONGEST]
    assert 'value="artikel" checked' in html


@pytest.mark.parametrize("kind", ["", "titel", "vraag", "artikel", "niets"])
@pytest.mark.parametrize("text", ["", " \n", "\x00\x1f", "\u202e\ud7ff\U0010ffff", "508" * 600])
def test_odd_texts_are_answered(client: Client, shipped_words: None, text: str, kind: str) -> None:
    html = posted(client, text, soort=kind)
    assert not text.strip() or written(html) == text[:LONGEST]


def test_nothing_is_kept(client: Client, stock: None, caplog: pytest.LogCaptureFixture) -> None:
    secret = "GeheimeTekst 508"
    with caplog.at_level("DEBUG"):
        response = client.post(HERE, {"tekst": secret})
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")
    logged = [str(vars(record)) for record in caplog.records if record.name != "django.db.backends"]
    assert not any("GeheimeTekst" in line for line in logged)


def test_no_token_is_asked(stock: None) -> None:
    assert Client(enforce_csrf_checks=True).post(HERE, {"tekst": "508"}).status_code == 200


def test_who_asks_too_often_is_told_so_and_loses_nothing(client: Client, stock: None) -> None:
    for _ in range(PACE.most):
        PACE.allows("127.0.0.1")
    response = client.post(HERE, {"tekst": "peugeot 508"})
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert ">\npeugeot 508</textarea>" in response.content.decode()
    assert client.post(HERE, {"tekst": "x"}, REMOTE_ADDR="192.0.2.1").status_code == 200


def test_far_too_much_is_refused_unread(client: Client, stock: None) -> None:
    response = client.post(HERE, {"tekst": "x" * MOST_BYTES}, headers=HTMX)
    assert response.status_code == 422
    assert 'class="alert bad"' in response.content.decode()


def test_a_live_region_hears_what_was_read(client: Client, stock: None) -> None:
    html = posted(client, "peugeot", soort="vraag")
    region = re.search(r'<p id="gelezen" data-hx-swap-oob="innerHTML">(.*?)</p>', html)
    assert region
    assert region[1] == "1 ding gelezen, Vraag, 2 occasions"


def test_the_page_is_in_the_sitemap(client: Client, stock: None) -> None:
    assert f"{HERE}</loc>" in client.get("/sitemap-pages.xml").content.decode()


def test_a_year_is_a_year_and_a_car_a_car(client: Client, shipped_words: None) -> None:
    html = client.get(f"{HERE}?zin=1").content.decode()
    marked = re.findall(r'<span class="g g-(\S+)"><span><mark>([^<]*)', html)
    assert ("model", "Peugeot 2008") in marked
    assert ("no-car", "2008") in marked
