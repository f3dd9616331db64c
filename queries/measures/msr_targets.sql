-- title: 年度任务完成
-- counts: targets of the plan reached with evidence (n) of the year's targets (d); overdue (n_overdue), without any report (n_unreported)
-- grain: area_level x area_code x month
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: the targets of the month's year, as of the month's end or of $as_of
-- out: months of a year without targets: no line, which is not 0
-- source: targets are the county's; overdue and unreported overlap, so the three need not add up
select cast('county' as varchar) as area_level, cast(a.area_code as varchar) as area_code, cast(m.month as varchar) as month,
  cast(sum(t.is_reached) as bigint) as n, cast(count(*) as bigint) as d,
  cast(sum(t.is_reached) as double) / nullif(cast(count(*) as double), 0) as value,
  cast(sum(t.is_overdue) as bigint) as n_overdue, cast(sum(t.is_unreported) as bigint) as n_unreported
from bld_month m
join fct_target t on t.day = m.last_day and t.year = cast(substr(m.month, 1, 4) as int)
cross join (select area_code from src_area where level = 'county') a
group by a.area_code, m.month
