-- title: 岗位所属
-- counts: nothing; which office each post is, and of which place
-- grain: post_id
-- parameters: $ledger_seq
-- line: -
-- in: every post that ever stood in the register, by its newest spell
-- out: who holds it: the office is the same whoever does
-- source: a class's post belongs to the school of the class
with
ranked as (
  select post_id, head, area_code, school_code, class_key, row_number() over (partition by post_id order by valid_from desc, seq desc) as newest
  from src_post
),
class as (select class_key, min(school_code) as school_code from src_class group by class_key)
select cast(p.post_id as varchar) as post_id, cast(p.head as varchar) as head, cast(p.area_code as varchar) as area_code,
  cast(coalesce(p.school_code, k.school_code) as varchar) as school_code, cast(p.class_key as varchar) as class_key
from ranked p
left join class k on k.class_key = p.class_key
where p.newest = 1
