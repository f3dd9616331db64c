-- title: 与事实相反的零报告
-- counts: nothing; nil reports that facts contradict, and where the county's finding about each stands
-- grain: school_code x month
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: nil reports of a month in which a child of the school became suspected; those that the county once found about
-- out: months without a nil report
-- source: is_contradicted = 0: the school itself reported every such child in writing; the finding is the county's, with the time
--   for objection, never the data's alone
with
wrote as (select distinct case_no from bld_review_told where whose in ('own', 'unknown')),
told as (
  select n.school_code, n.month, count(distinct n.child_key) as children_n,
    max(case when w.case_no is null or c.found_by <> 'self' then 1 else 0 end) as is_contradicted
  from bld_nil_child n
  left join bld_review_case c on c.child_key = n.child_key and c.opened_month = n.month
  left join wrote w on w.case_no = c.case_no
  where n.child_key is not null
  group by n.school_code, n.month
),
found as (select unit_code as school_code, subject_code as month, result, standing from bld_recheck where subject = 'nil'),
known as (
  select school_code, month from told
  union
  select school_code, month from found
)
select cast(k.school_code as varchar) as school_code, cast(k.month as varchar) as month, cast(coalesce(t.children_n, 0) as bigint) as children_n,
  cast(coalesce(t.is_contradicted, 0) as int) as is_contradicted, cast(case when t.school_code is null then 0 else 1 end as int) as is_told,
  cast(f.standing as varchar) as standing
from known k
left join told t on t.school_code = k.school_code and t.month = k.month
left join found f on f.school_code = k.school_code and f.month = k.month
