-- title: 资助名册报送
-- counts: pupils entitled, of each school, item and period of a term whose list did not come, is empty, or waits for correction
-- grain: school_code x item x period
-- parameters: $area, $month, $period, $as_of_day
-- line: student
-- in: schools of the place with entitled pupils, or with rows that wait
-- out: lists that stand whole
-- source: not reported is a state of its own: in_progress while the period runs, missing after it; nil: the school says
--   that nobody was paid
with
item as (select code, sort from src_code where code_set = 'aid_item')
select cast(x.school_code as varchar) as school_code, cast(s.name as varchar) as school_name, cast(s.parent_code as varchar) as township_code,
  cast(x.item as varchar) as item, cast(x.period as varchar) as period, cast(x.entitled_n as bigint) as entitled_n,
  cast(x.state as varchar) as state, cast(x.waiting_n as int) as waiting_n, cast(x.received_on as date) as received_on
from bld_aid_silent x
left join dim_area s on s.area_code = x.school_code
left join item i on i.code = x.item
where x.school_code = $area or s.parent_code = $area or length($area) = 6
order by case when x.state = 'missing' then 0 when x.state = 'waiting' then 1 else 2 end, i.sort, x.period, s.sort, x.school_code
