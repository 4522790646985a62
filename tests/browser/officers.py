"""People at the admin, each as they use it with a mouse and a keyboard."""

PASSWORD = "mat-khau"


class Officer:
    """A person at the admin, in a browser of their own."""

    def __init__(self, tab, site: str, user):
        self.tab, self.site, self.user = tab, site, user

    def sign_in(self):
        """Sign in afresh, whoever sat here before."""
        self.tab.context.clear_cookies()
        self.tab.goto(f"{self.site}/admin/login/")
        self.tab.fill("#id_username", self.user.username)
        self.tab.fill("#id_password", PASSWORD)
        self.tab.click("button[type=submit]")
        self.tab.wait_for_url(f"{self.site}/admin/")
        return self

    def add_row(self, name: str):
        """Press the plus sign of the list ``name``."""
        path = f"//input[@name='{name}-count']/following-sibling::div[1]//button[contains(@class,'c-sf-add-button')]"
        self.tab.locator(path).first.click()

    def write(self, name: str, words: str):
        """Type into a field of the form."""
        self.tab.locator(f"[name='{name}']").fill(words)

    def write_rich(self, name: str, words: str):
        """Type into a rich text field."""
        editor = self.tab.locator(
            f"xpath=//*[@name='{name}']/ancestor::*[.//div[@role='textbox']][1]//div[@role='textbox']"
        )
        editor.click()
        self.tab.keyboard.type(words)

    def choose_file(self, name: str, title: str):
        """Choose the uploaded file ``title`` in the field ``name``."""
        self.tab.locator(f"[id='{name}-chooser'] [data-chooser-action-choose]:visible").click()
        self.tab.locator(".modal-body").get_by_text(title).first.click()
        self.tab.locator(".modal-body").wait_for(state="detached")

    def press(self, selector: str):
        """Press a button of the footer's menu."""
        button = self.tab.locator(f"footer {selector}").first
        if not button.is_visible():
            self.tab.locator("footer [data-w-dropdown-target='toggle']").first.click()
        button.click()

    def open(self, page):
        """Open the editor of ``page``."""
        self.tab.goto(f"{self.site}/admin/pages/{page.pk}/edit/")
        return self

    def submit(self):
        """Ask for the signatures on the document that is open."""
        self.press("button[name='action-submit']")
        self.tab.wait_for_load_state("networkidle")

    def sign(self, comment: str = ""):
        """Sign the document that is open."""
        self.press("a[href$='/sign/']")
        if comment:
            self.tab.locator(".qms-sign form [name=comment]").fill(comment)
        self.tab.locator(".qms-sign form button[type=submit]").click()
        self.tab.wait_for_url(lambda address: not address.endswith("/sign/"))

    def send_back(self, reason: str):
        """Return the document that is open."""
        self.press("a[href$='/return/']")
        self.tab.locator(".qms-sign form [name=comment]").fill(reason)
        self.tab.locator(".qms-sign form button[type=submit]").click()
        self.tab.wait_for_url(lambda address: not address.endswith("/return/"))
