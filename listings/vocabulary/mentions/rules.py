"""Every rule of the article reader, with what it says and sentences that show it.

The examples carry their mentions as markup: ``[words](Make/Model)``, ``[words](Make)`` for a make
alone. A rule whose code starts with "not-" tells why a name in its example is no car. The test
reads every example; a new rule is a row here, a test in `decisions.py` and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Rule:
    """Why a name is a car, or is not; ``examples`` are sentences in which it decides."""

    code: str
    says: Promise
    examples: tuple[str, ...]

    @property
    def is_car(self) -> bool:
        return not self.code.startswith("not-")


_ROWS = (
    Rule(
        "make-and-model",
        _("A make with its model behind it."),
        (
            "Een [VW Golf](Volkswagen/Golf) en een [Peugeot 2008](Peugeot/2008) uit 2014.",
            "De [Renault Grand Espace](Renault/Espace) is groot, de [Fiat 500e](Fiat/500) klein.",
        ),
    ),
    Rule(
        "make",
        _("A make by itself: the company, or a car of that make."),
        (
            "Volgens [Renault](Renault) zijn er te weinig [Skoda's](Škoda) te koop.",
            "Zij rijdt in een [Mini](MINI), hij in een [Seat](Seat).",
        ),
    ),
    Rule(
        "name",
        _("A model whose name means nothing else."),
        (
            "De [Qashqai](Nissan/Qashqai) en twee [Captur's](Renault/Captur) stonden klaar.",
            "Mijn [Twingo 2](Renault/Twingo) gaat weg, er komt een [e-Niro](Kia/Niro).",
        ),
    ),
    Rule(
        "type-code",
        _("A version's number that stands for the model, with its letters."),
        (
            "Een [320d](BMW/3-serie) of een [C 220 d](Mercedes-Benz/C-klasse) rijdt zuinig; "
            "een [BMW](BMW) ook zonder d.",
        ),
    ),
    Rule(
        "electric-name",
        _("A name with the e of an electric car."),
        ("De [Mokka-e](Opel/Mokka) en de [ë-C4](Citroën/C4) laden even snel.",),
    ),
    Rule(
        "number-with-article",
        _("A number with an article, where its make is named."),
        (
            "[Peugeot](Peugeot) kwam in 2013 met de [2008](Peugeot/2008) en maakte de "
            "[207](Peugeot/207) minder.",
            "De [Renault 5](Renault/5) is terug. De [5](Renault/5) is leuk, de nieuwe "
            "[4](Renault/4) is ruimer.",
        ),
    ),
    Rule(
        "number-plural",
        _("A number in the plural."),
        ("De dealer heeft twaalf [308's](Peugeot/308) staan.",),
    ),
    Rule(
        "number-with-trim",
        _("A number with a body or a version behind it."),
        (
            "Gezocht: [205 GTI](Peugeot/205), het liefst in het rood.".replace(
                " GTI]", "]"
            ).replace("205](Peugeot/205)", "205](Peugeot/205) GTI"),
        ),
    ),
    Rule(
        "number-by-itself",
        _("A number that hardly counts anything, with an article, near words about cars."),
        ("De garage keurde de [307](Peugeot/307) van mijn vrouw af.",),
    ),
    Rule(
        "in-a-list",
        _("A name in a list with another car of its make."),
        (
            "De [Peugeot 208](Peugeot/208), [308](Peugeot/308) en [508](Peugeot/508) komen terug.",
            "[Golf](Volkswagen/Golf), [Polo](Volkswagen/Polo) en [Passat](Volkswagen/Passat) "
            "delen hun motor.",
        ),
    ),
    Rule(
        "code-with-make",
        _("A letter with a digit, where its make is named."),
        ("[Audi](Audi) vernieuwt de [A3](Audi/A3); de [A5](Audi/A5) volgt.",),
    ),
    Rule(
        "code-with-article",
        _("A letter with a digit and an article, near words about cars."),
        ("Ze kocht bij de dealer een [C3](Citroën/C3) met een deuk.",),
    ),
    Rule(
        "code-with-trim",
        _("A letter with a digit, an article and a version behind it."),
        ("Voor de deur stond een [A6](Audi/A6) Avant.",),
    ),
    Rule(
        "word-with-article",
        _("A word, first name or place with a capital and an article."),
        (
            "Op Ibiza huurden we een [Ibiza](Seat/Ibiza).",
            "Zoë parkeerde haar [Zoe](Renault/Zoe) in de heg.",
            "De [Swift](Suzuki/Swift) van de buurman was weg.",
        ),
    ),
    Rule(
        "word-with-trim",
        _("A word with a capital and a version behind it."),
        ("Getest met [Audi](Audi): [Golf](Volkswagen/Golf) GTI.",),
    ),
    Rule(
        "word-with-capital",
        _("A word with a capital inside a sentence about cars."),
        ("Van [Golf](Volkswagen/Golf) naar [Tesla](Tesla) is een grote stap.",),
    ),
    Rule(
        "word-plural",
        _("A model that was named before, in the plural."),
        (
            "De [Skoda Octavia](Škoda/Octavia) is ruim. Veel [Octavia's](Škoda/Octavia) "
            "komen uit de lease.",
        ),
    ),
    Rule(
        "small-with-article",
        _("A name without its capital, in a text that writes none."),
        ("ik heb een [opel astra](Opel/Astra) maar wil een [golf](Volkswagen/Golf)",),
    ),
    Rule(
        "typo",
        _("A name with a slip of the keyboard, beside a name that says what was meant."),
        (
            "Een [hundai i20](Hyundai/i20) of een [Skoda Octvia](Škoda/Octavia)?",
            "De [Kia e-Niro](Kia/Niro) is op. Neem een [Kona](Hyundai/Kona) of "
            "[Nero](Kia/Niro).".replace(
                "een [Kona](Hyundai/Kona)", "een [Hyundai Kona](Hyundai/Kona)"
            ),
        ),
    ),
    Rule(
        "correction",
        _("An editor said so."),
        (),
    ),
    Rule(
        "not-a-quantity",
        _("A number that counts, measures or numbers something."),
        (
            "De [Peugeot 508](Peugeot/508) heeft 508 liter bagageruimte en kost 3.008 euro meer.",
            "Van de 5 bekeken auto's was de [Renault 5](Renault/5) het leukst.",
            "De [Saab](Saab) stond voor nummer 95.",
            "Op veld C3 stond een [Citroën C3](Citroën/C3).",
        ),
    ),
    Rule(
        "not-a-year",
        _("A year."),
        ("[Peugeot](Peugeot) had in 2008 nog geen [2008](Peugeot/2008).",),
    ),
    Rule(
        "not-without-make",
        _("A number, a code or a rare name, and its make is not in the text."),
        ("De 911 werd gebeld en op C4 stond een glas.",),
    ),
    Rule(
        "not-without-article",
        _("A bare number in the middle of a sentence."),
        ("[Peugeot](Peugeot) noemde hem liever 408 dan anders.",),
    ),
    Rule(
        "not-a-road",
        _("A road."),
        ("Op de A4 bij Leidschendam botste een [Audi A4](Audi/A4).",),
    ),
    Rule(
        "not-paper",
        _("A size of paper."),
        ("In de [Audi](Audi) lag een half A4'tje, geprint op A4.",),
    ),
    Rule(
        "not-lower-case",
        _("A word without a capital."),
        (
            "De spring, een golf en een mini-vakantie; de [Corsa](Opel/Corsa) niet.",
            "Een maan heet ook wel trabant. Ze kozen een [Opel Corsa](Opel/Corsa).",
            "opel corsa".replace("opel corsa", "De huisarts gaf 4 mg, een slim en smart besluit."),
        ),
    ),
    Rule(
        "not-part-of-a-name",
        _("Part of another name."),
        (
            "Discovery Channel, Child Focus, Taylor Swift en park Mini-Europa.",
            "Op schoenen van Puma liep hij naar zijn [Puma](Ford/Puma).",
            "De Sprinter had vertraging; ze nam haar [Mercedes Vito](Mercedes-Benz/Vito).",
            "De Samsung Galaxy Note lag in de [Nissan Note](Nissan/Note).",
        ),
    ),
    Rule(
        "not-a-group",
        _("A group of makes."),
        ("De Geely-groep wil met [Volvo](Volvo) groeien; SAIC en Geely zwegen.",),
    ),
    Rule(
        "not-a-person",
        _("A person."),
        (
            "Harrison Ford kwam met Leon Smeets. Ford lachte, Leon ook.",
            "Minister Mercedes Villalba en Octavia Peters tekenden.",
        ),
    ),
    Rule(
        "not-first-word",
        _("A word at the start of a sentence, where the capital says nothing."),
        ("Golf is een dure sport. Een [Golf](Volkswagen/Golf) is ook duur.",),
    ),
    Rule(
        "not-without-car",
        _("A word, place or first name, and nothing says that a car is meant."),
        ("We vlogen naar Ibiza en toen door naar Toledo.",),
    ),
    Rule(
        "not-alone",
        _("A name that is read only right behind its make."),
        ("Een Quattro en een Cabrio, zei hij.",),
    ),
    Rule(
        "not-in-pieces",
        _("A short name with a space in it, without its make before it."),
        ("Vitamine C 3 keer per dag.",),
    ),
)
RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in _ROWS})
