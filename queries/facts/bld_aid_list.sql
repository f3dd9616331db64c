-- title: 资助名单(逐项)
-- counts: nothing; each child and payment of a term that needs an answer, by list
-- grain: list x child_key x item x period x school_code
-- parameters: $month, $period, $as_of_day
-- line: student
-- in: unpaid, short (paid too little), unentitled, over (paid too much), absent (paid while absent), meals (claimed over
--   days present), double (paid at two schools), unjudged (entitlement of who was paid is not known)
-- out: payments that fit
-- source: the facts that the sums count; since: the day of payment, else the day on which the list came
with
owed as (
  select child_key, item, period, term, school_code, class_key, stage, amount_due, amount_paid, is_paid, waiting_n, received_on, is_in_kind
  from fct_aid_entitled
  where entitlement = 'entitled' and is_reported = 1 and (is_paid = 0 or amount_paid < amount_due - 0.005)
),
paid as (
  select child_key, item, period, term, school_code, class_key, stage, amount, amount_due, why, presence, paid_on, days, present_days, absent_days,
    over_days, over_amount, entitlement, meals, schools_n, coalesce(paid_on, received_on) as since, is_in_kind
  from fct_aid_paid
),
found as (
  select case when is_paid = 0 then 'unpaid' else 'short' end as list, child_key, item, period, term, school_code, class_key, stage, amount_paid as amount,
    amount_due, case when is_paid = 0 then amount_due else amount_due - amount_paid end as gap, waiting_n, null as why, null as paid_on, null as days,
    null as present_days, null as absent_days, null as over_days, received_on as since, is_in_kind
  from owed
  union all
  select 'unentitled' as list, child_key, item, period, term, school_code, class_key, stage, amount,
    amount_due, amount as gap, 0 as waiting_n, why as why, paid_on, days, present_days, absent_days, over_days, since, is_in_kind
  from paid where entitlement = 'none'
  union all
  select 'unjudged' as list, child_key, item, period, term, school_code, class_key, stage, amount,
    amount_due, amount as gap, 0 as waiting_n, why as why, paid_on, days, present_days, absent_days, over_days, since, is_in_kind
  from paid where entitlement = 'unknown'
  union all
  select 'over' as list, child_key, item, period, term, school_code, class_key, stage, amount,
    amount_due, amount - amount_due as gap, 0 as waiting_n, null as why, paid_on, days, present_days, absent_days, over_days, since, is_in_kind
  from paid where entitlement = 'entitled' and amount > amount_due + 0.005
  union all
  select 'absent' as list, child_key, item, period, term, school_code, class_key, stage, amount,
    amount_due, amount as gap, 0 as waiting_n, presence as why, paid_on, days, present_days, absent_days, over_days, since, is_in_kind
  from paid where presence in ('never', 'absent')
  union all
  select 'meals' as list, child_key, item, period, term, school_code, class_key, stage, amount,
    amount_due, over_amount as gap, 0 as waiting_n, case when why = 'no_school' then why end as why, paid_on, days, present_days, absent_days, over_days, since, is_in_kind
  from paid where meals = 'over'
  union all
  select 'double' as list, child_key, item, period, term, school_code, class_key, stage, amount,
    amount_due, amount as gap, 0 as waiting_n, null as why, paid_on, days, present_days, absent_days, over_days, since, is_in_kind
  from paid where schools_n > 1
)
select cast(list as varchar) as list, cast(child_key as bigint) as child_key, cast(item as varchar) as item, cast(period as varchar) as period, cast(term as varchar) as term,
  cast(school_code as varchar) as school_code, cast(class_key as varchar) as class_key, cast(stage as varchar) as stage, cast(amount as double) as amount,
  cast(amount_due as double) as amount_due, cast(gap as double) as gap, cast(waiting_n as int) as waiting_n, cast(why as varchar) as why, cast(paid_on as date) as paid_on,
  cast(days as int) as days, cast(present_days as double) as present_days, cast(absent_days as double) as absent_days, cast(over_days as double) as over_days,
  cast(since as date) as since, cast(is_in_kind as int) as is_in_kind
from found
