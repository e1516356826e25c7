"""The site's sprite: nine flat cars in one file, coloured by the page's CSS.

A page shows one as `<svg class="car-drawing paint-green"><use href="…/cars.s"
    "vg#estate"></use></svg>`.
Custom properties and `currentColor` cross into a `<use>`; everything else of a page's CSS does not.
"""

from .bodies import BODIES
from .draw import scale_of
from .flat import HEIGHT, WIDTH, Palette, flat
from .svg import Sheet

# A fallback in each: the file also shows cars when it is opened by itself.
VARIABLES = Palette(
    paint="var(--paint,#6b7178)",
    shade="var(--paint-shade,#4e535a)",
    seam="var(--paint-seam,#2f3338)",
    glass="var(--glass,#2b3741)",
    glint="var(--glint,#fff)",
    rubber="var(--rubber,#2a2f34)",
    well="var(--well,#101315)",
    rim="var(--rim,#d3d8db)",
    lamp="var(--lamp,#f4f8fa)",
    tail="var(--tail,#c8232c)",
    hide="var(--hide,#8a5a3a)",
    ink="currentColor",
)


def sprite() -> str:
    """The whole file: one symbol for each body code, all in the same 3:2 box."""
    symbols = "\n".join(symbol(code) for code in BODIES)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def symbol(code: str) -> str:
    """One body."""
    sheet, body = Sheet(code), BODIES[code]
    flat(sheet, body, VARIABLES, scale_of(body))
    box = f'id="{code}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f"<symbol {box}>{''.join(sheet.shapes)}</symbol>"
