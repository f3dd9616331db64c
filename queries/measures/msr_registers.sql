-- title: 户籍登记表
-- counts: villages of which a household register stands (n) of the villages that exist (d); sent for the month itself (n_sent); rows of their newest files that wait for correction (waiting_n)
-- grain: area_level x area_code x month
-- parameters: $as_of_day
-- line: household
-- in: villages open in the month, from the first month with a register
-- out: villages merged before the month
-- source: a silent village's register is carried forward; one that never sent any is known by the rolls alone; rows that
--   name no known village wait with the township that sent them
with
held as (
  select village_code, month, max(case when carried_from is null then 1 else 0 end) as is_sent
  from src_children
  group by village_code, month
),
month as (
  select m.month, m.first_day, m.last_day
  from bld_month m
  join (select month from src_children union select month from src_register_list) h on h.month = m.month
),
listed as (
  select l.village_code as unit_code, m.month, l.waiting_n, row_number() over (partition by l.village_code, m.month order by l.month desc) as newest
  from month m
  join src_register_list l on l.month <= m.month
),
waiting as (select unit_code, month, waiting_n from listed where newest = 1 and waiting_n > 0),
village as (select area_code, min(valid_from) as valid_from, max(valid_to) as valid_to from src_area where level = 'village' group by area_code),
due as (
  select v.area_code as village_code, m.month
  from month m
  cross join village v
  where v.valid_from <= m.last_day and v.valid_to >= m.first_day
),
figure as (
  select u.area_level, u.area_code, d.month, sum(case when h.village_code is null then 0 else 1 end) as n, count(*) as d,
    sum(coalesce(h.is_sent, 0)) as n_sent, sum(coalesce(w.waiting_n, 0)) as waiting_n
  from due d
  join dim_unit u on u.line = 'household' and u.unit_code = d.village_code
  left join held h on h.village_code = d.village_code and h.month = d.month
  left join waiting w on w.unit_code = d.village_code and w.month = d.month
  group by u.area_level, u.area_code, d.month
),
unplaced as (
  select f.area_code, f.month, sum(w.waiting_n) as waiting_n
  from figure f
  join waiting w on w.month = f.month and length(w.unit_code) = 9 and (f.area_code = w.unit_code or f.area_code = substr(w.unit_code, 1, 6))
  group by f.area_code, f.month
)
select cast(f.area_level as varchar) as area_level, cast(f.area_code as varchar) as area_code, cast(f.month as varchar) as month,
  cast(f.n as bigint) as n, cast(f.d as bigint) as d, cast(f.n as double) / nullif(cast(f.d as double), 0) as value,
  cast(f.n_sent as bigint) as n_sent, cast(f.waiting_n + coalesce(x.waiting_n, 0) as bigint) as waiting_n
from figure f
left join unplaced x on x.area_code = f.area_code and x.month = f.month
