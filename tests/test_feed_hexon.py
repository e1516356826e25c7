"""Cars as Hexon sends them, read: the names of several versions, and the traps seen in them."""

import io
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from listings.intake.feeds.fields import Refused
from listings.intake.feeds.formats.hexon import Hexon
from listings.intake.feeds.formats.hexon_names import ALIASES
from listings.intake.feeds.incoming import Ending, Incoming, Refusal
from listings.intake.feeds.reading import Read, read
from listings.intake.feeds.records import Record
from listings.intake.feeds.words import FeedWords
from listings.vocabulary import shipped

CAR = {
    "voertuignr_hexon": "7100",
    "voertuignr": "OCC-1",
    "kenteken": "k-123-bd",
    "vin": "VF3FCYHZPJY000001",
    "merk": "Peugeot",
    "model": "508",
    "type": "SW 1.2 PureTech Allure",
    "uitrustingsniveau": "Allure",
    "voertuigsoort": "AUTO",
    "carrosserie": "Stationwagen",
    "datum_deel_1": "14-05-2021",
    "bouwjaar": "2021",
    "tellerstand eenheid='K'": "12.345",
    "brandstof": "B",
    "transmissie": "A",
    "cilinderinhoud": "1199",
    "vermogen_motor_kw": "96",
    "basiskleur": "blauw",
    "aantal_deuren": "5",
    "aantal_zitplaatsen": "5",
    "massa": "1.320",
    "max_trekgewicht_geremd": "1.200",
    "wltp_co2_uitstoot_combined": "124,6",
    "aantal_eigenaren": "2",
    "apk_tot": "2027-05-14",
    "nap_weblabel": "J",
    "schadevoertuig": "n",
    "btw_marge": "B",
    "verkoopprijs_particulier": "<prijzen land='nl'><prijs><bedrag>19.950,00</bedrag>"
    "<munteenheid>EUR</munteenheid></prijs></prijzen>",
    "opmerkingen": "<![CDATA[Nette auto.<br />Met <b>trekhaak</b> &amp; meer]]>",
    "accessoires": "<accessoire><naam>Trekhaak</naam></accessoire>"
    "<accessoire><naam>Zwevend tapijt</naam></accessoire>",
    "afbeeldingen": "<afbeelding nr='2'><url>https://fotos.example/2.jpg</url></afbeelding>"
    "<afbeelding nr='1'><url>https://fotos.example/1.jpg</url></afbeelding>",
}


def xml(action: str = "add", **changes: str | None) -> str:
    """A car; a name of the changes stands in place of the field that begins so."""
    kept = {name: value for name, value in CAR.items() if name.split()[0] not in changes}
    kept |= {name: value for name, value in changes.items() if value is not None}
    told = {name: kept[name] for name in [*CAR, *changes] if name in kept}
    inside = "".join(f"<{name}>{value}</{name.split()[0]}>\n" for name, value in told.items())
    return f'<voertuig actie="{action}" versie="2.25">\n{inside}</voertuig>'


def found(text: str | bytes, words: FeedWords | None = None) -> list[Read]:
    data = text if isinstance(text, bytes) else text.encode()
    words = words or FeedWords(dictionary=shipped.dictionary())
    return list(read("hexon-xml", io.BytesIO(data), words))


def one(text: str | None = None, words: FeedWords | None = None, **changes: Any) -> Read:
    row, _end = found(text or xml(**changes), words)
    return row


def car(**changes: Any) -> Incoming:
    row = one(**changes)
    assert isinstance(row, Incoming), row
    return row


