-- title: 资助名单
-- counts: the viewer's children of a term who need an answer, with what was paid, what was due, and why
-- grain: list x child_key x item x period x school_code
-- parameters: $area, $period, $month, $as_of_day
-- line: student
-- in: children of the place by school or by household
-- out: children of others; what fits
-- source: the same facts as the sums of pg_aid
with
home as (select child_key, village_code, township_code from dim_household_child where month = $month),
item as (select code, sort from src_code where code_set = 'aid_item')
select cast(f.list as varchar) as list, cast(f.child_key as bigint) as child_key, cast(n.name as varchar) as name, cast(n.pinyin_key as varchar) as pinyin_key,
  cast(f.item as varchar) as item, cast(f.period as varchar) as period, cast(f.stage as varchar) as stage,
  cast(f.school_code as varchar) as school_code, cast(s.name as varchar) as school_name, cast(f.class_key as varchar) as class_key, cast(k.label as varchar) as class_label,
  cast(h.township_code as varchar) as township_code, cast(t.name as varchar) as township_name, cast(h.village_code as varchar) as village_code, cast(v.name as varchar) as village_name,
  cast(f.amount as double) as amount, cast(f.amount_due as double) as amount_due, cast(f.gap as double) as gap, cast(f.waiting_n as int) as waiting_n,
  cast(f.why as varchar) as why, cast(f.paid_on as date) as paid_on, cast(f.days as int) as days, cast(f.present_days as double) as present_days,
  cast(f.absent_days as double) as absent_days, cast(f.over_days as double) as over_days
from bld_aid_list f
left join home h on h.child_key = f.child_key
left join src_child_name n on n.child_key = f.child_key
left join dim_area s on s.area_code = f.school_code
left join dim_area t on t.area_code = h.township_code
left join dim_area v on v.area_code = h.village_code
left join dim_class k on k.class_key = f.class_key
left join item i on i.code = f.item
where f.term = $period
  and (f.school_code = $area or f.class_key = $area or s.parent_code = $area or h.village_code = $area or h.township_code = $area or length($area) = 6)
order by f.list, f.gap desc, i.sort, s.sort, f.class_key, n.pinyin_key, f.child_key
