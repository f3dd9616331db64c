-- title: 学校各月已报的年级
-- counts: the grades of which a school's roll of a month tells who is in them
-- grain: school_code x month x grade
-- parameters: $as_of_day
-- line: -
-- in: grades of which a class was sent; every grade of a roll no class of which is carried forward, once its due day is over
-- out: classes are sent one by one: until then a grade that was not sent is not reported, it is not empty
-- source: of all children, also for a viewer of a few; a school that owes no roll of the month has told with what it sent
with
held as (
  select school_code, month, grade, is_sent, is_whole from drv_school_grade where month <= substr(cast($as_of_day as varchar), 1, 7)
),
whole as (select school_code, month from held group by school_code, month having min(is_whole) = 1),
told as (
  select w.school_code, w.month
  from whole w
  left join src_submission b on b.school_code = w.school_code and b.month = w.month and b.kind = 'roll'
  where b.due_on is null or b.due_on < $as_of_day
),
number as (select grade from (values (1), (2), (3), (4), (5), (6), (7), (8), (9)) as n (grade)),
grade as (
  select school_code, month, grade from held where is_sent = 1 and grade > 0
  union
  select t.school_code, t.month, n.grade
  from told t
  cross join number n
)
select cast(school_code as varchar) as school_code, cast(month as varchar) as month, cast(grade as int) as grade
from grade
