-- title: 学校学籍
-- counts: whether a school's roll of a month holds a child at school, and whether the school sent it
-- grain: school_code x month x stage
-- parameters: -
-- line: -
-- in: every row of the roll
-- out: nothing
-- source: is_sent = 1 where at least one class's roll is not carried forward; stored, since who may see which children must not
--   change what is known of a school
with
here as (select code from src_code where code_set = 'status' and parent = 'at_school')
select r.school_code, r.month, r.stage, cast(max(case when h.code is not null then 1 else 0 end) as int) as is_at_school,
  cast(max(case when r.carried_from is null then 1 else 0 end) as int) as is_sent
from src_roll r
left join here h on h.code = r.status
group by r.school_code, r.month, r.stage
