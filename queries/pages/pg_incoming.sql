-- title: 外来就读学生名单
-- counts: the viewer's pupils whose household is in another county
-- grain: child_key
-- parameters: $area, $month, $as_of_day
-- line: student
-- in: pupils holding a place on a roll here, household elsewhere by the roll
-- out: children on the county's household register
-- source: followed by school; the home county is told by letter
with
place as (
  select d.child_key, d.sex, d.birth_month, d.stage, d.grade, d.school_code, d.class_key, d.status
  from dim_child d
  join src_code t on t.code_set = 'status' and t.code = d.status and t.parent in ('at_school', 'away')
  where d.month = $month and d.is_outside = 1
    and (d.school_code = $area or d.class_key = $area or d.school_township_code = $area or length($area) = 6)
)
select cast(p.child_key as bigint) as child_key, cast(n.name as varchar) as name, cast(n.pinyin_key as varchar) as pinyin_key,
  cast(p.sex as varchar) as sex, cast(p.birth_month as varchar) as birth_month, cast(p.stage as varchar) as stage, cast(p.grade as int) as grade,
  cast(p.school_code as varchar) as school_code, cast(s.name as varchar) as school_name, cast(p.class_key as varchar) as class_key,
  cast(k.label as varchar) as class_label, cast(p.status as varchar) as status
from place p
left join src_child_name n on n.child_key = p.child_key
left join dim_area s on s.area_code = p.school_code
left join dim_class k on k.class_key = p.class_key
order by s.sort, p.class_key, n.pinyin_key, p.child_key
