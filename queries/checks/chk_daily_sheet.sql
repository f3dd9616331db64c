-- title: 点名与月表不一致
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month
-- line: student
-- in: classes that took a roll call in the month: days with both a roll call and a sheet
-- out: days of such a class with only one of them, pupils on only one of them, and classes with sheets but no roll call in
--   the month: counted as not compared
-- source: daily marks are provisional; the sheet is final and never overwrites silently
-- severity: warn
-- what: 同一天,日常点名与月考勤表记的不一样。
-- why: 月表为准,但差异可能是事后改过。
-- resolve: 请班主任说明。
with
daily as (select child_key, class_key, school_code, day, mark_am, mark_pm from attendance where origin = 'daily' and month = $month),
sheet as (select child_key, class_key, school_code, day, mark_am, mark_pm from attendance where origin = 'sheet' and month = $month),
called as (select class_key, school_code, day from daily group by class_key, school_code, day),
uncalled as (
  select school_code, class_key, first_day
  from (
    select school_code, class_key, min(day) as first_day, max(case when origin = 'daily' then 1 else 0 end) as is_called
    from class_day
    where month = $month and taken
    group by school_code, class_key
  ) as class_month
  where is_called = 0
),
written as (
  select s.class_key, s.school_code, s.day
  from sheet s
  join (select distinct class_key from daily) d on d.class_key = s.class_key
  group by s.class_key, s.school_code, s.day
)
select d.child_key as child_key, d.school_code as school_code, d.class_key as class_key, cast($month as varchar) as month, d.day as day,
  concat('月表 ', coalesce(s.mark_am, '-'), coalesce(s.mark_pm, '-')) as found, concat('点名 ', coalesce(d.mark_am, '-'), coalesce(d.mark_pm, '-')) as expected,
  d.day as since, cast(1 as int) as is_compared
from daily d
join sheet s on s.child_key = d.child_key and s.class_key = d.class_key and s.day = d.day
where coalesce(d.mark_am, '-') <> coalesce(s.mark_am, '-') or coalesce(d.mark_pm, '-') <> coalesce(s.mark_pm, '-')
union all
select cast(null as bigint) as child_key, c.school_code as school_code, c.class_key as class_key, cast($month as varchar) as month, c.day as day,
  '只有点名,没有月表' as found, '点名与月表都有' as expected, c.day as since, cast(0 as int) as is_compared
from called c
left join written w on w.class_key = c.class_key and w.day = c.day
where w.day is null
union all
select cast(null as bigint) as child_key, w.school_code as school_code, w.class_key as class_key, cast($month as varchar) as month, w.day as day,
  '只有月表,没有点名' as found, '点名与月表都有' as expected, w.day as since, cast(0 as int) as is_compared
from written w
left join called c on c.class_key = w.class_key and c.day = w.day
where c.day is null
union all
select d.child_key as child_key, d.school_code as school_code, d.class_key as class_key, cast($month as varchar) as month, d.day as day,
  '月表没有这名学生' as found, '点名与月表都有' as expected, d.day as since, cast(0 as int) as is_compared
from daily d
join written w on w.class_key = d.class_key and w.day = d.day
left join sheet s on s.child_key = d.child_key and s.class_key = d.class_key and s.day = d.day
where s.child_key is null
union all
select s.child_key as child_key, s.school_code as school_code, s.class_key as class_key, cast($month as varchar) as month, s.day as day,
  '点名没有这名学生' as found, '点名与月表都有' as expected, s.day as since, cast(0 as int) as is_compared
from sheet s
join called c on c.class_key = s.class_key and c.day = s.day
left join daily d on d.child_key = s.child_key and d.class_key = s.class_key and d.day = s.day
where d.child_key is null
union all
select cast(null as bigint) as child_key, school_code as school_code, class_key as class_key, cast($month as varchar) as month, first_day as day,
  '整月没有点名' as found, '点名与月表都有' as expected, first_day as since, cast(0 as int) as is_compared
from uncalled
