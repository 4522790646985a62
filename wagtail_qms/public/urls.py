"""Public addresses below the site's include: short, and the same as long as the register lasts."""

from django.urls import path, register_converter

from wagtail_qms.public import views
from wagtail_qms.public.converters import DigestConverter, EditionConverter, KeyConverter

register_converter(KeyConverter, "qms_key")
register_converter(EditionConverter, "qms_edition")
register_converter(DigestConverter, "qms_digest")

urlpatterns = [
    path("d/<qms_key:key>/", views.document, name="document"),
    path("d/<qms_key:key>/<qms_edition:number>/", views.document, name="document_edition"),
    path("v/<qms_key:key>/", views.verify, name="verify"),
    path("v/<qms_key:key>/<qms_edition:number>/", views.verify, name="verify_edition"),
    path("qr/<qms_key:key>/<qms_edition:number>.svg", views.qr, name="qr"),
    path("pdf/<qms_key:key>/<qms_edition:number>.pdf", views.pdf, name="pdf"),
    path("word/<qms_key:key>/<qms_edition:number>.docx", views.word, name="word"),
    path("f/<qms_key:key>/<qms_edition:number>/<qms_digest:digest>/<str:name>", views.file, name="file"),
    path("p/<int:pk>/", views.page, name="page"),
    path("s/<int:agency>/", views.search, name="search"),
]
