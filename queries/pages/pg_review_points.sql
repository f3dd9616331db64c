-- title: 季评得分
-- counts: points of each unit by criterion in the quarter of the month, and what cost them
-- grain: line x unit_code x criterion
-- parameters: $area, $month_first, $as_of_day, $ledger_seq
-- line: -
-- in: every criterion of the rubric, those with nothing to count too
-- out: nothing
-- source: the rubric of the quarter's last day
select cast(p.line as varchar) as line, cast(p.area_code as varchar) as unit_code, cast(p.criterion as varchar) as criterion,
  cast(p.sort as int) as sort, cast(p.n as double) as n, cast(p.d as double) as d, cast(p.value as double) as earned,
  cast(p.points as double) as points, cast(p.lost as double) as lost, cast(p.n_late as double) as n_late,
  cast(p.n_missing as double) as n_missing, cast(p.n_found as double) as n_found, cast(p.n_pending as double) as n_pending
from msr_review_points p
join bld_review_quarter q on q.quarter = p.quarter
where length($area) = 6 or p.area_code = $area
order by p.line, p.area_code, p.sort
