-- title: 季评名次
-- counts: place of each unit among those of its kind that may be ranked: for the county's eyes alone
-- grain: line x unit_code
-- parameters: $month_first, $as_of_day, $ledger_seq
-- line: -
-- in: units with a score
-- out: units with too few pupils, quarters with too few school days: they stand here without a place, and why
-- source: no ranking of very small units
select cast(r.line as varchar) as line, cast(r.area_code as varchar) as unit_code, cast(r.n as int) as place_no, cast(r.d as int) as ranked_n,
  cast(r.is_small as int) as is_small, cast(r.is_short as int) as is_short
from msr_review_rank r
join bld_review_quarter q on q.quarter = r.quarter
order by r.line, r.n nulls last, r.area_code
