"""Gives the empty portal its home page and two pages of text. Running it again changes nothing that exists."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.models import Locale, Page, Site

from portal.models import ContentPage, HomePage

NAME = "Ủy ban nhân dân phường An Hòa Mẫu"
HOME = "Phục vụ người dân: rõ việc, rõ người, rõ thời hạn"
INTRO = "Nơi người dân và tổ chức tra cứu quy trình, chuẩn bị hồ sơ và gửi ý kiến tới cơ quan."
WELCOME = (
    "<h2>Hướng dẫn nhanh</h2>"
    "<ul><li>Tìm thủ tục theo tên hoặc mã hiệu; gõ không dấu cũng được.</li>"
    "<li>Xem giấy tờ cần mang theo, thời hạn và lệ phí ở đầu mỗi quy trình.</li>"
    "<li>Tải biểu mẫu về điền trước để không phải chờ tại bộ phận một cửa.</li></ul>"
)
PAGES = [
    (
        "gioi-thieu",
        "Giới thiệu",
        "Cơ quan làm gì, gồm những bộ phận nào và phục vụ ai.",
        "<h2>Chức năng</h2><p>Cơ quan quản lý hành chính trên địa bàn và giải quyết thủ tục cho người dân, "
        "tổ chức.</p><h2>Cam kết phục vụ</h2><p>Mỗi việc có người chịu trách nhiệm, thời hạn và được công khai.</p>",
    ),
    (
        "lien-he",
        "Liên hệ",
        "Địa chỉ, giờ làm việc và cách gửi phản ánh.",
        "<h2>Giờ tiếp nhận hồ sơ</h2><p>Thứ Hai đến thứ Sáu: 7 giờ 30 đến 11 giờ 30 và 13 giờ đến 16 giờ 30.</p>"
        "<h2>Bộ phận một cửa</h2><p>Tầng 1, trụ sở cơ quan. Số điện thoại trong trang này là số giả định.</p>",
    ),
]


class Command(BaseCommand):
    help = "Makes the portal's home page, its pages of text and its site (idempotent)."

    @transaction.atomic
    def handle(self, *args, **options):
        """Make what is missing and point the default site at this server."""
        Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
        home = HomePage.objects.first() or make_home()
        for slug, title, intro, body in PAGES:
            if not home.get_children().filter(slug=slug).exists():
                home.add_child(
                    instance=ContentPage(slug=slug, title=title, intro=intro, body=body, show_in_menus=True)
                )
        point_site_at(home)


def make_home():
    """The home page, in place of the page that Wagtail's first migration leaves."""
    Page.objects.filter(depth=2, slug="home").delete()
    Page.fix_tree()
    root = Page.objects.get(depth=1)
    return root.add_child(instance=HomePage(title=HOME, slug="trang-chu", intro=INTRO, body=WELCOME))


def point_site_at(home):
    """The default site shows ``home`` at the sandbox's address; a name given to it by hand stays."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname, site.port, site.root_page = "localhost", int(settings.PORT), home
    site.site_name = site.site_name or NAME
    site.save()
