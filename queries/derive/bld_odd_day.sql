-- title: 非全勤日
-- counts: days of a pupil with a mark other than present in some half, as they were sent
-- grain: child_key x class_key x day
-- parameters: $month_first, $month_last
-- line: student
-- in: late, left early, leave, unexcused, a half without a mark
-- out: days present in both halves: nine rows of ten, which nothing but their count is asked of
-- source: all marks are read once
select child_key, class_key, day, mark_am, mark_pm
from src_attendance
where day between $month_first and $month_last
  and (mark_am is null or mark_pm is null or mark_am <> 'P' or mark_pm <> 'P')
