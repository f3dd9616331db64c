-- title: 请假过长
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day
-- line: student
-- in: pupils with leave in the term up to the month
-- out: pupils suspended by now; months of the term in which a class reported nothing: counted as not compared
-- source: dated days of leave in a term, as of the last reported day
-- severity: warn
-- what: 一学期请假超过规定天数。
-- why: 应当办理休学,不应长期请假。
-- resolve: 请学校核实病情,补办休学手续。
with
need as (select value, valid_from, valid_to from bld_limit where name = 'leave_term_days'),
now as (select max(term) as term from src_calendar where calendar_id = 'county' and month = $month),
term_month as (
  select distinct c.month
  from src_calendar c
  join now n on n.term = c.term
  where c.calendar_id = 'county' and c.month <= $month
),
suspended as (select distinct child_key from src_roll where month = $month and status = '02'),
leave as (
  select p.child_key, max(p.school_code) as school_code, max(p.class_key) as class_key, min(p.first_day) as first_day, max(p.last_day) as last_day,
    sum(p.sick_halves + p.personal_halves) / 2.0 as days
  from drv_pupil_month p
  join term_month t on t.month = p.month
  group by p.child_key
)
select l.child_key as child_key, l.school_code as school_code, l.class_key as class_key, cast($month as varchar) as month, cast(null as date) as day,
  concat('请假 ', replace(cast(cast(l.days as double) as varchar), '.0', ''), ' 天') as found, '办理休学' as expected, l.first_day as since, cast(1 as int) as is_compared
from leave l
join need n on l.last_day between n.valid_from and n.valid_to and l.days > n.value
left join suspended s on s.child_key = l.child_key
where s.child_key is null
union all
select cast(null as bigint) as child_key, b.school_code as school_code, b.class_key as class_key, b.month as month, b.day as day,
  concat('未报,应到 ', cast(b.pupils as varchar), ' 人') as found, '每个上课日都有考勤' as expected, b.day as since, cast(0 as int) as is_compared
from bld_class_silent b
join term_month t on t.month = b.month
