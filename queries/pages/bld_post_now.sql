-- title: 在任
-- counts: nothing; who holds which post on the day of $as_of
-- grain: head x unit_code
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: posts valid that day; of two for one unit, the one appointed last
-- out: inspectors and contact cadres beyond the first of a school
-- source: dated register of posts; unit = class, else school, else area
with
held as (
  select head, coalesce(class_key, school_code, area_code) as unit_code, post_id, person_name, phone, area_code,
    row_number() over (partition by head, coalesce(class_key, school_code, area_code) order by valid_from desc, seq desc) as newest
  from src_post
  where valid_from <= $as_of_day and coalesce(valid_to, $as_of_day) >= $as_of_day
)
select cast(head as varchar) as head, cast(unit_code as varchar) as unit_code, cast(post_id as varchar) as post_id,
  cast(person_name as varchar) as person_name, cast(phone as varchar) as phone, cast(area_code as varchar) as area_code
from held
where newest = 1 and unit_code is not null
