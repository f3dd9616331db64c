-- title: 个案学籍证据
-- counts: what the rolls say of a case at its approval, or now while it is open
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: every case
-- out: nothing
-- source: on the roll: status at school on the day of the approval, by the newest roll held for it, of whichever child; with no roll held the
--   answer is not known; received: a roll sent then or later shows the child at another school than at the opening; in_class: the
--   newest roll sent since shows the child in a class of compulsory education, which owes its attendance, and not taught at
--   home; empty where none was sent; received_in_class: of two schools in that month, the one that received the child
with
state as (
  select case_no, child_key, opened_on, coalesce(closed_on, $as_of_day) as until_day,
    substr(cast(opened_on as varchar), 1, 7) as opened_month, substr(cast(coalesce(closed_on, $as_of_day) as varchar), 1, 7) as until_month
  from bld_case_state
),
held as (select distinct month from bld_roll_month),
timed as (
  select s.case_no, s.child_key, s.until_day, s.until_month, max(h.month) as month,
    max(case when h.month <= s.opened_month then h.month end) as start_month
  from state s
  left join held h on h.month <= s.until_month
  group by s.case_no, s.child_key, s.until_day, s.until_month
),
status as (select code from src_code where code_set = 'status' and parent = 'at_school'),
stage as (select code from src_code where code_set = 'stage' and parent = 'compulsory'),
row_at as (
  select t.case_no, max(case when c.code is not null or r.status_since > t.until_day then 1 else 0 end) as is_on_roll
  from timed t
  join src_roll r on r.child_key = t.child_key and r.month = t.month
  left join status c on c.code = r.status
  group by t.case_no
),
own as (
  select t.case_no, d.status, d.placement, d.stage,
    row_number() over (partition by t.case_no order by d.month desc) as newest
  from timed t
  join dim_child d on d.child_key = t.child_key and d.month <= t.month
),
begun as (
  select t.case_no, d.school_code, row_number() over (partition by t.case_no order by d.month desc) as newest
  from timed t
  join dim_child d on d.child_key = t.child_key and d.month <= coalesce(t.start_month, t.month)
),
later as (
  select t.case_no, case when r.month = max(r.month) over (partition by t.case_no) then 1 else 0 end as is_newest,
    case when r.school_code <> coalesce(b.school_code, 'none') then 1 else 0 end as is_elsewhere,
    case when g.code is not null and r.placement <> 'home' then 1 else 0 end as is_in_class
  from timed t
  join src_roll r on r.child_key = t.child_key and r.carried_from is null and r.month >= t.month
  join status c on c.code = r.status
  left join stage g on g.code = r.stage
  left join begun b on b.case_no = t.case_no and b.newest = 1
  where r.month <= substr(cast($as_of_day as varchar), 1, 7)
),
sent as (
  select case_no, max(is_elsewhere) as was_received, max(is_newest * is_in_class) as is_in_class,
    case when max(is_newest * is_elsewhere) = 1 then max(is_newest * is_elsewhere * is_in_class) else max(is_newest * is_in_class) end as is_received_in_class
  from later
  group by case_no
)
select t.case_no, t.month as roll_month, case when t.month is not null then coalesce(w.is_on_roll, 0) end as is_on_roll,
  o.status, o.placement, o.stage, case when l.case_no is not null then 1 else 0 end as was_seen_later, coalesce(l.was_received, 0) as was_received_later,
  l.is_in_class, l.is_received_in_class, n.status as status_now
from timed t
left join row_at w on w.case_no = t.case_no
left join own o on o.case_no = t.case_no and o.newest = 1
left join sent l on l.case_no = t.case_no
left join bld_case_child n on n.child_key = t.child_key
