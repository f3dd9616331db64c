-- title: 一份表的状态
-- counts: nothing; what became of each sheet of a school's month, and whether it still owes the month
-- grain: school_code x kind x month
-- parameters: $as_of_day
-- line: student
-- in: every sheet that a school owes
-- out: none; sheets of months without school carry state holiday and are never missing
-- source: not due is in_progress; marks that end before the month's last school day in every class are an interim sheet, reported until
--   that day; missing only after the due day: nothing accepted, or an interim sheet, also one whose rows wait or that was given back, or
--   a sheet no day of which stands any more, since pupils came on the roll whom it does not name; a nil report without marks, and a sheet given back, are no such;
--   a sheet whose rows wait keeps that state, missing or not; classes_gap = classes of which a school day is not reported up to the day that
--   the school reported: left out of the sheet, or a pupil on the roll is not named in it, so that the whole class's days do not stand
with
taught as (
  select s.school_code, c.month
  from src_school_calendar s
  join src_calendar c on c.calendar_id = s.calendar_id and c.is_school_day
  where c.day between s.valid_from and s.valid_to
  group by s.school_code, c.month
),
held as (
  select school_code, month, max(case when is_reported then day end) as reported_until, max(day) as last_day
  from drv_class_day
  where is_school_day and pupils > 0
  group by school_code, month
),
interim as (
  select school_code, month, reported_until, case when reported_until is null then 1 else 0 end as is_empty
  from held
  where reported_until is null or reported_until < last_day
),
gap as (
  select d.school_code, d.month, count(distinct d.class_key) as classes_n
  from drv_class_day d
  join held h on h.school_code = d.school_code and h.month = d.month and d.day <= h.reported_until
  where d.is_school_day and d.pupils > 0 and not d.is_reported and d.day <= $as_of_day
  group by d.school_code, d.month
),
sheet as (
  select b.school_code, b.kind, b.month, b.state, b.due_on, b.first_accepted_at, b.is_on_time, i.reported_until,
    case when b.kind = 'attendance' and b.first_accepted_at is not null and b.state <> 'returned' then coalesce(g.classes_n, 0) else 0 end as classes_gap,
    case when b.state = 'received' then coalesce(i.is_empty, 0) else 0 end as is_empty,
    case when t.school_code is null then 0 else 1 end as is_taught, case when b.due_on < $as_of_day then 1 else 0 end as is_due,
    case when b.due_on < $as_of_day and t.school_code is not null and (b.first_accepted_at is null or i.school_code is not null) then 1 else 0 end as is_missing
  from src_submission b
  left join taught t on t.school_code = b.school_code and t.month = b.month
  left join gap g on g.school_code = b.school_code and g.month = b.month
  left join interim i on i.school_code = b.school_code and i.month = b.month and b.kind = 'attendance' and (i.is_empty = 0 or b.state in ('received', 'waiting'))
)
select cast(school_code as varchar) as school_code, cast(kind as varchar) as kind, cast(month as varchar) as month,
  cast(case when state = 'missing' and is_taught = 0 then 'holiday' when (state = 'missing' or is_empty = 1) and is_due = 0 then 'in_progress'
    when is_empty = 1 then 'missing'
    when state in ('received', 'nil') and reported_until is not null then 'interim' else state end as varchar) as state,
  cast(due_on as date) as due_on, cast(is_taught as int) as is_taught, cast(is_due as int) as is_due, cast(is_missing as int) as is_missing,
  cast(case when is_missing = 0 then is_on_time end as boolean) as is_on_time, cast(reported_until as date) as reported_until,
  cast(classes_gap as int) as classes_gap,
  cast(case when is_missing = 1 then date_diff('day', due_on, $as_of_day)
    when cast(first_accepted_at as date) > due_on then date_diff('day', due_on, cast(first_accepted_at as date)) else 0 end as int) as late_days
from sheet
