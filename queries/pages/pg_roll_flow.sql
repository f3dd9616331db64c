-- title: 学籍变动
-- counts: the roll of a place against the month before, term by term
-- grain: term
-- parameters: $area, $month, $as_of_day
-- line: student
-- in: schools that sent their roll for both months
-- out: silent schools
-- source: last + in + out + gone + corrected = now; out and gone carry their sign
select cast(term as varchar) as term, cast(n as bigint) as n,
  cast(case term when 'last' then 1 when 'in' then 2 when 'out' then 3 when 'gone' then 4 when 'corrected' then 5 else 6 end as int) as sort
from msr_roll_flow
where month = $month and area_code = $area
order by sort
