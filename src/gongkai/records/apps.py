"""The one Django app: it owns every table and the one migration history."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "gongkai.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "记录"
