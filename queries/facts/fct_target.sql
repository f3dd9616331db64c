-- title: 年度任务状态
-- counts: nothing; how far each target is, as of the end of every month of its year and as of the day looked at
-- grain: target_id x day
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: every target from its year's first month on; of its progress the newest by day, and of one day the newest recorded
-- out: days after $as_of; progress of later days
-- source: reached = the number (yes or no: 1) with evidence; without evidence it is not reached. A target without a
--   report has no done: that is not 0, and is_unreported stands beside every state
with
judged as (
  select last_day as day from bld_month
  union
  select $as_of_day as day
),
due as (
  select t.target_id, t.year, t.number, t.due_on, j.day
  from src_target t
  cross join judged j
  where cast(substr(cast(j.day as varchar), 1, 4) as int) >= t.year
),
known as (
  select d.target_id, d.day, p.seq, p.done, p.evidence, p.effective_on,
    row_number() over (partition by d.target_id, d.day order by p.effective_on desc, p.seq desc) as newest
  from due d
  join src_target_progress p on p.target_id = d.target_id and p.effective_on <= d.day
),
soon as (select value, valid_from, valid_to from bld_limit where name = 'target_due_soon_days'),
stood as (
  select d.target_id, d.year, d.number, d.due_on, d.day, k.seq, k.done, k.evidence, k.effective_on,
    case when k.done >= coalesce(d.number, 1) and k.evidence is not null then 1 else 0 end as is_reached,
    case when k.done >= coalesce(d.number, 1) and k.evidence is null then 1 else 0 end as lacks_evidence,
    date_diff('day', d.day, d.due_on) as days_left, s.value as soon_days
  from due d
  left join known k on k.target_id = d.target_id and k.day = d.day and k.newest = 1
  left join soon s on s.valid_from <= d.day and s.valid_to >= d.day
)
select cast(target_id as varchar) as target_id, cast(year as int) as year, cast(day as date) as day, cast(seq as bigint) as seq,
  cast(done as double) as done, cast(evidence as varchar) as evidence, cast(effective_on as date) as effective_on,
  cast(case when is_reached = 1 then 'reached' when days_left < 0 then 'overdue' when days_left <= soon_days then 'due_soon'
    when seq is null then 'unreported' else 'in_progress' end as varchar) as state,
  cast(is_reached as int) as is_reached, cast(lacks_evidence as int) as lacks_evidence,
  cast(case when seq is null then 1 else 0 end as int) as is_unreported,
  cast(case when is_reached = 0 and days_left < 0 then 1 else 0 end as int) as is_overdue,
  cast(case when is_reached = 0 and days_left < 0 then -days_left else 0 end as int) as overdue_days
from stood
