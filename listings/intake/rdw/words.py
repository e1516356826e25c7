"""RDW's words and ours: closed lists, as the register spells them (folded to lower case)."""

from listings.choices import Body, Colour, Fuel, OdometerVerdict

# RDW knows thirteen colours; silver is GRIJS and gold is GEEL or BEIGE to it.
COLOURS = {
    "beige": Colour.BEIGE, "blauw": Colour.BLUE, "bruin": Colour.BROWN, "creme": Colour.BEIGE,
    "geel": Colour.YELLOW, "grijs": Colour.GREY, "groen": Colour.GREEN, "oranje": Colour.ORANGE,
    "paars": Colour.PURPLE, "rood": Colour.RED, "rose": Colour.OTHER, "wit": Colour.WHITE,
    "zwart": Colour.BLACK, "diversen": Colour.OTHER,
}  # fmt: skip

# What each word may stand for in our list, the likeliest first: the register has no word for an
# SUV, which it counts among estates, hatchbacks or MPVs, nor for a van with windows.
BODIES: dict[str, tuple[Body, ...]] = {
    "hatchback": (Body.HATCHBACK, Body.SUV, Body.MPV, Body.COUPE),
    "stationwagen": (Body.ESTATE, Body.SUV, Body.MPV),
    "sedan": (Body.SEDAN, Body.COUPE),
    "coupe": (Body.COUPE, Body.HATCHBACK, Body.SUV),
    "cabriolet": (Body.CONVERTIBLE,),
    "mpv": (Body.MPV, Body.SUV, Body.VAN, Body.ESTATE),
    "terreinvoertuig": (Body.SUV, Body.PICKUP),
    "terreinwagen": (Body.SUV, Body.PICKUP),
    "pick-up truck": (Body.PICKUP,),
    "open laadvloer": (Body.PICKUP,),
    "gesloten opbouw": (Body.VAN,),
    "bestelwagen": (Body.VAN,),
    "bus": (Body.VAN, Body.MPV),
}
# The European type codes of the set of bodies, as the words above.
BODY_CODES = {
    "aa": "sedan", "ab": "hatchback", "ac": "stationwagen", "ad": "coupe", "ae": "cabriolet",
    "af": "mpv", "ag": "stationwagen", "bb": "bestelwagen", "be": "pick-up truck",
}  # fmt: skip

# Of one row; what they make together is for ``fuels`` to say.
FUELS = {
    "benzine": Fuel.PETROL, "diesel": Fuel.DIESEL, "elektriciteit": Fuel.ELECTRIC,
    "lpg": Fuel.LPG, "cng": Fuel.CNG, "lng": Fuel.CNG, "waterstof": Fuel.HYDROGEN,
    "alcohol": Fuel.PETROL,
}  # fmt: skip

VERDICTS = {
    "logisch": OdometerVerdict.LOGICAL,
    "onlogisch": OdometerVerdict.ILLOGICAL,
    "geen oordeel": OdometerVerdict.NONE,
}
