"""Days in forms as people here write them: 27/05/2021.

Django's Vietnamese locale has no input formats of its own and would read 05/12/2026 as the twelfth of May.
"""

from django import forms
from wagtail.admin.widgets import AdminDateInput

FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]


class DayField(forms.DateField):
    """A day, read and shown with the day before the month."""

    def __init__(self, **kwargs):
        super().__init__(input_formats=FORMATS, widget=AdminDateInput(format=FORMATS[0]), **kwargs)


class DaysMixin:
    """A model form whose date fields are read and shown with the day before the month."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField) and not isinstance(field, DayField):
                field.input_formats, field.widget = FORMATS, AdminDateInput(format=FORMATS[0])
