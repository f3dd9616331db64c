-- title: 比上季
-- counts: a unit's score less its score of the quarter before (value); that score (n_last)
-- grain: line x area_level x area_code x quarter
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: units with a score in both quarters
-- out: the first quarter held, and quarters without a score: no value, not 0
-- source: the quarter before by its number
with
score as (
  select s.line, s.area_level, s.area_code, s.quarter, q.quarter_no, s.value
  from msr_review_score s
  join bld_quarter q on q.quarter = s.quarter
)
select cast(s.line as varchar) as line, cast(s.area_level as varchar) as area_level, cast(s.area_code as varchar) as area_code,
  cast(s.quarter as varchar) as quarter, cast(null as bigint) as n, cast(null as bigint) as d, cast(s.value - b.value as double) as value,
  cast(b.value as double) as n_last
from score s
left join score b on b.line = s.line and b.area_code = s.area_code and b.quarter_no = s.quarter_no - 1
