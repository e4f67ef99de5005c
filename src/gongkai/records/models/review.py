"""Signatures and referrals of the secrecy review."""

from __future__ import annotations

from django.db import models


class Signature(models.Model):
    """One opinion under one edition. `fingerprint` is the digest of exactly what was signed."""

    edition = models.ForeignKey("records.Edition", on_delete=models.PROTECT, related_name="signatures")
    round = models.PositiveIntegerField()
    stage = models.CharField(max_length=60)
    role = models.CharField(max_length=40)
    signer = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="+")
    signer_post = models.CharField(max_length=80)
    in_place_of = models.ForeignKey(
        "records.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opinion = models.CharField(max_length=40)
    ground = models.CharField(max_length=60, blank=True)
    basis = models.JSONField(default=list)
    reasons = models.CharField(max_length=2000)
    fingerprint = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ("signed_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["edition", "round", "stage", "role"], name="signature_once_per_role"
            ),
            models.UniqueConstraint(fields=["edition", "round", "signer"], name="signature_once_per_person"),
        )


class Referral(models.Model):
    """A question put to a higher or competent authority; the case waits for the answer."""

    edition = models.ForeignKey("records.Edition", on_delete=models.PROTECT, related_name="referrals")
    round = models.PositiveIntegerField()
    stage = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    question = models.CharField(max_length=2000)
    referred_to = models.CharField(max_length=120)
    referred_by = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="+")
    referred_at = models.DateTimeField()
    answer = models.CharField(max_length=20, blank=True)
    answer_letter = models.CharField(max_length=120, blank=True)
    answer_text = models.CharField(max_length=2000, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("referred_at", "id")


class Approval(models.Model):
    """The leading group's approval before publication; binds to what was approved."""

    edition = models.OneToOneField("records.Edition", on_delete=models.PROTECT, related_name="approval")
    approver = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="+")
    approver_post = models.CharField(max_length=80)
    in_place_of = models.ForeignKey(
        "records.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(max_length=500, blank=True)
    fingerprint = models.CharField(max_length=64)
    approved_at = models.DateTimeField()
