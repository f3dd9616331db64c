-- title: 所看学期
-- counts: nothing; the term of aid that is asked for
-- grain: one row
-- parameters: $month, $period
-- line: -
-- in: $period, where none is given the term of $month
-- out: other terms
-- source: no row of aid depends on another term, so that only one is computed
select cast(coalesce($period, term) as varchar) as term
from bld_aid_month_term
where month = $month
