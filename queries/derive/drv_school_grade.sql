-- title: 学校各年级学籍
-- counts: whether a school sent a class of the grade in the month, and whether it sent every class of it
-- grain: school_code x month x grade
-- parameters: -
-- line: -
-- in: rows of the roll of compulsory education, and those of a stage that no code knows
-- out: kindergarten, senior and vocational classes: they owe no roll of the month, so one that waits says nothing of the others
-- source: a class is sent where at least one row of it is not carried forward: a row that waits keeps its child, not its class; grade 0 =
--   the roll states none; stored, since who may see which children must not change what is known of a school
with
other as (select code from src_code where code_set = 'stage' and coalesce(parent, 'none') <> 'compulsory'),
class as (
  select r.school_code, r.month, r.class_key, max(coalesce(r.grade, 0)) as grade, max(case when r.carried_from is null then 1 else 0 end) as is_sent
  from src_roll r
  left join other o on o.code = r.stage
  where o.code is null
  group by r.school_code, r.month, r.class_key
)
select school_code, month, cast(grade as int) as grade, cast(max(is_sent) as int) as is_sent, cast(min(is_sent) as int) as is_whole
from class
group by school_code, month, grade
