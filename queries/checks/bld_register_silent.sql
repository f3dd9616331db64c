-- title: 从未报登记表的村
-- counts: villages of the month without a household register
-- grain: village_code
-- parameters: $month, $as_of_day
-- line: household
-- in: villages open in the month
-- out: villages merged before it; villages whose register is carried
-- source: register of areas; bld_register_month
with
village as (
  select area_code, max(name) as name
  from src_area
  where level = 'village' and substr(cast(valid_from as varchar), 1, 7) <= $month and substr(cast(valid_to as varchar), 1, 7) >= $month
  group by area_code
)
select cast(v.area_code as varchar) as village_code, cast(v.name as varchar) as name
from village v
left join bld_register_month g on g.village_code = v.area_code and g.month = $month
where g.village_code is null
