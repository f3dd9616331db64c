-- title: 班级
-- counts: what a class is called in the month
-- grain: class_key
-- parameters: $month
-- line: student
-- in: every class that a roll ever named
-- out: nothing
-- source: the label of the month's school year
select class_key, school_code, stage, entry_year, class_no, grade, label
from bld_class_label
where school_year = cast(substr($month, 1, 4) as int) - case when substr($month, 6, 2) < '09' then 1 else 0 end
