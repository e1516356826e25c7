"""Whatever is sent, a page with a clear message comes back: never an error of ours.

The test client raises what a view lets through (``raise_request_exception``), so a status that
comes back at all was meant.
"""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from listings.models import Listing
from listings.search_page.address import NAMES
from tests.factories import ArticleFactory, ListingFactory, SoldListingFactory, SuperuserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_answers")]

FUZZ = settings(
    deadline=None,
    max_examples=60,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"]
STATUSES = {200, 301, 302, 304, 400, 401, 403, 404, 405, 410, 413, 414, 415, 416, 422, 429}

nasty = st.sampled_from(
    [
        *("", " ", "\x00", "a\x00b", "\x1f", "\x7f", "\ud800", "\ufffe", "\u202e", "🚗", "É" * 50),
        *("0", "-1", "1e309", "NaN", "٣", "²", "9" * 30, "9" * 5_000, "0x10", "1_000", "½"),
        *("'", '"', "%", "%s", "{}", "\\", "../../etc/passwd", "<script>", "a" * 3_000, "\r\nX: y"),
        *("peugeot", "508", "peugeot_508", "peugeot_", "_508", "sedan", "utrecht", "3001", "25"),
    ]
)
words = nasty | st.text(max_size=20)
pairs = st.lists(st.tuples(st.sampled_from([*NAMES, "page", "q[]"]) | words, words), max_size=8)
strange = st.binary(max_size=40).map(lambda raw: raw.decode("latin-1"))


def encoded(text: str) -> str:
    return quote(text, safe="", errors="surrogatepass")


queries = strange | pairs.map(
    lambda found: "&".join(f"{encoded(name)}={encoded(value)}" for name, value in found)
)
# Paths that a server hands on: bytes were decoded as they came.
paths = st.lists(words.map(encoded), min_size=1, max_size=4).map("/".join)


@pytest.fixture
def car() -> Listing:
    ArticleFactory(slug="over-de-508", title="Peugeot 508 getest")
    SoldListingFactory()
    return ListingFactory()


def ask(client: Client, path: str, query: str = "", method: str = "GET", **more: Any) -> int:
    response = client.generic(method, path, QUERY_STRING=query, **more)
    assert response.status_code in STATUSES, (method, path, query, response.status_code)
    return response.status_code


# --- Addresses ------------------------------------------------------------------------------------

LISTS = [
    *("/", "/occasions/", "/occasions/peugeot/", "/occasions/peugeot/508/", "/en/occasions/"),
    *("/merken/", "/merken/peugeot/", "/nieuws/", "/nieuws/categorie/test/", "/nieuws/atom.xml"),
    *("/nieuws/over-de-508/", "/over/", "/robots.txt", "/sitemap.xml", "/sitemap-listings.xml"),
]


@FUZZ
@given(path=st.sampled_from(LISTS), query=queries)
@example(path="/sitemap-listings.xml", query="p=99999999999999999999")
@example(path="/occasions/", query="prijs_tot=%C2%B2")
@example(path="/nieuws/", query="pagina=" + "9" * 5_000)
def test_any_query_string_gets_an_answer(
    client: Client, car: Listing, path: str, query: str
) -> None:
    ask(client, path, query)
    ask(client, path, query, HTTP_HX_REQUEST="true")


@FUZZ
@given(query=queries)
def test_any_query_string_of_a_car_gets_an_answer(client: Client, car: Listing, query: str) -> None:
    ask(client, car.get_absolute_url(), query)
    ask(client, f"{car.get_absolute_url()}contact/", query)


FOLDERS = [
    *("/", "/occasions/", "/occasions/peugeot/", "/occasions/peugeot/508/", "/merken/"),
    *("/nieuws/", "/nieuws/categorie/", "/media/", "/static/", "/en/", "/en/nieuws/", "/sitemap-"),
]


@FUZZ
@given(folder=st.sampled_from(FOLDERS), path=paths, slash=st.sampled_from(["", "/"]))
@example(folder="/occasions/peugeot/508/", path="x-99999999999999999999999", slash="/")
@example(folder="/media/", path="a" * 300, slash="")
@example(folder="/media/", path="photos%00.webp", slash="")
def test_any_path_gets_an_answer(
    client: Client, car: Listing, folder: str, path: str, slash: str
) -> None:
    ask(client, f"{folder}{path}{slash}")


@pytest.mark.parametrize("method", METHODS)
def test_any_method_gets_an_answer(client: Client, car: Listing, method: str) -> None:
    for path in [*LISTS, car.get_absolute_url(), f"{car.get_absolute_url()}contact/", "/admin/"]:
        ask(client, path, method=method)


# --- Headers and bodies ---------------------------------------------------------------------------

HEADERS = [
    *("HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "HTTP_ACCEPT_LANGUAGE", "HTTP_COOKIE", "HTTP_HOST"),
    *("HTTP_HX_REQUEST", "HTTP_HX_BOOSTED", "HTTP_HX_CURRENT_URL", "HTTP_HX_TARGET", "HTTP_RANGE"),
    *("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_NONE_MATCH", "HTTP_X_FORWARDED_FOR", "HTTP_X_REQUEST_ID"),
    *("HTTP_X_FORWARDED_PROTO", "HTTP_REFERER", "HTTP_USER_AGENT", "CONTENT_TYPE", "HTTP_ORIGIN"),
    *("CONTENT_LENGTH", "HTTP_X_CSRFTOKEN", "REMOTE_ADDR", "HTTP_CONTENT_ENCODING"),
]
cookies = nasty.map(lambda word: f"sessionid={word}; csrftoken={word}")


def as_received(text: str) -> str:
    """As a server hands on what came: bytes, each as the character of its number."""
    return text.encode("utf-8", "surrogatepass").decode("latin-1")


@FUZZ
@given(
    path=st.sampled_from(LISTS),
    headers=st.dictionaries(st.sampled_from(HEADERS), words | strange | cookies, max_size=6),
)
@example(path="/occasions/", headers={"HTTP_COOKIE": "sessionid=a\x00b"})
@example(path="/occasions/", headers={"HTTP_HX_CURRENT_URL": "http://[", "HTTP_HX_REQUEST": "true"})
def test_any_header_gets_an_answer(
    client: Client, car: Listing, path: str, headers: dict[str, str]
) -> None:
    ask(client, path, **{name: as_received(value) for name, value in headers.items()})


FIELDS = ["name", "email", "phone", "message", "website", "csrfmiddlewaretoken", "listing"]
forms = st.dictionaries(st.sampled_from(FIELDS), words | st.just("a@example.org"), max_size=7)


@FUZZ
@given(form=forms, htmx=st.booleans())
@example(
    form={"name": "A\r\nBcc: x@example.org", "email": "a@example.org", "message": "B"}, htmx=True
)
def test_any_question_gets_an_answer(
    client: Client, car: Listing, form: dict[str, str], htmx: bool
) -> None:
    body = "&".join(f"{name}={encoded(value)}" for name, value in form.items())
    headers = {"HTTP_HX_REQUEST": "true"} if htmx else {}
    kind = "application/x-www-form-urlencoded"
    path = f"{car.get_absolute_url()}contact/"
    ask(client, path, "", "POST", data=body, content_type=kind, **headers)


KINDS = [
    *("application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=none"),
    *("multipart/form-data", "multipart/form-data; boundary=x", "multipart/form-data; boundary=é"),
    *("application/json", "text/plain", "", "\x00"),
]


@FUZZ
@given(body=st.binary(max_size=200), kind=st.sampled_from(KINDS))
@example(body=b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n', kind=KINDS[3])
@example(body=b"name=" + b"a" * 3_000_000, kind=KINDS[0])
@example(body=b"a=1&" * 3_000, kind=KINDS[0])
def test_any_body_gets_an_answer(client: Client, car: Listing, body: bytes, kind: str) -> None:
    path = f"{car.get_absolute_url()}contact/"
    ask(client, path, "", "POST", data=body, content_type=kind)
    ask(client, "/admin/login/", "", "POST", data=body, content_type=kind)


# --- The desk -------------------------------------------------------------------------------------

TABLES = [
    *("listings/listing", "listings/make", "listings/carmodel", "listings/seller"),
    *("listings/lead", "listings/listingchange", "listings/option", "articles/article"),
]
asked = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *(
                    "q",
                    "p",
                    "o",
                    "all",
                    "e",
                    "state",
                    "state__exact",
                    "id__exact",
                    "make__id__exact",
                ),
                *("seller__id__exact", "missing", "when", "category__exact", "_popup", "_to_field"),
            ]
        )
        | words,
        words,
    ),
    max_size=4,
)


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(SuperuserFactory())
    return client


