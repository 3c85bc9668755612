"""The tables of programmes made anew: stages, versions, opinions, changes. `phoihop rebuild` fills them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0001_initial"),
    ]

    operations = [
        migrations.DeleteModel(
            name="Standing",
        ),
        migrations.DeleteModel(
            name="Duty",
        ),
        migrations.DeleteModel(
            name="Ground",
        ),
        migrations.DeleteModel(
            name="Progress",
        ),
        migrations.DeleteModel(
            name="Task",
        ),
        migrations.DeleteModel(
            name="Programme",
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("subject", models.CharField(db_index=True, max_length=200)),
                ("ledger", models.CharField(max_length=80)),
                ("epoch", models.PositiveIntegerField()),
                ("place", models.PositiveBigIntegerField()),
                ("leaf", models.CharField(max_length=64)),
                ("recorded_at", models.DateTimeField()),
                ("task", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("programme", models.CharField(db_index=True, max_length=26)),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("assigned_on", models.DateField(null=True)),
                ("original_ends", models.DateField(null=True)),
                ("body", models.CharField(max_length=60)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Asked",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(db_index=True, max_length=200)),
                ("ledger", models.CharField(max_length=80)),
                ("epoch", models.PositiveIntegerField()),
                ("place", models.PositiveBigIntegerField()),
                ("leaf", models.CharField(max_length=64)),
                ("recorded_at", models.DateTimeField()),
                ("programme", models.CharField(max_length=26)),
                ("body", models.CharField(max_length=60)),
                ("asked_on", models.DateField(null=True)),
                ("until", models.DateField(null=True)),
                ("number", models.TextField(blank=True)),
                ("opinion", models.CharField(blank=True, max_length=26)),
                ("verdict", models.CharField(blank=True, max_length=20)),
                ("words", models.TextField(blank=True)),
                ("tasks", models.TextField(blank=True)),
                ("signer", models.TextField(blank=True)),
                ("given_on", models.DateField(null=True)),
                ("paper_number", models.TextField(blank=True)),
                ("paper_date", models.DateField(null=True)),
                ("on_paper", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [models.Index(fields=["body", "programme"], name="asked_of_body")],
                "constraints": [models.UniqueConstraint(fields=("programme", "body"), name="asked_once")],
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("subject", models.CharField(db_index=True, max_length=200)),
                ("ledger", models.CharField(max_length=80)),
                ("epoch", models.PositiveIntegerField()),
                ("place", models.PositiveBigIntegerField()),
                ("leaf", models.CharField(max_length=64)),
                ("recorded_at", models.DateTimeField()),
                ("programme", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("title", models.TextField()),
                ("folded", models.TextField()),
                ("stage", models.CharField(max_length=20)),
                ("stages", models.TextField()),
                ("document_date", models.DateField(null=True)),
                ("issued_on", models.DateField(null=True)),
                ("text", models.CharField(db_index=True, max_length=26)),
                ("sha256", models.CharField(max_length=64)),
                ("meeting", models.TextField(blank=True)),
                ("signing", models.TextField(blank=True)),
                ("issuing", models.TextField(blank=True)),
                ("body", models.CharField(max_length=60)),
                ("drafters", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-document_date", "-programme"], name="programme_latest"),
                    models.Index(fields=["-recorded_at"], name="programme_recorded"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("subject", models.CharField(db_index=True, max_length=200)),
                ("version", models.CharField(max_length=36, primary_key=True, serialize=False)),
                ("text", models.TextField()),
                ("folded", models.TextField()),
                ("duties", models.TextField()),
                ("basis", models.TextField()),
                ("evidence", models.TextField(blank=True)),
                ("product", models.TextField(blank=True)),
                ("level", models.TextField(blank=True)),
                ("kind", models.CharField(max_length=20)),
                ("rhythm", models.CharField(blank=True, max_length=20)),
                ("starts", models.DateField(null=True)),
                ("ends", models.DateField(null=True)),
                ("original_ends", models.DateField(null=True)),
                ("suspended", models.BooleanField(default=False)),
                ("dropped", models.BooleanField(default=False)),
                ("reason", models.TextField(blank=True)),
                ("body", models.CharField(max_length=60)),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                (
                    "task",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programme.task",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Progress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(db_index=True, max_length=200)),
                ("ledger", models.CharField(max_length=80)),
                ("epoch", models.PositiveIntegerField()),
                ("place", models.PositiveBigIntegerField()),
                ("leaf", models.CharField(max_length=64)),
                ("recorded_at", models.DateTimeField()),
                ("order", models.PositiveIntegerField()),
                ("report", models.CharField(db_index=True, max_length=26)),
                ("body", models.CharField(max_length=60)),
                ("state", models.CharField(max_length=10)),
                ("reported_on", models.DateField(null=True)),
                ("note", models.TextField(blank=True)),
                ("product_number", models.TextField(blank=True)),
                ("product_date", models.DateField(null=True)),
                ("signer", models.TextField(blank=True)),
                ("paper_number", models.TextField(blank=True)),
                ("paper_date", models.DateField(null=True)),
                ("for_other", models.BooleanField(default=False)),
                ("entered_body", models.CharField(max_length=60)),
                ("difficulties", models.TextField(blank=True)),
                ("proposals", models.TextField(blank=True)),
                ("next_steps", models.TextField(blank=True)),
                ("attachments", models.TextField()),
                ("way", models.CharField(max_length=10)),
                ("judges", models.TextField()),
                ("judgement", models.CharField(blank=True, max_length=26)),
                ("result", models.CharField(blank=True, max_length=10)),
                ("result_by", models.CharField(blank=True, max_length=60)),
                ("result_words", models.TextField(blank=True)),
                ("result_on", models.DateField(null=True)),
                (
                    "task",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programme.task",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-recorded_at"], name="progress_lately")],
                "constraints": [models.UniqueConstraint(fields=("task", "order"), name="progress_once")],
            },
        ),
        migrations.CreateModel(
            name="Ground",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(db_index=True, max_length=200)),
                ("programme", models.CharField(max_length=26)),
                ("position", models.PositiveIntegerField()),
                ("key", models.TextField()),
                ("label", models.TextField()),
                (
                    "task",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programme.task",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["programme", "key", "label"], name="ground_counted")],
                "constraints": [models.UniqueConstraint(fields=("task", "position"), name="ground_once")],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(db_index=True, max_length=200)),
                ("programme", models.CharField(max_length=26)),
                ("position", models.PositiveIntegerField()),
                ("role", models.CharField(max_length=20)),
                ("body", models.CharField(max_length=60)),
                ("course", models.CharField(max_length=12)),
                ("state", models.CharField(max_length=10)),
                ("ends", models.DateField(null=True)),
                ("covered", models.DateField(null=True)),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                (
                    "task",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programme.task",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["programme", "role", "body", "valid_from", "valid_to"], name="duty_counted"
                    ),
                    models.Index(fields=["body", "state", "ends"], name="duty_of_body"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("task", "role", "body", "valid_from"), name="duty_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Amended",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(db_index=True, max_length=200)),
                ("ledger", models.CharField(max_length=80)),
                ("epoch", models.PositiveIntegerField()),
                ("place", models.PositiveBigIntegerField()),
                ("leaf", models.CharField(max_length=64)),
                ("recorded_at", models.DateTimeField()),
                ("order", models.PositiveIntegerField()),
                ("amendment", models.CharField(db_index=True, max_length=26)),
                ("change", models.CharField(max_length=20)),
                ("reason", models.TextField()),
                ("on", models.DateField(null=True)),
                ("drafting", models.BooleanField(default=False)),
                ("body", models.CharField(max_length=60)),
                ("signer", models.TextField(blank=True)),
                ("paper_number", models.TextField(blank=True)),
                ("paper_date", models.DateField(null=True)),
                ("before", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
                ("duties_before", models.TextField(blank=True)),
                ("duties_after", models.TextField(blank=True)),
                (
                    "task",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programme.task",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("task", "order"), name="amended_once")],
            },
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(db_index=True, max_length=200)),
                ("programme", models.CharField(max_length=26)),
                ("number", models.PositiveIntegerField()),
                ("course", models.CharField(max_length=12)),
                ("ends", models.DateField(null=True)),
                ("state", models.CharField(max_length=10)),
                ("covered", models.DateField(null=True)),
                ("states", models.TextField(blank=True)),
                ("covered_each", models.TextField(blank=True)),
                ("since", models.DateField(null=True)),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                (
                    "task",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programme.task",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programme.version",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["programme", "number", "task"], name="standing_in_text"),
                    models.Index(fields=["programme", "ends", "number"], name="standing_by_end"),
                    models.Index(
                        fields=["programme", "course", "state", "ends", "covered", "valid_from", "valid_to"],
                        name="standing_counted",
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("task", "valid_from"), name="standing_once")],
            },
        ),
    ]
