"""Partial indexes for the portal: what is live, and what has ended."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0003_search")]
    operations = [
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                condition=models.Q(("ended_at", None)),
                fields=["organ", "audience", "category", "published_on"],
                name="publication_live",
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                condition=models.Q(("ended_at", None), _negated=True),
                fields=["organ", "ended_at"],
                name="publication_ended",
            ),
        ),
    ]
