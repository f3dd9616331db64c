-- title: 各单位
-- counts: children, open and overdue cases, new cases of the last eight weeks, missing reports by unit
-- grain: unit_code
-- parameters: $area, $month, $as_of_day, $ledger_seq
-- line: -
-- in: townships of a county, villages of a township, classes of a school; week_8 = the seven days to $as_of
-- out: cases opened earlier than eight weeks ago, from the weeks only
-- source: people, no rates: units are small
with
open_case as (
  select w.place, count(*) as open_n, sum(c.is_overdue) as overdue_n
  from fct_case c
  join bld_case_within w on w.case_no = c.case_no
  where c.is_open = 1
  group by w.place
),
opened as (
  select w.place, 8 - cast(floor(date_diff('day', c.opened_on, $as_of_day) / 7.0) as int) as week_no
  from fct_case c
  join bld_case_within w on w.case_no = c.case_no
  where c.opened_on <= $as_of_day
),
week as (
  select place,
    sum(case when week_no = 1 then 1 else 0 end) as week_1, sum(case when week_no = 2 then 1 else 0 end) as week_2,
    sum(case when week_no = 3 then 1 else 0 end) as week_3, sum(case when week_no = 4 then 1 else 0 end) as week_4,
    sum(case when week_no = 5 then 1 else 0 end) as week_5, sum(case when week_no = 6 then 1 else 0 end) as week_6,
    sum(case when week_no = 7 then 1 else 0 end) as week_7, sum(case when week_no = 8 then 1 else 0 end) as week_8
  from opened
  where week_no between 1 and 8
  group by place
),
gap as (select township_code, count(*) as missing from bld_report_gap group by township_code)
select cast(u.unit_code as varchar) as unit_code, cast(u.unit_name as varchar) as unit_name, cast(u.unit_level as varchar) as unit_level,
  cast(u.sort as int) as sort, cast(coalesce(p.school_age, p.on_roll, 0) as bigint) as school_age,
  cast(coalesce(o.open_n, 0) as int) as open_n, cast(coalesce(o.overdue_n, 0) as int) as overdue_n,
  cast(coalesce(w.week_1, 0) as int) as week_1, cast(coalesce(w.week_2, 0) as int) as week_2,
  cast(coalesce(w.week_3, 0) as int) as week_3, cast(coalesce(w.week_4, 0) as int) as week_4,
  cast(coalesce(w.week_5, 0) as int) as week_5, cast(coalesce(w.week_6, 0) as int) as week_6,
  cast(coalesce(w.week_7, 0) as int) as week_7, cast(coalesce(w.week_8, 0) as int) as week_8,
  cast(case when u.unit_level = 'township' and u.unit_code <> 'unknown' then coalesce(g.missing, 0) end as int) as reports_missing
from bld_place_unit u
left join bld_place_now p on p.place = u.unit_code
left join open_case o on o.place = u.unit_code
left join week w on w.place = u.unit_code
left join gap g on g.township_code = u.unit_code
order by u.sort, u.unit_code
