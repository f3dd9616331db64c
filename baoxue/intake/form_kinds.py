"""The forms that become rows of a snapshot relation. A kind is one entry: reception, publishing, command line and
templates know no kind by name."""

from baoxue.contracts.forms import AID, HOUSEHOLD
from baoxue.contracts.relations import RELATIONS
from baoxue.intake.aid import aid_columns, aid_unit, settle_aid
from baoxue.intake.form_rows import FormKind
from baoxue.intake.household import HOUSEHOLD_CHOICES, household_columns, household_unit

KINDS: dict[str, FormKind] = {
    "household": FormKind(
        "household", RELATIONS["children"], HOUSEHOLD, ("village_code",), household_columns, household_unit,
        "户籍登记表", may_create=True, parts_relation=RELATIONS["register_list"], is_one_part_a_child=True,
        renews=frozenset({"phone", "guardian", "area_code"}), choices=HOUSEHOLD_CHOICES,
    ),
    "aid": FormKind(
        "aid", RELATIONS["aid"], AID, ("school_code", "item", "period"), aid_columns, aid_unit, "资助发放名册",
        may_create=True, parts_relation=RELATIONS["aid_list"], is_of_roll=True, has_own_month=True, settle=settle_aid,
        choices={"sex": ("男", "女"), "poor": ("是", "否")},
    ),
}  # fmt: skip
"""Kind of a submission → how it is taken in."""
