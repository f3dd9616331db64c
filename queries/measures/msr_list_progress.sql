-- title: 上级名单进度
-- counts: lines of each list from above by where they stand (n) of all its lines (d), and of them those that are late or contradicted
-- grain: list_id x area_level x area_code x state
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: question, matched, proposed, verified, answered, open: each line in exactly one, so they add up to the list
-- out: nothing; a line whose household is not recognised has a line of its own
-- source: by the child's household, else by the place that the list names; of a school by its roll, whatever the household
with
here as (select distinct area_code as unit_code, area_level, area_code from dim_unit where area_level = 'township' and area_code <> 'unknown' and line = 'household'),
county as (select min(area_code) as area_code from dim_unit where area_level = 'county'),
bridge as (
  select unit_code, area_level, area_code from dim_unit where line = 'household'
  union all
  select unit_code, area_level, area_code from here
  union all
  select h.unit_code, 'county' as area_level, c.area_code
  from here h
  cross join county c
),
line as (select list_id, household_unit, school_code, state, is_overdue, evidence_state, is_to_review from fct_list_line),
placed as (
  select l.list_id, b.area_level, b.area_code, l.state, l.is_overdue, l.evidence_state, l.is_to_review
  from line l
  join bridge b on b.unit_code = l.household_unit
  union all
  select list_id, 'school' as area_level, school_code as area_code, state, is_overdue, evidence_state, is_to_review
  from line
  where school_code is not null
),
counted as (
  select list_id, area_level, area_code, state, count(*) as n, sum(is_overdue) as overdue_n,
    sum(case when evidence_state = 'contradicted' then 1 else 0 end) as contradicted_n, sum(is_to_review) as to_review_n
  from placed
  group by list_id, area_level, area_code, state
)
select cast(list_id as varchar) as list_id, cast(area_level as varchar) as area_level, cast(area_code as varchar) as area_code,
  cast(substr(cast($as_of_day as varchar), 1, 7) as varchar) as month, cast(state as varchar) as state, cast(n as bigint) as n,
  cast(sum(n) over (partition by list_id, area_level, area_code) as bigint) as d,
  cast(n as double) / nullif(cast(sum(n) over (partition by list_id, area_level, area_code) as double), 0) as value,
  cast(overdue_n as bigint) as overdue_n, cast(contradicted_n as bigint) as contradicted_n, cast(to_review_n as bigint) as to_review_n
from counted
