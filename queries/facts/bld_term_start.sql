-- title: 开学
-- counts: nothing; the first school day of each term, with the days that count from it
-- grain: term
-- parameters: -
-- line: -
-- in: terms of the county's calendar
-- out: terms shorter than a suspected run
-- source: reached_on = the school day on which a run since the first day would be suspected; verify_on = by when everybody
--   who did not report is verified; limits as of the first day; an autumn term that opens in the last days of August is
--   judged by the roll of September
with
limits as (select name, value, valid_from, valid_to from bld_limit where name in ('suspected_run_days', 'no_show_verify_days')),
clock as (select day, school_day_no from bld_clock where calendar_id = 'county' and is_school_day),
term_span as (
  select term, min(day) as first_day, max(month) as last_month, min(school_day_no) as first_no
  from src_calendar
  where calendar_id = 'county' and is_school_day and term is not null
  group by term
),
limited as (
  select s.term, s.first_day, s.last_month, s.first_no, s.first_no + cast(n.value as int) - 1 as reached_no,
    s.first_day + cast(v.value as int) as verify_on
  from term_span s
  join limits n on n.name = 'suspected_run_days' and s.first_day between n.valid_from and n.valid_to
  left join limits v on v.name = 'no_show_verify_days' and s.first_day between v.valid_from and v.valid_to
)
select cast(s.term as varchar) as term, cast(substr(s.term, 6, 1) as varchar) as part, cast(s.first_day as date) as first_day,
  cast(s.first_no as int) as first_no, cast(k.day as date) as reached_on, cast(s.verify_on as date) as verify_on,
  cast(case when substr(s.term, 6, 1) = '1'
    then greatest(substr(cast(s.first_day as varchar), 1, 7), concat(substr(s.term, 1, 4), '-09'))
    else substr(cast(s.first_day as varchar), 1, 7) end as varchar) as month,
  cast(s.last_month as varchar) as last_month
from limited s
join clock k on k.school_day_no = s.reached_no
