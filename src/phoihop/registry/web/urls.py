"""Addresses of the registry."""

from __future__ import annotations

from django.urls import path

from phoihop.registry.web import views

app_name = "registry"
urlpatterns = [
    path("", views.index, name="index"),
    path("cay/<str:line>/", views.tree, name="tree"),
    path("co-quan-phoi-hop/", views.partners, name="partners"),
    path("mau-thuan/", views.contradictions, name="contradictions"),
    path("<str:code>/", views.body, name="body"),
]
