-- title: 学校各年级学籍
-- counts: whether a school sent a class of the grade in the month, and whether it sent every class of it
-- grain: school_code x month x grade
-- parameters: -
-- line: -
-- in: every row of the roll
-- out: nothing
-- source: a class is sent where at least one row of it is not carried forward: a row that waits keeps its child, not its class; grade 0 =
--   the roll states none; stored, since who may see which children must not change what is known of a school
with
class as (
  select school_code, month, class_key, max(coalesce(grade, 0)) as grade, max(case when carried_from is null then 1 else 0 end) as is_sent
  from src_roll
  group by school_code, month, class_key
)
select school_code, month, cast(grade as int) as grade, cast(max(is_sent) as int) as is_sent, cast(min(is_sent) as int) as is_whole
from class
group by school_code, month, grade
