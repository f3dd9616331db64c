-- title: 相反记录
-- counts: unexcused days inside the presence that a closing claims, and school days of the run that nobody reported anew
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: cases closed as returned, or cleared because the marks were wrong
-- out: other outcomes; absence before a full observation: the closing rests on the presence after it
-- source: the claim runs from the return day, else over as many school days before the approval as the rule needs;
--   a cleared mark claims the run itself, of which both halves of every school day up to the opening must be reported: what is left out
--   says nothing of it; without a row nothing was reported of what is claimed; school days are those of the school and grade of the time
with
state as (
  select s.case_no, s.child_key, s.returned_on, s.opened_on, s.closed_on, s.outcome, coalesce(s.run_first_day, s.opened_on) as run_first_day, n.need_days
  from bld_case_state s
  join bld_case_need n on n.case_no = s.case_no
  join bld_case_presence p on p.case_no = s.case_no
  where s.closed_on is not null and s.outcome in ('returned', 'mark_error', 'leave_added')
    and (s.outcome <> 'returned' or p.present_halves < 2 * n.need_days)
),
school_day as (
  select distinct s.case_no, k.day
  from state s
  join bld_case_calendar c on c.child_key = s.child_key
  join src_calendar k on k.calendar_id = c.calendar_id and k.is_school_day and k.day between c.from_day and c.to_day
  where k.day <= s.closed_on
),
counted_back as (select case_no, day, row_number() over (partition by case_no order by day desc) as back_no from school_day),
window_start as (
  select s.case_no, min(b.day) as day
  from state s
  join counted_back b on b.case_no = s.case_no and b.back_no <= s.need_days
  group by s.case_no
),
claim as (
  select s.case_no, s.closed_on,
    case when s.outcome = 'returned' then coalesce(s.returned_on, w.day) else s.run_first_day end as from_day
  from state s
  left join window_start w on w.case_no = s.case_no
),
told as (select case_no, day, absent_halves from bld_case_day where mark_am is not null or mark_pm is not null),
whole as (select case_no, day from bld_case_day where mark_am is not null and mark_pm is not null),
silent as (
  select s.case_no, count(*) as days
  from state s
  join school_day k on k.case_no = s.case_no and k.day between s.run_first_day and s.opened_on
  left join whole t on t.case_no = s.case_no and t.day = k.day
  where s.outcome <> 'returned' and t.case_no is null
  group by s.case_no
)
select c.case_no, sum(case when d.absent_halves > 0 then d.absent_halves else 0 end) / 2.0 as contradicting_days,
  cast(coalesce(max(s.days), 0) as int) as unreported_days
from claim c
join told d on d.case_no = c.case_no and d.day between c.from_day and c.closed_on
left join silent s on s.case_no = c.case_no
group by c.case_no
