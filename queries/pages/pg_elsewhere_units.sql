-- title: 县外就读(各单位)
-- counts: of each township or village: children of school age, those at school elsewhere by how far they are verified, registers sent
-- grain: unit_code
-- parameters: $area, $month, $as_of_day, $ledger_seq
-- line: household
-- in: the place itself first, then its townships or villages, and the children of no recognised household of a county
-- out: nothing; a unit whose register was never sent has no numbers, which is not 0
-- source: the same figures as the monthly report
with
age as (select area_code, n from msr_school_age where month = $month and stage = 'all'),
unit as (
  select area_code as unit_code, name as unit_name, area_level as unit_level, 1 as is_total, 0 as sort from dim_area where area_code = $area and area_level <> 'school'
  union all
  select area_code as unit_code, name as unit_name, area_level as unit_level, 0 as is_total, sort from dim_area
  where parent_code = $area and area_level in ('township', 'village')
  union all
  select area_code as unit_code, cast(null as varchar) as unit_name, 'township' as unit_level, 0 as is_total, 9999 as sort
  from age where area_code = 'unknown' and length($area) = 6
),
place as (
  select area_code, sum(case when whereabouts = 'elsewhere_proved' then n else 0 end) as proved_n,
    sum(case when whereabouts = 'elsewhere_pending' then n else 0 end) as pending_n,
    sum(case when whereabouts = 'unverified' then n else 0 end) as unverified_n
  from msr_whereabouts where month = $month and stage = 'all'
  group by area_code
),
register as (
  select area_code, n, d, n_sent, waiting_n, unknown_n, n as known_n from msr_registers where month = $month
  union all
  select 'unknown' as area_code, cast(null as bigint) as n, cast(null as bigint) as d, cast(null as bigint) as n_sent, cast(null as bigint) as waiting_n,
    cast(null as bigint) as unknown_n, n as known_n
  from msr_registers where month = $month and area_level = 'county'
)
select cast(u.unit_code as varchar) as unit_code, cast(u.unit_name as varchar) as unit_name, cast(u.unit_level as varchar) as unit_level,
  cast(u.is_total as int) as is_total, cast(u.sort as int) as sort, cast(a.n as bigint) as school_age,
  cast(case when r.known_n > 0 then coalesce(p.proved_n, 0) end as bigint) as proved_n,
  cast(case when r.known_n > 0 then coalesce(p.pending_n, 0) end as bigint) as pending_n,
  cast(case when r.known_n > 0 then coalesce(p.unverified_n, 0) end as bigint) as unverified_n,
  cast(case when u.unit_code <> 'unknown' then coalesce(r.n, 0) end as bigint) as registers_n, cast(r.d as bigint) as registers_d, cast(r.n_sent as bigint) as registers_sent,
  cast(coalesce(r.waiting_n, 0) as bigint) as registers_waiting, cast(coalesce(r.unknown_n, 0) as bigint) as registers_unknown,
  cast(case when u.unit_code = 'unknown' then 'none' when coalesce(r.n, 0) = 0 then 'missing'
    when r.n_sent = 0 then 'carried' when r.n_sent < r.d then 'partly' else 'sent' end as varchar) as register_state
from unit u
left join age a on a.area_code = u.unit_code
left join place p on p.area_code = u.unit_code
left join register r on r.area_code = u.unit_code
order by u.is_total desc, u.sort, u.unit_code
