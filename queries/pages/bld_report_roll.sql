-- title: 月报:学籍
-- counts: pupils on the roll and in their seats, attendance, classes reported, reports, one row for a printed row
-- grain: area_code x stage
-- parameters: $area, $month, $as_of_day
-- line: student
-- in: county, townships by where the school stands, schools
-- out: reports by stage: a school sends one report for all its stages; pupils of a school that never sent a roll: its reports count
-- source: roll_seat_differs = on the roll and never in the seat, or in a seat and not on that class's roll (chk_seat_without_roll), each child once;
--   rates are null where nobody reported, and hidden below the dated minimum of persons
with
least as (select value from src_threshold where name = 'rate_min_pupils' and $as_of_day between valid_from and valid_to),
unit as (select distinct unit_code as area_code, stage from bld_report_unit),
pupil as (select area_code, stage, n from msr_on_roll where month = $month),
seat as (select area_code, stage, n, d, n_unknown from msr_at_school where month = $month),
differing as (
  select child_key, school_code, stage from bld_seat where month = $month and seat = 'not_seen'
  union
  select c.child_key, c.school_code, t.report_stage as stage
  from chk_seat_without_roll c
  join dim_class k on k.class_key = c.class_key
  join bld_report_stage t on t.stage = k.stage and t.is_compulsory = 1
  where c.is_compared = 1
),
differ as (
  select u.area_code, d.stage, count(distinct d.child_key) as n
  from differing d
  join dim_unit u on u.line = 'student' and u.unit_code = d.school_code
  group by u.area_code, d.stage
),
present as (select area_code, stage, n, d, value from msr_attendance_rate where month = $month),
reported as (select area_code, stage, n, d from msr_classes_reported where month = $month),
report as (select area_code, stage, n, d, n_late, n_missing from msr_reports_on_time where month = $month)
select cast(u.area_code as varchar) as area_code, cast(u.stage as varchar) as stage, cast(r.n as bigint) as on_roll,
  cast(case when s.d > 0 then s.n end as bigint) as at_school,
  cast(case when s.d > 0 or f.n > 0 then coalesce(f.n, 0) end as bigint) as roll_seat_differs,
  cast(s.n_unknown as bigint) as seat_unknown,
  cast(a.n as bigint) as attendance_n, cast(a.d as bigint) as attendance_d,
  cast(case when r.n >= l.value then a.value end as double) as attendance_rate,
  cast(case when r.n < l.value and a.value is not null then 1 else 0 end as int) as rate_hidden,
  cast(c.n as bigint) as classes_reported, cast(c.d as bigint) as classes_due,
  cast(p.d as bigint) as reports_due, cast(p.n as bigint) as reports_on_time,
  cast(p.n_late as bigint) as reports_late, cast(p.n_missing as bigint) as reports_missing
from unit u
cross join least l
left join pupil r on r.area_code = u.area_code and r.stage = u.stage
left join seat s on s.area_code = u.area_code and s.stage = u.stage
left join differ f on f.area_code = u.area_code and f.stage = u.stage
left join present a on a.area_code = u.area_code and a.stage = u.stage
left join reported c on c.area_code = u.area_code and c.stage = u.stage
left join report p on p.area_code = u.area_code and p.stage = u.stage
