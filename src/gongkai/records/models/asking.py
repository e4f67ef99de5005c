"""What a request waits for: opinions of others, and leave to take longer."""

from __future__ import annotations

from django.db import models

_PERSON = "records.Person"


class Consultation(models.Model):
    """A letter to a third party, a co-maker or another organ; the reply clock rests while it is out."""

    request = models.ForeignKey("records.Request", on_delete=models.PROTECT, related_name="consultations")
    kind = models.CharField(
        max_length=20,
        choices=[("third_party", "第三方"), ("co_maker", "共同制作机关"), ("organ", "其他机关")],
    )
    name = models.TextField()
    address = models.TextField(blank=True)
    matter = models.CharField(max_length=1000)
    why = models.CharField(max_length=1000)
    sent_on = models.DateField()
    letter_received_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    opinion = models.CharField(
        max_length=20,
        blank=True,
        choices=[
            ("agree", "同意公开"),
            ("object", "不同意公开"),
            ("partly", "同意公开一部分"),
            ("silent", "逾期未答复"),
        ],
    )
    opinion_text = models.CharField(max_length=2000, blank=True)
    well_founded = models.BooleanField(default=False)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)


class Extension(models.Model):
    """A proposal to put the reply off, and what was decided."""

    request = models.ForeignKey("records.Request", on_delete=models.PROTECT, related_name="extensions")
    working_days = models.PositiveIntegerField(null=True, blank=True)
    months = models.PositiveIntegerField(null=True, blank=True)
    reasons = models.CharField(max_length=1000)
    proposed_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_post = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    agreed = models.BooleanField(null=True, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    old_due = models.DateField(null=True, blank=True)
    new_due = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["request"], condition=models.Q(decided_at=None), name="one_open_extension"
            ),
        )