def test_a_vehicle_becomes_a_car() -> None:
    row = car()
    assert (row.external_id, row.line, row.state, row.is_gone) == ("7100", 1, "", False)
    assert row.facts == {
        "title": "Peugeot 508 SW 1.2 PureTech Allure", "version": "SW 1.2 PureTech Allure",
        "make": "peugeot", "model": "peugeot_508", "body": "estate", "fuel": "petrol",
        "transmission": "automatic", "colour": "blue", "first_registration": "2021-05-14",
        "first_registration_month_known": True, "model_year": None, "mileage_km": 12_345,
        "price_eur": 19_950, "price_type": "asking", "vat_deductible": True, "power_kw": 96,
        "engine_cc": 1199, "range_km": None, "doors": 5, "seats": 5, "weight_kg": 1_320,
        "towing_kg": 1_200, "co2_g_km": 125, "previous_owners": 2, "apk_until": "2027-05-14",
        "license_plate": "K123BD", "vin": "VF3FCYHZPJY000001", "is_damaged": False,
        "description": "Nette auto.\nMet trekhaak & meer",
    }  # fmt: skip
    assert row.options == ("nap", "trekhaak")
    assert row.pictures == ("https://fotos.example/1.jpg", "https://fotos.example/2.jpg")


def test_what_nobody_knows_is_asked() -> None:
    words = FeedWords(dictionary=shipped.dictionary())
    row = one(words=words, carrosserie="Zweefwagen")
    assert isinstance(row, Incoming)
    assert row.facts["body"] == ""
    assert set(words.unknown.words) == {("body", "Zweefwagen"), ("option", "Zwevend tapijt")}


@pytest.mark.parametrize(
    ("price", "euros"),
    [
        ("19950", 19_950),
        ("19.950,00", 19_950),
        ("19950.00", 19_950),
        ("€ 19.950,-", 19_950),
        ("19.949,50", 19_950),
        ("<bedrag>39.950,00</bedrag><munteenheid>EUR</munteenheid>", 39_950),
        ("<prijs><bedrag>1</bedrag></prijs>", 1),
        ("<prijs><bedrag>8</bedrag></prijs><prijs><bedrag>9</bedrag></prijs>", 8),
        ("<prijzen land='de'><prijs><bedrag>8</bedrag></prijs></prijzen>"
         "<prijzen land='nl'><prijs><bedrag>9</bedrag></prijs></prijzen>", 9),
        ("0", None),
        ("", None),
        ("op aanvraag", None),
    ],
)  # fmt: skip
def test_prices(price: str, euros: int | None) -> None:
    row = car(verkoopprijs_particulier=price)
    assert row.facts["price_eur"] == euros
    assert (row.facts["price_type"] == "on_request") == (price == "op aanvraag")


def test_the_lower_of_two_prices_counts_and_the_trades_does_not() -> None:
    assert car(actieprijs="18.500").facts["price_eur"] == 18_500
    assert car(actieprijs="0").facts["price_eur"] == 19_950
    flat = {"verkoopprijs_particulier": None, "verkoopprijs_handel_bedrag": "15000"}
    assert car(**flat).facts["price_eur"] is None
    assert car(**flat, verkoopprijs_particulier_bedrag="17000").facts["price_eur"] == 17_000
    assert car(**flat, meeneemprijs="16000").facts["price_eur"] == 16_000


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("verkoopprijs_particulier", {"verkoopprijs_particulier": "veel"}),
        ("verkoopprijs_particulier", {"verkoopprijs_particulier_munteenheid": "GBP",
         "verkoopprijs_particulier_bedrag": "1", "verkoopprijs_particulier": None}),
        ("verkoopprijs_particulier", {"verkoopprijs_particulier_btw": "exclusief"}),
        ("tellerstand", {"tellerstand": "-5"}),
        ("tellerstand", {"tellerstand": "5", "tellerstand_eenheid": "uren"}),
        ("datum_deel_1", {"datum_deel_1": "2099-01-01"}),
        ("merk", {"merk": ""}),
        ("voertuignr_hexon", {"voertuignr_hexon": None, "voertuignr": ""}),
        ("voertuigsoort", {"voertuigsoort": "MOTOR"}),
        ("actie", {"action": "steal"}),
    ],
)  # fmt: skip
def test_what_would_sell_the_wrong_car_is_refused(field: str, changes: dict[str, Any]) -> None:
    row = one(**changes)
    assert isinstance(row, Refusal), row
    assert row.field == field


