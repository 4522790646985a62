"""Words that citizens use for what documents call otherwise. An agency adds its own synonyms to these."""

from __future__ import annotations

#: What documents say, and what is said at the counter; searched for from the second to the first only.
EVERYDAY: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kết hôn", ("cưới", "lấy chồng", "lấy vợ", "thành hôn", "làm đám cưới")),
    ("ly hôn", ("ly dị", "bỏ chồng", "bỏ vợ")),
    ("khai tử", ("báo tử", "chứng tử", "người chết", "qua đời")),
    ("khai sinh", ("mới sinh", "mới đẻ")),
    ("nhận cha, mẹ, con", ("nhận con", "nhận cha", "nhận bố", "con ngoài giá thú", "con riêng")),
    ("di sản", ("thừa kế", "của để lại")),
    ("từ chối", ("khước từ", "không nhận")),
    ("điểm chỉ", ("lăn tay", "vân tay")),
    ("lưu động", ("tận nhà", "tại nhà", "đến nhà")),
    ("thay đổi", ("đổi",)),
    ("cải chính", ("sửa", "đính chính", "ghi sai")),
    ("giám hộ", ("đỡ đầu",)),
    ("nuôi con nuôi", ("xin con", "nhận nuôi", "con nuôi")),
    ("bản sao", ("sao y", "photo")),
    ("trích lục", ("sao lục",)),
    ("chứng thực", ("công chứng",)),
    ("đăng ký lại", ("làm lại", "bị mất")),
    ("căn cước", ("chứng minh nhân dân", "CCCD", "CMND", "thẻ căn cước")),
    ("hài lòng", ("thỏa mãn",)),
    ("thỏa mãn", ("hài lòng",)),
    ("thời hạn giải quyết", ("bao lâu", "mấy ngày", "bao nhiêu ngày", "khi nào xong", "thời gian giải quyết")),
    ("lệ phí", ("bao nhiêu tiền", "mất tiền", "tốn tiền", "tiền nộp", "mức thu")),
    ("thành phần hồ sơ", ("giấy tờ gì", "giấy gì", "mang gì", "hồ sơ gồm", "cần những gì")),
    ("thời gian lưu", ("lưu bao lâu", "giữ bao lâu")),
    ("ủy ban nhân dân", ("UBND",)),
    ("UBND", ("ủy ban nhân dân", "ủy ban")),
    ("hội đồng nhân dân", ("HĐND",)),
    ("thủ tục hành chính", ("TTHC",)),
    ("trung tâm phục vụ hành chính công", ("một cửa",)),
    ("nghị định", ("NĐ",)),
    ("thông tư", ("TT",)),
    ("quyết định", ("QĐ",)),
)
