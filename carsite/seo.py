"""What robots may fetch: everything public, few of the many filtered lists."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

RULES = """\
User-agent: *
Disallow: /admin/
Disallow: /dealer/
Disallow: /*/contact/
Disallow: /*sorteer=
Allow: /

Sitemap: {site}{sitemap}
"""


def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt; a filtered list says ``noindex`` itself and so must stay fetchable."""
    text = RULES.format(site=settings.SITE_URL, sitemap=reverse("sitemap"))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
