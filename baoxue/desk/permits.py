"""Who may act on what schools send. The page hides what a viewer may not do; these refuse it."""

from collections.abc import Collection

from baoxue.access import ROLL_KEEPERS, Viewer, may_see_page, roles_with
from baoxue.ledger import Refused
from baoxue.words import Message, msg

PUBLISHERS = ("bureau_clerk",)
"""Leaders do not type: the bureau's clerk returns and publishes, and both names stay."""


def check_can_submit(viewer: Viewer, school: str) -> None:
    """Send a school's sheets, or declare nil for it: its own people, the central school that answers for it, and the
    bureau. Raises Refused with the reason."""
    if not may_see_page(viewer, "submit"):
        raise Refused(
            "no_submitting",
            msg("上报"),
            msg("您的岗位不上报"),
            msg("学校、中心校或县局的经办人"),
            msg("请交学校学籍管理员或县局上报"),
        )
    if not any(scope.covers(None, school, None) for scope in viewer.scopes_as(roles_with("submit"))):
        raise Refused("out_of_scope", msg("上报 {what}", what=school), msg("不在您的职责范围内"), msg("您负责的学校"),
                      msg("请核对学校"))  # fmt: skip


def check_can_export_roll(viewer: Viewer, school: str) -> None:
    """Take a school's roll out with names and numbers: its own people, the central school that answers for it, and the
    bureau's clerk. Raises Refused with the reason."""
    where = msg("导出 {school} 学籍", school=school)
    if viewer.role not in ROLL_KEEPERS:
        raise Refused("no_export", where, msg("您的岗位不导出含姓名和号码的学籍"), msg("学校、中心校或县局的经办人"),
                      msg("请由学校学籍管理员或县局导出"))  # fmt: skip
    if not any(scope.covers(None, school, None) for scope in viewer.scopes_as(ROLL_KEEPERS)):
        raise Refused("out_of_scope", where, msg("不在您的职责范围内"), msg("您负责的学校"), msg("请核对学校"))


def check_can_give_back(viewer: Viewer, school: str) -> None:
    """Return what was accepted of a school. Raises Refused with the reason."""
    _check_is_clerk(viewer, msg("退回"))
    check_can_submit(viewer, school)


def check_can_publish(viewer: Viewer) -> None:
    """Publish what was accepted. Raises Refused with the reason."""
    _check_is_clerk(viewer, msg("发布"))


def check_can_keep_lists(viewer: Viewer) -> None:
    """Take lists from above in, answer them and send them back. Raises Refused with the reason."""
    _check_is_clerk(viewer, msg("办理上级名单"))


LIST_STEPS = {
    "proposed": ("village_head", "principal", "central_school", "township_head", "bureau_clerk"),
    "verified": ("central_school", "township_head", "bureau_clerk"),
    "reviewed": ("bureau_clerk", "county_leader"),
}
"""Which roles do which step of an answer to a list from above."""


def check_can_see_lists(viewer: Viewer) -> None:
    """Open lists from above, as far as their lines are the viewer's. Raises Refused with the reason."""
    if not may_see_page(viewer, "lists"):
        raise Refused("no_lists", msg("上级名单"), msg("您的岗位不办理上级名单"), msg("村、学校、中心校、镇、县局的经办人"),
                      msg("请交相应的经办人办理"))  # fmt: skip


def check_can_answer_lists(viewer: Viewer, step: str) -> None:
    """School and village propose, central school and township verify, the bureau reviews. Raises Refused with the reason."""
    if viewer.role not in LIST_STEPS[step]:
        raise Refused("no_step", msg("办理上级名单"), msg("您的岗位不办理这一步"),
                      msg("学校或村提出、中心校和镇复核、县局审批"), msg("请交相应的经办人办理"))  # fmt: skip


def check_can_verify(viewer: Viewer, step: str) -> None:
    """Verify children at school elsewhere: the village checks, the township reviews, the bureau calls back. Raises
    Refused with the reason."""
    who = {"checked": "village_head", "reviewed": "township_head", "called_back": "bureau_clerk"}
    if not step or who.get(step) != viewer.role:
        raise Refused("no_verifying", msg("核实县外就读"), msg("您的岗位不办理这一步"),
                      msg("村文书核实、镇教育专干复核、县局回访"), msg("请交相应的经办人办理"))  # fmt: skip


def check_can_keep_posts(viewer: Viewer) -> None:
    """Enter who holds which post and who acts for whom. Raises Refused with the reason."""
    _check_is_clerk(viewer, msg("登记七长名册"))


def check_can_correct_identity(viewer: Viewer) -> None:
    """Correct a child's name, join two records of one child. Raises Refused with the reason."""
    _check_is_clerk(viewer, msg("更正学生身份"))


def check_can_import_ledger(viewer: Viewer) -> None:
    """Take the county's existing ledger over. Raises Refused with the reason."""
    _check_is_clerk(viewer, msg("导入台账"))


