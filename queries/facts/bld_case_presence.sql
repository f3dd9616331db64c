-- title: 返校证据
-- counts: present half days of a case up to its approval, or up to now while it is open
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: halves from the latest of the opening, the return day and the day after the last unexcused half
-- out: leave: it adds nothing and breaks nothing
-- source: an unexcused half restarts; holidays pause; who sat in class before the case was opened has not come back by it
with
bound as (
  select case_no, greatest(coalesce(returned_on, opened_on), opened_on) as since_day, opened_on, coalesce(closed_on, $as_of_day) as until_day
  from bld_case_state
),
day as (
  select b.case_no, b.since_day, b.opened_on, d.day, d.absent_halves, d.present_halves
  from bound b
  join bld_case_day d on d.case_no = b.case_no and d.day <= b.until_day
),
last_absent as (select case_no, max(day) as day from day where absent_halves > 0 group by case_no),
counted as (
  select d.case_no, sum(case
      when d.day < d.since_day then 0
      when l.day is null or d.day > l.day then d.present_halves
      else 0
    end) as present_halves, max(case when d.day >= d.opened_on then d.day end) as last_reported_on,
    max(case when d.day >= d.since_day and d.present_halves > 0 then d.day end) as last_seen_on
  from day d
  left join last_absent l on l.case_no = d.case_no
  group by d.case_no
)
select b.case_no, b.until_day, coalesce(c.present_halves, 0) as present_halves, l.day as last_absent_on, c.last_reported_on,
  c.last_seen_on
from bound b
left join counted c on c.case_no = b.case_no
left join last_absent l on l.case_no = b.case_no
