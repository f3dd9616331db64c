-- title: 资助疑点
-- counts: rows of each check of aid in a place, in the term of the month, and how many could not be compared
-- grain: check_name
-- parameters: $area, $month, $month_last, $prev_month, $period, $as_of_day, $ledger_seq
-- line: -
-- in: by household for rows about a child, by where the school stands for others; checks without a finding too
-- out: checks that block publishing
-- source: what could not be compared is never taken for sound
with
listed as (
  select 'chk_aid_unpaid' as check_name
  union all select 'chk_aid_unentitled' as check_name
  union all select 'chk_aid_day_pupil' as check_name
  union all select 'chk_aid_absent' as check_name
  union all select 'chk_aid_meals' as check_name
  union all select 'chk_aid_double' as check_name
),
counted as (select check_name, n, not_compared_n, since from bld_check_count where substr(check_name, 1, 8) = 'chk_aid_')
select cast(l.check_name as varchar) as check_name, cast('warn' as varchar) as severity, cast(coalesce(c.n, 0) as int) as n,
  cast(coalesce(c.not_compared_n, 0) as int) as not_compared_n, cast(c.since as date) as since
from listed l
left join counted c on c.check_name = l.check_name
order by case when c.n > 0 then 0 else 1 end, c.n desc, l.check_name
