-- title: 疑点明细
-- counts: nothing; the rows of every check that warns, with the household of the child
-- grain: row
-- parameters: $month, $month_last, $prev_month, $period, $as_of_day, $ledger_seq
-- line: -
-- in: checks of severity warn
-- out: checks that block publishing: no published snapshot has such rows
-- source: each check stands in its own file; the household of the newest month up to $month that knows the child, so that who
--   is gone from every roll stands where it lived; a row about a village stands there; school_now answers for a closed school
with
found_row as (
  select 'chk_case_ground' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_case_ground
  union all
  select 'chk_class_silent' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_class_silent
  union all
  select 'chk_closing_doubtful' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_closing_doubtful
  union all
  select 'chk_days_unreported' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_days_unreported
  union all
  select 'chk_death_unproved' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_death_unproved
  union all
  select 'chk_closed_school' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_closed_school
  union all
  select 'chk_daily_sheet' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_daily_sheet
  union all
  select 'chk_full_attendance' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_full_attendance
  union all
  select 'chk_ghost' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_ghost
  union all
  select 'chk_grade_age' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_grade_age
  union all
  select 'chk_handover' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_handover
  union all
  select 'chk_household_unknown' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_household_unknown
  union all
  select 'chk_long_leave' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_long_leave
  union all
  select 'chk_nil_contradicted' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_nil_contradicted
  union all
  select 'chk_not_received' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_not_received
  union all
  select 'chk_seat_without_roll' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_seat_without_roll
  union all
  select 'chk_suspension_expired' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_suspension_expired
  union all
  select 'chk_two_rolls' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_two_rolls
  union all
  select 'chk_disabled_placement' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_disabled_placement
  union all
  select 'chk_elsewhere_unproved' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_elsewhere_unproved
  union all
  select 'chk_number_missing' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_number_missing
  union all
  select 'chk_number_unlinked' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_number_unlinked
  union all
  select 'chk_phone_missing' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_phone_missing
  union all
  select 'chk_poor_out' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_poor_out
  union all
  select 'chk_aid_unpaid' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_aid_unpaid
  union all
  select 'chk_aid_unentitled' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_aid_unentitled
  union all
  select 'chk_aid_day_pupil' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_aid_day_pupil
  union all
  select 'chk_aid_absent' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_aid_absent
  union all
  select 'chk_aid_meals' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_aid_meals
  union all
  select 'chk_aid_double' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared from chk_aid_double
),
placed_row as (
  select check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared, cast(null as varchar) as village_code from found_row
  union all
  select 'chk_not_enrolled' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared, village_code from chk_not_enrolled
  union all
  select 'chk_register_word' as check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared, village_code from chk_register_word
),
newest as (select child_key, max(month) as month from dim_household_child where month <= $month group by child_key),
child as (
  select h.child_key, h.village_code, h.township_code
  from dim_household_child h
  join newest n on n.child_key = h.child_key and n.month = h.month
)
select cast(f.check_name as varchar) as check_name, cast(f.child_key as bigint) as child_key, cast(f.school_code as varchar) as school_code,
  cast(f.class_key as varchar) as class_key, cast(f.month as varchar) as month, cast(f.day as date) as day,
  cast(f.found as varchar) as found, cast(f.expected as varchar) as expected, cast(f.since as date) as since,
  cast(f.is_compared as int) as is_compared, cast(coalesce(c.village_code, f.village_code) as varchar) as village_code,
  cast(case when f.child_key is null then coalesce(s.parent_code, substr(f.village_code, 1, 9)) else c.township_code end as varchar) as township_code,
  cast(coalesce(h.heir_code, f.school_code) as varchar) as school_now
from placed_row f
left join child c on c.child_key = f.child_key
left join dim_area s on s.area_code = f.school_code
left join bld_school_heir_now h on h.school_code = f.school_code