@pytest.mark.parametrize(
    ("name", "fact", "changes"),
    [
        ("miles", ("mileage_km", 19_867), {"tellerstand eenheid='M'": "12.345",
         "tellerstand": None}),
        ("miles beside", ("mileage_km", 161), {"tellerstand": "100", "tellerstand_eenheid": "M"}),
        ("2.12", ("engine_cc", 998), {"cilinderinhoud": None, "cilinder_inhoud": "998"}),
        ("empty", ("engine_cc", 998), {"cilinderinhoud": "", "cilinder_inhoud": "998"}),
        ("year", ("first_registration", "2021-01-01"), {"datum_deel_1": "00-00-0000"}),
        ("apk", ("apk_until", "2028-01-31"), {"apk_tot": None,
         "apk tot='2028-01' bij_aflevering='n'": ""}),
        ("hp", ("power_kw", 96), {"vermogen_motor_kw": "0", "vermogen_motor_pk": "130"}),
        ("vin", ("vin", "VF3FCYHZPJY000009"), {"vin": None, "chassisnummer": "VF3FCYHZPJY000009"}),
        ("bad vin", ("vin", ""), {"vin": "onbekend"}),
        ("word", ("fuel", "diesel"), {"brandstof": "Diesel"}),
        ("letter", ("fuel", "electric"), {"brandstof": "E"}),
        ("plug", ("fuel", "phev"), {"plugin_hybride": "j"}),
        ("hybrid", ("fuel", "hybrid"), {"type_hybride": "full"}),
        ("manual", ("transmission", "manual"), {"transmissie": "Handgeschakeld"}),
        ("margin", ("vat_deductible", False), {"btw_marge": "M"}),
        ("damaged", ("is_damaged", True), {"schadevoertuig": "true"}),
    ],
)  # fmt: skip
def test_other_names_and_spellings(name: str, fact: tuple[str, Any], changes: Any) -> None:
    assert car(**changes).facts[fact[0]] == fact[1]


@pytest.mark.parametrize(
    ("field", "state"),
    [("verkocht", "sold"), ("gereserveerd", "reserved"), ("verwacht", "draft")],
)
def test_states(field: str, state: str) -> None:
    assert [car(**{field: yes}).state for yes in ("j", "J", "true", "1")] == [state] * 4
    assert car(**{field: "n"}).state == ""


def test_lists_may_be_texts_with_commas() -> None:
    row = car(
        accessoires="Trekhaak, Cruise control", afbeeldingen="https://a.example/1.jpg,http://x/2"
    )
    assert row.options == ("cruise-control", "nap", "trekhaak")
    assert row.pictures == ("https://a.example/1.jpg", "http://x/2")
    row = car(accessoires="<standaard><accessoire><naam>Airco</naam></accessoire></standaard>"
                          "<optioneel><accessoire>Trekhaak</accessoire></optioneel>")  # fmt: skip
    assert row.options == ("airco", "nap", "trekhaak")


def test_a_deletion_is_a_car_that_is_gone() -> None:
    gone = '<voertuig actie="delete"><voertuignr_hexon>7100</voertuignr_hexon></voertuig>'
    row = one(gone)
    assert isinstance(row, Incoming)
    assert (row.external_id, row.is_gone, row.facts) == ("7100", True, {})


TEXTS = st.sampled_from(["", "0", "12.345,00", "j", "M", "-1", "2020", "x,y", "€ 1,-", "é\udcff"])
VALUES = st.recursive(
    TEXTS | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["@nr", "@land", "@eenheid", "#", "prijs", "bedrag", "naam", "url", "x"]),
        inner, max_size=3,
    ),
    max_leaves=6,
)  # fmt: skip
FIELDS = sorted({*ALIASES, *ALIASES.values(), *(name.split()[0] for name in CAR), "actieprijs"})


