-- title: 上级名单(各单位)
-- counts: the lines of one list by township, or by village of a township, by where they stand
-- grain: unit_code
-- parameters: $area, $list_id, $as_of_day, $ledger_seq
-- line: household
-- in: the place itself first, then the places below it with a line, and the lines of no recognised place
-- out: places without a line
-- source: the same figures as msr_list_progress
with
own as (select area_code, name, area_level, parent_code, cast(sort as int) as sort from dim_area),
place as (
  select area_code as unit_code, name as unit_name, 1 as is_total, sort from own where area_code = $area and area_level <> 'school'
  union all
  select area_code as unit_code, name as unit_name, 0 as is_total, sort from own where parent_code = $area and area_level in ('township', 'village')
  union all
  select 'unknown' as unit_code, cast(null as varchar) as unit_name, 2 as is_total, sort from own where area_code = $area and area_level = 'county'
),
counted as (
  select area_code, sum(n) as lines_n, sum(overdue_n) as overdue_n,
    sum(case when state = 'question' then n else 0 end) as questions_n, sum(case when state = 'matched' then n else 0 end) as matched_n,
    sum(case when state in ('proposed', 'verified') then n else 0 end) as waiting_n, sum(case when state = 'answered' then n else 0 end) as answered_n,
    sum(case when state = 'open' then n else 0 end) as open_n
  from msr_list_progress
  where list_id = $list_id
  group by area_code
)
select cast(p.unit_code as varchar) as unit_code, cast(p.unit_name as varchar) as unit_name, cast(case when p.is_total = 1 then 1 else 0 end as int) as is_total,
  cast(p.sort as int) as sort, cast(c.lines_n as bigint) as lines_n, cast(c.questions_n as bigint) as questions_n,
  cast(c.matched_n as bigint) as matched_n, cast(c.waiting_n as bigint) as waiting_n, cast(c.answered_n as bigint) as answered_n,
  cast(c.open_n as bigint) as open_n, cast(c.overdue_n as bigint) as overdue_n
from place p
join counted c on c.area_code = p.unit_code
order by case p.is_total when 1 then 1 when 0 then 2 else 3 end, p.sort, p.unit_code
