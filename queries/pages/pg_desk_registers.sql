-- title: 各村户籍登记表
-- counts: nothing; of each village of the place whether its household register was sent for the month, and rows of it that wait for correction
-- grain: unit_code
-- parameters: $area, $month, $as_of_day
-- line: household
-- in: villages of the place open in the month; townships whose own file has rows that name no known village
-- out: villages merged before the month
-- source: waiting, missing, and villages whose waiting rows are not known stand first, then carried, then sent; waiting_n null: not known
with
line as (
  select s.unit_code, s.unit_level, s.state, s.sent_for, s.listed_for, s.waiting_n, s.received_on, v.name as unit_name, v.sort as unit_sort,
    case when s.unit_level = 'village' then v.parent_code else s.unit_code end as township_code
  from bld_register_stand s
  join dim_area v on v.area_code = s.unit_code
  where s.month = $month
)
select cast(l.unit_code as varchar) as unit_code, cast(l.unit_name as varchar) as unit_name, cast(l.unit_level as varchar) as unit_level,
  cast(l.township_code as varchar) as township_code, cast(t.name as varchar) as township_name, cast(l.state as varchar) as state,
  cast(l.sent_for as varchar) as sent_for, cast(l.listed_for as varchar) as listed_for, cast(l.waiting_n as bigint) as waiting_n, cast(l.received_on as date) as received_on,
  cast(row_number() over (order by case when l.waiting_n > 0 then 1 when l.state = 'missing' then 2 when l.waiting_n is null then 3 when l.state = 'carried' then 4 else 5 end,
    t.sort, l.unit_sort, l.unit_code) as int) as sort
from line l
left join dim_area t on t.area_code = l.township_code
where l.unit_code = $area or l.township_code = $area or length($area) = 6
order by sort
