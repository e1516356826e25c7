"""The filters of a search; how their blocks look is said in ``search_page/blocks.py``."""

from django import template

from listings.search_page.blocks import blocks

register = template.Library()
register.simple_tag(blocks)
