-- title: 应享资助
-- counts: who is entitled to an item in a period, what is due, and what was paid by whichever school
-- grain: child_key x item x period
-- parameters: $month, $period, $as_of_day
-- line: student
-- in: entitled, earlier (was, by the newest roll no longer) and unknown pupils, at the school of the newest roll
-- out: pupils to whom a condition does not apply
-- source: plan; is_reported: the school's list for item and period stands, or somebody paid: not reported is not unpaid;
--   waiting_n: rows of that list that wait for correction, whose children are not known yet; amount_due: yuan of the
--   period, null in kind, where the days present decide
with
paid as (
  select child_key, item, period, sum(amount) as amount, sum(days) as days, count(*) as schools_n
  from src_aid
  group by child_key, item, period
)
select cast(j.child_key as bigint) as child_key, cast(j.item as varchar) as item, cast(j.period as varchar) as period, cast(j.term as varchar) as term,
  cast(j.is_in_kind as int) as is_in_kind, cast(j.school_code as varchar) as school_code, cast(j.class_key as varchar) as class_key,
  cast(j.stage as varchar) as stage, cast(j.entitlement as varchar) as entitlement, cast(j.why as varchar) as why,
  cast(j.amount_due as double) as amount_due, cast(coalesce(p.amount, 0) as double) as amount_paid, cast(p.days as int) as days,
  cast(case when p.amount > 0 then 1 else 0 end as int) as is_paid,
  cast(case when l.school_code is not null or p.amount > 0 then 1 else 0 end as int) as is_reported,
  cast(coalesce(l.waiting_n, 0) as int) as waiting_n, cast(l.received_on as date) as received_on
from bld_aid_judged j
left join paid p on p.child_key = j.child_key and p.item = j.item and p.period = j.period
left join src_aid_list l on l.school_code = j.school_code and l.item = j.item and l.period = j.period
where j.entitlement <> 'none'
