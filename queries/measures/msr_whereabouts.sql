-- title: 适龄儿童去向
-- counts: school-age children by where they are (n) of all school-age children (d)
-- grain: area_level x area_code x stage x month x whereabouts
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: in_county, home_teaching, suspended, out_of_school: each child in exactly one, so they add up to 适龄
-- out: 县外就读, which no roll of the county shows
-- source: 送教 counts as taught, 休学 does not; an open dropped-out case outweighs the roll's status
with
gone as (select distinct child_key, month from bld_case_month where tier = 'dropped_out'),
placed as (
  select c.household_unit, c.report_stage, c.month,
    case when g.child_key is not null then 'out_of_school'
      when c.status = '02' then 'suspended'
      when c.is_at_school = 0 then 'out_of_school'
      when c.placement = 'home' then 'home_teaching'
      else 'in_county' end as whereabouts
  from bld_roll_child c
  left join gone g on g.child_key = c.child_key and g.month = c.month
  where c.is_school_age = 1
),
total as (select area_level, area_code, stage, month, n from msr_school_age)
select cast(u.area_level as varchar) as area_level, cast(u.area_code as varchar) as area_code,
  cast(p.report_stage as varchar) as stage, cast(p.month as varchar) as month, cast(p.whereabouts as varchar) as whereabouts,
  cast(count(*) as bigint) as n, cast(min(t.n) as bigint) as d,
  cast(count(*) as double) / nullif(cast(min(t.n) as double), 0) as value
from placed p
join dim_unit u on u.line = 'household' and u.unit_code = p.household_unit
join total t on t.area_level = u.area_level and t.area_code = u.area_code and t.stage = p.report_stage and t.month = p.month
group by u.area_level, u.area_code, p.report_stage, p.month, p.whereabouts
