-- title: 疑似:学籍
-- counts: suspected by the roll: not received, suspension expired, did not report at term start
-- grain: child_key x reason x first_day
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: states of the roll since the last closing
-- out: transfers to a school outside the county named by its code; final grades
-- source: transfers of July and August run from 1 September
with
clock as (select day, day_no, is_school_day, school_day_no from bld_clock where calendar_id = 'county'),
receive as (select value from src_threshold where name = 'transfer_receive_days' and $as_of_day between valid_from and valid_to),
lasts as (select value from src_threshold where name = 'suspension_max_days' and $as_of_day between valid_from and valid_to),
seen as (select value from src_threshold where name = 'suspected_run_days' and $as_of_day between valid_from and valid_to),
school as (select distinct school_code from src_school),
status as (select code, parent from src_code where code_set = 'status'),
month_no as (select month, row_number() over (order by month) as no from (select distinct month from src_roll) m),
roll as (
  select r.child_key, r.month, m.no, r.school_code, r.stage, r.grade, r.status, r.status_since, r.status_until, r.transfer_to,
    r.carried_from, case when s.parent = 'at_school' then 1 else 0 end as is_at_school
  from src_roll r
  join month_no m on m.month = r.month
  left join status s on s.code = r.status
),
newest as (select max(no) as no from month_no),
here as (select child_key, school_code, month, no from roll where is_at_school = 1),
gone as (
  select r.child_key, r.school_code, min(r.status_since) as since, min(r.no) as no
  from roll r
  left join school s on s.school_code = r.transfer_to
  where r.status = '10' and r.status_since is not null
    and not (r.transfer_to is not null and s.school_code is null and length(r.transfer_to) = 10 and substr(r.transfer_to, 1, 1) between '0' and '9')
  group by r.child_key, r.school_code
),
counted as (
  select g.child_key, g.since, g.no, g.school_code,
    case when substr(cast(g.since as varchar), 6, 2) in ('07', '08')
      then cast(concat(substr(cast(g.since as varchar), 1, 4), '-09-01') as date) else g.since end as runs_from
  from gone g
),
waiting as (
  select g.child_key, g.school_code, g.since, g.no, b.day_no + cast(n.value as int) as until_no
  from counted g
  join clock b on b.day = g.runs_from
  cross join receive n
),
lost as (
  select g.child_key, 'transfer_lost' as reason, g.since as first_day, e.day as reached_on
  from waiting g
  join clock e on e.day_no = g.until_no
  left join here h on h.child_key = g.child_key and h.no >= g.no and h.school_code <> g.school_code
  where h.child_key is null and e.day <= $as_of_day
),
away as (
  select r.child_key, r.no, r.status_until, a.day_no + cast(l.value as int) as limit_no
  from roll r
  join newest w on w.no = r.no
  join clock a on a.day = r.status_since
  cross join lasts l
  where r.status = '02'
),
ending as (
  select w.child_key, w.no, coalesce(w.status_until, b.day) as ends_on
  from away w
  left join clock b on b.day_no = w.limit_no
),
overdue as (
  select w.child_key, w.no, w.ends_on, z.day_no + 1 as next_no
  from ending w
  join clock z on z.day = w.ends_on
),
expired as (
  select w.child_key, 'suspension_expired' as reason, w.ends_on as first_day, e.day as reached_on
  from overdue w
  join clock e on e.day_no = w.next_no
  left join here h on h.child_key = w.child_key and h.no = w.no
  where h.child_key is null and e.day <= $as_of_day
),
term_start as (
  select substr(cast(min(day) as varchar), 1, 7) as month, min(day) as first_day, min(school_day_no) as first_no
  from src_calendar
  where calendar_id = 'county' and is_school_day and term is not null
  group by term
),
term_month as (
  select t.first_day, t.month, m.no, m.no - 1 as before_no, t.first_no + cast(n.value as int) - 1 as reached_no
  from term_start t
  join month_no m on m.month = t.month
  cross join seen n
),
absent as (
  select r.child_key, 'no_show' as reason, t.first_day, k.day as reached_on
  from term_month t
  join roll r on r.no = t.before_no and r.is_at_school = 1
  join (select distinct school_code, no from roll where carried_from is null) sent
    on sent.school_code = r.school_code and sent.no = t.no
  join clock k on k.is_school_day and k.school_day_no = t.reached_no
  left join (select distinct child_key, no from roll) again on again.child_key = r.child_key and again.no = t.no
  where again.child_key is null and k.day <= $as_of_day
    and r.stage in ('primary', 'junior') and (substr(t.month, 6, 2) <> '09' or r.grade not in (6, 9))
),
found as (
  select child_key, reason, first_day, reached_on from lost
  union all
  select child_key, reason, first_day, reached_on from expired
  union all
  select child_key, reason, first_day, reached_on from absent
)
select f.child_key, f.reason, f.first_day, f.reached_on
from found f
left join bld_last_closing c on c.child_key = f.child_key
where c.closed_on is null or f.reached_on > c.closed_on
