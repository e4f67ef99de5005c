"""The release register and what follows a publication."""

from __future__ import annotations

from django.db import models


class Publication(models.Model):
    """One line of the release register: what was published, when, by whom, reviewed by whom."""

    organ = models.ForeignKey("records.Organ", on_delete=models.PROTECT, related_name="publications")
    number = models.CharField(max_length=40)
    item = models.ForeignKey("records.Item", on_delete=models.PROTECT, related_name="publications")
    edition = models.OneToOneField("records.Edition", on_delete=models.PROTECT, related_name="publication")
    audience = models.CharField(max_length=20)
    category = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_on = models.DateField()
    publisher = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="+")
    publisher_post = models.CharField(max_length=80)
    reviewers = models.CharField(max_length=500)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_how = models.CharField(
        max_length=20, blank=True, choices=[("replaced", "已更新"), ("withdrawn", "已撤回")]
    )
    withdrawal_reason = models.CharField(max_length=500, blank=True)
    withdrawn_by = models.ForeignKey(
        "records.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-published_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=["organ", "number"], name="register_number_once"),
            # Two editions of one item can never be public at the same time, whoever races.
            models.UniqueConstraint(
                fields=["item"], condition=models.Q(ended_at=None), name="one_live_publication"
            ),
        )
        indexes = (
            models.Index(
                fields=["organ", "audience", "category", "published_on"], name="publication_listing"
            ),
            models.Index(fields=["organ", "published_on"], name="publication_by_day"),
            # The portal counts and lists what is live, and what has ended, without reading the rest.
            models.Index(
                fields=["organ", "audience", "category", "published_on"],
                condition=models.Q(ended_at=None),
                name="publication_live",
            ),
            models.Index(
                fields=["organ", "ended_at"], condition=~models.Q(ended_at=None), name="publication_ended"
            ),
        )


class ChannelUse(models.Model):
    """A way by which a publication reached people, with date and evidence where it is off line."""

    publication = models.ForeignKey("records.Publication", on_delete=models.PROTECT, related_name="channels")
    channel = models.CharField(max_length=60)
    used_on = models.DateField()
    evidence = models.CharField(max_length=300, blank=True)
    evidence_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["publication", "channel", "used_on"], name="channel_once_a_day"),
        )


class ReadReceipt(models.Model):
    """Who of the staff has read an internal publication."""

    publication = models.ForeignKey("records.Publication", on_delete=models.PROTECT, related_name="receipts")
    person = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["publication", "person"], name="receipt_once"),)


class BakeTask(models.Model):
    """The outbox of the portal: written with the publication, done when its pages are on disk."""

    organ = models.ForeignKey("records.Organ", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(
        "records.Item", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=["id"], condition=models.Q(done_at=None), name="bake_open"),)
