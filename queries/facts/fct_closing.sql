-- title: 销号状态
-- counts: whether the closing of each case is true, or what an open one still lacks
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: every case
-- out: nothing
-- source: contradicted before relapsed before without evidence before not reported since, where the outcome claims that the
--   child sits in a class here; missing is never fine: a child whom no roll holds any more is not under observation, however
--   long it sat in class before; a closing that a post entered and nobody had asked for is one without evidence
select j.case_no, j.child_key,
  case
    when j.is_open = 1 and j.has_presence = 1 and j.is_on_roll = 1 then 'closable'
    when j.is_open = 1 and j.present_halves > 0 and coalesce(j.is_on_roll, 1) = 1 then 'observing'
    when j.is_open = 1 and d.due_on < $as_of_day then 'open_overdue'
    when j.is_open = 1 then 'open_on_time'
    when j.is_contradicted = 1 or j.is_gone_now = 1 or (j.outcome = 'returned' and j.is_on_roll = 0) then 'closed_contradicted'
    when j.is_relapsed = 1 then 'closed_relapsed'
    when j.has_proof = 0 or j.request_state = 'missing' then 'closed_no_evidence'
    when j.is_due_here = 1 and j.is_unreported = 1 then 'closed_unreported'
    else 'closed_holding'
  end as closing_status,
  cast(j.present_halves / 2.0 as double) as present_days, cast(j.need_days as double) as need_days,
  cast(case when j.is_open = 1 then j.is_paused else 0 end as int) as is_paused,
  cast(j.contradicting_days as double) as contradicting_days,
  cast(case when j.is_open = 0 and (j.is_of_data = 1 or j.request_state = 'missing') then 1 else 0 end as int) as can_be_proved
from bld_case_judged j
left join bld_case_due d on d.case_no = j.case_no
