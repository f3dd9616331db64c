-- title: 个案单位(逐月)
-- counts: the village and the school of each child with a case, month by month, filled forward
-- grain: child_key x month
-- parameters: $as_of_day
-- line: -
-- in: children with a case, every month of a roll or a report
-- out: nothing
-- source: a month without a row keeps the place of the month before; before the first, the first; a child who was on no
--   roll has a village by the household register, and no school; whom neither knows is of household unknown, a line of its own; a closed school's are its successor's from the month of the closing;
--   held_unit: as roll and register say, whatever closed since
with
held as (
  -- a month without any roll is a month: cases move in it
  select month from bld_roll_month
  union
  select month from bld_month
),
wanted as (select distinct child_key from src_event),
known as (
  select 'student' as line, d.child_key, d.month as seen_month, d.school_code as unit_code
  from dim_child d
  join wanted w on w.child_key = d.child_key
  union all
  select 'household' as line, d.child_key, d.month as seen_month, coalesce(d.village_code, 'unknown') as unit_code
  from dim_child d
  join wanted w on w.child_key = d.child_key
  union all
  select 'household' as line, g.child_key, g.month as seen_month, coalesce(g.village_code, 'unknown') as unit_code
  from bld_registered_home g
  join wanted w on w.child_key = g.child_key
  left join dim_child d on d.child_key = g.child_key and d.month = g.month
  where d.child_key is null
),
placed as (
  select line, child_key, seen_month, unit_code from known
  union all
  select 'household' as line, w.child_key, f.month as seen_month, 'unknown' as unit_code
  from wanted w
  cross join (select min(month) as month from held) f
  left join (select distinct child_key from known where line = 'household') k on k.child_key = w.child_key
  where k.child_key is null
),
ranked as (
  select k.line, k.child_key, m.month, k.unit_code,
    row_number() over (
      partition by k.line, k.child_key, m.month
      order by case when k.seen_month <= m.month then 0 else 1 end,
        case when k.seen_month <= m.month then k.seen_month end desc, k.seen_month
    ) as choice
  from held m
  cross join placed k
),
heir as (select school_code, heir_code, from_day, substr(cast(from_day as varchar), 1, 7) as from_month from bld_school_heir where from_day <= $as_of_day),
inherited as (
  select p.line, p.child_key, p.month, h.heir_code, row_number() over (partition by p.child_key, p.month order by h.from_day desc) as newest
  from ranked p
  join heir h on h.school_code = p.unit_code and h.from_month <= p.month
  where p.choice = 1 and p.line = 'student'
)
select r.child_key, r.month, r.line, coalesce(i.heir_code, r.unit_code) as unit_code, r.unit_code as held_unit
from ranked r
left join inherited i on i.child_key = r.child_key and i.month = r.month and i.line = r.line and i.newest = 1
where r.choice = 1
