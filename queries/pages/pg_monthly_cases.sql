-- title: 月末未销号个案名单
-- counts: the cases open at the end of the month, each with its tier of that day
-- grain: case_no
-- parameters: $area, $month, $as_of_day, $ledger_seq
-- line: -
-- in: the viewer's children; cases that the monthly form counts as open in the place
-- out: cases closed, cleared or moved away by the end of the month
-- source: the same cases as the columns 疑似, 认定辍学 and 返校观察 of the monthly form; stage is the one under which the form counts
--   the case, null where it stands in the total alone
select cast(o.tier as varchar) as tier, cast(r.case_no as varchar) as case_no, cast(r.child_key as bigint) as child_key,
  cast(r.name as varchar) as name, cast(p.stage as varchar) as stage, cast(r.school_code as varchar) as school_code,
  cast(r.school_name as varchar) as school_name, cast(r.class_key as varchar) as class_key, cast(r.class_label as varchar) as class_label,
  cast(r.township_code as varchar) as township_code, cast(r.township_name as varchar) as township_name,
  cast(r.village_code as varchar) as village_code, cast(r.village_name as varchar) as village_name,
  cast(r.opened_on as date) as opened_on, cast(r.episode_no as int) as episode_no, cast(r.cause as varchar) as cause,
  cast(o.is_poor as int) as is_poor, cast(r.school_now as varchar) as school_now,
  cast(r.is_former as int) as is_former
from bld_open_case o
join bld_case_row r on r.case_no = o.case_no
left join bld_open_case p on p.case_no = o.case_no and p.line = o.line and p.area_code = o.area_code and p.month = o.month and p.stage <> 'all'
where o.area_code = $area and o.stage = 'all' and o.month = $month
  and o.line = case when length($area) in (6, 9, 12) or $area = 'unknown' then 'household' else 'student' end
order by o.tier, r.opened_on, r.case_no
