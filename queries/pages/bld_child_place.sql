-- title: 儿童最近所在
-- counts: nothing; where each child lives and learns by its newest roll: what a viewer's child set is cut from
-- grain: child_key x school_code x class_key
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: every roll of the child's newest month, two where two schools claim it; children who stand in the ledger alone
-- out: earlier rolls: a school sees a child as long as no later roll shows it elsewhere
-- source: one child set per viewer at the newest month of the snapshot, never a row's own attributes
with
enrolled as (select child_key, month, household_area, school_code, class_key from src_roll),
newest as (select child_key, max(month) as month from enrolled group by child_key),
ledger_only as (
  select distinct e.child_key
  from src_event e
  left join newest n on n.child_key = e.child_key
  where n.child_key is null
)
select cast(r.child_key as bigint) as child_key, cast(r.household_area as varchar) as household_area,
  cast(r.school_code as varchar) as school_code, cast(r.class_key as varchar) as class_key
from enrolled r
join newest n on n.child_key = r.child_key and n.month = r.month
union all
select cast(child_key as bigint) as child_key, cast(null as varchar) as household_area, cast(null as varchar) as school_code,
  cast(null as varchar) as class_key
from ledger_only
