-- title: 本学年辍学率
-- counts: of a place, pupils who dropped out since 1 September of the pupils at the start of the school year, by the individual method
-- grain: stage
-- parameters: $area, $month, $as_of_day, $ledger_seq
-- line: student
-- in: 小学, 初中 and both; the ceiling as a grey reference
-- out: villages, which have no roll
-- source: d null where no roll of that September is held: not known, which is not 0; the rate is left out below the dated minimum of persons
with
stage as (
  select 'primary' as stage, 1 as sort
  union all select 'junior' as stage, 2 as sort
  union all select 'all' as stage, 3 as sort
),
figure as (select stage, n, d, value from msr_dropout_rate where area_code = $area and month = $month),
least as (select value from src_threshold where name = 'rate_min_pupils' and $as_of_day between valid_from and valid_to),
ceiling as (select substr(name, 9) as stage, value from src_threshold where name in ('ceiling_primary', 'ceiling_junior') and $as_of_day between valid_from and valid_to)
select cast(s.stage as varchar) as stage, cast(f.n as bigint) as n, cast(f.d as bigint) as d,
  cast(case when f.d >= l.value then f.value end as double) as rate, cast(case when f.d < l.value then 1 else 0 end as int) as rate_hidden,
  cast(c.value / 100.0 as double) as ceiling, cast(s.sort as int) as sort
from stage s
cross join least l
left join figure f on f.stage = s.stage
left join ceiling c on c.stage = s.stage
order by sort
