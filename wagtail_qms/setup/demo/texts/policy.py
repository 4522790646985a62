"""The quality policy."""

from wagtail_qms.content import nodes
from wagtail_qms.setup.demo.writing import prose


def policy() -> tuple:
    """Motto and commitments."""
    return (
        nodes.Motto("Rõ việc – Đúng hẹn – Thân thiện – Không ngừng cải tiến"),
        *prose("""
            Lấy sự hài lòng của người dân và tổ chức làm thước đo, tập thể lãnh đạo và công chức cơ quan cùng \
            thực hiện những cam kết sau đây:
            - Giải quyết mọi hồ sơ đúng pháp luật, đúng thẩm quyền; mỗi hồ sơ đều biết rõ ai đang xử lý và ngày \
            nào trả kết quả.
            - Công khai thành phần hồ sơ, thời hạn, lệ phí bằng lời dễ hiểu; không yêu cầu giấy tờ mà cơ quan tự \
            tra cứu được.
            - Lắng nghe phản ánh, trả lời từng ý kiến và xin lỗi bằng văn bản khi để trễ hẹn.
            - Bồi dưỡng công chức về chuyên môn, kỹ năng số và thái độ phục vụ; bố trí đủ người vào giờ cao điểm.
            - Duy trì hệ thống quản lý chất lượng theo TCVN ISO 9001:2015, nhận diện rủi ro trước khi thành sai \
            sót và cải tiến mỗi năm.
            """),
        *prose("""
            Chính sách này được phổ biến tới toàn thể công chức, niêm yết tại nơi tiếp dân và xem xét lại ít \
            nhất một lần trong năm.
            """),
    )
