-- title: 户籍登记表
-- counts: villages of which a household register stands (n) of the villages that exist (d); sent for the month itself (n_sent)
-- grain: area_level x area_code x month
-- parameters: $as_of_day
-- line: household
-- in: villages open in the month, from the first month with a register
-- out: villages merged before the month
-- source: a silent village's register is carried forward; one that never sent any is known by the rolls alone
with
held as (
  select village_code, month, max(case when carried_from is null then 1 else 0 end) as is_sent
  from src_children
  group by village_code, month
),
month as (
  select m.month, m.first_day, m.last_day
  from bld_month m
  join (select distinct month from src_children) h on h.month = m.month
),
village as (select area_code, min(valid_from) as valid_from, max(valid_to) as valid_to from src_area where level = 'village' group by area_code),
due as (
  select v.area_code as village_code, m.month
  from month m
  cross join village v
  where v.valid_from <= m.last_day and v.valid_to >= m.first_day
)
select cast(u.area_level as varchar) as area_level, cast(u.area_code as varchar) as area_code, cast(d.month as varchar) as month,
  cast(sum(case when h.village_code is null then 0 else 1 end) as bigint) as n, cast(count(*) as bigint) as d,
  cast(sum(case when h.village_code is null then 0 else 1 end) as double) / nullif(cast(count(*) as double), 0) as value,
  cast(sum(coalesce(h.is_sent, 0)) as bigint) as n_sent
from due d
join dim_unit u on u.line = 'household' and u.unit_code = d.village_code
left join held h on h.village_code = d.village_code and h.month = d.month
group by u.area_level, u.area_code, d.month
