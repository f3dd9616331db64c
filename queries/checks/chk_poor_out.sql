-- title: 建档立卡未在校
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $month_last, $as_of_day, $ledger_seq
-- line: household
-- in: children of registered poor households with an open case of dropping out, held out of school by the ledger, or on no roll and nowhere at school
-- out: suspected cases; whoever has no poverty label known, this month or before, is counted as not compared
-- source: poverty register against dropouts; target 0
-- severity: warn
-- what: 建档立卡家庭的孩子未在校。
-- why: 贫困户义务教育阶段不得有辍学。
-- resolve: 请包村干部、校长一起上门,当周落实返校或资助。
with
dropped as (
  select child_key, min(opened_on) as since, max(case when is_poor then 1 when not is_poor then 0 end) as was_poor
  from fct_case
  where is_open = 1 and tier = 'dropped_out' and opened_on <= $month_last
  group by child_key
),
absent as (
  select w.child_key, w.school_code, w.class_key, w.month, w.is_poor
  from fct_whereabouts w
  left join bld_case_out o on o.child_key = w.child_key and o.month = w.month
  where w.month = $month and (w.whereabouts in ('never_enrolled', 'out_of_school') or o.child_key is not null)
),
everyone as (
  select d.child_key, h.school_code, h.class_key, coalesce(h.is_poor, d.was_poor = 1) as is_poor, d.since
  from dropped d
  left join dim_household_child h on h.child_key = d.child_key and h.month = $month
  union all
  select a.child_key, a.school_code, a.class_key, a.is_poor, cast(null as date) as since
  from absent a
  left join dropped d on d.child_key = a.child_key
  where d.child_key is null
)
select cast(child_key as bigint) as child_key, cast(school_code as varchar) as school_code, cast(class_key as varchar) as class_key, cast($month as varchar) as month,
  cast(null as date) as day, case when is_poor then '未在校' else '贫困身份未知' end as found, '在校' as expected, cast(since as date) as since,
  cast(case when is_poor is null then 0 else 1 end as int) as is_compared
from everyone
where is_poor or is_poor is null
