-- title: 学籍状态区间
-- counts: each stretch of months in which a school's roll showed one status of a child
-- grain: child_key x school_code x spell_no
-- parameters: $as_of_day
-- line: student
-- in: pupils of compulsory stages whom a roll of the school ever showed other than at school, months up to the day looked at
-- out: kindergarten, senior and vocational rolls; the class a child left within the month; who was at school all the time: one
--   stretch, about which nothing is asked (and most children, whose months need no order)
-- source: since = the newest date stated that lies no later than the first month that showed the status, or than the date first
--   stated; else the first day of that month: a date not stated, one after the month that states it, or one that moves on with
--   every roll, is never a reason to look away; a status named again after months without the child, with a newer date,
--   or after the end that was stated, with a new end, begins anew; said_in = the month of the newest word: a status that is repeated month by month says nothing new
with
stage as (select code from src_code where code_set = 'stage' and parent = 'compulsory'),
status as (select code from src_code where code_set = 'status' and parent = 'at_school'),
changed as (
  select distinct r.child_key, r.school_code
  from bld_roll_stretch r
  left join status s on s.code = r.status
  where s.code is null
),
marked as (
  select r.child_key, r.school_code, r.first_month, r.last_month, r.sent_month, r.stage, r.status, r.status_since, r.status_until, r.transfer_to,
    substr(cast(r.status_since as varchar), 1, 7) as since_month, case when r.is_sent = 1 then r.first_month else r.sent_month end as told_in,
    lag(r.status) over (partition by r.child_key, r.school_code order by r.first_month) as status_before,
    lag(r.status_until) over (partition by r.child_key, r.school_code order by r.first_month) as until_before,
    coalesce(lag(r.last_month) over (partition by r.child_key, r.school_code order by r.first_month), r.first_month) as month_before
  from bld_roll_stretch r
  join stage g on g.code = r.stage
  join changed c on c.child_key = r.child_key and c.school_code = r.school_code
),
begun as (
  select child_key, school_code, first_month, last_month, sent_month, stage, status, status_since, status_until, transfer_to, since_month, told_in,
    case
      when status_before = status and until_before < status_since and status_until > until_before and since_month <= sent_month then 1
      when status_before = status and (coalesce(since_month, month_before) <= month_before or since_month > sent_month
        or cast(concat(first_month, '-01') as date) <= cast(concat(month_before, '-01') as date) + 31) then 0
      else 1
    end as is_start
  from marked
),
numbered as (
  select child_key, school_code, first_month, last_month, sent_month, stage, status, status_since, status_until, transfer_to, since_month, told_in,
    sum(is_start) over (
      partition by child_key, school_code order by first_month rows between unbounded preceding and current row
    ) as spell_no
  from begun
),
bounded as (
  select child_key, school_code, spell_no, first_month, sent_month, status_since, since_month,
    min(told_in) over (partition by child_key, school_code, spell_no) as begun_in,
    first_value(status_since) over (partition by child_key, school_code, spell_no order by first_month) as first_since
  from numbered
),
dated as (
  select child_key, school_code, spell_no, status_since as since,
    row_number() over (partition by child_key, school_code, spell_no order by first_month desc) as from_last
  from bounded
  where since_month <= sent_month and (since_month <= begun_in or status_since <= first_since)
),
stated as (
  select child_key, school_code, spell_no, stage, status_until, transfer_to,
    row_number() over (partition by child_key, school_code, spell_no order by first_month desc) as from_last
  from numbered
),
spell as (
  select child_key, school_code, spell_no, min(status) as status, min(first_month) as first_month,
    max(last_month) as last_month, max(sent_month) as last_sent_month
  from numbered
  group by child_key, school_code, spell_no
)
select s.child_key, s.school_code, cast(s.spell_no as int) as spell_no, s.status, s.first_month, s.last_month, s.last_sent_month,
  coalesce(d.since, cast(concat(s.first_month, '-01') as date)) as since, t.stage, t.status_until, t.transfer_to,
  greatest(s.first_month, coalesce(substr(cast(d.since as varchar), 1, 7), s.first_month)) as said_in,
  cast(row_number() over (partition by s.child_key, s.school_code order by s.spell_no desc) as int) as from_last
from spell s
join stated t on t.child_key = s.child_key and t.school_code = s.school_code and t.spell_no = s.spell_no and t.from_last = 1
left join dated d on d.child_key = s.child_key and d.school_code = s.school_code and d.spell_no = s.spell_no and d.from_last = 1
