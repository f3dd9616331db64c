-- title: 点名与月表不一致
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month
-- line: student
-- in: days with both a roll call and a sheet
-- out: days with only one of them
-- source: daily marks are provisional; the sheet is final and never overwrites silently
-- severity: warn
-- what: 同一天,日常点名与月考勤表记的不一样。
-- why: 月表为准,但差异可能是事后改过。
-- resolve: 请班主任说明。
with
daily as (select child_key, class_key, school_code, day, mark_am, mark_pm from attendance where origin = 'daily' and month = $month),
sheet as (select child_key, class_key, day, mark_am, mark_pm from attendance where origin = 'sheet' and month = $month)
select d.child_key as child_key, d.school_code as school_code, d.class_key as class_key, cast($month as varchar) as month, d.day as day,
  concat('月表 ', coalesce(s.mark_am, '-'), coalesce(s.mark_pm, '-')) as found, concat('点名 ', coalesce(d.mark_am, '-'), coalesce(d.mark_pm, '-')) as expected, d.day as since, cast(1 as int) as is_compared
from daily d
join sheet s on s.child_key = d.child_key and s.class_key = d.class_key and s.day = d.day
where coalesce(d.mark_am, '-') <> coalesce(s.mark_am, '-') or coalesce(d.mark_pm, '-') <> coalesce(s.mark_pm, '-')
