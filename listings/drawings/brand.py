"""The site's own marks: wordmark, icon, and the picture shown where a page is shared."""

import io

import resvg_py
from PIL import Image

from .bodies import BODIES
from .draw import palette_for, scale_of
from .flat import GROUND, flat
from .svg import Sheet

INK, PAPER, YELLOW = "#1a1916", "#f6f2ea", "#ffc51f"
WORDMARK_BOX = "0 0 216.5 64"
# Letters are strokes of 5.5 around circles of radius 12; the k alone is cut to the line by hand.
WORDMARK = (
    '<path d="M3.25 4h5.5v18.2l7.1-6.95H24L13.9 25.4 25.5 45h-6.6l-9-15.5-1.15 1.1V45h-5.5Z"'
    ' fill="currentColor" stroke="none"/>'
    '<circle cx="43" cy="30" r="12"/>'
    '<circle class="lit" cx="67" cy="30" r="12"/><path d="M55 15.25V59"/>'
    '<circle class="lit" cx="91" cy="30" r="12"/>'
    '<path d="M79 15.25V59M104 31.2h23.95A12 12 0 1 0 123.7 39.2M137 4v41M148 15.25V45"/>'
    '<circle cx="148" cy="7.5" r="3.5" fill="currentColor" stroke="none"/>'
    '<path d="M159 45V15.25M159 28.5a10.5 10.5 0 0 1 21 0V45"/>'
    '<circle cx="200.5" cy="30" r="12"/><path d="M212.5 15.25V47a11.5 11.5 0 0 1-21.5 5.5"/>'
)
# Two links of a chain (koppeling: a link), which are two wheels as well; whole at 16 pixels.
LINKS = (
    '<g fill="none" stroke="#ffc51f" stroke-width="3.4"><circle cx="11" cy="16" r="7.5"/>'
    '<circle cx="21" cy="16" r="7.5" stroke="#1a1916" stroke-width="5"/>'
    '<circle cx="21" cy="16" r="7.5"/>'
    '<path d="M12.56 8.66A7.5 7.5 0 0 1 18.13 13.68" stroke="#1a1916" stroke-width="5"/>'
    '<path d="M10.35 8.53A7.5 7.5 0 0 1 18.5 16"/></g>'
)
SHARED = (("suv", "green"), ("hatchback", "red"), ("estate", "blue"), ("convertible", "yellow"))
SHARED_SIZE = (1200, 630)  # what social sites ask for


def logo() -> str:
    """The wordmark as a file; on a page it stands inline, in the page's colours."""
    lit = WORDMARK.replace('class="lit"', f'fill="{YELLOW}"').replace("currentColor", INK)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{WORDMARK_BOX}" fill="none"'
        f' stroke="{INK}" stroke-width="5.5">{lit}</svg>\n'
    )


def icon(box: str = "0 0 32 32", corner: int = 6) -> str:
    """The icon on its dark tile."""
    tile = f'<rect x="-4" y="-4" width="40" height="40" fill="{INK}"/>'
    if corner:
        tile = f'<rect width="32" height="32" rx="{corner}" fill="{INK}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{tile}{LINKS}</svg>\n'


def touch_icon() -> bytes:
    """A PNG of 180 pixels for home screens, which round the corners themselves."""
    return shrunk(icon("-4 -4 40 40", corner=0), 180, 180, colours=32)


def shared_picture() -> bytes:
    """A PNG for pages that have no picture of their own."""
    return shrunk(shared_svg(), *SHARED_SIZE, colours=128)


def shared_svg() -> str:
    """The wordmark above a line of cars."""
    width, height = SHARED_SIZE
    sheet = Sheet("share")
    sheet.rect(0, 0, width, height, PAPER)
    mark = WORDMARK.replace('class="lit"', f'fill="{YELLOW}"').replace("currentColor", INK)
    place = 'transform="translate(80 84) scale(2.5)"'
    sheet.add(f'<g {place} fill="none" stroke="{INK}" stroke-width="5.5">{mark}</g>')
    for n, (body, colour) in enumerate(SHARED):
        sheet.open(f'transform="translate({62 + n * 270} {500 - GROUND * 0.23:.1f}) scale(.23)"')
        flat(sheet, BODIES[body], palette_for(colour), scale_of(BODIES[body]))
        sheet.close()
    sheet.rect(80, 500, width - 160, 4, INK)
    sheet.rect(80, 500, 150, 12, YELLOW)
    return sheet.text(width, height, "Koppeling").replace("currentColor", INK)


def shrunk(svg: str, width: int, height: int, *, colours: int) -> bytes:
    """A PNG with few colours: these travel with every first visit or shared link."""
    png = resvg_py.svg_to_bytes(svg_string=svg, width=width, height=height, skip_system_fonts=True)
    out = io.BytesIO()
    with Image.open(io.BytesIO(bytes(png))) as picture:
        few = picture.convert("RGB").quantize(colours, Image.Quantize.MEDIANCUT)
        few.save(out, "PNG", optimize=True)
    return out.getvalue()
