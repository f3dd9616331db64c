-- title: 上级名单答复的进度
-- counts: each answer that was given to a line, with the steps that it passed
-- grain: list_id x line_no x answer_seq
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: every answer; the steps after it and before the line's next answer are its own
-- out: nothing
-- source: school or village proposes, central school or township verifies, the bureau reviews; never the same person.
--   An answer given as verified was proposed by the checker whom it names; in whose name it was entered or verified is told too. What leaves the line open holds at once; what
--   clears it holds by the step that says so, until it is given back
with
given as (
  select list_id, line_no, seq, step, stands, code, school_words, cause, proof, checked_by, owner, due_on, note, actor, on_behalf,
    effective_on, draw_no,
    coalesce(lead(seq) over (partition by list_id, line_no order by seq), 9000000000000000) as next_seq
  from src_list_answer
  where code is not null
),
later as (
  select g.list_id, g.line_no, g.seq, max(a.stands) as stands,
    max(case when a.step = 'returned' then 1 else 0 end) as is_returned,
    max(case when a.step = 'verified' then a.stands end) as stood_verified,
    max(case when a.step = 'verified' then a.effective_on end) as verified_on,
    max(case when a.step = 'verified' then a.actor end) as verified_by,
    max(case when a.step = 'verified' then a.on_behalf end) as verified_for,
    max(case when a.step = 'reviewed' then a.effective_on end) as reviewed_on,
    max(case when a.step = 'reviewed' then a.actor end) as reviewed_by,
    max(case when a.step = 'returned' then a.actor end) as returned_by,
    max(case when a.step = 'returned' then a.note end) as returned_why
  from given g
  join src_list_answer a on a.list_id = g.list_id and a.line_no = g.line_no and a.seq > g.seq and a.seq < g.next_seq
  where a.code is null
  group by g.list_id, g.line_no, g.seq
),
closes as (select code, case when parent = 'clear' then 1 else 0 end as is_clearing from src_code where code_set = 'list_answer')
select cast(g.list_id as varchar) as list_id, cast(g.line_no as int) as line_no, cast(g.seq as bigint) as answer_seq,
  cast(g.code as varchar) as code, cast(c.is_clearing as int) as is_clearing, cast(g.school_words as varchar) as school_words,
  cast(g.cause as varchar) as cause, cast(g.proof as varchar) as proof, cast(g.checked_by as varchar) as checked_by,
  cast(g.owner as varchar) as owner, cast(g.due_on as date) as due_on, cast(g.draw_no as bigint) as draw_no,
  cast(case when g.step = 'verified' then g.checked_by else g.actor end as varchar) as proposed_by,
  cast(g.effective_on as date) as proposed_on,
  cast(coalesce(l.verified_by, case when g.step = 'verified' then g.actor end) as varchar) as verified_by,
  cast(nullif(concat_ws('、', g.on_behalf, l.verified_for), '') as varchar) as in_name_of,
  cast(coalesce(l.verified_on, case when g.step = 'verified' then g.effective_on end) as date) as verified_on,
  cast(case when g.step = 'reviewed' then g.actor else l.reviewed_by end as varchar) as reviewed_by,
  cast(case when g.step = 'reviewed' then g.effective_on else l.reviewed_on end as date) as reviewed_on,
  cast(l.returned_by as varchar) as returned_by, cast(l.returned_why as varchar) as returned_why,
  cast(coalesce(l.is_returned, 0) as int) as is_returned,
  cast(case when coalesce(l.is_returned, 0) = 1 then 0 when g.stands = 1 or l.stands = 1 then 1 else 0 end as int) as is_standing,
  cast(coalesce(l.stood_verified, 0) as int) as stood_verified
from given g
join closes c on c.code = g.code
left join later l on l.list_id = g.list_id and l.line_no = g.line_no and l.seq = g.seq
