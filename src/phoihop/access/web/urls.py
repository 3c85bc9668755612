"""Addresses of access."""

from __future__ import annotations

from django.urls import path

from phoihop.access.web import changes, factors, reading, signing_in, unsent, views

app_name = "access"
urlpatterns = [
    path("dang-nhap/", signing_in.log_in, name="login"),
    path("dang-nhap/ma/", signing_in.second_step, name="second-step"),
    path("dang-xuat/", signing_in.log_out, name="logout"),
    path("doi-nguoi-dung/", signing_in.switch_user, name="switch-user"),
    path("mat-khau/", views.change_password, name="password"),
    path("chon-chuc-vu/", views.choose, name="choose-post"),
    path("xac-thuc/", factors.factors, name="factors"),
    path("xac-thuc/the/", factors.new_card, name="new-card"),
    path("xac-thuc/the/ma-dau/", factors.first_code, name="first-code"),
    path("xac-thuc/ung-dung/", factors.new_authenticator, name="new-authenticator"),
    path("xac-thuc/bo/<slug:what>/", factors.give_up, name="give-up"),
    path("go-do/luu/", unsent.keep, name="keep-typed"),
    path("go-do/bo/", unsent.drop, name="drop-typed"),
    path("nhat-ky-doc/", reading.read_log, name="read-log"),
    path("nhat-ky-tai-khoan/", changes.account_changes, name="account-changes"),
]
