"""Replies to requests, and what follows from them."""

from __future__ import annotations

from django.db import models

_PERSON = "records.Person"


class Reply(models.Model):
    """One proposed reply; `round` counts the proposals, the last one is the one that counts."""

    request = models.ForeignKey("records.Request", on_delete=models.PROTECT, related_name="replies")
    round = models.PositiveIntegerField()
    outcome = models.CharField(max_length=30)
    where = models.CharField(max_length=1000, blank=True)
    when = models.CharField(max_length=200, blank=True)
    withheld = models.CharField(max_length=1000, blank=True)
    ground = models.CharField(max_length=30, blank=True)
    reasons = models.CharField(max_length=2000, blank=True)
    who = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=300, blank=True)
    law = models.CharField(max_length=300, blank=True)
    earlier = models.ForeignKey(
        "records.Request", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    public_interest = models.CharField(max_length=2000, blank=True)
    provision = models.CharField(max_length=60, blank=True)
    fingerprint = models.CharField(max_length=64)
    proposed_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True, blank=True)
    return_reasons = models.CharField(max_length=1000, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    delivered_on = models.DateField(null=True, blank=True)
    delivered_how = models.CharField(max_length=60, blank=True)
    delivery_proof = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("round",)
        constraints = (models.UniqueConstraint(fields=["request", "round"], name="reply_round_once"),)


class ReplyFile(models.Model):
    """An edition that goes out with a reply: never a file by itself, so nothing unreviewed can be given."""

    reply = models.ForeignKey("records.Reply", on_delete=models.PROTECT, related_name="files")
    edition = models.ForeignKey("records.Edition", on_delete=models.PROTECT, related_name="given_in")
    fingerprint = models.CharField(max_length=64)
    redacted = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["reply", "edition"], name="reply_edition_once"),)


class ReplyApproval(models.Model):
    """One stage's word on a reply; binds to exactly what was read."""

    reply = models.ForeignKey("records.Reply", on_delete=models.PROTECT, related_name="approvals")
    stage = models.CharField(max_length=60)
    role = models.CharField(max_length=40)
    signer = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    signer_post = models.CharField(max_length=120)
    in_place_of = models.ForeignKey(
        _PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(max_length=1000, blank=True)
    fingerprint = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["reply", "stage"], name="reply_stage_once"),
            models.UniqueConstraint(fields=["reply", "signer"], name="reply_signer_once"),
        )


class RefusalFiling(models.Model):
    """备案: a refusal reported upward, until the superior acknowledges it."""

    request = models.OneToOneField("records.Request", on_delete=models.PROTECT, related_name="filing")
    to = models.CharField(max_length=120)
    opened_on = models.DateField()
    delivered_on = models.DateField(null=True, blank=True)
    delivered_how = models.CharField(max_length=200, blank=True)
    chased_on = models.DateField(null=True, blank=True)
    chased_times = models.PositiveIntegerField(default=0)
    acknowledged_on = models.DateField(null=True, blank=True)
    acknowledged_by = models.CharField(max_length=120, blank=True)


class PublicationTask(models.Model):
    """What was given to one and should be open to all: a task for a unit, with a clock."""

    request = models.ForeignKey("records.Request", on_delete=models.PROTECT, related_name="publication_tasks")
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, related_name="+")
    why = models.CharField(
        max_length=20,
        choices=[("should_be", "应公开而未公开"), ("many", "多人申请"), ("suggested", "申请人建议")],
    )
    opened_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    item = models.ForeignKey(
        "records.Item", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["unit"], condition=models.Q(done_on=None), name="publication_task_open"),
        )


class FollowUp(models.Model):
    """What an applicant says after the reply: that a record about her is wrong, or that all should have it."""

    request = models.ForeignKey("records.Request", on_delete=models.PROTECT, related_name="follow_ups")
    kind = models.CharField(max_length=20, choices=[("inaccurate", "要求更正"), ("suggest", "建议主动公开")])
    text = models.TextField()
    raised_at = models.DateTimeField()
    decision = models.CharField(max_length=20, blank=True)
    answer = models.CharField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
