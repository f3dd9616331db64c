-- title: 年度任务合计
-- counts: the year's targets by how far they are
-- grain: one row
-- parameters: $month, $as_of_day, $ledger_seq
-- line: -
-- in: the month's year, as of the month's end or of $as_of
-- out: none; no row where the year has no targets
-- source: the same figures as the county head's page
select cast(n as bigint) as reached_n, cast(d as bigint) as targets_n, cast(n_overdue as bigint) as overdue_n,
  cast(n_unreported as bigint) as unreported_n
from msr_targets
where month = $month
