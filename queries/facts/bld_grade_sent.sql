-- title: 学校各月已报的年级
-- counts: the grades of which a school's roll of a month tells who is in them
-- grain: school_code x month x grade
-- parameters: $as_of_day
-- line: -
-- in: grades of which a class was sent; every grade of a roll no compulsory class of which is carried forward, once its due day is
--   over, and at once those of a stage (1-6, 7-9) that neither the school nor one it answers for has had a class of
-- out: classes are sent one by one: until then a grade that was not sent is not reported, it is not empty
-- source: of all children, also for a viewer of a few; a school that owes no roll of the month has told with the compulsory classes it sent
with
held as (
  select school_code, month, grade, is_sent, is_whole from drv_school_grade where month <= substr(cast($as_of_day as varchar), 1, 7)
),
whole as (
  select r.school_code, r.month, count(h.school_code) as grades_n
  from bld_roll_month r
  left join held h on h.school_code = r.school_code and h.month = r.month
  group by r.school_code, r.month
  having coalesce(min(h.is_whole), 1) = 1
),
number as (select grade, case when grade > 6 then 2 else 1 end as part from (values (1), (2), (3), (4), (5), (6), (7), (8), (9)) as n (grade)),
own as (
  select school_code, case when grade > 6 then 2 else 1 end as part, min(month) as month
  from held
  where grade > 0
  group by school_code, case when grade > 6 then 2 else 1 end
),
taken_over as (
  -- the pupils of a closed school are the successor's before any class of theirs is
  select h.heir_code as school_code, o.part, min(substr(cast(h.day as varchar), 1, 7)) as month
  from own o
  join bld_heir_day h on h.school_code = o.school_code
  where h.heir_code is not null
  group by h.heir_code, o.part
),
taught as (
  select school_code, part, min(month) as month
  from (select school_code, part, month from own union all select school_code, part, month from taken_over) as t
  group by school_code, part
),
asked as (
  select w.school_code, w.month, w.grades_n, n.grade, n.part
  from whole w
  cross join number n
),
grade as (
  select school_code, month, grade from held where is_sent = 1 and grade > 0
  union
  select a.school_code, a.month, a.grade
  from asked a
  left join src_submission b on b.school_code = a.school_code and b.month = a.month and b.kind = 'roll'
  left join taught t on t.school_code = a.school_code and t.part = a.part and t.month <= a.month
  where t.school_code is null or b.due_on < $as_of_day or (b.due_on is null and a.grades_n > 0)
)
select cast(school_code as varchar) as school_code, cast(month as varchar) as month, cast(grade as int) as grade
from grade
