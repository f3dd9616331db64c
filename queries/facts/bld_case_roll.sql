-- title: 个案学籍证据
-- counts: what the rolls say of a case at its approval, or now while it is open
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: every case
-- out: nothing
-- source: on the roll: status at school on the day of the approval, by the newest roll held for it, of whichever child; with no roll held the
--   answer is not known; received: a roll sent then or later shows the child at another school than at the opening; in_class: the
--   newest roll since that shows the child at school has it in a class of compulsory education, which owes its attendance, not
--   taught at home, and that school has not said since that it left, finished or is suspended; grade 9 owes nothing after
--   31 August; empty where no roll names it; received_in_class: of two schools in that month, the one that received the child
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
  select t.case_no, d.school_code, d.stage, row_number() over (partition by t.case_no order by d.month desc) as newest
  from timed t
  join dim_child d on d.child_key = t.child_key and d.month <= coalesce(t.start_month, t.month)
),
later as (
  -- rolls sent since, and what stands at the approval: a roll carried forward repeats the word of the month that sent it
  select t.case_no, r.school_code, coalesce(r.carried_from, r.month) as said_in,
    case when r.carried_from is null then 1 else 0 end as is_sent,
    case when c.code is not null and (b.stage is null or f.stage is not null) then 1 else 0 end as is_at_school,
    case when r.school_code <> coalesce(b.school_code, 'none') then 1 else 0 end as is_elsewhere,
    case when g.code is null or r.placement = 'home' or coalesce(r.grade, 0) > 9 then 0
      when r.grade = 9 and $as_of_day >= cast(concat(cast(cast(substr(r.month, 1, 4) as int)
        + case when substr(r.month, 6, 2) < '09' then 0 else 1 end as varchar), '-09-01') as date) then 0
      else 1 end as owes_attendance
  from timed t
  join src_roll r on r.child_key = t.child_key and r.month >= t.month and (r.carried_from is null or r.month = t.month)
  left join status c on c.code = r.status
  left join stage g on g.code = r.stage
  left join begun b on b.case_no = t.case_no and b.newest = 1
  left join bld_stage_follow f on f.stage = b.stage and f.next_stage = r.stage
  where r.month <= substr(cast($as_of_day as varchar), 1, 7)
),
said as (
  select case_no, is_sent * is_at_school as is_seen, is_elsewhere, owes_attendance,
    case when is_at_school = 1 and said_in = max(case when is_at_school = 1 then said_in end) over (partition by case_no) then 1 else 0 end as is_newest,
    -- only the school that seats the child can say that it has left: the former one repeats its own word every month
    case when said_in < max(case when is_at_school = 0 then said_in end) over (partition by case_no, school_code) then 0 else 1 end as is_kept
  from later
),
sent as (
  select case_no, max(is_seen) as was_seen, max(is_seen * is_elsewhere) as was_received, max(is_newest * is_kept * owes_attendance) as is_in_class,
    case when max(is_newest * is_elsewhere) = 1 then max(is_newest * is_elsewhere * is_kept * owes_attendance)
      else max(is_newest * is_kept * owes_attendance) end as is_received_in_class
  from said
  group by case_no
)
select t.case_no, t.month as roll_month, case when t.month is not null then coalesce(w.is_on_roll, 0) end as is_on_roll,
  o.status, o.placement, o.stage, coalesce(l.was_seen, 0) as was_seen_later, coalesce(l.was_received, 0) as was_received_later,
  l.is_in_class, l.is_received_in_class, n.status as status_now
from timed t
left join row_at w on w.case_no = t.case_no
left join own o on o.case_no = t.case_no and o.newest = 1
left join sent l on l.case_no = t.case_no
left join bld_case_child n on n.child_key = t.child_key
