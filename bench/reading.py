"""Reading: throughput against a general Vietnamese tagger in the same run; is it linear in length?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

from bench.table import line
from phoihop.reading.pipeline import read
from phoihop.reading.vocabulary import load_vocabulary

VOCABULARY_FOLDER = Path(__file__).resolve().parent.parent / "content" / "vocab"
REPORT = (
    "Sáng 12/3/2019, tại Mẫu Sơn, Cục Chính trị và Ban Tổ chức các tỉnh, thành ủy tổ chức Hội nghị "
    "bàn công tác tạo nguồn cán bộ năm 2019. Đồng chí Thiếu tướng Trần Văn Mẫu, Bí thư Đảng ủy, "
    "Chính ủy Quân khu dự và chỉ đạo.\n\n"
    "Hội nghị quán triệt Nghị quyết số 28-NQ/TW ngày 25/10/2013 của Bộ Chính trị, Nghị quyết Trung "
    "ương 4 (khóa XII) và Luật Dân quân tự vệ; xem lại Quy chế phối hợp giữa Cục Chính trị với Ban "
    "Tổ chức Tỉnh ủy. Nhiều đơn vị đã chọn đúng người, giữ đúng quy trình, gần dân và được dân tin; "
    "một vài nơi còn chậm gửi hồ sơ, chưa trao đổi trước khi đưa ra tập thể bàn bạc.\n\n"
    "Phát biểu kết luận, đồng chí Trần Văn Mẫu yêu cầu Cục Chính trị chủ trì, phối hợp với Ban Tổ "
    "chức các tỉnh, thành ủy rà soát quy hoạch cán bộ; hoàn thành trước ngày 30/6/2019. Đề nghị UBND "
    "tỉnh chỉ đạo Sở Nội vụ báo cáo kết quả trước ngày 25/12 hằng năm.\n\n"
)
CHARACTERS = 60_000
TAGGED_CHARACTERS = 6_000
ROUNDS = 3
HOSTILE = (
    "Nghị quyết ",
    "Quy chế phối hợp giữa A và ",
    "tổng kết năm 2018 triển khai năm 2019 ",
    "Nguyễn Văn A, Bí thư Tỉnh ủy, ",
    "của Bộ Y tế, Bộ Nội vụ và ",
    "từ ngày 1/1 đến 2/2/2019 ",
    "kỷ niệm 1/1/2000 ",
    "- Chủ trì, phối hợp với Sở Y tế; ",
    "[ ( “ ",
    "- Rà soát hồ sơ.\n- Chủ trì: Sở Y tế.\n",
    "Nội dung 1: Rà soát hồ sơ (Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ).\n",
    "Chủ trì hội nghị có các đồng chí: Nguyễn Văn A, Trần Văn B; ",
    "TT\tNội dung\tChủ trì\n1\tRà soát\tSở Y tế\n",
    "1/1 ",
    "12",
    " ",
    "\n",
    "o\u0323\u0302",
)


def main() -> None:
    """Print our speed, the ratio to the tagger if that is installed, and the cost of twice the length."""
    vocabulary = load_vocabulary(VOCABULARY_FOLDER)
    text = REPORT * (CHARACTERS // len(REPORT))
    read(text, vocabulary)
    ours = _seconds(lambda: read(text, vocabulary)) / len(text)
    print(f"reading: {1 / ours:,.0f} characters a second on one core")
    _against_tagger(ours)
    for unit in HOSTILE:
        once, twice = (unit * (length // len(unit)) for length in (CHARACTERS, 2 * CHARACTERS))
        base = _seconds(lambda text=once: read(text, vocabulary))
        double = _seconds(lambda text=twice: read(text, vocabulary))
        line(f"twice the length of {unit!r}", ours=double, base=base, budget="~ 2x")


def _seconds(work: Callable[[], object]) -> float:
    """The median processor time of ``work``: other work on the machine does not change the ratios."""
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        work()
        times.append(process_time() - start)
    return median(times)


def _against_tagger(ours: float) -> None:
    try:
        from underthesea import ner
    except ImportError:
        print("underthesea is not installed: no ratio to it; requirements/bench.lock holds it")
        return
    sentences = [part for part in (REPORT * 20).split("\n\n") if part]
    ner(sentences[0])
    start, done = process_time(), 0
    for sentence in sentences:
        ner(sentence)
        done += len(sentence)
        if done > TAGGED_CHARACTERS:
            break
    theirs = (process_time() - start) / done
    print(f"underthesea.ner: {1 / theirs:,.0f} characters a second")
    print(f"reading is {theirs / ours:,.0f} times as fast; gate 30, goal 100")


if __name__ == "__main__":
    main()
