-- title: 资助期末
-- counts: nothing; the last school day of each term and month
-- grain: period
-- parameters: -
-- line: -
-- in: the county's calendar
-- out: terms and months without school
-- source: until then a list that did not come is not late
select cast(term as varchar) as period, cast(max(day) as date) as last_day
from src_calendar
where calendar_id = 'county' and is_school_day and term is not null
group by term
union all
select cast(month as varchar) as period, cast(max(day) as date) as last_day
from src_calendar
where calendar_id = 'county' and is_school_day
group by month
