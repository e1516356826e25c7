"""`python -m listings.drawings` writes the sprite and the site's marks into the static files."""

from pathlib import Path

from .brand import icon, logo, shared_picture, touch_icon
from .sprite import sprite

STATIC = Path(__file__).resolve().parents[2] / "carsite" / "static" / "img"

if __name__ == "__main__":
    STATIC.mkdir(parents=True, exist_ok=True)
    (STATIC / "cars.svg").write_text(sprite())
    (STATIC / "logo.svg").write_text(logo())
    (STATIC / "favicon.svg").write_text(icon())
    (STATIC / "apple-touch-icon.png").write_bytes(touch_icon())
    (STATIC / "og-default.png").write_bytes(shared_picture())
