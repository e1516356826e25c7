"""Parts of a template that are the same on every page: rendered once, then only put in."""

from itertools import count

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

from carsite.fragments import Fragments

register = template.Library()
_numbers = count()
_pieces: Fragments[SafeString] = Fragments(500_000)


class Kept(Node):
    """Its inside, rendered once for each language and each set of these values."""

    def __init__(self, nodelist: NodeList, values: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.values = values
        self._number = next(_numbers)

    def render(self, context: Context) -> SafeString:
        key = (self._number, *(value.resolve(context) for value in self.values))
        return _pieces.get_or_render(key, lambda: self.nodelist.render(context))


@register.tag
def kept(parser: Parser, token: Token) -> Kept:
    """``{% kept section %}…{% endkept %}``: all that the inside depends on stands in the tag.

    The language does by itself. A value must be text, a number or a truth, and have few values
    over the life of a process; what belongs to a visitor or to a car has no place in it.
    """
    values = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(nodelist, values)
