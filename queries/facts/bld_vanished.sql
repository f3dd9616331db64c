-- title: 疑似:从花名册消失
-- counts: pupils whom a school's next roll no longer holds, without a word, and whom no roll shows in the days allowed
-- grain: child_key x school_code x first_day
-- parameters: $as_of_day
-- line: student
-- in: primary and junior pupils gone from a roll that was sent, in a month that opens no term
-- out: grade 9 in summer and grade 6 from July on; months that open a term; children whom another reason of the roll
--   holds already: away by a status, did not report at the term's start
-- source: the days of a transfer, from the first day of the month without the child; the limit is that of this day
with
limits as (select value, valid_from, valid_to from bld_limit where name = 'transfer_receive_days'),
stage as (select code from src_code where code_set = 'stage' and parent = 'compulsory'),
term_start as (
  select distinct case when substr(term, 6, 1) = '1' then concat(substr(term, 1, 4), '-09')
    else substr(cast(min(day) as varchar), 1, 7) end as month
  from src_calendar
  where calendar_id = 'county' and is_school_day and term is not null
  group by term
),
last_seat as (
  select u.child_key, u.school_code, u.month, r.grade, r.stage,
    row_number() over (partition by u.child_key, u.school_code, u.month order by r.month desc) as newest
  from bld_unreceived u
  join src_roll r on r.child_key = u.child_key and r.school_code = u.school_code and r.month < u.month
  where u.kind = 'gone'
),
gone as (
  select l.child_key, l.school_code, cast(concat(l.month, '-01') as date) as first_day
  from last_seat l
  join stage g on g.code = l.stage
  left join term_start t on t.month = l.month
  where l.newest = 1 and t.month is null
    and not (coalesce(l.grade, 0) = 9 and substr(l.month, 6, 2) in ('06', '07', '08'))
    and not (coalesce(l.grade, 0) = 6 and substr(l.month, 6, 2) in ('07', '08'))
)
select g.child_key, g.school_code, g.first_day, g.first_day + cast(n.value as int) as reached_on
from gone g
join limits n on g.first_day between n.valid_from and n.valid_to
left join (select distinct child_key from bld_away) a on a.child_key = g.child_key
left join bld_no_show s on s.child_key = g.child_key and s.first_day <= g.first_day
where a.child_key is null and s.child_key is null and g.first_day + cast(n.value as int) <= $as_of_day
