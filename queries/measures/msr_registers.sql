-- title: 户籍登记表
-- counts: villages of which a household register stands (n) of the villages that exist (d); sent for the month itself (n_sent); rows of their newest files that wait for correction
--   (waiting_n); villages of which those are not known (unknown_n)
-- grain: area_level x area_code x month
-- parameters: $as_of_day
-- line: household
-- in: villages open in the month, from the first month with a register
-- out: villages merged before the month
-- source: a silent village's register is carried forward; one that never sent any is known by the rolls alone; rows that
--   name no known village wait with the township that sent them
with
figure as (
  select u.area_level, u.area_code, s.month, sum(case when s.state in ('sent', 'carried') then 1 else 0 end) as n, count(*) as d,
    sum(case when s.state = 'sent' then 1 else 0 end) as n_sent, sum(coalesce(s.waiting_n, 0)) as waiting_n,
    sum(case when s.waiting_n is null then 1 else 0 end) as unknown_n
  from bld_register_stand s
  join dim_unit u on u.line = 'household' and u.unit_code = s.unit_code
  where s.unit_level = 'village'
  group by u.area_level, u.area_code, s.month
),
unplaced as (
  select f.area_code, f.month, sum(s.waiting_n) as waiting_n
  from figure f
  join bld_register_stand s on s.month = f.month and s.unit_level = 'township' and (f.area_code = s.unit_code or f.area_code = substr(s.unit_code, 1, 6))
  group by f.area_code, f.month
)
select cast(f.area_level as varchar) as area_level, cast(f.area_code as varchar) as area_code, cast(f.month as varchar) as month,
  cast(f.n as bigint) as n, cast(f.d as bigint) as d, cast(f.n as double) / nullif(cast(f.d as double), 0) as value,
  cast(f.n_sent as bigint) as n_sent, cast(f.waiting_n + coalesce(x.waiting_n, 0) as bigint) as waiting_n, cast(f.unknown_n as bigint) as unknown_n
from figure f
left join unplaced x on x.area_code = f.area_code and x.month = f.month