def check_can_send_form(viewer: Viewer, kind: str, unit: str) -> None:
    """Send a village's or township's household register: the bureau's clerk for it; a school's list of aid: whoever sends
    its other sheets. Raises Refused with the reason."""
    if kind == "household":
        _check_is_clerk(viewer, msg("上报户籍登记表"))
    else:
        check_can_submit(viewer, unit)


def check_can_record_target(viewer: Viewer, heads: Collection[str], owner_head: str | None) -> None:
    """Record progress of a target of the plan: its owner in the bureau's chain, or the bureau's clerk for the owner.
    ``heads``: of the viewer's posts. Raises Refused with the reason."""
    if viewer.role not in PUBLISHERS and (owner_head is None or owner_head not in heads):
        raise Refused("not_the_owner", msg("登记年度任务"), msg("这项任务由他人负责"), msg("任务的责任人,或县局经办人代办"),
                      msg("请交责任人或县局经办人登记"))  # fmt: skip


def check_can_recheck(viewer: Viewer) -> None:
    """Record what a re-check of the quarterly review found. Raises Refused with the reason."""
    _check_is_clerk(viewer, msg("登记复核"))


def check_can_object(viewer: Viewer, unit: str) -> None:
    """Object to a finding: the unit that it is about, by its own people. Raises Refused with the reason."""
    who = "township_head" if len(unit) == 9 else "principal"
    if viewer.role != who or not any(unit in scope.codes for scope in viewer.scopes_as((who,))):
        raise Refused("no_objecting", msg("申辩"), msg("不是本单位的复核结论"), msg("被复核单位的负责人或经办人"),
                      msg("请由被复核单位提出"))  # fmt: skip


def check_can_decide(viewer: Viewer) -> None:
    """Decide an objection: the county. Raises Refused with the reason."""
    if viewer.role not in (*PUBLISHERS, "county_leader"):
        raise Refused("no_deciding", msg("裁定申辩"), msg("您的岗位不能裁定"), msg("县领导、教育局长或县局经办人"),
                      msg("请交县局裁定"))  # fmt: skip


def check_can_see_review(viewer: Viewer, unit: str) -> None:
    """See the review of a school or township: the county, and the unit itself. Raises Refused with the reason."""
    if not any(scope.kind == "county" or unit in scope.codes for scope in viewer.scopes_as(roles_with("review"))):
        raise Refused("no_review", msg("季评"), msg("不是本单位的季评"), msg("县级和被评单位"), msg("请看本单位的得分"))


def check_can_see_rank(viewer: Viewer) -> None:
    """See ranks and every unit's review: the county alone. Raises Refused with the reason."""
    if not any(scope.kind == "county" for scope in viewer.scopes):
        raise Refused("no_ranks", msg("季评"), msg("只有县级能看各单位的名次"), msg("县领导和县局"),
                      msg("请看本单位的得分"))  # fmt: skip


def _check_is_clerk(viewer: Viewer, act: Message) -> None:
    if viewer.role not in PUBLISHERS:
        raise Refused("not_the_clerk", act, msg("您的岗位不能{act}", act=act), msg("县局经办人"),
                      msg("请联系县局经办人"))  # fmt: skip


def can_submit(viewer: Viewer, school: str) -> bool:
    return _can(check_can_submit, viewer, school)


def can_export_roll(viewer: Viewer, school: str) -> bool:
    return _can(check_can_export_roll, viewer, school)


def can_give_back(viewer: Viewer, school: str) -> bool:
    return _can(check_can_give_back, viewer, school)


def can_publish(viewer: Viewer) -> bool:
    return _can(check_can_publish, viewer)


def can_keep_lists(viewer: Viewer) -> bool:
    return _can(check_can_keep_lists, viewer)


def can_answer_lists(viewer: Viewer, step: str) -> bool:
    return _can(check_can_answer_lists, viewer, step)


def can_verify(viewer: Viewer, step: str) -> bool:
    return _can(check_can_verify, viewer, step)


def can_keep_posts(viewer: Viewer) -> bool:
    return _can(check_can_keep_posts, viewer)


def can_import_ledger(viewer: Viewer) -> bool:
    return _can(check_can_import_ledger, viewer)


def can_send_form(viewer: Viewer, kind: str, unit: str) -> bool:
    return _can(check_can_send_form, viewer, kind, unit)


def can_record_target(viewer: Viewer, heads: Collection[str], owner_head: str | None) -> bool:
    return _can(check_can_record_target, viewer, heads, owner_head)


def can_recheck(viewer: Viewer) -> bool:
    return _can(check_can_recheck, viewer)


def can_object(viewer: Viewer, unit: str) -> bool:
    return _can(check_can_object, viewer, unit)


def can_decide(viewer: Viewer) -> bool:
    return _can(check_can_decide, viewer)


def can_see_review(viewer: Viewer, unit: str) -> bool:
    return _can(check_can_see_review, viewer, unit)


def can_see_rank(viewer: Viewer) -> bool:
    return _can(check_can_see_rank, viewer)


def _can(check, *given) -> bool:  # type: ignore[no-untyped-def]
    try:
        check(*given)
    except Refused:
        return False
    return True
