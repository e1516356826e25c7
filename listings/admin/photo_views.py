"""A saved car's photos while its page is open: received one at a time, watched, taken away."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_http_methods

from listings.admin.photos import add_photos
from listings.intake.photos import PhotoRefused
from listings.intake.uploads import receive
from listings.models import Listing, PhotoUpload

FIELD = "photo"  # what a file is sent as
COVER, FORGET = "_cover", "_forget"  # buttons of the form: a photo's number, an upload's


class PhotosAdmin(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.photos_view)
        return [
            path("<int:pk>/photos/", view, name="listings_listing_photos"),
            *super().get_urls(),
        ]

    @method_decorator(require_http_methods(["GET", "POST"]))
    def photos_view(self, request: HttpRequest, pk: int) -> JsonResponse:
        """GET tells what is on its way and which photos there are; POST takes one file."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        car = self.get_queryset(request).filter(pk=pk).first()
        if car is None:
            raise Http404(_t("There is no such car, or nothing like that to do with it."))
        return _received(request, car) if request.method == "POST" else _told(car)

    def render_change_form(  # noqa: PLR0917 -- Django's signature
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Listing | None = None,
    ) -> HttpResponse:
        field = context["adminform"].form.fields.get("new_photos")
        if obj and field:
            here = self.admin_site.name
            url = reverse("admin:listings_listing_photos", args=[obj.pk], current_app=here)
            field.widget.send_to(url, list(obj.uploads.all()))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        car = form.instance
        add_photos(car, form.cleaned_data.get("new_photos") or [])
        if (number := request.POST.get(COVER, "")).isdecimal():
            make_cover(car, int(number))
        if (number := request.POST.get(FORGET, "")).isdecimal():
            forget(car, int(number))

    def response_change(self, request: HttpRequest, obj: Listing) -> HttpResponse:
        """Buttons among the photos save the page and come back to it."""
        if COVER in request.POST or FORGET in request.POST:
            messages.success(request, _t("Saved."))
            here = self.admin_site.name
            url = reverse("admin:listings_listing_change", args=[obj.pk], current_app=here)
            return HttpResponseRedirect(f"{url}#photos-group")
        return super().response_change(request, obj)


def _received(request: HttpRequest, car: Listing) -> JsonResponse:
    if (number := request.POST.get(FORGET, "")).isdecimal():
        forget(car, int(number))
        return JsonResponse({})
    file: Any = request.FILES.get(FIELD)
    if not isinstance(file, UploadedFile):
        return JsonResponse({"error": _t("No file came along.")}, status=400)
    try:
        upload = receive(car, file, by=request.user.get_username())
    except PhotoRefused as refusal:
        return JsonResponse({"error": " ".join(refusal.messages)}, status=422)
    return JsonResponse({"id": upload.pk}, status=201)


def _told(car: Listing) -> JsonResponse:
    """``error`` is empty while an upload waits; one that is not named any more is a photo."""
    uploads = car.uploads.values("pk", "name", "error")
    return JsonResponse({"uploads": list(uploads), "photos": list(_numbers(car))})


def forget(car: Listing, number: int) -> None:
    """Take a refused upload of this car off its page."""
    PhotoUpload.objects.filter(listing=car, pk=number).exclude(error="").delete()


def make_cover(car: Listing, number: int) -> None:
    """Put one of the car's photos before the others, which keep their order."""
    order = list(_numbers(car))
    if number in order:
        order.sort(key=lambda pk: pk != number)
        for position, pk in enumerate(order):
            car.photos.filter(pk=pk).exclude(position=position).update(position=position)


def _numbers(car: Listing) -> Any:
    return car.photos.values_list("pk", flat=True)
