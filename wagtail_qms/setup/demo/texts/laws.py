"""Legal bases that several procedures share: numbers and dates are facts."""

from wagtail_qms.setup.demo.writing import law

CIVIL_STATUS = law("law", "60/2014/QH13", "Luật Hộ tịch", "2014-11-20", "Quốc hội")
MARRIAGE = law("law", "52/2014/QH13", "Luật Hôn nhân và gia đình", "2014-06-19", "Quốc hội")
DECREE_123 = law(
    "decree", "123/2015/NĐ-CP", "quy định chi tiết và biện pháp thi hành Luật Hộ tịch", "2015-11-15", "Chính phủ"
)
DECREE_87 = law(
    "decree",
    "87/2020/NĐ-CP",
    "về cơ sở dữ liệu hộ tịch điện tử, đăng ký hộ tịch trực tuyến",
    "2020-07-28",
    "Chính phủ",
)
DECREE_120 = law(
    "decree",
    "120/2025/NĐ-CP",
    "phân định thẩm quyền của chính quyền địa phương hai cấp trong lĩnh vực tư pháp",
    "2025-06-11",
    "Chính phủ",
)
DECREE_118 = law(
    "decree",
    "118/2025/NĐ-CP",
    "về thực hiện thủ tục hành chính theo cơ chế một cửa, một cửa liên thông",
    "2025-06-09",
    "Chính phủ",
)
CIRCULAR_04 = law("circular", "04/2020/TT-BTP", "hướng dẫn thi hành Luật Hộ tịch", "2020-05-28", "Bộ Tư pháp")
CIRCULAR_281 = law(
    "circular",
    "281/2016/TT-BTC",
    "về phí khai thác thông tin hộ tịch và một số phí, lệ phí khác",
    "2016-11-14",
    "Bộ Tài chính",
)
DECREE_23 = law(
    "decree",
    "23/2015/NĐ-CP",
    "về cấp bản sao từ sổ gốc, chứng thực bản sao từ bản chính, chứng thực chữ ký và hợp đồng",
    "2015-02-16",
    "Chính phủ",
)
DECREE_07 = law(
    "decree", "07/2025/NĐ-CP", "sửa đổi các nghị định về hộ tịch, quốc tịch, chứng thực", "2025-01-09", "Chính phủ"
)
CIRCULAR_01 = law(
    "circular", "01/2020/TT-BTP", "hướng dẫn thi hành Nghị định về chứng thực", "2020-03-03", "Bộ Tư pháp"
)
CIRCULAR_226 = law("circular", "226/2016/TT-BTC", "về phí chứng thực", "2016-11-11", "Bộ Tài chính")

CIVIL = (CIVIL_STATUS, DECREE_123, DECREE_87, DECREE_120, CIRCULAR_04)
CERTIFYING = (DECREE_23, DECREE_07, CIRCULAR_01, CIRCULAR_226)
