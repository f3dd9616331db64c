-- title: 个案学籍证据
-- counts: what the rolls say of a case at its approval, or now while it is open
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: every case
-- out: nothing
-- source: on the roll: status at school in the month of the approval; received: another school shows the child
with
state as (
  select case_no, child_key, closed_on, substr(cast(coalesce(closed_on, $as_of_day) as varchar), 1, 7) as month from bld_case_state
),
own as (
  select s.case_no, d.month, d.is_at_school, d.status, d.placement, d.stage, d.school_code,
    row_number() over (partition by s.case_no order by d.month desc) as newest
  from state s
  join dim_child d on d.child_key = s.child_key and d.month <= s.month
),
later as (
  select s.case_no, max(d.is_at_school) as was_seen
  from state s
  join dim_child d on d.child_key = s.child_key and d.month >= s.month
  group by s.case_no
),
now as (select child_key, status, is_at_school from bld_case_child)
select s.case_no, s.month, o.month as roll_month, coalesce(case when o.month = s.month then o.is_at_school else 0 end, 0) as is_on_roll,
  o.status, o.placement, o.stage, coalesce(l.was_seen, 0) as was_seen_later, n.status as status_now
from state s
left join own o on o.case_no = s.case_no and o.newest = 1
left join later l on l.case_no = s.case_no
left join now n on n.child_key = s.child_key
