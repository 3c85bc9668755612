"""Addresses of programmes."""

from __future__ import annotations

from django.urls import include, path

from phoihop.programme.web import (
    amending,
    attachments,
    consulting,
    judging,
    listing,
    reporting,
    signing,
    tasks,
)

app_name = "programme"
urlpatterns = [
    path("", listing.index, name="index"),
    path("bang/", include("phoihop.programme.web.grid_urls")),
    path("", include("phoihop.programme.web.inside_urls")),
    path("", include("phoihop.programme.web.looking_urls")),
    path("nhiem-vu/<str:task>/", tasks.task, name="task"),
    path("nhiem-vu/<str:task>/bao-cao/", reporting.report, name="report"),
    path("nhiem-vu/<str:task>/dieu-chinh/<str:change>/", amending.amend, name="amend"),
    path("nhiem-vu/<str:task>/xac-nhan/<str:report>/", judging.judge, name="judge"),
    path("<str:programme>/y-kien/", consulting.opinions, name="opinions"),
    path("<str:programme>/gop-y/", consulting.opinion, name="opinion"),
    path("<str:programme>/trinh-ky/", signing.sign, name="sign"),
    path("<str:programme>/tra-lai/", signing.give_back, name="return"),
    path("<str:programme>/tep/<str:sha256>/", attachments.attachment, name="attachment"),
    path("<str:programme>/ban-hanh/", signing.issue, name="issue"),
    path("<str:programme>/them-nhiem-vu/", amending.add, name="add-task"),
    path("<str:programme>/", listing.programme, name="programme"),
]
