-- title: 月报:台账
-- counts: open cases last month and now, the movements between, and what is open by tier, one row for a printed row
-- grain: line x area_code x stage
-- parameters: $month, $as_of_day, $ledger_seq
-- line: -
-- in: places with any movement or any open case up to the month
-- out: places without: their row prints zeros
-- source: open_last = last month's end as its report knew it, corrected = what was recorded later about
--   it: open_last + new + reopened + moved_in + corrected − closed − cleared − moved_out = open_now; 销号, 排除 and 划出 print as counts
with
flow as (
  select line, area_code, stage,
    sum(case when month < $month then n else 0 end) as open_last,
    sum(case when month = $month and term = 'new' then n else 0 end) as new_n,
    sum(case when month = $month and term = 'reopened' then n else 0 end) as reopened,
    sum(case when month = $month and term = 'moved_in' then n else 0 end) as moved_in,
    sum(case when month = $month and term = 'closed' then -n else 0 end) as closed,
    sum(case when month = $month and term = 'cleared' then -n else 0 end) as cleared,
    sum(case when month = $month and term = 'moved_out' then -n else 0 end) as moved_out,
    sum(case when term = 'closed' and substr(month, 1, 4) = substr($month, 1, 4) then -n else 0 end) as closed_year
  from msr_flow
  where month <= $month
  group by line, area_code, stage
),
late as (select line, area_code, stage, n from msr_flow_corrected where month = $month),
tier as (
  select line, area_code, stage,
    sum(1) as open_now,
    sum(case when tier = 'suspected' then 1 else 0 end) as suspected,
    sum(case when tier = 'dropped_out' then 1 else 0 end) as dropped_out,
    sum(case when tier = 'observation' then 1 else 0 end) as observation
  from bld_open_case
  where month = $month
  group by line, area_code, stage
),
poor as (select line, area_code, stage, n from msr_open_poor where month = $month),
poverty as (select line, area_code, stage, n from msr_open_poverty where month = $month),
change as (select line, area_code, stage, n_last_month, n_last_year from msr_change where month = $month)
select cast(f.line as varchar) as line, cast(f.area_code as varchar) as area_code, cast(f.stage as varchar) as stage,
  cast(f.open_last - coalesce(l.n, 0) as bigint) as open_last, cast(f.new_n as bigint) as new_n, cast(f.reopened as bigint) as reopened,
  cast(f.moved_in as bigint) as moved_in, cast(coalesce(l.n, 0) as bigint) as corrected, cast(f.closed as bigint) as closed,
  cast(f.cleared as bigint) as cleared, cast(f.moved_out as bigint) as moved_out, cast(f.closed_year as bigint) as closed_year,
  cast(coalesce(t.open_now, 0) as bigint) as open_now, cast(coalesce(t.suspected, 0) as bigint) as suspected,
  cast(coalesce(t.dropped_out, 0) as bigint) as dropped_out, cast(coalesce(t.observation, 0) as bigint) as observation,
  cast(coalesce(p.n, 0) as bigint) as dropped_out_poor, cast(coalesce(v.n, 0) as bigint) as dropped_out_poverty,
  cast(c.n_last_month as bigint) as open_now_last_month, cast(c.n_last_year as bigint) as open_now_last_year
from flow f
left join late l on l.line = f.line and l.area_code = f.area_code and l.stage = f.stage
left join tier t on t.line = f.line and t.area_code = f.area_code and t.stage = f.stage
left join poor p on p.line = f.line and p.area_code = f.area_code and p.stage = f.stage
left join poverty v on v.line = f.line and v.area_code = f.area_code and v.stage = f.stage
left join change c on c.line = f.line and c.area_code = f.area_code and c.stage = f.stage
