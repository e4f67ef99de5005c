"""Letters as issued, their wording, and notices by e-mail."""

from __future__ import annotations

from django.db import models

_PERSON = "records.Person"


class Letter(models.Model):
    """A letter as issued. The papers are sealed, since they name the applicant; the digests are of the open ones."""

    organ = models.ForeignKey("records.Organ", on_delete=models.PROTECT, related_name="letters")
    request = models.ForeignKey("records.Request", on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=60)
    number = models.CharField(max_length=60)
    to_applicant = models.BooleanField(default=True)
    template_digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    docx = models.BinaryField()
    docx_digest = models.CharField(max_length=64)
    pdf = models.BinaryField(default=b"")
    pdf_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["organ", "number"], name="letter_number_once"),)


class LetterTemplate(models.Model):
    """The wording of a kind of letter as an organ has changed it; the newest version is used."""

    organ = models.ForeignKey("records.Organ", on_delete=models.PROTECT, related_name="letter_templates")
    kind = models.CharField(max_length=30)
    version = models.PositiveIntegerField()
    text = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organ", "kind", "version"], name="letter_version_once"),
        )


class Notice(models.Model):
    """An e-mail to an applicant or a member of staff, written with the act and sent afterwards."""

    request = models.ForeignKey("records.Request", on_delete=models.PROTECT, related_name="notices")
    person = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    on = models.DateField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("id",)
        constraints = (
            # A reminder is given once a day however often the clock strikes.
            models.UniqueConstraint(fields=["request", "person", "kind", "on"], name="reminder_once_a_day"),
        )
        indexes = (models.Index(fields=["id"], condition=models.Q(sent_at=None), name="notice_unsent"),)
