-- title: 学校各月花名册说明了谁
-- counts: of whom a school's roll of a month tells: of its own pupils (is_own = 1), and of those it took over from a closed one, by grade
-- grain: school_code x month x grade x is_own
-- parameters: $as_of_day
-- line: -
-- in: the grades that bld_grade_sent says; of its own pupils every grade once the whole roll was sent and no row waits, or the due day is
--   over and a class was sent; grade 0 = pupils without a grade: own ones by any class, others by the whole roll
-- out: pupils whose class may still come, or whom a row that waits may be
-- source: bld_roll_due, bld_grade_sent; is_own = 0 of schools that answer, or did, for a closed one
with
roll as (
  select school_code, month, case when is_over = 1 or is_whole = 1 then 1 else 0 end as is_all from bld_roll_due where is_sent = 1 and is_clear = 1
),
heir as (select distinct heir_code as school_code from bld_school_heir),
told as (
  select s.school_code, s.month, s.grade, 0 as is_own
  from bld_grade_sent s
  join heir h on h.school_code = s.school_code
  union all
  select r.school_code, r.month, 0 as grade, 0 as is_own
  from roll r
  join heir h on h.school_code = r.school_code
  where r.is_all = 1
  union all
  select s.school_code, s.month, s.grade, 1 as is_own
  from bld_grade_sent s
  left join roll r on r.school_code = s.school_code and r.month = s.month and r.is_all = 1
  where r.school_code is null
  union all
  select r.school_code, r.month, n.grade, 1 as is_own
  from roll r
  cross join (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as n (grade)
  where r.is_all = 1 or n.grade = 0
)
select cast(school_code as varchar) as school_code, cast(month as varchar) as month, cast(grade as int) as grade, cast(is_own as int) as is_own
from told
