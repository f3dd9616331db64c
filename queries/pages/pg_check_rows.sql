-- title: 疑点名单
-- counts: the rows behind each check
-- grain: row
-- parameters: $area, $check_name, $month, $month_last, $prev_month, $period, $as_of_day, $ledger_seq
-- line: -
-- in: the rows of $check_name (of every check where it is null): rows about the viewer's children, and rows about classes and schools of the place
-- out: checks that block publishing
-- source: the rows that pg_checks counts; school_now answers for a closed school; case_no is the case opened on the row's day, else
--   the newest of the child, null where there is none
with
placed as (
  select check_name, child_key, school_code, class_key, month, day, found, expected, since, is_compared, village_code, township_code, school_now
  from bld_check_row
  where ($check_name is null or check_name = $check_name)
    and (length($area) = 6 or school_now = $area or class_key = $area or village_code = $area
    or coalesce(township_code, 'unknown') = $area)
),
opened as (
  select child_key, opened_on, case_no, row_number() over (partition by child_key order by opened_on desc, case_no desc) as from_newest
  from bld_case_state
),
on_day as (select child_key, opened_on, max(case_no) as case_no from opened group by child_key, opened_on)
select cast(p.check_name as varchar) as check_name, cast(p.child_key as bigint) as child_key, cast(n.name as varchar) as name,
  cast(p.school_code as varchar) as school_code, cast(s.name as varchar) as school_name, cast(p.class_key as varchar) as class_key,
  cast(k.label as varchar) as class_label, cast(p.township_code as varchar) as township_code, cast(p.village_code as varchar) as village_code,
  cast(v.name as varchar) as village_name, cast(p.month as varchar) as month, cast(p.day as date) as day, cast(p.found as varchar) as found,
  cast(p.expected as varchar) as expected, cast(p.since as date) as since, cast(p.is_compared as int) as is_compared,
  cast(p.school_now as varchar) as school_now, cast(coalesce(o.case_no, c.case_no) as varchar) as case_no
from placed p
left join src_child_name n on n.child_key = p.child_key
left join dim_area s on s.area_code = p.school_code
left join dim_area v on v.area_code = p.village_code
left join dim_class k on k.class_key = p.class_key
left join on_day o on o.child_key = p.child_key and o.opened_on = p.day
left join opened c on c.child_key = p.child_key and c.from_newest = 1
order by p.check_name, p.is_compared desc, p.since, p.school_code, p.class_key, p.child_key, p.month, p.day, p.found, p.expected
