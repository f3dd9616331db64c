-- title: 学籍变动名单
-- counts: movements of the month with names
-- grain: child_key x kind x day
-- parameters: $area, $month, $as_of_day
-- line: student
-- in: the viewer's children; in, out, suspended, resumed, back
-- out: promotion in September
-- source: received = another school's roll of the county shows the child
select cast(m.child_key as bigint) as child_key, cast(n.name as varchar) as name, cast(n.pinyin_key as varchar) as pinyin_key,
  cast(m.kind as varchar) as kind, cast(m.day as date) as day, cast(m.month as varchar) as month,
  cast(m.school_code as varchar) as school_code, cast(s.name as varchar) as school_name,
  cast(m.other_school as varchar) as other_school, cast(coalesce(o.name, m.other_school) as varchar) as other_school_name,
  cast(m.is_received as int) as is_received,
  cast(d.class_key as varchar) as class_key, cast(k.label as varchar) as class_label,
  cast(d.village_code as varchar) as village_code, cast(v.name as varchar) as village_name
from fct_roll_move m
left join dim_child d on d.child_key = m.child_key and d.month = m.month
left join src_child_name n on n.child_key = m.child_key
left join dim_area s on s.area_code = m.school_code
left join dim_area o on o.area_code = m.other_school
left join dim_area v on v.area_code = d.village_code
left join dim_class k on k.class_key = d.class_key
where m.month = $month
  and (m.school_code = $area or d.class_key = $area or (length($area) in (6, 9) and substr(s.parent_code, 1, length($area)) = $area)
    or d.village_code = $area)
order by m.kind, m.day, m.child_key
