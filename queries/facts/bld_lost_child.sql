-- title: 失去踪迹而仍在台账上的儿童
-- counts: nothing; children whom no register and no roll holds any more, and whom the ledger has not let go
-- grain: child_key x month
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: open cases; ended as 未返校, or as at school here, of a child not seen since the case was opened; ended anyhow, of one whose
--   dropping out was confirmed and who was not seen since
-- out: children whose last household is in another county, or whom nothing but the ledger ever knew
-- source: village, school and class are the last known ones, by the newest month that held the child; a lost child is at no school
with
held as (
  select child_key, month
  from bld_case_held
  where is_open = 1 or is_unreturned = 1 or coalesce(outcome, 'unreturned') = 'unreturned'
    or (is_unseen = 1 and outcome in ('returned', 'already_here', 'no_register', 'home_teaching', 'special', 'vocational', 'leave_added', 'mark_error'))
),
known as (
  select h.child_key, h.month, max(d.month) as known_in
  from held h
  join dim_household_child d on d.child_key = h.child_key and d.month <= h.month
  group by h.child_key, h.month
)
select cast(k.child_key as bigint) as child_key, cast(k.month as varchar) as month, cast(d.stage as varchar) as stage, cast(d.grade as int) as grade,
  cast(d.sex as varchar) as sex, cast(d.birth_month as varchar) as birth_month, cast(d.village_code as varchar) as village_code,
  cast(d.township_code as varchar) as township_code, cast(d.school_code as varchar) as school_code, cast(d.class_key as varchar) as class_key,
  cast(case when k.known_in = k.month then d.status end as varchar) as status, cast(d.is_poor as boolean) as is_poor,
  cast(d.is_disabled as boolean) as is_disabled
from known k
join dim_household_child d on d.child_key = k.child_key and d.month = k.known_in
join bld_cohort y on y.month = k.month
left join src_code s on s.code_set = 'status' and s.code = d.status
where d.is_outside = 0 and d.birth_month between y.first_born and y.last_born
  and (k.known_in < k.month or (d.is_registered = 0 and coalesce(s.parent, '-') not in ('at_school', 'away')))
