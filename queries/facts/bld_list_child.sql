-- title: 名单所指的儿童
-- counts: nothing; what roll, register, attendance and ledger say of each child whom a list from above means
-- grain: child_key
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: children of the register whom a line means, by the newest month with sheets
-- out: lines that mean no child of the register
-- source: in the seat = present in the newest month that was reported, and no unexcused run of the suspected length since;
--   a month older than the newest whose sheets were due proves nothing;
--   absence is the run that the newest reported day ends
with
now as (select max(month) as month from src_submission where month <= substr(cast($as_of_day as varchar), 1, 7)),
due as (select coalesce(max(month), '') as month from src_submission where kind = 'attendance' and due_on < $as_of_day),
wanted as (select distinct child_key from src_list_line where child_key > 0),
placed as (
  select w.child_key, w.whereabouts, w.said, w.refuted_on, w.month
  from fct_whereabouts w
  join now m on m.month = w.month
  join wanted k on k.child_key = w.child_key
),
held as (
  select d.child_key, d.school_code, d.class_key, d.status, d.is_at_school, d.placement, d.birth_month, d.village_code, d.is_poor,
    d.month, row_number() over (partition by d.child_key order by d.month desc) as newest
  from dim_household_child d
  join wanted k on k.child_key = d.child_key
  join now m on d.month <= m.month
),
registered as (
  select g.child_key, g.school_words
  from src_children g
  join now m on m.month = g.month
  join wanted k on k.child_key = g.child_key
),
run as (
  select r.child_key, r.trailing_halves, r.last_present, r.last_reported_month, r.month
  from drv_child_run r
  join now m on m.month = r.month
  join wanted k on k.child_key = r.child_key
),
suspected as (select value from bld_limit where name = 'suspected_run_days' and $as_of_day between valid_from and valid_to),
open_case as (select child_key, case_no, state, tier, suspicion from fct_case where is_open = 1)
select cast(k.child_key as bigint) as child_key, cast(p.whereabouts as varchar) as whereabouts, cast(p.said as varchar) as said,
  cast(p.refuted_on as date) as refuted_on, cast(case when h.month = m.month then h.school_code end as varchar) as school_code,
  cast(case when h.month = m.month then h.class_key end as varchar) as class_key, cast(case when h.status = '11' then 1 else 0 end as int) as is_dead,
  cast(case when h.month = m.month then h.is_at_school else 0 end as int) as is_at_school,
  cast(g.school_words as varchar) as school_words, cast(h.placement as varchar) as placement,
  cast(h.birth_month as varchar) as birth_month, cast(h.village_code as varchar) as village_code, cast(h.is_poor as boolean) as is_poor,
  cast(coalesce(r.trailing_halves, 0) / 2.0 as double) as absent_days,
  cast(case when r.trailing_halves >= 2 * s.value then 'absent'
    when r.last_reported_month >= u.month and substr(cast(r.last_present as varchar), 1, 7) = r.last_reported_month then 'seen'
    when r.last_reported_month >= u.month then 'absent'
    else 'unreported' end as varchar) as seat,
  cast(o.case_no as varchar) as case_no, cast(o.state as varchar) as case_state, cast(o.tier as varchar) as case_tier,
  cast(o.suspicion as varchar) as suspicion
from wanted k
cross join now m
cross join suspected s
cross join due u
left join placed p on p.child_key = k.child_key
left join held h on h.child_key = k.child_key and h.newest = 1
left join registered g on g.child_key = k.child_key
left join run r on r.child_key = k.child_key
left join open_case o on o.child_key = k.child_key
