"""Addresses for looking at a programme another way and for taking it away."""

from __future__ import annotations

from django.urls import path

from phoihop.programme.web import board, export, form_files, form_out, timeline

urlpatterns = [
    path("<str:programme>/tien-trinh/", timeline.timeline, name="timeline"),
    path("<str:programme>/theo-to-chuc/", board.board, name="board"),
    path("<str:programme>/xuat/<str:file>", export.export, name="export"),
    path("<str:programme>/phieu-bao-cao/", form_files.report_forms, name="report-forms"),
    path("<str:programme>/phieu-bao-cao/ghi/", form_files.record_form, name="record-form"),
    path("<str:programme>/phieu-bao-cao/<str:body>/<str:file>", form_out.form_file, name="report-form"),
]
