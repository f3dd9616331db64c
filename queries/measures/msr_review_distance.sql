-- title: 与中位数之差
-- counts: a unit's score less the median of its kind (value), over the units of the kind that have a score (n)
-- grain: line x area_level x area_code x quarter
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: townships against townships, schools against schools
-- out: units without a score: no value, and not part of the median
-- source: median of an even number of units is the mean of the two in the middle
with
score as (select line, area_level, area_code, quarter, value from msr_review_score),
ranked as (
  select line, quarter, value, row_number() over (partition by line, quarter order by value) as place_no,
    count(*) over (partition by line, quarter) as units_n
  from score
  where value is not null
),
middle as (
  select line, quarter, max(units_n) as units_n, avg(case when 2 * place_no between units_n and units_n + 2 then value end) as median
  from ranked
  group by line, quarter
)
select cast(s.line as varchar) as line, cast(s.area_level as varchar) as area_level, cast(s.area_code as varchar) as area_code,
  cast(s.quarter as varchar) as quarter, cast(coalesce(m.units_n, 0) as bigint) as n, cast(null as bigint) as d,
  cast(s.value - m.median as double) as value, cast(m.median as double) as median
from score s
left join middle m on m.line = s.line and m.quarter = s.quarter
