-- title: 资助资格
-- counts: whether each pupil is entitled to an item in a period: entitled, earlier (was, no longer), unknown, none
-- grain: child_key x item x period
-- parameters: $month, $period, $as_of_day
-- line: student
-- in: pupils in a stage for which the item has a rate, in some month of the period
-- out: nothing
-- source: entitled = the label in some month of the period, the other conditions by the newest roll of the period; what is
--   not known stays unknown, with why: label, household (another county's), boarding, year;
--   last_month = the last month at school of who is at no school in the newest one
with
newest as (select item, period, max(month) as month from bld_aid_period group by item, period),
ranked as (
  select m.child_key, m.item, m.period, m.month, m.term, m.is_in_kind, m.school_code, m.class_key, m.stage, m.is_outside, m.has_label, m.has_place,
    m.place_why, m.rate_a_day, m.amount_due, case when n.month is null then 0 else 1 end as is_now,
    row_number() over (
      partition by m.child_key, m.item, m.period
      order by m.month desc, case when m.has_place = 1 then 0 when m.has_place is null then 1 else 2 end, m.school_code, m.class_key
    ) as choice
  from bld_aid_month m
  left join newest n on n.item = m.item and n.period = m.period and n.month = m.month
),
whole as (
  select child_key, item, period, coalesce(max(has_label), 0) as label_max, max(case when has_label is null then 1 else 0 end) as label_open,
    coalesce(max(has_place), 0) as place_max, max(case when has_place is null then 1 else 0 end) as place_open
  from bld_aid_month
  group by child_key, item, period
),
judged as (
  select r.child_key, r.item, r.period, r.month, r.term, r.is_in_kind, r.school_code, r.class_key, r.stage, r.place_why, r.rate_a_day, r.amount_due,
    case when r.is_now = 0 then r.month end as last_month, w.label_max, w.place_max, r.is_outside,
    case when (w.label_max = 0 and w.label_open = 0) or (w.place_max = 0 and w.place_open = 0) then 'none'
      when r.is_outside = 1 or w.label_max = 0 then 'unknown'
      when r.is_now = 1 and r.has_place = 1 then 'entitled'
      when r.is_now = 1 and r.has_place is null then 'unknown'
      when w.place_max = 1 then 'earlier'
      else 'unknown' end as entitlement,
    case when w.place_max = 0 and w.place_open = 0 then r.place_why when w.label_max = 0 and w.label_open = 0 then 'label'
      when r.is_outside = 1 then 'household' when w.label_max = 0 then 'label' else r.place_why end as why
  from ranked r
  join whole w on w.child_key = r.child_key and w.item = r.item and w.period = r.period
  where r.choice = 1
)
select cast(child_key as bigint) as child_key, cast(item as varchar) as item, cast(period as varchar) as period, cast(term as varchar) as term,
  cast(month as varchar) as month, cast(is_in_kind as int) as is_in_kind, cast(school_code as varchar) as school_code,
  cast(class_key as varchar) as class_key, cast(stage as varchar) as stage, cast(entitlement as varchar) as entitlement,
  cast(case when entitlement in ('none', 'unknown') then why end as varchar) as why,
  cast(rate_a_day as double) as rate_a_day, cast(amount_due as double) as amount_due, cast(last_month as varchar) as last_month
from judged
