-- title: 复核抽样
-- counts: nothing; the schools and cases that a quarter's re-check draws
-- grain: quarter x subject x subject_code
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: schools open in the quarter; cases opened or closed in it
-- out: cases of a child without school and township
-- source: drawn by a rule over number, quarter and stated seed, in whole numbers, so that everybody draws the same ones on
--   every machine: (number x 7919 + (quarter + seed) x 104729) mod 10007 below the share
with
quarter as (select quarter, quarter_no, first_day, last_day from bld_quarter),
dated as (
  select q.quarter, q.quarter_no, q.first_day, q.last_day,
    max(case when t.name = 'recheck_seed' then t.value end) as seed,
    max(case when t.name = 'recheck_school_percent' then t.value end) as school_percent,
    max(case when t.name = 'recheck_case_percent' then t.value end) as case_percent
  from quarter q
  join bld_limit t on t.name in ('recheck_seed', 'recheck_school_percent', 'recheck_case_percent') and q.last_day between t.valid_from and t.valid_to
  group by q.quarter, q.quarter_no, q.first_day, q.last_day
),
school as (
  select distinct d.quarter, d.quarter_no, d.seed, d.school_percent as share, s.school_code, try_cast(s.school_code as bigint) as number
  from dated d
  join src_school s on s.valid_from <= d.last_day and s.valid_to >= d.first_day
),
closed as (
  select d.quarter, d.quarter_no, d.seed, d.case_percent as share, c.case_no, c.child_key, coalesce(r.school_code, r.township_code) as unit_code,
    try_cast(replace(c.case_no, '-', '') as bigint) as number
  from dated d
  join bld_case_state c on c.opened_on between d.first_day and d.last_day or c.closed_on between d.first_day and d.last_day
  join bld_review_case r on r.case_no = c.case_no
)
select cast(quarter as varchar) as quarter, cast('school' as varchar) as subject, cast(school_code as varchar) as subject_code,
  cast(school_code as varchar) as unit_code, cast(null as bigint) as child_key
from school
where mod(number * 7919 + (quarter_no + cast(seed as bigint)) * 104729, 10007) * 100 < 10007 * share
union all
select cast(quarter as varchar) as quarter, cast('case' as varchar) as subject, cast(case_no as varchar) as subject_code,
  cast(unit_code as varchar) as unit_code, cast(child_key as bigint) as child_key
from closed
where unit_code is not null and mod(number * 7919 + (quarter_no + cast(seed as bigint)) * 104729, 10007) * 100 < 10007 * share
