"""Requests for information: who asks for what, and the work on it."""

from __future__ import annotations

from django.db import models

_PERSON = "records.Person"


class Request(models.Model):
    """依申请公开: one matter of one applicant.

    `number` is what the applicant is given and cannot be guessed; `serial` is the line in the organ's own
    register. `due_on` and its companions repeat what the clock says, so that a list can be ordered by it; the clock
    itself is read from the ledger.
    """

    organ = models.ForeignKey("records.Organ", on_delete=models.PROTECT, related_name="requests")
    number = models.CharField(max_length=20)
    serial = models.CharField(max_length=20)
    code_digest = models.CharField(max_length=64, blank=True)
    nonce = models.CharField(max_length=64, null=True, blank=True)
    regime_version = models.ForeignKey("records.RegimeVersion", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=60)

    way = models.CharField(max_length=30)
    arrived_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(
        _PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    oral = models.BooleanField(default=False)
    old_number = models.CharField(max_length=60, blank=True)

    description = models.TextField()
    document_name = models.CharField(max_length=200, blank=True)
    document_number = models.CharField(max_length=100, blank=True)
    document_date = models.CharField(max_length=40, blank=True)
    form_wanted = models.CharField(max_length=60)
    way_wanted = models.CharField(max_length=60)
    purpose = models.CharField(max_length=1000, blank=True)

    unit = models.ForeignKey(
        "records.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )
    handed_in_at = models.DateTimeField(null=True, blank=True)
    split_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="split_off"
    )

    due_on = models.DateField(null=True, blank=True)
    due_provisional = models.BooleanField(default=False)
    standing_still = models.CharField(max_length=60, blank=True)

    outcome = models.CharField(max_length=30, blank=True)
    report_row = models.CharField(max_length=20, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    late_unit = models.ForeignKey(
        "records.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["number"], name="request_number_once"),
            models.UniqueConstraint(fields=["organ", "serial"], name="request_serial_once"),
            # One sending is one request, however often the button is pressed.
            models.UniqueConstraint(fields=["organ", "nonce"], name="request_nonce_once"),
        )
        indexes = (
            models.Index(fields=["organ", "-id"], name="request_newest"),
            models.Index(fields=["organ", "state", "due_on"], name="request_by_due"),
            # The desk asks for what is open, however long the register has grown.
            models.Index(fields=["organ", "due_on"], condition=models.Q(ended_at=None), name="request_open"),
        )

    def __str__(self) -> str:
        return self.number


class Applicant(models.Model):
    """Who asks. Everything that identifies a person is sealed; `same_as` recognises the same applicant again."""

    request = models.OneToOneField("records.Request", on_delete=models.PROTECT, related_name="applicant")
    kind = models.CharField(max_length=20)
    seal_key = models.CharField(max_length=32)
    name = models.TextField(blank=True)
    identity_kind = models.CharField(max_length=20, blank=True)
    identity = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    email = models.TextField(blank=True)
    address = models.TextField(blank=True)
    representative = models.TextField(blank=True)
    help_needed = models.CharField(max_length=200, blank=True)
    same_as = models.CharField(max_length=64, blank=True)
    anonymised_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=["same_as"], name="applicant_same"),)


class RequestFile(models.Model):
    """A file the applicant sent, kept sealed; `digest` is that of the sealed bytes in the store."""

    request = models.ForeignKey("records.Request", on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=20)
    name = models.TextField()
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()


class RequestRecusal(models.Model):
    """A person steps back from a request; she may do nothing with it from then on."""

    person = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey("records.Request", on_delete=models.PROTECT, related_name="recusals")
    reason = models.CharField(max_length=200)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "request"], name="request_recusal_once"),)


class SearchRecord(models.Model):
    """Where and how a unit looked, and what it found."""

    request = models.ForeignKey("records.Request", on_delete=models.PROTECT, related_name="searches")
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    where = models.CharField(max_length=500)
    how = models.CharField(max_length=500)
    found = models.BooleanField()
    result = models.CharField(max_length=1000)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)


class HandIn(models.Model):
    """What a unit hands in: its view, and the reviewed editions it proposes to give."""

    request = models.ForeignKey("records.Request", on_delete=models.PROTECT, related_name="hand_ins")
    person = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=2000)
    editions = models.JSONField(default=list)
    handed_in_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)


class Correction(models.Model):
    """The one notice of what is unclear, and what came back."""

    request = models.OneToOneField("records.Request", on_delete=models.PROTECT, related_name="correction")
    points = models.TextField()
    asked_on = models.DateField()
    period_days = models.PositiveIntegerField()
    period_end = models.DateField()
    corrected_on = models.DateField(null=True, blank=True)
    before = models.TextField(blank=True)


class FeeNotice(models.Model):
    """One fee a request, by one tariff."""

    request = models.OneToOneField("records.Request", on_delete=models.PROTECT, related_name="fee")
    tariff = models.CharField(max_length=20)
    quantity = models.PositiveIntegerField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    reasons = models.CharField(max_length=1000)
    noticed_on = models.DateField()
    pay_by = models.DateField()
    paid_on = models.DateField(null=True, blank=True)
    receipt = models.CharField(max_length=100, blank=True)


class TrackAttempt(models.Model):
    """A wrong query code; who tries many is slowed down. `key` is a keyed digest of the address or the number."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["key", "at"], name="track_attempt"),)
