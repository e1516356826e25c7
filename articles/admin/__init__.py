"""The newsroom's desk: one module per noun; ``article`` registers what there is to edit."""

from articles.admin import article

__all__ = ["article"]
