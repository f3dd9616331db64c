-- title: 汇报口径
-- counts: every number that the five sentences read aloud need
-- grain: one row
-- parameters: $area, $since, $month, $as_of_day, $ledger_seq
-- line: -
-- in: the place's own children, cases, duties and reports
-- out: what needs a household register where none was ever sent: null
-- source: the same figures as the day's page and the monthly report; lost_n = causes 05 out of contact and 09 missing
with
open_case as (
  select c.case_no, c.tier, c.is_poor, c.cause, c.is_overdue, c.is_due_soon
  from fct_case c
  join bld_case_within w on w.case_no = c.case_no and w.place = $area
  where c.is_open = 1
),
total as (
  select count(*) as open_n, sum(case when tier = 'suspected' then 1 else 0 end) as suspected_n,
    sum(case when tier = 'dropped_out' then 1 else 0 end) as dropped_out_n, sum(case when tier = 'observation' then 1 else 0 end) as observation_n,
    sum(case when is_poor then 1 else 0 end) as poor_n, sum(case when tier = 'dropped_out' and cause = '04' then 1 else 0 end) as poverty_n,
    sum(is_overdue) as overdue_n, sum(is_due_soon) as due_soon_n,
    sum(case when cause in ('05', '09') then 1 else 0 end) as lost_n
  from open_case
),
doubt as (
  select sum(case when g.closing_status = 'closed_contradicted' then 1 else 0 end) as contradicted_n
  from fct_closing g
  join bld_case_within w on w.case_no = g.case_no and w.place = $area
),
gap as (select count(*) as missing_n, max(month) as missing_month, max(late_days) as missing_days from bld_report_gap),
change as (
  select sum(case when term = 'new' then n else 0 end) as new_n, sum(case when term = 'reopened' then n else 0 end) as reopened_n,
    sum(case when term = 'returned' then n else 0 end) as returned_n, sum(case when term = 'closed' then -n else 0 end) as closed_n,
    sum(case when term = 'cleared' then -n else 0 end) as cleared_n, sum(case when term = 'open_then' then n else 0 end) as open_then_n,
    sum(case when term = 'open_now' then n else 0 end) as open_now_n
  from pg_changes
)
select cast($area as varchar) as area_code, cast(d.area_level as varchar) as area_level, cast(d.area_name as varchar) as area_name,
  cast($as_of_day as date) as as_of_day, cast(d.school_age as bigint) as school_age,
  cast(d.on_roll as bigint) as on_roll, cast(d.in_county as bigint) as in_county, cast(d.elsewhere as bigint) as elsewhere,
  cast(d.home_teaching as bigint) as home_teaching, cast(d.suspended as bigint) as suspended, cast(d.finished as bigint) as finished,
  cast(d.out_of_school as bigint) as out_of_school,
  cast(t.open_n as bigint) as open_n, cast(coalesce(t.suspected_n, 0) as bigint) as suspected_n,
  cast(coalesce(t.dropped_out_n, 0) as bigint) as dropped_out_n, cast(coalesce(t.observation_n, 0) as bigint) as observation_n,
  cast(coalesce(t.poor_n, 0) as bigint) as poor_n, cast(coalesce(t.poverty_n, 0) as bigint) as poverty_n,
  cast(coalesce(t.overdue_n, 0) as bigint) as overdue_n, cast(coalesce(t.due_soon_n, 0) as bigint) as due_soon_n, cast(coalesce(t.lost_n, 0) as bigint) as lost_n,
  cast(g.missing_n as bigint) as missing_n, cast(g.missing_month as varchar) as missing_month, cast(g.missing_days as int) as missing_days,
  cast($since as date) as since, cast(c.new_n as bigint) as new_n, cast(c.reopened_n as bigint) as reopened_n,
  cast(c.returned_n as bigint) as returned_n, cast(c.closed_n as bigint) as closed_n, cast(c.cleared_n as bigint) as cleared_n,
  cast(c.open_then_n as bigint) as open_then_n, cast(c.open_now_n - c.open_then_n as bigint) as open_change_n,
  cast(coalesce(x.contradicted_n, 0) as bigint) as contradicted_n
from total t
cross join gap g
cross join doubt x
cross join change c
cross join bld_summary_child d
