-- title: 疑点数据
-- counts: rows of each check in a place, and how many could not be compared
-- grain: check_name
-- parameters: $area, $month, $month_last, $prev_month, $period, $as_of_day, $ledger_seq
-- line: -
-- in: by household for rows about a child, by where the school stands for others; checks without a finding too
-- out: checks that block publishing; those of aid, which pg_aid_checks counts: all at once do not fit the memory of an instance
-- source: what could not be compared is never taken for sound
with
listed as (
  select 'chk_case_ground' as check_name
  union all select 'chk_class_silent' as check_name
  union all select 'chk_death_unproved' as check_name
  union all select 'chk_closing_doubtful' as check_name
  union all select 'chk_days_unreported' as check_name
  union all select 'chk_closed_school' as check_name
  union all select 'chk_daily_sheet' as check_name
  union all select 'chk_full_attendance' as check_name
  union all select 'chk_ghost' as check_name
  union all select 'chk_grade_age' as check_name
  union all select 'chk_handover' as check_name
  union all select 'chk_household_unknown' as check_name
  union all select 'chk_long_leave' as check_name
  union all select 'chk_nil_contradicted' as check_name
  union all select 'chk_not_received' as check_name
  union all select 'chk_register_word' as check_name
  union all select 'chk_seat_without_roll' as check_name
  union all select 'chk_suspension_expired' as check_name
  union all select 'chk_two_rolls' as check_name
  union all select 'chk_disabled_placement' as check_name
  union all select 'chk_elsewhere_unproved' as check_name
  union all select 'chk_not_enrolled' as check_name
  union all select 'chk_number_missing' as check_name
  union all select 'chk_number_unlinked' as check_name
  union all select 'chk_phone_missing' as check_name
  union all select 'chk_poor_out' as check_name
),
counted as (select check_name, n, not_compared_n, since from bld_check_count where substr(check_name, 1, 8) <> 'chk_aid_')
select cast(l.check_name as varchar) as check_name, cast('warn' as varchar) as severity, cast(coalesce(c.n, 0) as int) as n,
  cast(coalesce(c.not_compared_n, 0) as int) as not_compared_n, cast(c.since as date) as since
from listed l
left join counted c on c.check_name = l.check_name
order by case when c.n > 0 then 0 else 1 end, c.n desc, l.check_name
