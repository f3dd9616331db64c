-- title: 空缺原因
-- counts: nothing; the reason stated for an empty post on the day of $as_of
-- grain: head x unit_code
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: the newest reason from a day after the last holder's
-- out: reasons of an earlier vacancy, which somebody has filled since
-- source: the list of the seven heads
with
last as (
  select head, coalesce(class_key, school_code, area_code) as unit_code, max(valid_to) as valid_to
  from src_post
  where valid_from <= $as_of_day
  group by head, coalesce(class_key, school_code, area_code)
),
stated as (
  select g.head, g.unit_code, g.reason, row_number() over (partition by g.head, g.unit_code order by g.valid_from desc, g.seq desc) as newest
  from src_post_gap g
  left join last l on l.head = g.head and l.unit_code = g.unit_code
  where g.valid_from <= $as_of_day and (l.valid_to is null or l.valid_to < g.valid_from)
)
select cast(head as varchar) as head, cast(unit_code as varchar) as unit_code, cast(reason as varchar) as reason
from stated
where newest = 1
