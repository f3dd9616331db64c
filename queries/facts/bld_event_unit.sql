-- title: 经办单位
-- counts: nothing; for which school or township an entry of a case is the unit's own act
-- grain: seq x line x unit_code
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: entries by a post of the school (principal, clerk, class teacher; the central school for itself and for schools without a clerk)
--   or of the township and its villages, and by whom the holder of such a post lets act on that day
-- out: entries of the bureau, its leaders of an area, inspectors and contact cadres: the bureau's chain, though a school or town
--   stands in the post; entries without a post
-- source: the office of the post; a delegation lends the right to act for its days
with
acted as (select seq, post_id, cast(recorded_at as date) as acted_on from src_event where post_id is not null),
through as (
  select seq, post_id from acted
  union
  select a.seq, d.post_id
  from acted a
  join src_delegation d on d.delegate_post_id = a.post_id and a.acted_on between d.valid_from and d.valid_to
),
place as (
  select t.seq, o.head, o.area_code, o.school_code
  from through t
  join bld_office o on o.post_id = t.post_id
),
unit as (
  select seq, 'student' as line, school_code as unit_code from place where head in ('principal', 'clerk_school', 'class_teacher', 'central_school')
  union
  select p.seq, 'student' as line, s.school_code
  from place p
  join src_school s on s.central_code = p.school_code and not s.has_clerk
  where p.head = 'central_school'
  union
  select seq, 'household' as line, substr(area_code, 1, 9) as unit_code
  from place where head in ('township_head', 'clerk_township', 'village_head', 'clerk_village')
)
select cast(seq as bigint) as seq, cast(line as varchar) as line, cast(unit_code as varchar) as unit_code
from unit
where unit_code is not null
