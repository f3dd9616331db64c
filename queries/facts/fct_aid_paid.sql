-- title: 已发资助
-- counts: every payment of a list, held against entitlement, presence and other schools' lists
-- grain: school_code x item x period x child_key
-- parameters: $month, $period, $as_of_day
-- line: student
-- in: rows of standing lists with an amount above zero
-- out: rows of zero: nobody was paid
-- source: entitlement as of the period; by_presence: meals, which the days present judge; none without any roll of the period: no_roll, on one of another stage: stage; cash
--   paid later than the dated months after the last one at school: left; where the paying school sent no roll at all it cannot be judged: roll; meals of a month without a school day are over by every
--   day claimed: no_school; another period of which no roll holds a month cannot be judged: no_period; presence of cash items:
--   never (no present half in the dated least of days), absent (unexcused days reach the dated limit), unknown where too
--   little was reported
with
limits as (select value, valid_from, valid_to from bld_limit where name = 'aid_absent_days'),
least as (select value, valid_from, valid_to from bld_limit where name = 'ghost_min_school_days'),
paid as (
  select a.school_code, a.item, a.period, a.child_key, a.amount, a.days, a.paid_on, p.term, p.last_day, p.is_in_kind, p.why as period_why, l.received_on,
    count(*) over (partition by a.child_key, a.item, a.period) as schools_n
  from src_aid a
  join bld_aid_term p on p.item = a.item and p.period = a.period
  join bld_aid_asked q on q.term = p.term
  left join src_aid_list l on l.school_code = a.school_code and l.item = a.item and l.period = a.period
  where a.amount > 0
),
enrolled as (
  select distinct a.child_key, a.item, a.period
  from paid a
  join bld_aid_period p on p.item = a.item and p.period = a.period
  join src_roll r on r.child_key = a.child_key and r.month = p.month
  join src_code s on s.code_set = 'status' and s.code = r.status and s.parent = 'at_school'
),
sender as (
  select distinct p.item, p.period, r.school_code
  from bld_aid_period p
  join bld_roll_month r on r.month = p.month
),
gone as (
  -- paid although the child had been at no school for longer than a payment may take
  select distinct a.child_key, a.item, a.period, a.school_code
  from paid a
  join bld_aid_judged j on j.child_key = a.child_key and j.item = a.item and j.period = a.period
  join bld_limit n on n.name = 'aid_paid_after_months' and a.paid_on between n.valid_from and n.valid_to
  where a.is_in_kind = 0 and 12 * (cast(substr(cast(a.paid_on as varchar), 1, 4) as int) - cast(substr(j.last_month, 1, 4) as int))
    + cast(substr(cast(a.paid_on as varchar), 6, 2) as int) - cast(substr(j.last_month, 6, 2) as int) > n.value
),
judged as (
  select a.school_code, a.item, a.period, a.child_key, a.amount, a.days, a.paid_on, a.term, a.is_in_kind, a.schools_n, a.received_on, j.stage, j.class_key,
    j.school_code as roll_school_code, coalesce(j.rate_a_day * a.days, j.amount_due) as amount_due, j.rate_a_day,
    case when a.period_why = 'no_school' and a.is_in_kind = 1 and a.days > 0 then 'by_presence' when a.period_why is not null then 'unknown'
      when j.why = 'presence' then 'by_presence' when g.child_key is not null then 'none'
      when j.entitlement is not null then j.entitlement
      when e.child_key is null and s.school_code is null then 'unknown' else 'none' end as entitlement,
    coalesce(a.period_why, case when g.child_key is not null then 'left' when j.why <> 'presence' then j.why end,
      case when j.entitlement is not null then null when e.child_key is not null then 'stage' when s.school_code is null then 'roll' else 'no_roll' end) as why,
    t.present_halves, t.absent_halves, t.reported_halves, t.silent_days,
    case when a.period_why = 'no_school' then 0 else m.present_days end as present_days,
    case when a.period_why = 'no_school' then 0 else m.most_days end as most_days, n.value as least_days, l.value as absent_limit
  from paid a
  left join bld_aid_judged j on j.child_key = a.child_key and j.item = a.item and j.period = a.period
  left join gone g on g.child_key = a.child_key and g.item = a.item and g.period = a.period and g.school_code = a.school_code
  left join enrolled e on e.child_key = a.child_key and e.item = a.item and e.period = a.period
  left join sender s on s.school_code = a.school_code and s.item = a.item and s.period = a.period
  left join bld_aid_presence t on t.child_key = a.child_key and t.item = a.item and t.period = a.period
  left join bld_aid_meal_day m on m.child_key = a.child_key and m.item = a.item and m.period = a.period
  join limits l on a.last_day between l.valid_from and l.valid_to
  join least n on a.last_day between n.valid_from and n.valid_to
)
select cast(school_code as varchar) as school_code, cast(item as varchar) as item, cast(period as varchar) as period, cast(child_key as bigint) as child_key,
  cast(term as varchar) as term, cast(is_in_kind as int) as is_in_kind, cast(amount as double) as amount, cast(days as int) as days,
  cast(paid_on as date) as paid_on, cast(received_on as date) as received_on,
  cast(schools_n as int) as schools_n, cast(stage as varchar) as stage, cast(class_key as varchar) as class_key, cast(roll_school_code as varchar) as roll_school_code,
  cast(entitlement as varchar) as entitlement, cast(why as varchar) as why, cast(amount_due as double) as amount_due, cast(rate_a_day as double) as rate_a_day,
  cast(case when is_in_kind = 1 then null when reported_halves is null or reported_halves < 2 * least_days then 'unknown'
    when present_halves = 0 then 'never' when absent_halves >= 2 * absent_limit then 'absent' else 'present' end as varchar) as presence,
  cast(absent_halves / 2.0 as double) as absent_days, cast(coalesce(present_days, present_halves / 2.0) as double) as present_days,
  cast(case when is_in_kind = 0 then null when days > most_days then 'over' when days is null or reported_halves is null then 'unknown' else 'within' end as varchar) as meals,
  cast(case when is_in_kind = 1 and days > most_days then days - most_days end as double) as over_days,
  cast(case when is_in_kind = 1 and days > most_days then (days - most_days) * coalesce(rate_a_day, amount / nullif(days, 0)) end as double) as over_amount
from judged
