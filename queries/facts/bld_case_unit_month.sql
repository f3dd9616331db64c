-- title: 个案单位(逐月)
-- counts: the village and the school of each child with a case, month by month, filled forward
-- grain: child_key x month
-- parameters: $as_of_day
-- line: -
-- in: children with a case, every month held
-- out: nothing
-- source: a month without a row keeps the place of the month before; before the first, the first
with
held as (select distinct month from src_roll where month <= substr(cast($as_of_day as varchar), 1, 7)),
wanted as (select distinct child_key from src_event),
known as (
  select d.child_key, d.month as seen_month, coalesce(d.village_code, 'unknown') as village_unit, d.school_code
  from dim_child d
  join wanted w on w.child_key = d.child_key
),
ranked as (
  select k.child_key, m.month, k.village_unit, k.school_code,
    row_number() over (
      partition by k.child_key, m.month
      order by case when k.seen_month <= m.month then 0 else 1 end,
        case when k.seen_month <= m.month then k.seen_month end desc, k.seen_month
    ) as choice
  from held m
  cross join known k
)
select child_key, month, 'household' as line, village_unit as unit_code from ranked where choice = 1
union all
select child_key, month, 'student' as line, school_code as unit_code from ranked where choice = 1
