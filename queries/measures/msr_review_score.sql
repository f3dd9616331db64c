-- title: 季评总分
-- counts: points earned (n) of the points that could be counted (d), rescaled to 100 (value); fewer countable points than least: none
-- grain: line x area_level x area_code x quarter
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: criteria with something to count
-- out: units with fewer countable points than the dated minimum: no value; vetoed units: 0
-- source: items with nothing to count are left out and the rest is rescaled; 一票否决: a poor child whom a re-check found
--   hidden, once the time for objection is over
with
unit as (select line, area_level, unit_code, quarter, last_day from bld_review_unit),
earned as (
  select line, area_code, quarter, sum(value) as earned, sum(case when value is not null then points else 0 end) as countable, sum(lost) as lost
  from msr_review_points
  group by line, area_code, quarter
),
least_points as (select value, valid_from, valid_to from bld_limit where name = 'review_min_points'),
hidden as (
  select f.line, f.unit_code, q.quarter, f.child_key,
    max(case when h.is_poor then 1 else 0 end) as is_poor
  from bld_review_found f
  join bld_quarter q on f.counted_on between q.first_day and q.last_day
  left join dim_household_child h on h.child_key = f.child_key and h.month = substr(cast(f.found_on as varchar), 1, 7)
  where f.found_by = 'recheck' and f.standing = 'final'
  group by f.line, f.unit_code, q.quarter, f.child_key
),
veto as (select line, unit_code, quarter, count(*) as hidden_n, sum(is_poor) as hidden_poor_n from hidden group by line, unit_code, quarter),
judged as (
  select u.line, u.area_level, u.unit_code, u.quarter, e.earned, e.countable, e.lost, coalesce(v.hidden_n, 0) as hidden_n,
    coalesce(v.hidden_poor_n, 0) as hidden_poor_n, p.value as least, case when e.countable >= p.value then 1 else 0 end as is_scored
  from unit u
  join least_points p on u.last_day between p.valid_from and p.valid_to
  left join earned e on e.line = u.line and e.area_code = u.unit_code and e.quarter = u.quarter
  left join veto v on v.line = u.line and v.unit_code = u.unit_code and v.quarter = u.quarter
)
select cast(line as varchar) as line, cast(area_level as varchar) as area_level, cast(unit_code as varchar) as area_code,
  cast(quarter as varchar) as quarter, cast(coalesce(earned, 0) as double) as n, cast(coalesce(countable, 0) as double) as d,
  cast(case when hidden_poor_n > 0 then 0 when is_scored = 1 then 100 * earned / nullif(countable, 0) end as double) as value,
  cast(coalesce(lost, 0) as double) as lost, cast(hidden_n as int) as hidden_n, cast(hidden_poor_n as int) as hidden_poor_n,
  cast(least as double) as least
from judged
