"""How the agency meets each clause: (clause, how, related documents)."""

CLAUSES = (
    (
        "4.1",
        """
        Mỗi năm hai lần, Ban ISO rà soát các vấn đề ảnh hưởng tới công việc:
        - bên ngoài: thay đổi pháp luật, dân cư, công nghệ, thiên tai;
        - bên trong: biên chế, kỹ năng số, trụ sở, phần mềm.
        """,
        "QT.QLRR",
    ),
    (
        "4.2",
        """
        Danh sách bên quan tâm gồm người dân, doanh nghiệp, cơ quan cấp trên, đơn vị phối hợp và công chức; mỗi \
        bên ghi rõ mong đợi và cách theo dõi.
        """,
        "QT.QLRR",
    ),
    ("4.3", "Phạm vi hệ thống nêu tại mục 1 của Phần 2.", ""),
    ("4.4", "Các quá trình, đầu vào, đầu ra và chỉ tiêu theo dõi nêu tại mục 4 của Phần 2.", ""),
    (
        "5.1",
        """
        Chủ tịch chịu trách nhiệm về hiệu lực của hệ thống, dành nguồn lực và trực tiếp chủ trì cuộc họp xem xét \
        hằng năm.
        """,
        "QT.CTCL",
    ),
    ("5.2", "Chính sách chất lượng được niêm yết tại nơi tiếp dân và trên trang thông tin của cơ quan.", "CSCL"),
    (
        "5.3",
        "Trách nhiệm, quyền hạn ghi trong quyết định phân công; Ban ISO được thành lập bằng quyết định riêng.",
        "",
    ),
    ("6.1", "Rủi ro và cơ hội được nhận diện theo từng quá trình, chấm điểm và xử lý theo mức.", "QT.QLRR"),
    ("6.2", "Mục tiêu đo được, có người chịu trách nhiệm, có hạn; đánh giá hằng quý.", "QT.CTCL"),
    ("6.3", "Thay đổi hệ thống được đề xuất bằng văn bản, nêu mục đích, hệ quả và nguồn lực.", "QT.CTCL"),
    (
        "7.1",
        """
        - Nhân lực theo vị trí việc làm; bố trí người thay khi vắng.
        - Máy tính, đường truyền, phần mềm một cửa được kiểm tra hằng tháng.
        - Nơi tiếp dân có ghế chờ, nước uống, lối đi cho người khuyết tật.
        """,
        "",
    ),
    ("7.2", "Nhu cầu đào tạo lấy từ đánh giá công chức hằng năm; kết quả đào tạo lưu trong hồ sơ cá nhân.", ""),
    (
        "7.3",
        "Công chức xác nhận đã đọc và hiểu mỗi quy trình mới trong thời hạn ghi ở danh sách phân phối.",
        "QT.KSTL",
    ),
    ("7.4", "Việc trao đổi trong và ngoài cơ quan theo quy chế làm việc và quy chế phát ngôn.", ""),
    ("7.5", "Tài liệu và hồ sơ được kiểm soát từ soạn thảo tới khi bãi bỏ.", "QT.KSTL"),
    ("8.1", "Mỗi thủ tục hành chính có một quy trình nêu bước, người làm và thời gian.", ""),
    ("8.2", "Yêu cầu của thủ tục được công khai; cán bộ một cửa hướng dẫn đầy đủ trong một lần.", ""),
    ("8.4", "Dịch vụ bưu chính, phần mềm thuê ngoài được đánh giá trước khi ký hợp đồng và hằng năm.", ""),
    (
        "8.5",
        """
        Hồ sơ có mã theo dõi trên phần mềm một cửa; giấy tờ gốc của người dân được giữ trong túi riêng và trả \
        lại ngay khi đối chiếu xong.
        """,
        "",
    ),
    ("8.6", "Kết quả chỉ được trả khi đủ chữ ký, con dấu và đã đối chiếu với hồ sơ.", ""),
    ("8.7", "Kết quả sai được thu hồi, làm lại và ghi phiếu.", "QT.CTCL"),
    ("9.1", "Số liệu đúng hẹn, bổ sung, hài lòng được tổng hợp hằng tháng.", "QT.ĐLHL"),
    (
        "9.2",
        "Đánh giá nội bộ mỗi năm ít nhất một lần, do người không thuộc đơn vị được đánh giá thực hiện.",
        "QT.ĐGNB",
    ),
    ("9.3", "Lãnh đạo xem xét hệ thống mỗi năm ít nhất một lần.", "QT.CTCL"),
    ("10.1", "Cơ hội cải tiến lấy từ khảo sát, đánh giá, sáng kiến của công chức.", "QT.CTCL"),
    ("10.2", "Điểm không phù hợp được xử lý, tìm nguyên nhân và theo dõi tới khi đóng phiếu.", "QT.CTCL"),
    ("10.3", "Kết quả cải tiến được báo cáo tại cuộc họp xem xét của lãnh đạo.", "QT.CTCL"),
)
