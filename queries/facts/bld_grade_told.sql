-- title: 学校各月已说明的年级
-- counts: the grades of which a school, or the one that answers for it since it closed, has told who is in them
-- grain: school_code x month x grade
-- parameters: $as_of_day
-- line: -
-- in: grades told by the school's own roll; after its closing those told by its successor; every grade where nobody answers any more
-- out: nothing
-- source: bld_grade_sent, bld_heir_day on the first day of the month
with
heir as (
  select school_code, heir_code, substr(cast(day as varchar), 1, 7) as month from bld_heir_day where substr(cast(day as varchar), 9, 2) = '01'
)
select cast(school_code as varchar) as school_code, cast(month as varchar) as month, cast(grade as int) as grade
from bld_grade_sent
union
select cast(h.school_code as varchar) as school_code, cast(h.month as varchar) as month, cast(s.grade as int) as grade
from heir h
join bld_grade_sent s on s.school_code = h.heir_code and s.month = h.month
union
select cast(h.school_code as varchar) as school_code, cast(h.month as varchar) as month, cast(n.grade as int) as grade
from heir h
cross join (values (1), (2), (3), (4), (5), (6), (7), (8), (9)) as n (grade)
where h.heir_code is null
