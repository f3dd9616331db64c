-- title: 年度任务
-- counts: the plan's targets of the month's year, one line each, as of the month's end or of $as_of
-- grain: target_id
-- parameters: $month, $month_last, $as_of_day, $ledger_seq
-- line: -
-- in: overdue first, then what is due soon, what has no report, what is in progress, what is reached
-- out: other years' targets
-- source: owner_name where one person holds the office; done is null where nothing was reported
with
owner as (
  select c.code as owner, c.parent as head, count(distinct p.person_name) as people, min(p.person_name) as person_name
  from src_code c
  left join bld_post_now p on p.head = c.parent
  where c.code_set = 'target_owner'
  group by c.code, c.parent
)
select cast(t.target_id as varchar) as target_id, cast(t.year as int) as year, cast(t.name as varchar) as title,
  cast(t.number as double) as number, cast(t.unit as varchar) as unit, cast(t.due_on as date) as due_on,
  cast(t.owner as varchar) as owner, cast(o.head as varchar) as owner_head,
  cast(case when o.people = 1 then o.person_name end as varchar) as owner_name, cast(t.evidence as varchar) as proof,
  cast(s.done as double) as done, cast(s.evidence as varchar) as evidence, cast(s.effective_on as date) as effective_on,
  cast(s.state as varchar) as state, cast(s.is_unreported as int) as is_unreported, cast(s.lacks_evidence as int) as lacks_evidence,
  cast(s.is_overdue as int) as is_overdue, cast(s.overdue_days as int) as overdue_days, cast(t.sort as int) as sort
from src_target t
join fct_target s on s.target_id = t.target_id and s.day = least($month_last, $as_of_day)
left join owner o on o.owner = t.owner
where t.year = cast(substr($month, 1, 4) as int)
order by case s.state when 'overdue' then 1 when 'due_soon' then 2 when 'unreported' then 3 when 'in_progress' then 4 else 5 end, t.due_on, t.sort
