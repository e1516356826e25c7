from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CarsiteConfig(AppConfig):
    name = "carsite"
    verbose_name = _("The site")
