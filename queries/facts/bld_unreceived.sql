-- title: 离册未见
-- counts: children who left a roll, or vanished from it, and whom no other roll shows since
-- grain: child_key x month x school_code x kind
-- parameters: $as_of_day
-- line: student
-- in: movements out of a roll whose school sent the month
-- out: received by another school; back on the same school's roll, sent later
-- source: it lasts until the child is seen again
with
status as (select code from src_code where code_set = 'status' and parent = 'at_school'),
moved as (
  select child_key, month, day, kind, school_code, other_school from fct_roll_move
  where kind in ('out', 'gone') and is_received = 0
),
back as (
  select distinct m.child_key, m.school_code, m.month
  from moved m
  join src_roll r on r.child_key = m.child_key and r.school_code = m.school_code and r.month > m.month
    and r.month <= substr(cast($as_of_day as varchar), 1, 7) and r.carried_from is null
  join status s on s.code = r.status
)
select m.child_key, m.month, m.day, m.kind, m.school_code, m.other_school
from moved m
left join back b on b.child_key = m.child_key and b.school_code = m.school_code and b.month = m.month
where b.child_key is null
