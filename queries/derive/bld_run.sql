-- title: 连续旷课(逐段)
-- counts: the run that is going on after each segment, and what was carried into it
-- grain: child_key x seg_no
-- parameters: -
-- line: student
-- in: segments
-- out: nothing
-- source: a broken segment (some half present) starts a group; the unbroken ones after it prolong its trailing run
with
grouped as (
  select child_key, seg_no, class_key, school_code, last_day, is_broken, absent_halves, present_halves,
    leading_halves, longest_halves, present_after_last_halves, last_absent, last_present,
    case when is_broken = 1 then trailing_halves else absent_halves end as adds_halves,
    case when is_broken = 1 then trailing_first_day else first_absent end as adds_first_day,
    sum(is_broken) over so_far as grp,
    max(case when absent_halves > 0 then seg_no end) over so_far as last_absent_seg
  from bld_segment
  window so_far as (partition by child_key order by seg_no rows between unbounded preceding and current row)
),
carried as (
  select child_key, seg_no, class_key, school_code, last_day, is_broken, absent_halves, present_halves,
    leading_halves, longest_halves, last_absent, last_present,
    sum(adds_halves) over in_group as trailing_halves,
    min(adds_first_day) over in_group as trailing_first_day,
    sum(case when seg_no = last_absent_seg then present_after_last_halves else present_halves end) over since_absent
      as present_after_last_halves
  from grouped
  window in_group as (partition by child_key, grp order by seg_no rows between unbounded preceding and current row),
    since_absent as (
      partition by child_key, last_absent_seg order by seg_no rows between unbounded preceding and current row
    )
)
select child_key, seg_no, class_key, school_code, last_day, is_broken, absent_halves, present_halves,
  leading_halves, longest_halves, last_absent, last_present, present_after_last_halves, trailing_halves,
  case when trailing_halves > 0 then trailing_first_day end as trailing_first_day,
  coalesce(lag(trailing_halves) over previous, 0) as carried_in_halves,
  case when lag(trailing_halves) over previous > 0 then lag(trailing_first_day) over previous end
    as carried_in_first_day
from carried
window previous as (partition by child_key order by seg_no)
