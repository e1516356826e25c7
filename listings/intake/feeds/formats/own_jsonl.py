"""Our own JSON Lines: the columns of ``own`` as names, lists as lists, null for unknown."""

from listings.intake.feeds.formats.own import OwnCars


class OwnJsonLines(OwnCars):
    """A line is the record already."""
