-- title: 学籍变动
-- counts: movements of the roll against the month before, by term: last, in, out, gone, corrected, now
-- grain: area_level x area_code x month x term
-- parameters: $as_of_day
-- line: student
-- in: schools that sent their roll for both months
-- out: schools whose roll is carried forward in either month; moves between schools of the same area
-- source: 上月 + 转入 − 转出 − 名册消失 ± 更正 = 本月; who vanished from a roll without a word is shown as such; who stood on it without having come is a correction; who finished a stage went out
with
in_both as (select month, before, school_code from bld_roll_both),
pupil as (select child_key, month, school_code from bld_roll_child where report_stage = 'all' and is_compulsory = 1),
pair as (
  select b.month, u.area_level, u.area_code, r.child_key, 1 as was, 0 as is_now
  from in_both b
  join pupil r on r.school_code = b.school_code and r.month = b.before
  join dim_unit u on u.line = 'student' and u.unit_code = r.school_code
  union all
  select b.month, u.area_level, u.area_code, r.child_key, 0 as was, 1 as is_now
  from in_both b
  join pupil r on r.school_code = b.school_code and r.month = b.month
  join dim_unit u on u.line = 'student' and u.unit_code = r.school_code
),
child as (
  select month, area_level, area_code, child_key, max(was) as was, max(is_now) as is_now
  from pair
  group by month, area_level, area_code, child_key
),
moved as (
  select child_key, month, max(case when kind = 'in' then 1 else 0 end) as came, max(case when kind = 'gone' then 1 else 0 end) as vanished
  from fct_roll_move
  group by child_key, month
),
term as (
  select month, area_level, area_code, 'last' as term, 1 as n from child where was = 1
  union all
  select month, area_level, area_code, 'now' as term, 1 as n from child where is_now = 1
  union all
  select c.month, c.area_level, c.area_code,
    case when c.is_now = 1 and m.came = 1 then 'in' when c.is_now = 1 then 'corrected' when m.vanished = 1 then 'gone' else 'out' end as term,
    c.is_now - c.was as n
  from child c
  left join moved m on m.child_key = c.child_key and m.month = c.month
  where c.was <> c.is_now
)
select cast(area_level as varchar) as area_level, cast(area_code as varchar) as area_code, cast('all' as varchar) as stage,
  cast(month as varchar) as month, cast(term as varchar) as term,
  cast(sum(n) as bigint) as n, cast(null as bigint) as d, cast(sum(n) as double) as value
from term
group by area_level, area_code, month, term
