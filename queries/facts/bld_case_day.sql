-- title: 个案考勤
-- counts: half days of each child with a case, at the school its runs are composed over, from the opening of the case
-- grain: case_no x day
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: reported days since the first unexcused day of the case
-- out: days not reported
-- source: raw attendance is read for children with a case only
with
wanted as (
  select case_no, child_key, least(coalesce(run_first_day, opened_on), opened_on) as from_day
  from bld_case_state
),
seat as (select child_key, month, school_code, after_day, before_day from bld_case_seat)
select w.case_no, a.child_key, a.day, a.mark_am, a.mark_pm,
  case when a.mark_am = 'A' then 1 else 0 end + case when a.mark_pm = 'A' then 1 else 0 end as absent_halves,
  case when a.mark_am in ('P', 'L', 'E') then 1 else 0 end + case when a.mark_pm in ('P', 'L', 'E') then 1 else 0 end
    as present_halves
from src_attendance a
join seat s on s.child_key = a.child_key and s.month = a.month and s.school_code = a.school_code
  and (s.after_day is null or a.day > s.after_day) and (s.before_day is null or a.day < s.before_day)
join wanted w on w.child_key = a.child_key and a.day >= w.from_day
where a.day <= $as_of_day