@example({"actieprijs": []})
@example({"afbeeldingen": {"#": [], "@nr": []}})
@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=8))
def test_whatever_a_vehicle_holds_it_is_a_car_or_refused(values: dict[str, Any]) -> None:
    hexon = Hexon(FeedWords(dictionary=shipped.dictionary()))
    known = {"voertuignr_hexon": "1", "merk": "Peugeot", **values}
    record = Record(1, known)
    number = hexon.external_id(record)
    try:
        assert hexon.incoming(record).external_id == number
    except Refused as refusal:
        assert refusal.reason


# --- Files ----------------------------------------------------------------------------------


def numbered(number: int) -> str:
    return xml(voertuignr_hexon=str(number))


def signs(rows: list[Read]) -> str:
    """The numbers of the cars that were read, x for a refusal, ! for a file that is not whole."""
    return "".join(
        ("" if row.is_whole else "!") if isinstance(row, Ending)
        else "x" if isinstance(row, Refusal) else row.external_id
        for row in rows
    )  # fmt: skip


STOCK = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- stock -->\n<voorraad>\n{}\n</voorraad>\n'
BULK = STOCK.format("\n".join(map(numbered, range(5))))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_bulk_in_any_encoding(codec: str) -> None:
    text = BULK.replace("Nette", "Nétte")
    if codec == "cp1252":
        text = text.replace("UTF-8", "ISO-8859-1")
    rows = found(text.encode(codec))
    assert signs(rows) == "01234"
    assert isinstance(rows[0], Incoming)
    assert rows[0].facts["description"].startswith("Nétte")


@pytest.mark.parametrize(
    "damage",
    [
        ("</merk>", "</mark>"), ("<merk>", "<merk>&nbsp;"), ("<merk>", "<merk>&x;"),
        ("</voertuig>", ""), ("]]>", ""), ("<merk>", "<merk>\0"), ("<model>", "<model/>" * 5001),
        ("<model>", "<a>" * 20 + "</a>" * 20 + "<model>"), ("<merk>", "<merk>" + 300_000 * "a"),
        ("<merk>", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><merk>&x;"),
    ],
)  # fmt: skip
def test_a_broken_car_costs_one_car(damage: tuple[str, str]) -> None:
    parts = [numbered(number) for number in range(5)]
    parts[2] = parts[2].replace(*damage)
    rows = found(STOCK.format("\n".join(parts)))
    assert signs(rows).replace("xx", "x") == "01x34"
    refused = next(row for row in rows if isinstance(row, Refusal))
    assert refused.external_id == "2"
    first = 4 + 2 * (len(parts[0].splitlines()))
    assert first <= refused.line <= first + len(parts[0].splitlines())


@pytest.mark.parametrize(
    "text",
    [
        "", " \n", "hello", "<html><body>502</body></html>", '{"a": 1}', BULK[:-30], BULK + "Fatal",
        "<!DOCTYPE x SYSTEM 'http://127.0.0.1/x.dtd'>" + BULK, BULK.replace("UTF-8", "UTF-7"),
        BULK + "<voorraad/>", "<voorraad",
    ],
)  # fmt: skip
def test_a_file_that_is_not_whole_says_so(text: str) -> None:
    assert signs(found(text)).endswith("!")


def test_an_empty_stock_is_a_stock() -> None:
    assert found("<voorraad></voorraad>") == [Ending(True)]
    assert signs(found("<voorraad><!-- <voertuig> --><datum>nu</datum></voorraad>")) == ""


@pytest.mark.parametrize("piece", ["<a/>", "<!--", "<voertuig ", "<voertuig>", "<", "<![CDATA["])
def test_nonsense_takes_no_longer(piece: str) -> None:
    assert found("<voorraad>" + piece * (100_000 // len(piece)))[-1] != Ending(True)
