import django.db.models.deletion
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes")]

    operations = [
        migrations.CreateModel(
            name="PlainTextPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("body", wagtail.fields.StreamField([("heading", 0), ("text", 1)], block_lookup={0: ("wagtail.blocks.CharBlock", (), {}), 1: ("wagtail.blocks.RichTextBlock", (), {})})),
            ],
            options={"abstract": False},
            bases=("wagtailcore.page",),
        ),
    ]
