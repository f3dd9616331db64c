-- title: 经办单位
-- counts: nothing; for which school or township an entry of a case is the unit's own act
-- grain: seq x line x unit_code
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: entries by a post of the school (principal, clerk, class teacher; the central school for itself and for schools without a clerk)
--   or of the township and its villages, and by whom the holder of such a post lets act on that day
-- out: entries of the bureau, its leaders of an area, inspectors and contact cadres: the bureau's chain, though a school or town
--   stands in the post; entries without a post
-- source: the offices for which the entry counts
with
unit as (
  select seq, 'student' as line, school_code as unit_code from bld_event_office where head in ('principal', 'clerk_school', 'class_teacher', 'central_school')
  union
  select p.seq, 'student' as line, s.school_code
  from bld_event_office p
  join src_school s on s.central_code = p.school_code and not s.has_clerk
  where p.head = 'central_school'
  union
  select seq, 'household' as line, substr(area_code, 1, 9) as unit_code
  from bld_event_office where head in ('township_head', 'clerk_township', 'village_head', 'clerk_village')
)
select cast(seq as bigint) as seq, cast(line as varchar) as line, cast(unit_code as varchar) as unit_code
from unit
where unit_code is not null
