"""Distance as the crow flies: the one function that the index and the database's answer share."""

import numpy as np
from numpy.typing import NDArray

from listings.search.criteria import Near

EARTH_KM = 6371.0088  # mean radius (IUGG)

Degrees = NDArray[np.float64]


def distances_km(near: Near, latitudes: Degrees, longitudes: Degrees) -> Degrees:
    """Kilometres from the point to each place, by the haversine formula; NaN where unknown."""
    latitude, longitude = np.radians(near.latitude), np.radians(near.longitude)
    others = np.radians(latitudes)
    across = np.sin((np.radians(longitudes) - longitude) / 2) ** 2
    along = np.sin((others - latitude) / 2) ** 2
    share = along + np.cos(latitude) * np.cos(others) * across
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(share, 1.0)))


def within(near: Near, latitudes: Degrees, longitudes: Degrees) -> NDArray[np.bool_]:
    """Which places lie within the radius; an unknown place never does."""
    return distances_km(near, latitudes, longitudes) <= near.km
