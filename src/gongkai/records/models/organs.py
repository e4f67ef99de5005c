"""Organs, their units, and the persons who hold posts for a time."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from gongkai.core.terms import PostKind


class Organ(models.Model):
    """行政机关. `slug` is its address on the portal; `organ_code` goes into index numbers."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=40)
    organ_code = models.CharField(max_length=18)
    superior = models.ForeignKey(
        "records.Organ", null=True, blank=True, on_delete=models.PROTECT, related_name="inferiors"
    )
    superior_name = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """内设机构. `functions` holds values of UnitFunction: what the unit does besides its own business."""

    organ = models.ForeignKey("records.Organ", on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=60)
    functions = models.JSONField(default=list, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organ", "name"], name="unit_name_once"),)

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody who works here. Stays when posts change, since the ledger names her."""

    organ = models.ForeignKey("records.Organ", on_delete=models.PROTECT, related_name="persons")
    name = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        return f"person:{self.pk}"


class Post(models.Model):
    """A post held by a person from a day to a day (both inclusive; no end = still held)."""

    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, related_name="posts")
    holder = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.title) for kind in PostKind])
    title = models.CharField(max_length=60)
    in_charge_of = models.ManyToManyField("records.Unit", blank=True, related_name="leaders")
    held_from = models.DateField()
    held_until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.title} {self.holder.name}"


class Deputation(models.Model):
    """A deputises in B's post from a day to a day (both inclusive)."""

    post = models.ForeignKey("records.Post", on_delete=models.PROTECT, related_name="deputations")
    deputy = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="deputations")
    held_from = models.DateField()
    held_until = models.DateField()
    reason = models.CharField(max_length=200)
    ended_on = models.DateField(null=True, blank=True)


class Recusal(models.Model):
    """A person steps back from one item; she may do nothing with it from then on."""

    person = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="recusals")
    item = models.ForeignKey("records.Item", on_delete=models.PROTECT, related_name="recusals")
    reason = models.CharField(max_length=200)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "item"], name="recusal_once"),)


class AccountManager(BaseUserManager["Account"]):
    """Finds an account by its log-in name."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(username=username)


class Account(AbstractBaseUser):
    """What a person logs in with. Rights come from posts, never from the account."""

    username = models.CharField(max_length=40, unique=True)
    person = models.OneToOneField("records.Person", on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    email = models.EmailField(blank=True)

    USERNAME_FIELD = "username"
    objects = AccountManager()


class ApiToken(models.Model):
    """What a machine shows to act for a person; only its digest is kept."""

    person = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
