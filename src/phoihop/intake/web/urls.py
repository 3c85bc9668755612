"""Addresses of intake."""

from __future__ import annotations

from django.urls import path

from phoihop.intake.web import adopting, correcting, learning, listing, reading, receiving

app_name = "intake"
urlpatterns = [
    path("", listing.index, name="index"),
    path("moi/", receiving.new, name="new"),
    path("cach-viet/", learning.words, name="words"),
    path("cach-viet/<str:word>/thoi/", learning.withdraw, name="withdraw"),
    path("<str:text>/", reading.text, name="text"),
    path("<str:text>/doc/", reading.read, name="read"),
    path("<str:text>/thong-tin/", correcting.head, name="head"),
    path("<str:text>/them/", correcting.add, name="add"),
    path("<str:text>/lap/", adopting.adopt, name="adopt"),
    path("<str:text>/muc/<str:item>/", correcting.item, name="item"),
    path("<str:text>/muc/<str:item>/bo/", correcting.drop, name="drop"),
    path("<str:text>/muc/<str:item>/lay-lai/", correcting.restore, name="restore"),
]
