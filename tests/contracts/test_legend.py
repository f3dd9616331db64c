"""Legends as schools write them: what is certain, what is left open, and that an absence never reads as presence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baoxue.contracts.legend import CONTRADICTED, UNCLEAR, is_legend, narrowed, read_legend
from baoxue.contracts.marks import MARKS, REST

ABSENT = "SRA"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("图例:√出勤 ×旷课 ○病假", {"√": "P", "×": "A", "○": "S"}),
        ("图例 √ 出勤 × 旷课 ○ 病假", {"√": "P", "×": "A", "○": "S"}),
        ("出勤√、旷课×、病假○", {"√": "P", "×": "A", "○": "S"}),
        ("√出勤×旷课○病假", {"√": "P", "×": "A", "○": "S"}),
        ("出勤√旷课×病假○", {"√": "P", "×": "A", "○": "S"}),
        ("出勤: √ 旷课: ×", {"√": "P", "×": "A"}),
        ("√(出勤) ×(旷课)", {"√": "P", "×": "A"}),
        ("1、√出勤 2、×旷课", {"√": "P", "×": "A"}),
        ("到校打√,旷课打×", {"√": "P", "×": "A"}),
        ("说明:“√”表示正常出勤;“×”表示无故旷课;“○”表示因病请假", {"√": "P", "×": "A", "○": "S"}),
        ("√全天出勤 ×未请假旷课", {"√": "P", "×": "A"}),
        ("√出勤(含迟到) ○请假(病假)", {"√": "P", "○": "S"}),
        ("图例:√出勤 ×旷课 班主任签字:李四", {"√": "P", "×": "A"}),
        ("√出勤 ×旷课 休(放假)", {"√": "P", "×": "A"}),
        ("说明:空白=出勤,×=旷课", {"": "P", "×": "A"}),
    ],
)
def test_what_a_legend_says_for_certain(text, said):
    assert dict(read_legend(text)) == said and is_legend(text)


@pytest.mark.parametrize(
    "text",
    [
        "出勤√ 未出勤×", "未到校×,到校√", "不在校:× 在校:√", "非正常出勤× 正常出勤√", "√出勤 ×未出勤", "√到校 ×未到",
        "√到校,×无故不到校", "√表示到校 ×表示没有到校", "到校打√,未到校打×", "说明:出勤√,未出勤×", "没到校×,到校√",
        "缺出勤× 出勤√", "无出勤×;出勤√", "未 出勤× 出勤√", "√ 到校 × 未到校", "到校 √ 未到校 ×", "√到校×未到校",
        "到校√未到校×",
    ],
)  # fmt: skip
def test_a_turned_word_is_an_absence_whose_kind_is_asked(text):
    assert dict(read_legend(text)) == {"√": "P", "×": ABSENT} and is_legend(text)


@pytest.mark.parametrize("text", ["未出勤为空白,出勤√", "到校√,未到校为空白"])
def test_emptiness_is_no_presence_where_it_means_absence(text):
    assert dict(read_legend(text)) == {"√": "P", "": ABSENT}


@pytest.mark.parametrize(
    ("text", "sign", "meaning"),
    [
        ("√出勤 ×上午旷课 ※全天旷课", "×", UNCLEAR),
        ("图例:旷课半天/ 旷课一天× 出勤√", "/", UNCLEAR),
        ("√:全勤 ×:缺勤半天", "×", UNCLEAR),
        ("√出勤 ×无缺勤", "×", UNCLEAR),
        ("√到校后离校 ×旷课", "√", UNCLEAR),
        ("√ 出勤 × 旷课 ※", "√", UNCLEAR),
        ("符号:出勤√;旷课×;迟到早退△", "△", "LE"),
        ("图例:迟到、早退△ 出勤√", "△", "LE"),
        ("图例:请假○ 未请假× 出勤√", "○", "SR"),
        ("√出勤 ○事假(含病假)", "○", "SR"),
        ("×因病缺勤 √出勤", "×", "SA"),
        ("×因病不到校 √到校", "×", "S"),
        ("按时到校√ 未按时到校×", "×", "LSRA"),
    ],
)
def test_what_a_legend_leaves_open_is_not_filled_in(text, sign, meaning):
    assert dict(read_legend(text))[sign] == meaning


@pytest.mark.parametrize("text", ["出勤率98%", "说明:本月实到14/15人", "应到15人 实到14人 出勤率93%", "王小明 √ × √"])
def test_counts_and_pupils_explain_no_sign(text):
    assert read_legend(text) == () and not is_legend(text)


@given(
    st.sampled_from(["未", "没", "没有", "不", "非", "缺", "无", "未能", "没有正常"]),
    st.sampled_from(["出勤", "到校", "在校", "全勤"]), st.booleans(), st.booleans(), st.sampled_from([" ", ",", ";", "、", ""]),
    st.sampled_from(["", ":", "=", " "]),
)  # fmt: skip
def test_no_way_of_turning_a_word_reads_as_presence(turn, word, sign_first, turned_first, between, gap):
    said = [("√", word), ("×", turn + word)][:: -1 if turned_first else 1]
    text = between.join(sign + gap + words if sign_first else words + gap + sign for sign, words in said)
    assert not any("P" in meaning for sign, meaning in read_legend(text) if sign == "×")


@given(*[st.sampled_from([*MARKS, REST, "SRA", "SR", UNCLEAR, CONTRADICTED])] * 2)
def test_two_explanations_leave_what_both_allow(first, second):
    both = narrowed(first, second)
    assert both == narrowed(second, first)
    assert both == CONTRADICTED or set(both) <= set(first) & set(second)
