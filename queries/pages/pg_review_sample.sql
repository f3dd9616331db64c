-- title: 复核
-- counts: the schools and cases drawn for the quarter of the month, nil reports that facts contradict, the children found hidden,
--   and where each finding stands
-- grain: subject x subject_code x child_key
-- parameters: $area, $month, $month_first, $as_of_day, $ledger_seq
-- line: -
-- in: the drawn sample of the place, re-checked or not; nil reports that the comparison of data contradicts, for the county to judge;
--   hidden children wherever they were found
-- out: other quarters
-- source: drawn by the rule of bld_review_sample from the stated seed
with
drawn as (
  select s.quarter, s.subject, s.subject_code, s.unit_code, s.child_key, r.result, r.standing, r.checked_on, r.object_until, r.objected_on, r.decided_on
  from bld_review_sample s
  left join bld_recheck r on r.quarter = s.quarter and r.unit_code = s.unit_code and r.subject = s.subject and r.subject_code = s.subject_code
    and r.result <> 'hidden'
  union all
  select q.quarter, 'nil' as subject, n.month as subject_code, n.school_code as unit_code, cast(null as bigint) as child_key, r.result, r.standing,
    r.checked_on, r.object_until, r.objected_on, r.decided_on
  from bld_review_nil n
  join bld_review_quarter q on concat(n.month, '-01') between cast(q.first_day as varchar) and cast(q.last_day as varchar)
  left join bld_recheck r on r.quarter = q.quarter and r.unit_code = n.school_code and r.subject = 'nil' and r.subject_code = n.month
  where n.is_contradicted = 1 or r.quarter is not null
  union all
  select quarter, 'child' as subject, subject_code, unit_code, child_key, result, standing, checked_on, object_until, objected_on, decided_on
  from bld_recheck
  where result = 'hidden'
),
home as (select child_key, village_code, township_code, class_key from dim_household_child where month = $month)
select cast(d.subject as varchar) as subject, cast(d.subject_code as varchar) as subject_code, cast(d.unit_code as varchar) as unit_code,
  cast(u.name as varchar) as unit_name, cast(c.case_no as varchar) as case_no, cast(d.child_key as bigint) as child_key, cast(n.name as varchar) as name,
  cast(case when length(d.unit_code) <> 9 then d.unit_code end as varchar) as school_code, cast(h.class_key as varchar) as class_key,
  cast(h.township_code as varchar) as township_code, cast(h.village_code as varchar) as village_code, cast(e.value as int) as seed, cast(d.result as varchar) as result,
  cast(d.standing as varchar) as standing, cast(d.checked_on as date) as checked_on, cast(d.object_until as date) as object_until,
  cast(d.objected_on as date) as objected_on, cast(d.decided_on as date) as decided_on, cast(l.children_n as int) as children_n
from drawn d
join bld_review_quarter q on q.quarter = d.quarter
join bld_limit e on e.name = 'recheck_seed' and q.last_day between e.valid_from and e.valid_to
left join dim_area u on u.area_code = d.unit_code
left join bld_case_state c on c.case_no = d.subject_code
left join home h on h.child_key = d.child_key
left join src_child_name n on n.child_key = d.child_key
left join bld_review_nil l on d.subject = 'nil' and l.school_code = d.unit_code and l.month = d.subject_code
where length($area) = 6 or d.unit_code = $area
order by case d.subject when 'child' then 1 when 'nil' then 2 when 'school' then 3 else 4 end, u.sort, d.unit_code, d.subject_code, d.child_key
