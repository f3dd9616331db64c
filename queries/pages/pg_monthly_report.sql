-- title: 控辍保学月报表
-- counts: the printed monthly form, one row a unit and stage, the total first
-- grain: line x unit_code x stage
-- parameters: $area, $month, $prev_month, $as_of_day, $ledger_seq
-- line: -
-- in: in the household table the pupils of the schools standing there; in the student table the cases of the school's pupils
-- out: columns that need the household register (at school elsewhere, out of school, enrolment rate) where none was ever sent: null; household columns of the student table: null;
--   attempts where the county's ledger never recorded one: null, since nobody writes them down there
-- source: open last month + new + reopened + moved in ± corrected − closed − cleared − moved out = open now, in every row
with
kept as (select min(effective_on) as first_on from src_event where event = 'persuaded' and effective_on <= $as_of_day)
select cast(u.line as varchar) as line, cast(u.unit_level as varchar) as unit_level, cast(u.unit_code as varchar) as unit_code,
  cast(u.unit_name as varchar) as unit_name, cast(u.sort as int) as sort, cast(u.is_total as int) as is_total, cast(u.is_closed as int) as is_closed, cast(u.stage as varchar) as stage,
  cast(case when u.line = 'household' then coalesce(h.school_age, 0) end as bigint) as school_age,
  cast(case when u.line = 'household' then coalesce(h.school_age_poor, 0) end as bigint) as school_age_poor,
  cast(case when u.line = 'household' then coalesce(h.in_county, 0) end as bigint) as in_county,
  cast(h.elsewhere_proved as bigint) as elsewhere_proved, cast(h.elsewhere_pending as bigint) as elsewhere_pending,
  cast(case when u.line = 'household' then coalesce(h.home_teaching, 0) end as bigint) as home_teaching,
  cast(case when u.line = 'household' then coalesce(h.suspended, 0) end as bigint) as suspended,
  cast(h.out_of_school as bigint) as out_of_school, cast(h.finished as bigint) as finished, cast(h.unverified as bigint) as unverified, cast(h.never_enrolled as bigint) as never_enrolled,
  cast(h.enrolment_n as bigint) as enrolment_n, cast(h.enrolment_d as bigint) as enrolment_d, cast(h.enrolment_rate as double) as enrolment_rate,
  cast(coalesce(h.enrolment_hidden, 0) as int) as enrolment_hidden,
  cast(h.disabled_n as bigint) as disabled_n, cast(h.disabled_d as bigint) as disabled_d, cast(h.disabled_rate as double) as disabled_rate,
  cast(h.disabled_inclusive as bigint) as disabled_inclusive, cast(h.disabled_special as bigint) as disabled_special,
  cast(h.disabled_home as bigint) as disabled_home,
  cast(r.on_roll as bigint) as on_roll, cast(r.at_school as bigint) as at_school,
  cast(r.roll_seat_differs as bigint) as roll_seat_differs, cast(r.seat_unknown as bigint) as seat_unknown,
  cast(r.attendance_n as bigint) as attendance_n, cast(r.attendance_d as bigint) as attendance_d,
  cast(r.attendance_rate as double) as attendance_rate, cast(coalesce(r.rate_hidden, 0) as int) as rate_hidden,
  cast(r.classes_reported as bigint) as classes_reported, cast(r.classes_due as bigint) as classes_due,
  cast(coalesce(c.open_last, 0) as bigint) as open_last, cast(coalesce(c.new_n, 0) as bigint) as new,
  cast(coalesce(c.reopened, 0) as bigint) as reopened, cast(coalesce(c.moved_in, 0) as bigint) as moved_in,
  cast(coalesce(c.corrected, 0) as bigint) as corrected, cast(coalesce(c.closed, 0) as bigint) as closed,
  cast(coalesce(a.closed_returned, 0) as bigint) as closed_returned, cast(coalesce(c.cleared, 0) as bigint) as cleared,
  cast(coalesce(c.moved_out, 0) as bigint) as moved_out, cast(coalesce(c.open_now, 0) as bigint) as open_now,
  cast(coalesce(c.suspected, 0) as bigint) as suspected, cast(coalesce(c.dropped_out, 0) as bigint) as dropped_out,
  cast(coalesce(c.dropped_out_poor, 0) as bigint) as dropped_out_poor,
  cast(coalesce(c.dropped_out_poverty, 0) as bigint) as dropped_out_poverty,
  cast(coalesce(c.observation, 0) as bigint) as observation, cast(coalesce(c.closed_year, 0) as bigint) as closed_year,
  cast(case when k.first_on is not null then coalesce(a.attempts, 0) end as bigint) as attempts,
  cast(case when k.first_on is not null then coalesce(a.attempts_year, 0) end as bigint) as attempts_year,
  cast(r.reports_due as bigint) as reports_due, cast(r.reports_on_time as bigint) as reports_on_time,
  cast(r.reports_late as bigint) as reports_late, cast(r.reports_missing as bigint) as reports_missing,
  cast(s.is_holiday as int) as is_holiday,
  cast(case when s.has_last_month = 1 then coalesce(c.open_now_last_month, 0) end as bigint) as open_now_last_month,
  cast(case when s.has_last_year = 1 then coalesce(c.open_now_last_year, 0) end as bigint) as open_now_last_year,
  cast(s.state as varchar) as state
from bld_report_unit u
cross join bld_report_state s
cross join kept k
left join bld_report_household h on u.line = 'household' and h.area_code = u.unit_code and h.stage = u.stage
left join bld_report_roll r on r.area_code = u.unit_code and r.stage = u.stage
left join bld_report_case c on c.line = u.line and c.area_code = u.unit_code and c.stage = u.stage
left join bld_case_act a on a.line = u.line and a.area_code = u.unit_code and a.stage = u.stage
order by u.line, u.sort, u.stage_sort
