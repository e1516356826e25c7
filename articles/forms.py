"""The editor's form of an article: rich text, one picture."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorFormField

from articles.models import Article
from carsite.html import sanitize
from listings.admin.labels import label_moments
from listings.admin.uploads import PhotosField

# The buttons that the editor shows; what they make is what ``carsite.html.sanitize`` lets through.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
}


class ArticleForm(forms.ModelForm):
    body = ProseEditorFormField(
        label=_("Text"),
        required=False,
        max_length=Article._meta.get_field("body").max_length,
        widget=AdminTextareaWidget,
        extensions=EXTENSIONS,
        sanitize=sanitize,
    )
    picture = PhotosField(
        label=_("Picture"),
        multiple=False,
        help_text=_("JPEG, PNG or WebP; takes the place of the one above."),
    )
    remove_picture = forms.BooleanField(label=_("Remove the picture"), required=False)

    class Meta:
        model = Article
        fields = [
            *("title", "slug", "intro", "body", "category", "author", "state", "published_at"),
            *("picture_alt", "picture_caption", "listings_choice"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label_moments(self)

    def put_picture(self, article: Article) -> None:
        """Set the article's picture to the one that came, or to none if that was asked."""
        photos = self.cleaned_data.get("picture") or []
        if photos:
            article.picture_digest = photos[0].digest
            article.picture_width, article.picture_height = photos[0].width, photos[0].height
        elif self.cleaned_data.get("remove_picture"):
            article.picture_digest, article.picture_width, article.picture_height = "", 0, 0

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        return None if field_name == "picture" else super().get_initial_for_field(field, field_name)
