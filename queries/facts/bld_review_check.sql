-- title: 季评:疑点核查
-- counts: nothing; suspicious data that a unit settles by its next sheet, and the months without any
-- grain: line x unit_code x subject x subject_code x child_key
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: 一人两籍, 户籍未识别, rows that wait for correction (school); 一人两籍, 登记在县内而学籍查无 (township); months of which
--   every sheet stands and that hold none of these
-- out: suspicious data that become a case: they are judged as one; over-age pupils, who stay so
-- source: settled = a later month no longer shows it; days allowed from the due day of the first month that did
with
month as (select month, month_no, last_day, first_day from bld_month),
newest as (select max(r.month) as month from bld_roll_month r join month m on m.month = r.month),
child_month as (
  select month, child_key, school_code, township_code, rolls_n, is_at_school, village_code, is_outside from dim_child
  where rolls_n > 1 or (village_code is null and is_outside = 0 and is_at_school = 1)
),
flagged as (
  select 'student' as line, school_code as unit_code, school_code, child_key, 'two_rolls' as subject, month from child_month where rolls_n > 1
  union all
  select 'household' as line, township_code as unit_code, school_code, child_key, 'two_rolls' as subject, month from child_month where rolls_n > 1
  union all
  select 'student' as line, school_code as unit_code, school_code, child_key, 'household_unknown' as subject, month
  from child_month where village_code is null and is_outside = 0 and is_at_school = 1
  union all
  select 'household' as line, substr(village_code, 1, 9) as unit_code, cast(null as varchar) as school_code, child_key, 'register_word' as subject, month
  from fct_whereabouts where whereabouts = 'unverified' and said = 'county'
  union all
  select 'student' as line, school_code as unit_code, school_code, cast(null as bigint) as child_key, concat('waiting_', kind) as subject, month
  from src_submission where rows_waiting > 0
),
numbered as (
  select f.line, f.unit_code, f.school_code, f.child_key, f.subject, f.month, m.month_no,
    m.month_no - row_number() over (partition by f.line, f.unit_code, f.subject, f.child_key order by m.month_no) as spell_no
  from flagged f
  join month m on m.month = f.month
  where f.unit_code is not null
),
spell as (
  select line, unit_code, subject, child_key, spell_no, max(school_code) as school_code, min(month) as first_month, max(month) as last_month,
    max(month_no) as last_no
  from numbered
  group by line, unit_code, subject, child_key, spell_no
),
report as (select month, max(due_on) as due_on from src_submission group by month),
limits as (select value, valid_from, valid_to from bld_limit where name = 'check_days'),
timed as (
  select s.line, s.unit_code, s.subject, s.child_key, s.school_code, s.first_month, s.last_month, s.last_no, r.due_on + cast(n.value as int) as due_on
  from spell s
  join report r on r.month = s.first_month
  join limits n on r.due_on between n.valid_from and n.valid_to
)
select cast(t.line as varchar) as line, cast(t.unit_code as varchar) as unit_code, cast(t.subject as varchar) as subject,
  cast(t.school_code as varchar) as school_code, cast(t.first_month as varchar) as subject_code, cast(t.child_key as bigint) as child_key,
  cast(t.due_on as date) as due_on, cast(case when t.last_month < n.month then m.first_day end as date) as done_on, cast(t.due_on as date) as counted_on,
  cast(null as varchar) as fixed, cast(null as varchar) as found_by, cast(null as varchar) as acted, cast(null as bigint) as act_seq
from timed t
cross join newest n
left join month m on m.month_no = t.last_no + 1
union all
select cast(s.line as varchar) as line, cast(s.unit_code as varchar) as unit_code, cast('clear_data' as varchar) as subject,
  cast(case when s.line = 'student' then s.unit_code end as varchar) as school_code, cast(s.month as varchar) as subject_code,
  cast(null as bigint) as child_key, cast(s.due_on as date) as due_on, cast(null as date) as done_on,
  cast(concat(s.month, '-01') as date) as counted_on, cast('ok' as varchar) as fixed, cast(null as varchar) as found_by, cast(null as varchar) as acted, cast(null as bigint) as act_seq
from bld_review_stand s
left join (select distinct line, unit_code, month from flagged) f on f.line = s.line and f.unit_code = s.unit_code and f.month = s.month
where f.unit_code is null
