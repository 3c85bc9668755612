"""Tables of access: accounts and what belongs to them (local), two journals. Rights are not stored here."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from phoihop.kernel.keep import Keep


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by login name; creation is a command."""


class Account(AbstractBaseUser):
    """A login of one person. What it may do follows from the posts that the person holds."""

    keep: ClassVar[Keep] = Keep.LOCAL
    login = models.CharField(max_length=60, unique=True)
    person = models.CharField(max_length=26)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    # Counted up whenever all sessions of the account must end: a factor was set up, removed or reset.
    stamp = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[AccountManager] = AccountManager()

    def get_session_auth_hash(self) -> str:
        """Django's hook: a session lives as long as this value stays the same."""
        salt = "phoihop.access.models.Account.get_session_auth_hash"
        return salted_hmac(salt, f"{self.stamp}:{self.password}", algorithm="sha256").hexdigest()


class CodeCard(models.Model):
    """A printed card of one-time codes. It counts as soon as its holder has used its first code.

    `number` counts the cards of an account, so that a drawer with three old cards can be put in order.
    """

    keep: ClassVar[Keep] = Keep.LOCAL
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="cards")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    class Meta:
        """A number is given once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "number"], name="code_card_number")
        ]


class CardCode(models.Model):
    """One code of a card, hashed with a salt of its own. Used once."""

    keep: ClassVar[Keep] = Keep.LOCAL
    card = models.ForeignKey(CodeCard, on_delete=models.CASCADE, related_name="codes")
    position = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=160)
    used_at = models.DateTimeField(null=True)

    class Meta:
        """Each place of a card holds one code."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["card", "position"], name="card_code_position")
        ]


class Authenticator(models.Model):
    """The secret that an account shares with a program or device that shows codes of six figures.

    `sealed`: encrypted with a key from the folder `keys`, which a copy of the database does not hold.
    `last_step`: the time step of the last code that was taken; none of it or before it is taken again.
    """

    keep: ClassVar[Keep] = Keep.LOCAL
    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="authenticator")
    sealed = models.BinaryField()
    last_step = models.BigIntegerField()
    added_at = models.DateTimeField()


class UnsentForm(models.Model):
    """What somebody has typed into a form and not sent yet, or sent when the session was over already.

    Only the same account gets it back. `fields`: JSON, lists of values by name of field.
    """

    keep: ClassVar[Keep] = Keep.LOCAL
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="unsent_forms")
    path = models.CharField(max_length=500)
    fields = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """One per address: what was typed last."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "path"], name="unsent_form_path")]


class AccountEntry(models.Model):
    """What was done to which account, by whose hand. Append-only, therefore identifiers and no names.

    `by`: the login name of who was logged in; `system`: the user of the machine at its command line.
    """

    keep: ClassVar[Keep] = Keep.JOURNAL
    at = models.DateTimeField()
    account = models.CharField(max_length=60)
    person = models.CharField(max_length=26)
    body = models.CharField(max_length=60, blank=True)
    what = models.CharField(max_length=40)
    by = models.CharField(max_length=60, blank=True)
    system = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        """Read back newest first: all of a body, of an account."""

        indexes: ClassVar = [
            models.Index(fields=["body", "-at", "-id"], name="account_entry_body"),
            models.Index(fields=["account", "-at", "-id"], name="account_entry_account"),
        ]


class ReadEntry(models.Model):
    """Who looked at which page, when, in which post. Append-only, therefore identifiers and no names."""

    keep: ClassVar[Keep] = Keep.JOURNAL
    at = models.DateTimeField()
    account = models.CharField(max_length=60)
    person = models.CharField(max_length=26)
    post = models.CharField(max_length=60)
    body = models.CharField(max_length=60)
    page = models.CharField(max_length=80)
    subject = models.CharField(max_length=200, blank=True)

    class Meta:
        """Read back newest first: all of a body, of an account, about a subject."""

        indexes: ClassVar = [
            models.Index(fields=["body", "-at", "-id"], name="read_entry_body"),
            models.Index(fields=["account", "-at", "-id"], name="read_entry_account"),
            models.Index(fields=["subject", "-at", "-id"], name="read_entry_subject"),
        ]
