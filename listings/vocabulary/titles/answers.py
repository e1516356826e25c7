"""A reading as plain data: display names, canonical options, and the evidence for each."""

from dataclasses import asdict
from typing import Any

from listings.vocabulary.dictionary import Dictionary
from listings.vocabulary.titles.reader import TitleReading

_PLAIN = (
    "body fuel transmission engine_litres power_hp power_kw trim generation "
    "battery_soh_percent doors seats"
).split()
# Read as facts, but left out of the list of options. Titles are compared on the options that
# dealers advertise everywhere; these are finer points (a limiter, a charging cable), what a
# title's other fields say better, or the opposite of one (marge of Btw-auto).
FINER = frozenset(
    "inklapbare-spiegels lichtsensor dimmende-binnenspiegel voorruitverwarming softclose "
    "noodremassistent botswaarschuwing kruisend-verkeer verkeersbordherkenning "
    "vermoeidheidsherkenning snelheidsbegrenzer grootlichtassistent nachtzicht "
    "bandenspanningscontrole esp abs airbags spraakbediening stuurbediening kunstleder "
    "stoelverwarming-achter lendensteun armsteun deelbare-achterbank derde-zitrij skiluik "
    "tussenschot glazen-dak bochtverlichting elektrische-kap hardtop windscherm "
    "rijmodusselectie schakelflippers elektronische-parkeerrem hellingassistent laadkabel v2l "
    "bidirectioneel-laden one-pedal voorverwarming huuraccu margeauto importauto "
    "demonstratieauto rookvrij".split()
)


def as_row(reading: TitleReading, of: Dictionary) -> dict[str, Any]:
    """The fields by name (None: the title does not say), ``spans`` with rules, and ``rest``."""
    make, model = reading.first("make"), reading.first("model")
    row: dict[str, Any] = {
        "make": of.make_by_slug[make.value].name if make else None,
        "model": of.model_by_word[model.value].name if model else None,
    }
    for field in _PLAIN:
        fact = reading.first(field)
        row[field] = fact.value if fact else None
    row["options"] = [
        of.option_by_slug[fact.value].name_nl
        for fact in reading.facts
        if fact.field == "option" and fact.value not in FINER
    ]
    row["spans"] = [fact._asdict() for fact in reading.facts]
    row["rest"] = [asdict(span) for span in reading.rest]
    return row
