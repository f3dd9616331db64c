-- title: 儿童最近所在
-- counts: nothing; where each child lives and learns by its newest roll or household register: what a viewer's child set is cut from
-- grain: child_key x school_code x class_key
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: every roll of the child's newest month on a roll, two where two schools claim it, a closed school's successor besides; the village of the newest household
--   register, where that is not older than the roll; children on the register alone; children who stand in the ledger, or
--   on an aid list, alone; whom a list from above means and nobody else knows where to find, at the place that the list names
-- out: earlier rolls: a school sees a child as long as no later roll shows it elsewhere
-- source: one child set per viewer at the newest month of the snapshot, never a row's own attributes; merged villages read as
--   their successor, whose people see the child
with
enrolled as (select child_key, month, household_area, school_code, class_key from src_roll),
newest as (select child_key, max(month) as month from enrolled group by child_key),
registered as (select child_key, max(month) as month from src_children group by child_key),
home as (
  select g.child_key, g.month, coalesce(a.area_now, g.village_code) as village_code
  from src_children g
  join registered r on r.child_key = g.child_key and r.month = g.month
  left join bld_area_now a on a.area_code = g.village_code
),
ledger_only as (
  select distinct e.child_key
  from src_event e
  left join newest n on n.child_key = e.child_key
  left join registered g on g.child_key = e.child_key
  where n.child_key is null and g.child_key is null
),
listed as (
  select distinct l.child_key, coalesce(a.area_now, l.area_code) as area_code
  from src_list_line l
  left join bld_area_now a on a.area_code = l.area_code
  left join newest n on n.child_key = l.child_key
  left join registered g on g.child_key = l.child_key
  where n.child_key is null and g.child_key is null
),
paid_only as (
  -- money paid to somebody on no roll and no register is the paying school's to explain
  select distinct a.child_key, a.school_code
  from src_aid a
  left join newest n on n.child_key = a.child_key
  left join registered g on g.child_key = a.child_key
  where n.child_key is null and g.child_key is null
)
select cast(r.child_key as bigint) as child_key,
  cast(case when h.month >= n.month then h.village_code else coalesce(a.area_now, r.household_area) end as varchar) as household_area,
  cast(r.school_code as varchar) as school_code, cast(r.class_key as varchar) as class_key
from enrolled r
join newest n on n.child_key = r.child_key and n.month = r.month
left join home h on h.child_key = r.child_key
left join bld_area_now a on a.area_code = r.household_area
union all
select cast(r.child_key as bigint) as child_key,
  cast(case when h.month >= n.month then h.village_code else coalesce(a.area_now, r.household_area) end as varchar) as household_area,
  cast(s.heir_code as varchar) as school_code, cast(null as varchar) as class_key
from enrolled r
join newest n on n.child_key = r.child_key and n.month = r.month
join bld_school_heir_now s on s.school_code = r.school_code
left join home h on h.child_key = r.child_key
left join bld_area_now a on a.area_code = r.household_area
union all
select cast(h.child_key as bigint) as child_key, cast(h.village_code as varchar) as household_area, cast(null as varchar) as school_code,
  cast(null as varchar) as class_key
from home h
left join newest n on n.child_key = h.child_key
where n.child_key is null
union all
select cast(child_key as bigint) as child_key, cast(null as varchar) as household_area, cast(null as varchar) as school_code,
  cast(null as varchar) as class_key
from ledger_only
union all
select cast(child_key as bigint) as child_key, cast(area_code as varchar) as household_area, cast(null as varchar) as school_code,
  cast(null as varchar) as class_key
from listed
union all
select cast(child_key as bigint) as child_key, cast(null as varchar) as household_area, cast(school_code as varchar) as school_code,
  cast(null as varchar) as class_key
from paid_only
