"""Photos in a form: stored as soon as they arrive, so that another field's error loses none."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import flatatt
from django.forms.widgets import Script
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from listings.intake.photos import FORMATS, MAX_BYTES, PhotoRefused, StoredPhoto, store
from listings.models import PhotoUpload

SALT = "photo-in-form"
MIME_TYPES = ",".join(f"image/{name.lower()}" for name in FORMATS)


@dataclass(frozen=True, slots=True)
class Upload:
    """What a form brings: new files, and tickets for photos that an earlier attempt stored."""

    files: Sequence[UploadedFile]
    tickets: Sequence[str]

    def __bool__(self) -> bool:
        return bool(self.files or self.tickets)


class PhotoInput(forms.FileInput):
    """A file input that also carries the tickets of what is stored already."""

    def __init__(self, *, multiple: bool) -> None:
        self.allow_multiple_selected = multiple
        super().__init__({"accept": MIME_TYPES, **({"multiple": True} if multiple else {})})
        self.kept: list[StoredPhoto] = []
        self.url = ""
        self.uploads: Sequence[PhotoUpload] = []

    @property
    def media(self) -> forms.Media:
        js: Any = [Script("js/photos.js", type="module")] if self.allow_multiple_selected else []
        return forms.Media(js=js)

    def send_to(self, url: str, uploads: Sequence[PhotoUpload]) -> None:
        """With a script each file goes there at once; ``uploads`` are those on their way."""
        self.url, self.uploads = url, uploads

    def value_from_datadict(
        self, data: Any, files: "MultiValueDict[str, UploadedFile]", name: str
    ) -> Upload:
        tickets = data.getlist(f"{name}-kept") if hasattr(data, "getlist") else []
        return Upload(files.getlist(name) if hasattr(files, "getlist") else [], tickets)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in files and f"{name}-kept" not in data

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        attributes = flatatt(
            self.build_attrs(self.attrs, {**(attrs or {}), "type": "file", "name": name})
        )
        kept = [{"photo": photo, "ticket": _ticket(photo)} for photo in self.kept]
        context = {
            "name": name,
            "attributes": attributes,
            "kept": kept,
            "many": self.allow_multiple_selected,
            "url": self.url,
            "uploads": self.uploads,
            "most_bytes": MAX_BYTES,
            "most_mb": MAX_BYTES // 1024**2,
        }
        return render_to_string("admin/photo_input.html", context)


class PhotosField(forms.Field):
    """Cleans to a list of ``StoredPhoto``; names every file that is no photo."""

    widget: PhotoInput

    def __init__(self, *, multiple: bool = True, **kwargs: Any) -> None:
        super().__init__(widget=PhotoInput(multiple=multiple), required=False, **kwargs)
        self.multiple = multiple

    def clean(self, value: Upload) -> list[StoredPhoto]:
        photos, errors = [_photo(ticket) for ticket in value.tickets], []
        for file in value.files:
            try:
                photos.append(store(file))  # type: ignore[arg-type]
            except PhotoRefused as refusal:
                errors.append(f"{file.name}: {' '.join(refusal.messages)}")
        photos = photos if self.multiple else photos[-1:]
        self.widget.kept = photos
        if errors:
            raise ValidationError(errors)
        return photos

    def has_changed(self, initial: Any, data: Upload | None) -> bool:
        return bool(data)


def _ticket(photo: StoredPhoto) -> str:
    """Signed: a browser must not name a photo of somebody else's, or one that is not there."""
    return signing.dumps(astuple(photo), salt=SALT)


def _photo(ticket: str) -> StoredPhoto:
    try:
        digest, width, height = signing.loads(ticket, salt=SALT, max_age=24 * 3600)
    except signing.BadSignature as error:
        raise ValidationError(_("A photo was lost on the way; please add it again.")) from error
    return StoredPhoto(digest, width, height)
