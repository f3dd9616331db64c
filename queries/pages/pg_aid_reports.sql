-- title: 资助名册报送
-- counts: pupils entitled, of each school, item and period of a term whose list did not come, is empty, or waits for correction
-- grain: school_code x item x period
-- parameters: $area, $period, $as_of_day
-- line: student
-- in: schools of the place with entitled pupils, or with rows that wait
-- out: lists that stand whole
-- source: not reported is a state of its own: in_progress while the period runs, missing after it; nil: the school says
--   that nobody was paid
with
due as (
  select school_code, item, period, count(*) as n from fct_aid_entitled where entitlement = 'entitled' and term = $period group by school_code, item, period
),
listed as (
  select l.school_code, l.item, l.period, l.rows_n, l.waiting_n, l.received_on
  from src_aid_list l
  join (select distinct item, period, term from bld_aid_period) p on p.item = l.item and p.period = l.period
  where p.term = $period
),
line as (
  select school_code, item, period from due
  union
  select school_code, item, period from listed where waiting_n > 0
),
item as (select code, sort from src_code where code_set = 'aid_item')
select cast(x.school_code as varchar) as school_code, cast(s.name as varchar) as school_name, cast(s.parent_code as varchar) as township_code,
  cast(x.item as varchar) as item, cast(x.period as varchar) as period, cast(coalesce(d.n, 0) as bigint) as entitled_n,
  cast(case when l.school_code is null and e.last_day >= $as_of_day then 'in_progress' when l.school_code is null then 'missing'
    when l.waiting_n > 0 then 'waiting' else 'nil' end as varchar) as state,
  cast(coalesce(l.waiting_n, 0) as int) as waiting_n, cast(l.received_on as date) as received_on
from line x
left join due d on d.school_code = x.school_code and d.item = x.item and d.period = x.period
left join listed l on l.school_code = x.school_code and l.item = x.item and l.period = x.period
left join bld_aid_end e on e.period = x.period
left join dim_area s on s.area_code = x.school_code
left join item i on i.code = x.item
where (l.school_code is null or l.waiting_n > 0 or l.rows_n = 0)
  and (x.school_code = $area or s.parent_code = $area or length($area) = 6)
order by case when l.school_code is null and coalesce(e.last_day, $as_of_day) < $as_of_day then 0 when l.waiting_n > 0 then 1 else 2 end, i.sort, x.period, s.sort, x.school_code
