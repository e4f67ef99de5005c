"""Items of government information and their editions."""

from __future__ import annotations

from django.db import models

from gongkai.core.terms import Audience, DisclosureClass, Provenance


class Item(models.Model):
    """政府信息: what stays the same while its editions change."""

    organ = models.ForeignKey("records.Organ", on_delete=models.PROTECT, related_name="items")
    index_number = models.CharField(max_length=60)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(
        "records.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    current = models.OneToOneField(
        "records.Edition", null=True, blank=True, on_delete=models.PROTECT, related_name="current_of"
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organ", "index_number"], name="index_number_once"),)

    def __str__(self) -> str:
        return self.index_number


class Edition(models.Model):
    """One version of an item: its text, header and class, its place in the procedure."""

    item = models.ForeignKey("records.Item", on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=60, default="draft")
    round = models.PositiveIntegerField(default=1)
    regime_version = models.ForeignKey("records.RegimeVersion", on_delete=models.PROTECT, related_name="+")
    drafted_by = models.ForeignKey(
        "records.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField()
    submitted_on = models.DateField(null=True, blank=True)
    responsible_unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, related_name="+")

    title = models.CharField(max_length=200)
    doc_number = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(max_length=120, blank=True)
    subject = models.CharField(max_length=60, blank=True)
    formed_on = models.DateField()
    changed_on = models.DateField(null=True, blank=True)
    summary = models.CharField(max_length=100, blank=True)
    validity = models.CharField(max_length=20, default="有效")
    body_html = models.TextField(blank=True)
    body_text = models.TextField(blank=True)
    source_name = models.CharField(max_length=200, blank=True)
    source_digest = models.CharField(max_length=64, blank=True)

    proposed_class = models.CharField(max_length=20, choices=[(c.value, c.title) for c in DisclosureClass])
    class_reasons = models.CharField(max_length=500, blank=True)
    decided_class = models.CharField(max_length=20, blank=True)
    audience = models.CharField(
        max_length=20, default=Audience.PUBLIC.value, choices=[(a.value, a.title) for a in Audience]
    )
    category = models.CharField(max_length=60, blank=True)
    matter = models.CharField(max_length=60, blank=True)
    provenance = models.CharField(
        max_length=20, default=Provenance.MADE.value, choices=[(p.value, p.title) for p in Provenance]
    )
    obtained_from = models.CharField(max_length=120, blank=True)

    secrecy_mark = models.CharField(max_length=10, blank=True)
    secrecy_until = models.DateField(null=True, blank=True)
    compiled_by = models.CharField(max_length=120, blank=True)
    needs_law_approval = models.BooleanField(default=False)
    redacted_from = models.ForeignKey(
        "records.Edition", null=True, blank=True, on_delete=models.PROTECT, related_name="redactions"
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["item", "number"], name="edition_number_once"),)
        indexes = (models.Index(fields=["state"], name="edition_state"),)

    def __str__(self) -> str:
        return self.title


class Attachment(models.Model):
    """A file that belongs to an edition, stored by its content."""

    edition = models.ForeignKey("records.Edition", on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    position = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("position", "id")


class InvolvedOrgan(models.Model):
    """Another organ that made the information jointly, or whom it concerns, and its written word."""

    edition = models.ForeignKey("records.Edition", on_delete=models.PROTECT, related_name="involved_organs")
    name = models.CharField(max_length=120)
    joint_maker = models.BooleanField(default=False)
    consented_on = models.DateField(null=True, blank=True)
    letter = models.CharField(max_length=120, blank=True)
    letter_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["edition", "name"], name="involved_organ_once"),)


class EvidenceRecord(models.Model):
    """A paper the gate asks for: a declassification, or an approval required by law."""

    edition = models.ForeignKey("records.Edition", on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(
        max_length=30, choices=[("declassification", "解密手续"), ("law_approval", "依法批准")]
    )
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    authority = models.CharField(max_length=120)
    file_name = models.CharField(max_length=200, blank=True)
    file_digest = models.CharField(max_length=64, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["edition", "kind"], name="evidence_kind_once"),)


class Counter(models.Model):
    """The last serial given out under a key of an organ; the row is the lock."""

    organ = models.ForeignKey("records.Organ", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organ", "key"], name="counter_once"),)