@FUZZ
@given(table=st.sampled_from(TABLES), found=asked)
def test_any_list_at_the_desk_gets_an_answer(
    desk: Client, car: Listing, table: str, found: list[tuple[str, str]]
) -> None:
    query = "&".join(f"{encoded(name)}={encoded(value)}" for name, value in found)
    ask(desk, f"/admin/{table}/", query)
    ask(desk, f"/admin/{table}/add/", query)


@FUZZ
@given(table=st.sampled_from(TABLES), path=paths)
def test_any_path_at_the_desk_gets_an_answer(
    desk: Client, car: Listing, table: str, path: str
) -> None:
    ask(desk, f"/admin/{table}/{path}/")
    ask(desk, f"/admin/{table}/{path}/change/")


@FUZZ
@given(found=st.lists(st.tuples(words, words), max_size=5))
def test_any_word_search_at_the_desk_gets_an_answer(
    desk: Client, car: Listing, found: list[tuple[str, str]]
) -> None:
    known = [("app_label", "articles"), ("model_name", "articlepin"), ("field_name", "listing")]
    query = "&".join(f"{encoded(name)}={encoded(value)}" for name, value in [*known, *found])
    ask(desk, "/admin/autocomplete/", query)
    ask(desk, "/admin/autocomplete/", f"{query}&term={encoded(found[0][1]) if found else ''}")
