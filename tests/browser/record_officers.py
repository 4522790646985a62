"""People at the screens of nonconformities and tickets."""

from tests.browser.officers import Officer


class RecordOfficer(Officer):
    """A person who works on records, with a mouse and a keyboard."""

    def see(self, record):
        """Open the page of a nonconformity or a ticket."""
        name = {"nonconformity": "nonconformities", "correctiveaction": "tickets"}[record._meta.model_name]
        self.tab.goto(f"{self.site}/admin/qms/{name}/{record.pk}/")
        return self

    def follow(self, ending: str):
        """Press the button of the page that leads to an address with that ending."""
        self.tab.locator(f".qms-record a.button[href$='{ending}']").first.click()
        self.tab.wait_for_url(lambda address: ending in address)
        return self

    def fill(self, **fields):
        """Type, choose or tick: a list ticks boxes, a number chooses the option with that key."""
        for name, value in fields.items():
            # Choices made of radio buttons share their name.
            field = self.tab.locator(f".qms-record [name='{name}']")
            kind = field.first.evaluate("field => field.type")
            if kind in ("radio", "checkbox"):
                for one in value if isinstance(value, list) else [value]:
                    self.tab.locator(f".qms-record [name='{name}'][value='{one}']").press("Space")
            elif kind == "select-one":
                field.select_option(str(getattr(value, "pk", value)))
            else:
                field.fill(str(value))
        return self

    def send(self, name: str = ""):
        """Press the form's button: the first, or the one of that name."""
        which = f"[name='{name}']" if name else ":not([name])"
        # By the keyboard: a calendar that has just opened may cover the button.
        with self.tab.expect_navigation():
            self.tab.locator(f".qms-record form .qms-actions button[type=submit]{which}").first.press("Enter")
        self.tab.wait_for_load_state("networkidle")
        return self

    def take(self, record, step: str, **fields):
        """Take a step of ``record``."""
        self.see(record).follow(f"/{step}/").fill(**fields).send()
        assert not self.tab.url.endswith(f"/{step}/"), self.tab.locator(".help-block").all_inner_texts()
        return self
