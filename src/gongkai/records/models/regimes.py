"""Rule books as adopted: the exact text, pinned by its digest."""

from __future__ import annotations

from django.db import models


class RegimeVersion(models.Model):
    """The sources of one lawbook (bureau and statute) at one moment; cases are pinned to it."""

    version = models.CharField(max_length=64, unique=True)
    regime_id = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    bureau_sources = models.JSONField()
    statute_sources = models.JSONField()


class Adoption(models.Model):
    """An organ's act that puts a rule book in force from a day."""

    organ = models.ForeignKey("records.Organ", on_delete=models.PROTECT, related_name="adoptions")
    version = models.ForeignKey("records.RegimeVersion", on_delete=models.PROTECT, related_name="adoptions")
    in_force_from = models.DateField()
    adopted_at = models.DateTimeField()

    class Meta:
        ordering = ("-in_force_from", "-id")


class InstalledCalendar(models.Model):
    """The days off and working weekends of a year as installed; the newest row of a year counts."""

    year = models.PositiveIntegerField()
    source = models.JSONField()
    notice = models.CharField(max_length=200, blank=True)
    installed_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
