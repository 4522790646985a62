from wagtail_qms.organisation.models import Agency
from wagtail_qms.organisation.sorting import by_name, collation_key, in_order, person_key


def test_letters_come_in_the_order_of_the_vietnamese_alphabet():
    words = ["đá", "da", "ơn", "ôn", "on", "ưa", "ua", "ăn", "ân", "an", "êm", "em"]
    expected = ["an", "ăn", "ân", "da", "đá", "em", "êm", "on", "ôn", "ơn", "ua", "ưa"]
    assert sorted(words, key=collation_key) == expected


def test_tones_decide_only_between_the_same_letters():
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma", "mab"], key=collation_key) == [
        "ma", "mà", "mả", "mã", "má", "mạ", "mab",
    ]  # fmt: skip


def test_case_and_form_of_the_letters_do_not_matter():
    assert collation_key("Ðặng"[1:]) == collation_key("ặng")
    assert collation_key("Việt") == collation_key("vie\u0323\u0302t")


def test_numbers_come_before_letters():
    assert sorted(["Tổ b", "Tổ 1"], key=collation_key) == ["Tổ 1", "Tổ b"]


def test_people_are_sorted_by_given_name_and_then_by_the_rest():
    names = ["Trần Văn Bình", "Lê Thị Ánh", "Nguyễn An", "Lê An", "Vũ Bích", ""]
    assert sorted(names, key=person_key) == ["", "Lê An", "Nguyễn An", "Lê Thị Ánh", "Vũ Bích", "Trần Văn Bình"]


def test_a_queryset_keeps_the_given_order(db):
    first, second, third = (Agency.objects.create(name=name) for name in ("Ủy ban", "Đảng ủy", "An ninh"))
    assert list(by_name(Agency.objects.all(), "name")) == [third, second, first]
    assert list(in_order(Agency.objects.all(), [second.pk])) == [second, first, third]
    assert list(in_order(Agency.objects.all(), [])) == [first, second, third]
