"""`python -m listings.drawings` writes the sprite into the static files again."""

from pathlib import Path

from .sprite import sprite

STATIC = Path(__file__).resolve().parents[2] / "carsite" / "static" / "img"

if __name__ == "__main__":
    STATIC.mkdir(parents=True, exist_ok=True)
    (STATIC / "cars.svg").write_text(sprite())
