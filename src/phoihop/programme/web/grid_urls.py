"""Addresses of the grid, below those of programmes."""

from __future__ import annotations

from django.urls import path

from phoihop.programme.web import grid, grid_adopting

urlpatterns = [
    path("", grid.index, name="grids"),
    path("chep/", grid.copy, name="grid-copy"),
    path("moi/", grid.begin, name="grid-begin"),
    path("<str:draft>/", grid.grid, name="grid"),
    path("<str:draft>/bo/", grid.discard, name="grid-discard"),
    path("<str:draft>/cho-chua-ro/", grid.doubts, name="grid-doubts"),
    path("<str:draft>/hoan-tac/", grid.undo, name="grid-undo"),
    path("<str:draft>/lap/", grid_adopting.adopt, name="grid-adopt"),
]
