-- title: 资助条件(逐月)
-- counts: nothing; whether each condition of an item held for a pupil in a month: 1 yes, 0 no, null not known
-- grain: child_key x class_key x item x month
-- parameters: $month, $period, $as_of_day
-- line: student
-- in: children at school by a roll of the month, in a stage for which the item has a rate
-- out: the junior roll of who goes to a vocational school; children who left
-- source: plan, with its conditions: 建档立卡 by the household register, dated, else by the roll; 住校; vocational years 1 and
--   2, where a label that ended since the dated year still counts; meals by days present: nobody
--   who was not seen in the month, and not known where the class did not report; the rate by whether the school stands in the county town (code set county_town; where a county names none, not known)
with
status as (select code from src_code where code_set = 'status' and parent = 'at_school'),
town as (select code from src_code where code_set = 'county_town'),
told as (select count(*) as n from town),
place as (
  select s.school_code, max(case when t.code is not null then 'town' when k.n > 0 then 'rural' else 'unknown' end) as area_kind
  from src_school s
  cross join told k
  left join town t on t.code = s.area_code
  group by s.school_code
),
kind as (
  select 'town' as area_kind
  union all select 'rural' as area_kind
  union all select 'unknown' as area_kind
),
wanted as (
  select distinct item, stage, needs_poor, needs_boarder, is_in_kind, valid_from, valid_to from src_aid_rate
),
rate as (
  select a.item, a.stage, k.area_kind, a.amount, a.unit, a.periods_a_year, a.valid_from, a.valid_to
  from src_aid_rate a
  join kind k on a.area_kind = 'all' or a.area_kind = k.area_kind
),
last_year as (select value, valid_from, valid_to from bld_limit where name = 'vocational_last_year'),
label_year as (select cast(concat(cast(cast(value as int) as varchar), '-01-01') as date) as first_day, valid_from, valid_to from bld_limit where name = 'vocational_label_year'),
asked as (select distinct month as asked_month from bld_aid_period),
seen as (
  select m.child_key, m.month, sum(m.present_halves) as present_halves
  from drv_pupil_month m
  join asked q on q.asked_month = m.month
  group by m.child_key, m.month
),
held as (
  select r.child_key, r.month, r.school_code, r.class_key, r.stage, r.boarder, r.placement, r.household_area, r.is_poor
  from src_roll r
  join status s on s.code = r.status
  where r.month >= (select min(q.asked_month) from asked q) and r.month <= (select max(q.asked_month) from asked q)
),
pupil as (
  select r.child_key, r.month, r.school_code, r.class_key, r.stage, r.boarder, r.placement,
    case when g.child_key is null and r.household_area = 'outside' then 1 else 0 end as is_outside,
    coalesce(g.is_poor, r.is_poor) as is_poor, case when c.is_poor then c.poor_to end as ended_on, d.present_halves,
    cast(substr(r.month, 1, 4) as int) - case when substr(r.month, 6, 2) < '09' then 1 else 0 end - k.entry_year + 1 as year_no
  from held r
  left join bld_registered_home g on g.child_key = r.child_key and g.month = r.month
  left join src_children c on c.child_key = r.child_key and c.month = r.month
  left join src_class k on k.class_key = r.class_key
  left join seen d on d.child_key = r.child_key and d.month = r.month
  left join bld_vocational v on v.child_key = r.child_key and v.month = r.month
  where not (v.child_key is not null and r.stage = 'junior')
),
placed as (
  select u.child_key, p.item, p.period, p.month, p.term, p.last_day, p.is_in_kind, u.school_code, u.class_key, u.stage, u.is_outside, u.boarder,
    u.placement, u.is_poor, u.ended_on, u.year_no, u.present_halves, w.needs_poor, w.needs_boarder, l.area_kind, y.value as last_year, f.first_day as label_from
  from pupil u
  join bld_aid_period p on p.month = u.month
  join wanted w on w.item = p.item and w.stage = u.stage and p.last_day between w.valid_from and w.valid_to
  join last_year y on p.last_day between y.valid_from and y.valid_to
  join label_year f on p.last_day between f.valid_from and f.valid_to
  left join place l on l.school_code = u.school_code
)
select cast(p.child_key as bigint) as child_key, cast(p.item as varchar) as item, cast(p.period as varchar) as period, cast(p.month as varchar) as month,
  cast(p.term as varchar) as term, cast(p.is_in_kind as int) as is_in_kind, cast(p.school_code as varchar) as school_code,
  cast(p.class_key as varchar) as class_key, cast(p.stage as varchar) as stage,
  cast(case when p.needs_poor then p.is_outside else 0 end as int) as is_outside,
  cast(case when not p.needs_poor or p.is_poor then 1
    when p.stage = 'vocational' and p.ended_on >= p.label_from then 1
    when not p.is_poor then 0 end as int) as has_label,
  cast(case when p.needs_boarder and not p.boarder then 0
    when p.is_in_kind = 1 and (p.placement = 'home' or p.present_halves = 0) then 0
    when p.is_in_kind = 1 and p.present_halves is null then null
    when p.stage = 'vocational' and p.year_no > p.last_year then 0
    when p.needs_boarder and p.boarder is null then null
    when p.stage = 'vocational' and p.year_no is null then null
    else 1 end as int) as has_place,
  cast(case when p.needs_boarder then 'boarding' when p.stage = 'vocational' then 'year' when p.placement = 'home' then 'home' else 'presence' end as varchar) as place_why,
  cast(case when p.is_in_kind = 1 then a.amount end as double) as rate_a_day,
  cast(case when p.is_in_kind = 0 then a.amount / nullif(a.periods_a_year, 0) end as double) as amount_due
from placed p
left join rate a on a.item = p.item and a.stage = p.stage and a.area_kind = p.area_kind and p.last_day between a.valid_from and a.valid_to
