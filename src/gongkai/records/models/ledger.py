"""The ledger: insert-only entries, chained per organ."""

from __future__ import annotations

from django.db import models


class LedgerEntry(models.Model):
    """One act. `payload` is canonical JSON text, byte for byte what was digested."""

    organ = models.ForeignKey("records.Organ", on_delete=models.PROTECT, related_name="entries")
    sequence = models.PositiveBigIntegerField()
    moment = models.DateTimeField()
    actor_key = models.CharField(max_length=60)
    actor_name = models.CharField(max_length=80)
    actor_post = models.CharField(max_length=120, blank=True)
    verb = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.PositiveBigIntegerField()
    clauses = models.JSONField(default=list)
    payload = models.TextField()
    payload_digest = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("organ", "sequence")
        constraints = (models.UniqueConstraint(fields=["organ", "sequence"], name="ledger_sequence_once"),)
        indexes = (models.Index(fields=["subject_kind", "subject_id"], name="ledger_subject"),)


class LedgerHead(models.Model):
    """The end of an organ's chain. Locked by each append, so that entries stand in one line."""

    organ = models.OneToOneField("records.Organ", on_delete=models.PROTECT, related_name="ledger_head")
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)
