from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("serving_site", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="PlainTicket",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200)),
                ("description", models.TextField()),
                ("state", models.CharField(db_index=True, max_length=20)),
            ],
            options={"ordering": ["-pk"]},
        ),
    ]
