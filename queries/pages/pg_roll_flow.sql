-- title: 学籍变动
-- counts: the roll of a place against the month before, term by term
-- grain: term
-- parameters: $area, $month, $as_of_day
-- line: student
-- in: schools that sent their roll for both months
-- out: silent schools
-- source: last + in + out + corrected = now; out carries its sign
select cast(term as varchar) as term, cast(n as bigint) as n,
  cast(case term when 'last' then 1 when 'in' then 2 when 'out' then 3 when 'corrected' then 4 else 5 end as int) as sort
from msr_roll_flow
where month = $month and area_code = $area
order by sort
