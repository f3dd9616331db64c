-- title: 学校各月已报的年级
-- counts: the grades of which a school's roll of a month tells who is in them
-- grain: school_code x month x grade
-- parameters: $as_of_day
-- line: -
-- in: grades every class of which was sent; grades that get new pupils (1, 7, and those taken over from a school that closed within a
--   year), whose classes nobody can count, where no compulsory class of the roll is carried forward; after the due day grades of which
--   one class was sent, and every grade of a roll without a carried class, which tells at once of a stage (1-6, 7-9) that neither the
--   school nor one it answers for has had a class of
-- out: until the due day every grade of a roll of which a row waits for correction: it may be any child; classes are sent one by one:
--   a grade that was not sent is not reported, it is not empty
-- source: of all children, also for a viewer of a few; a school that owes no roll of the month has told with the compulsory classes it sent
with
number as (select grade, case when grade > 6 then 2 else 1 end as part from (values (1), (2), (3), (4), (5), (6), (7), (8), (9)) as n (grade)),
held as (
  select h.school_code, h.month, h.grade, n.part, h.is_sent, h.is_whole
  from drv_school_grade h
  join number n on n.grade = h.grade
  where h.month <= substr(cast($as_of_day as varchar), 1, 7)
),
own as (select school_code, part, min(month) as month from held group by school_code, part),
taken_over as (
  -- the pupils of a closed school are the successor's before any class of theirs is
  select h.heir_code as school_code, o.part, o.school_code as closed_code, min(substr(cast(h.day as varchar), 1, 7)) as month
  from own o
  join bld_heir_day h on h.school_code = o.school_code
  where h.heir_code is not null
  group by h.heir_code, o.part, o.school_code
),
newly as (
  select distinct school_code, part, month, concat(cast(cast(substr(month, 1, 4) as int) + 1 as varchar), substr(month, 5, 3)) as until_month
  from taken_over
),
taught as (
  select school_code, part, min(month) as month
  from (select school_code, part, month from own union all select school_code, part, month from taken_over) as t
  group by school_code, part
),
asked as (
  select d.school_code, d.month, d.grades_n, d.due_on, d.is_clear, n.grade, n.part
  from bld_roll_due d
  cross join number n
  where d.is_whole = 1
),
grade as (
  select h.school_code, h.month, h.grade
  from held h
  join bld_roll_due d on d.school_code = h.school_code and d.month = h.month
  left join newly y on y.school_code = h.school_code and y.part = h.part and h.month >= y.month and h.month < y.until_month
  where h.is_sent = 1
    and (d.is_over = 1 or (d.is_clear = 1 and h.is_whole = 1 and (d.is_whole = 1 or (h.grade not in (1, 7) and y.school_code is null))))
  union
  select a.school_code, a.month, a.grade
  from asked a
  left join taught t on t.school_code = a.school_code and t.part = a.part and t.month <= a.month
  where (t.school_code is null and a.is_clear = 1) or a.due_on < $as_of_day or (a.due_on is null and a.grades_n > 0)
)
select cast(school_code as varchar) as school_code, cast(month as varchar) as month, cast(grade as int) as grade
from grade
