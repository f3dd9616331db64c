-- title: 缺勤关注
-- counts: children in an unexcused run that has not reached a case
-- grain: child_key
-- parameters: $area, $month, $as_of_day, $ledger_seq
-- line: -
-- in: the viewer's children whose newest reported day ends an unexcused run of the dated length
-- out: children with an open case; they stand in the ledger
-- source: first tier: no case number, ends by itself on return
with
need as (select value from src_threshold where name = 'followed_run_days' and $as_of_day between valid_from and valid_to),
run as (
  select child_key, class_key, school_code, last_reported_day, trailing_halves, trailing_first_day
  from drv_child_run
  where month = $month and trailing_halves > 0
),
child as (
  select child_key, school_code, class_key, stage, village_code, township_code, county_code, is_poor, is_left_behind
  from dim_child
  where month = $month and is_at_school = 1
),
open_case as (select child_key from fct_case where is_open = 1)
select cast(c.child_key as bigint) as child_key, cast(n.name as varchar) as name, cast(n.pinyin_key as varchar) as pinyin_key,
  cast(c.school_code as varchar) as school_code, cast(s.name as varchar) as school_name, cast(c.class_key as varchar) as class_key,
  cast(k.label as varchar) as class_label, cast(c.stage as varchar) as stage,
  cast(c.township_code as varchar) as township_code, cast(t.name as varchar) as township_name,
  cast(c.village_code as varchar) as village_code, cast(v.name as varchar) as village_name,
  cast(r.trailing_halves / 2.0 as double) as absent_days, cast(r.trailing_first_day as date) as first_day,
  cast(r.last_reported_day as date) as last_reported_day,
  cast(case when c.is_poor then 1 when not c.is_poor then 0 end as int) as is_poor
from run r
join need d on r.trailing_halves >= 2 * d.value
join child c on c.child_key = r.child_key
left join open_case o on o.child_key = r.child_key
left join src_child_name n on n.child_key = c.child_key
left join dim_area s on s.area_code = c.school_code
left join dim_area t on t.area_code = c.township_code
left join dim_area v on v.area_code = c.village_code
left join dim_class k on k.class_key = c.class_key
where o.child_key is null
  and (c.school_code = $area or c.class_key = $area or c.village_code = $area or coalesce(c.township_code, 'unknown') = $area
    or length($area) = 6)
order by r.trailing_halves desc, r.trailing_first_day, c.child_key
