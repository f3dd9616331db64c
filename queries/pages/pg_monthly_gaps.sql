-- title: 月报表的空缺
-- counts: nothing; why a cell of the monthly form has no number to print
-- grain: line x unit_code x stage x figure
-- parameters: $area, $month, $prev_month, $as_of_day, $ledger_seq
-- line: -
-- in: every cell of pg_monthly_report that is null or may not be printed
-- out: cells with a number
-- source: not_reported = no class reported after the due day, or a school that never sent a roll; in_progress = the same before it, and reports while none is due;
--   holiday = a month without school; no_denominator = nothing to count; hidden = below the dated minimum of persons;
--   not_applicable = the unit has no such stage or report, the table by roll no household column; not_known = needs a register or a month that is not held
with
report as (
  select p.*, case when n.area_code is null then 'not_applicable' when p.is_holiday = 1 then 'holiday'
    when p.state = 'in_progress' then 'in_progress' else 'not_reported' end as no_roll,
    case when p.line = 'student' then 'not_applicable' else 'not_known' end as no_household
  from pg_monthly_report p
  left join bld_report_silent n on n.area_code = p.unit_code
),
reason as (
  select r.line, r.unit_code, r.stage, f.family, f.figure,
    case f.family
      when 'household' then case when r.school_age is null then r.no_household end
      when 'register' then case when r.enrolment_d is null then r.no_household end
      when 'out' then case when r.out_of_school is null then r.no_household end
      when 'enrolment' then case when r.enrolment_d is null then r.no_household when r.enrolment_hidden = 1 then 'hidden' when r.enrolment_rate is null then 'no_denominator' end
      when 'disabled' then case when r.disabled_d is null then r.no_household end
      when 'disabled_rate' then case when r.disabled_d is null then r.no_household when r.disabled_rate is null then 'no_denominator' end
      when 'attempt' then case when r.attempts is null then 'not_known' end
      when 'last_month' then case when r.open_now_last_month is null then 'not_known' end
      when 'last_year' then case when r.open_now_last_year is null then 'not_known' end
      when 'report' then case when r.reports_due is null then case when r.is_holiday = 1 then 'holiday' else 'not_applicable' end
        when r.reports_due = 0 and r.state = 'in_progress' then 'in_progress' end
      when 'roll' then case when r.on_roll is null then r.no_roll end
      else
        case when f.family = 'differs' and r.roll_seat_differs is not null then null
          when r.on_roll is null then r.no_roll
          when r.is_holiday = 1 and coalesce(r.classes_reported, 0) = 0 then 'holiday'
          when r.classes_due is null then 'not_applicable'
          when f.family = 'class' or (f.family = 'unseen' and r.seat_unknown is not null) then null
          when r.classes_reported = 0 and r.classes_due > 0 then case when r.state = 'in_progress' then 'in_progress' else 'not_reported' end
          when f.family = 'rate' and r.rate_hidden = 1 then 'hidden'
          when f.family = 'rate' and r.attendance_rate is null then 'no_denominator'
          when f.family = 'half' and r.attendance_d is null then 'no_denominator'
          when f.family = 'differs' and r.roll_seat_differs is null then 'no_denominator'
          when f.family in ('seat', 'unseen') and (r.at_school is null or r.seat_unknown is null) then 'no_denominator'
        end
    end as gap
  from report r
  cross join (
    select 'household' as family, 'school_age' as figure union all select 'household', 'school_age_poor' union all select 'household', 'in_county'
    union all select 'household', 'home_teaching' union all select 'household', 'suspended' union all select 'out', 'out_of_school'
    union all select 'register', 'elsewhere_proved' union all select 'register', 'elsewhere_pending' union all select 'register', 'finished'
    union all select 'register', 'unverified' union all select 'register', 'never_enrolled' union all select 'register', 'enrolment_n'
    union all select 'register', 'enrolment_d' union all select 'enrolment', 'enrolment_rate'
    union all select 'disabled', 'disabled_n' union all select 'disabled', 'disabled_d' union all select 'disabled_rate', 'disabled_rate'
    union all select 'disabled', 'disabled_inclusive' union all select 'disabled', 'disabled_special' union all select 'disabled', 'disabled_home'
    union all select 'attempt', 'attempts' union all select 'attempt', 'attempts_year'
    union all select 'roll', 'on_roll' union all select 'seat', 'at_school' union all select 'differs', 'roll_seat_differs'
    union all select 'unseen', 'seat_unknown' union all select 'half', 'attendance_n' union all select 'half', 'attendance_d'
    union all select 'rate', 'attendance_rate' union all select 'class', 'classes_reported' union all select 'class', 'classes_due'
    union all select 'report', 'reports_due' union all select 'report', 'reports_on_time' union all select 'report', 'reports_late'
    union all select 'report', 'reports_missing' union all select 'last_month', 'open_now_last_month' union all select 'last_year', 'open_now_last_year'
  ) f
)
select cast(line as varchar) as line, cast(unit_code as varchar) as unit_code, cast(stage as varchar) as stage,
  cast(figure as varchar) as figure, cast(gap as varchar) as gap
from reason
where gap is not null
order by line, unit_code, stage, figure
