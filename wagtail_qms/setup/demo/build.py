"""Builds the demo: an agency with its people, and a document set taken through the real workflow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from wagtail_qms import clock
from wagtail_qms.organisation.models import Agency
from wagtail_qms.setup.demo.catalogue import PIECES, Piece
from wagtail_qms.setup.demo.courses import Scene, hand_out, play
from wagtail_qms.setup.demo.drafts import Uploads, find_owner, find_page, make_page
from wagtail_qms.setup.demo.people import PEOPLE, give_addresses, provide_people, provide_units
from wagtail_qms.setup.demo.records import provide_records
from wagtail_qms.setup.provision import Ground, provision
from wagtail_qms.setup.report import Report, SetupError

AGENCY = "Ủy ban nhân dân phường An Hòa Mẫu"
PARENT_BODY = "Ủy ban nhân dân tỉnh An Mẫu"
HANDED_OUT = "QT.CTCL"
#: The people's appointments hold for longer than the oldest edition on paper is old.
APPOINTED_DAYS = 400


def build_demo(*, agency: str = "", site: str = "", tell: Callable[[str], None]) -> Report:
    """Make what the demo lacks, telling each step through ``tell``; what is there stays as it is.

    SetupError when the agency has documents of its own: a demo among real documents would mislead.
    """
    only = Agency.objects.count() == 1
    ground = provision(agency=agency or ("" if only else AGENCY), site=site)
    _refuse_real(ground.agency)
    people = _provide_organisation(ground)
    scene = Scene.of_today(people, Uploads(ground.agency))
    for piece in PIECES:
        _build(ground, scene, piece, tell)
    provide_records(ground.agency, people, ground.report, tell)
    give_addresses(people)
    return ground.report


def _refuse_real(agency: Agency):
    is_demo = agency.appointments.filter(person_name__in=[person.name for person in PEOPLE]).exists()
    if agency.documents.issued().exists() and not is_demo:
        text = _("“%(name)s” has documents of its own. Give the demo an agency of its own with --agency.")
        raise SetupError(text % {"name": agency.name})


@transaction.atomic
def _provide_organisation(ground: Ground) -> dict:
    agency = ground.agency
    agency.parent_body = agency.parent_body or PARENT_BODY
    agency.place_name = agency.place_name or place_of(agency.name)
    agency.save()
    since = clock.today() - timedelta(days=APPOINTED_DAYS)
    is_new = not agency.appointments.exists()
    people = provide_people(agency, provide_units(agency), since)
    ground.report.note(_("Units and people of the demo"), is_new)
    return people


def place_of(name: str) -> str:
    """The place in an agency's name: what stands behind the last word for a kind of commune, else the whole name."""
    for word in (" phường ", " xã ", " đặc khu "):
        if word in name:
            return name.rpartition(word)[2]
    return name


@transaction.atomic
def _build(ground: Ground, scene: Scene, piece: Piece, tell):
    made = find_page(ground.index, piece) is None
    ground.report.note(f"{piece.code} {piece.title}", made)
    if not made:
        return
    tell(f"{piece.code} {piece.title}")
    owner = find_owner(ground.index, piece.owner, PIECES) if piece.owner else None
    page = make_page(ground.index, piece, scene.uploads, owner)
    play(scene, piece, page)
    if piece.code == HANDED_OUT:
        hand_out(scene, page)
