-- title: 疑似:从花名册消失
-- counts: pupils whom a school's next roll no longer holds, without a word, and whom no roll shows in the days allowed
-- grain: child_key x school_code x first_day
-- parameters: $as_of_day
-- line: student
-- in: primary and junior pupils gone from a roll that was sent
-- out: leavers in summer; children whom another reason of the roll holds already: away by a status, did not report at the
--   term's start
-- source: the days of a transfer, from the first day of the month without the child; the limit is that of this day
with
limits as (select value, valid_from, valid_to from bld_limit where name = 'transfer_receive_days'),
stage as (select code from src_code where code_set = 'stage' and parent = 'compulsory'),
gone as (
  select u.child_key, u.school_code, u.month, u.day as first_day
  from bld_unreceived u
  join stage g on g.code = u.stage
  where u.kind = 'gone'
),
missed as (select child_key, min(substr(cast(first_day as varchar), 1, 7)) as month from bld_no_show group by child_key)
select g.child_key, g.school_code, g.first_day, g.first_day + cast(n.value as int) as reached_on
from gone g
join limits n on g.first_day between n.valid_from and n.valid_to
left join (select distinct child_key from bld_away) a on a.child_key = g.child_key
left join missed s on s.child_key = g.child_key and s.month <= g.month
where a.child_key is null and s.child_key is null and g.first_day + cast(n.value as int) <= $as_of_day
