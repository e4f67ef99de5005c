"""What screening found in an edition, what people said to it, what is withheld, and what may go out."""

from __future__ import annotations

from django.db import models


class Screening(models.Model):
    """The look at everything an edition says: its text and every file, as they were under `content`.

    `content` is the digest of exactly what was looked at, `rules` of the rules it was looked at with, `on` the day
    against which periods were held. `unread` lists what could not be read, which keeps the edition from going out;
    `unfinished` that more time would have read more, and that the look goes on by itself.
    """

    edition = models.OneToOneField("records.Edition", on_delete=models.PROTECT, related_name="screening")
    content = models.CharField(max_length=64)
    rules = models.CharField(max_length=64)
    on = models.DateField()
    unread = models.JSONField(default=list)
    unfinished = models.BooleanField(default=False)
    parts = models.PositiveIntegerField(default=0)
    screened_at = models.DateTimeField()


class FindingRow(models.Model):
    """One finding; `text` is sealed, since it is what must not get about. `key` names it within the edition.

    `file` is the digest of the attachment it stands in, or "body".
    """

    screening = models.ForeignKey("records.Screening", on_delete=models.CASCADE, related_name="findings")
    key = models.CharField(max_length=32)
    position = models.PositiveIntegerField()
    file = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=30)
    severity = models.CharField(max_length=10)
    part = models.CharField(max_length=500)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    rule = models.CharField(max_length=60)
    message = models.CharField(max_length=1000)

    class Meta:
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=["screening", "key"], name="finding_once"),)


class FindingAnswer(models.Model):
    """What a person said to a finding, by its key; the newest counts, the earlier ones stay."""

    edition = models.ForeignKey("records.Edition", on_delete=models.PROTECT, related_name="finding_answers")
    key = models.CharField(max_length=32)
    kind = models.CharField(max_length=20)
    reasons = models.CharField(max_length=1000)
    ground = models.CharField(max_length=60, blank=True)
    instead = models.CharField(max_length=500, blank=True)
    proof = models.CharField(max_length=300, blank=True)
    person = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)


class Marking(models.Model):
    """Words that a person marked to be withheld wherever they stand in an edition; sealed.

    `dropped_at` is set when the mark is taken back; the row stays.
    """

    edition = models.ForeignKey("records.Edition", on_delete=models.PROTECT, related_name="markings")
    text = models.TextField()
    ground = models.CharField(max_length=60)
    instead = models.CharField(max_length=500, blank=True)
    person = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)


class Withheld(models.Model):
    """Words of an edition that may not get out, sealed; every release made from it is searched for them."""

    item = models.ForeignKey("records.Item", on_delete=models.PROTECT, related_name="withheld")
    edition = models.ForeignKey("records.Edition", on_delete=models.PROTECT, related_name="withheld")
    text = models.TextField()
    ground = models.CharField(max_length=60, blank=True)
    withheld_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)


class Clearance(models.Model):
    """The gate's report on an edition as it is to go out: what was opened afresh and read, and that nothing withheld
    was met. It holds for `fingerprint` alone."""

    edition = models.OneToOneField("records.Edition", on_delete=models.PROTECT, related_name="clearance")
    fingerprint = models.CharField(max_length=64)
    report = models.JSONField(default=dict)
    cleared_at = models.DateTimeField()


class ReleasedFile(models.Model):
    """The file that goes out in place of an attachment: made anew, read again, nothing withheld left in it."""

    attachment = models.OneToOneField("records.Attachment", on_delete=models.PROTECT, related_name="released")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
