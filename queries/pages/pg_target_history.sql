-- title: 任务进度记录
-- counts: every row recorded of the year's targets, newest first
-- grain: seq
-- parameters: $month, $month_last, $as_of_day, $ledger_seq
-- line: -
-- in: rows with a day up to the month's end or $as_of; those that a newer row corrected stay
-- out: other years' targets
-- source: append-only ledger; stands = the row that the target is judged by; late = recorded on a later day
select cast(p.seq as bigint) as seq, cast(p.target_id as varchar) as target_id, cast(p.effective_on as date) as effective_on,
  cast(p.recorded_at as timestamp) as recorded_at, cast(p.done as double) as done, cast(p.evidence as varchar) as evidence,
  cast(p.note as varchar) as note, cast(p.actor as varchar) as actor, cast(p.on_behalf as varchar) as on_behalf,
  cast(case when s.seq = p.seq then 1 else 0 end as int) as stands,
  cast(case when cast(p.recorded_at as date) > p.effective_on then 1 else 0 end as int) as is_late
from src_target_progress p
join src_target t on t.target_id = p.target_id and t.year = cast(substr($month, 1, 4) as int)
left join fct_target s on s.target_id = p.target_id and s.day = least($month_last, $as_of_day)
where p.effective_on <= least($month_last, $as_of_day)
order by p.effective_on desc, p.seq desc
