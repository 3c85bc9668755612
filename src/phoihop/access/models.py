"""Tables of access: accounts (local) and the read log (journal). Rights are not stored here."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

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

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[AccountManager] = AccountManager()


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
