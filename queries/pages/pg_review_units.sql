-- title: 季评
-- counts: score of each unit in the quarter of the month, its distance to the median of its kind, its change
-- grain: line x unit_code
-- parameters: $area, $month, $month_first, $as_of_day, $ledger_seq
-- line: -
-- in: the whole county: townships by household line and schools by student line, two tables; another place: that unit alone
-- out: units without a pupil in the quarter
-- source: no score below the minimum of countable points; a unit sees its own points and its distance, never a rank
select cast(u.line as varchar) as line, cast(u.unit_code as varchar) as unit_code, cast(a.name as varchar) as unit_name,
  cast(a.sort as int) as sort, cast(u.quarter as varchar) as quarter, cast(q.is_finished as int) as is_finished,
  cast(q.school_days as int) as school_days, cast(u.pupils as bigint) as pupils, cast(s.value as double) as score,
  cast(s.n as double) as earned, cast(s.d as double) as countable, cast(s.least as double) as least, cast(s.lost as double) as lost, cast(d.median as double) as median,
  cast(d.n as bigint) as scored_n, cast(d.value as double) as distance, cast(c.value as double) as change,
  cast(s.hidden_n as int) as hidden_n, cast(s.hidden_poor_n as int) as hidden_poor_n
from bld_review_unit u
join bld_review_quarter q on q.quarter = u.quarter
join msr_review_score s on s.line = u.line and s.area_code = u.unit_code and s.quarter = u.quarter
join msr_review_distance d on d.line = u.line and d.area_code = u.unit_code and d.quarter = u.quarter
join msr_review_change c on c.line = u.line and c.area_code = u.unit_code and c.quarter = u.quarter
left join dim_area a on a.area_code = u.unit_code
where (length($area) = 6 or u.unit_code = $area) and (u.pupils > 0 or s.d > 0)
order by u.line, a.sort, u.unit_code
