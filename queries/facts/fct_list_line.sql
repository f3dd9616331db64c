-- title: 上级名单逐行
-- counts: where each line of a list from above stands, what its answer rests on, and whether the data bear it out
-- grain: list_id x line_no
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: every line, also one that means no child of the register
-- out: nothing
-- source: question (whom it means) → matched → proposed → verified (waits for the bureau) → answered, or open with owner and
--   day; late is an open line past its day, any other past the reply's day. The bureau approves each: poor or not known to
--   be not poor, absent for the dated days, said to be outside the county, with an open case,
--   contradicted by the data. 已在本县在校 needs roll and seat
with
each_days as (select value from bld_limit where name = 'list_each_absence_days' and $as_of_day between valid_from and valid_to),
cohort as (select max(month) as month, max(first_born) as first_born, max(last_born) as last_born from bld_cohort where month <= substr(cast($as_of_day as varchar), 1, 7)),
kind as (select code, parent as evidence from src_code where code_set = 'list_evidence'),
line as (
  select l.list_id, l.line_no, l.child_key, l.match, l.area_code, l.suspected_as, a.received_on, a.reply_on,
    s.is_waiting, s.answer_seq, s.code, s.is_clearing, s.school_words, s.cause, s.proof, s.checked_by, s.proposed_by, s.proposed_on,
    s.verified_by, s.verified_on, s.reviewed_by, s.reviewed_on, s.owner, s.due_on, s.returned_by, s.returned_why, s.is_returned, s.in_name_of,
    c.whereabouts, c.said, c.refuted_on, c.school_code, c.class_key, coalesce(c.is_dead, 0) as is_dead, c.placement, c.village_code, c.is_poor,
    c.school_words as registered_school, coalesce(c.absent_days, 0) as absent_days, coalesce(c.is_at_school, 0) as is_at_school, c.seat, c.case_no, c.case_state, c.case_tier,
    c.suspicion, coalesce(c.birth_month, l.birth_month) as born
  from src_list_line l
  join src_list_above a on a.list_id = l.list_id
  left join bld_list_stand s on s.list_id = l.list_id and s.line_no = l.line_no
  left join bld_list_child c on c.child_key = l.child_key
),
proved as (
  -- what the data say of the line by themselves
  select l.list_id, l.line_no,
    case when l.case_no is not null or l.match = 'question' then null
      when l.is_at_school = 1 and l.placement = 'home' then 'home_teaching'
      when l.is_at_school = 1 and l.seat = 'seen' then 'at_county_school'
      when l.is_at_school = 1 then null
      when l.whereabouts = 'suspended' then 'suspended'
      when l.whereabouts = 'finished' then 'completed'
      when l.whereabouts = 'elsewhere_proved' and l.said = 'province' then 'in_province'
      when l.whereabouts = 'elsewhere_proved' and l.said = 'outside' then 'out_of_province'
      when l.whereabouts = 'elsewhere_proved' and l.said = 'abroad' then 'abroad'
      when l.born < h.first_born then 'over_age'
      when l.born > h.last_born then 'under_age' end as data_code
  from line l
  cross join cohort h
),
judged as (
  select l.list_id, l.line_no, l.child_key, l.match, l.area_code, l.suspected_as, l.received_on, l.reply_on, l.is_waiting, l.answer_seq, l.code,
    l.is_clearing, l.school_words, l.cause, l.proof, l.checked_by, l.proposed_by, l.proposed_on, l.verified_by, l.verified_on, l.reviewed_by,
    l.reviewed_on, l.owner, l.due_on, l.returned_by, l.returned_why, l.is_returned, l.school_code, l.class_key, l.village_code, l.is_poor,
    l.absent_days, l.case_no, l.case_state, l.case_tier, l.suspicion, l.registered_school, l.in_name_of, p.data_code, k.evidence,
    case when l.match = 'question' then 'question' when l.code is null then 'matched' when l.is_waiting = 1 and l.verified_on is not null then 'verified'
      when l.is_waiting = 1 then 'proposed' when l.is_clearing = 1 then 'answered' else 'open' end as state,
    case when l.code is null then null
      when k.evidence = 'paper' or (l.child_key < 0 and k.evidence not in ('older', 'younger')) then 'paper'
      when l.code = p.data_code then 'proved'
      when k.evidence = 'older' and l.born < h.first_born then 'proved'
      when k.evidence = 'younger' and l.born > h.last_born then 'proved'
      when k.evidence in ('older', 'younger') then case when l.born is null then 'paper' else 'contradicted' end
      when k.evidence = 'seat' and l.is_at_school = 1 and l.seat <> 'absent' then 'unreported'
      when k.evidence = 'seat' then 'contradicted'
      when k.evidence = 'out' and l.case_no is not null and (l.is_at_school = 0 or l.seat <> 'seen') then 'proved'
      when k.evidence = 'status' and l.is_dead = 1 then 'proved'
      when l.is_at_school = 1 and k.evidence = 'special' and l.placement in ('special', 'inclusive') then 'proved'
      when l.is_at_school = 1 and (l.seat = 'seen' or k.evidence in ('elsewhere', 'nobody', 'status')) and k.evidence <> 'special' then 'contradicted'
      when k.evidence = 'elsewhere' and (l.refuted_on is not null or l.whereabouts = 'elsewhere_proved') then 'contradicted'
      when k.evidence in ('nobody', 'out') and l.whereabouts = 'elsewhere_proved' then 'contradicted'
      else 'paper' end as evidence_state
  from line l
  cross join cohort h
  join proved p on p.list_id = l.list_id and p.line_no = l.line_no
  left join kind k on k.code = l.code
)
select cast(j.list_id as varchar) as list_id, cast(j.line_no as int) as line_no, cast(j.child_key as bigint) as child_key, cast(j.match as varchar) as match,
  cast(j.area_code as varchar) as area_code, cast(coalesce(j.village_code, j.area_code, 'unknown') as varchar) as household_unit,
  cast(j.school_code as varchar) as school_code, cast(j.class_key as varchar) as class_key, cast(j.suspected_as as varchar) as suspected_as,
  cast(j.received_on as date) as received_on, cast(j.reply_on as date) as reply_on, cast(j.state as varchar) as state,
  cast(j.answer_seq as bigint) as answer_seq, cast(j.code as varchar) as code, cast(j.is_clearing as int) as is_clearing,
  cast(j.school_words as varchar) as school_words, cast(j.cause as varchar) as cause, cast(j.proof as varchar) as proof,
  cast(j.checked_by as varchar) as checked_by, cast(j.proposed_by as varchar) as proposed_by, cast(j.proposed_on as date) as proposed_on,
  cast(j.verified_by as varchar) as verified_by, cast(j.verified_on as date) as verified_on, cast(j.reviewed_by as varchar) as reviewed_by,
  cast(j.reviewed_on as date) as reviewed_on, cast(j.owner as varchar) as owner, cast(j.due_on as date) as due_on,
  cast(case when j.is_returned = 1 then j.returned_by end as varchar) as returned_by, cast(j.in_name_of as varchar) as in_name_of,
  cast(case when j.is_returned = 1 then j.returned_why end as varchar) as returned_why,
  cast(case when j.state = 'answered' then 0 when coalesce(j.due_on, j.reply_on) < $as_of_day then 1 else 0 end as int) as is_overdue,
  cast(case when j.state = 'answered' or coalesce(j.due_on, j.reply_on) >= $as_of_day then 0
    else date_diff('day', coalesce(j.due_on, j.reply_on), $as_of_day) end as int) as overdue_days,
  cast(j.data_code as varchar) as data_code, cast(j.registered_school as varchar) as registered_school, cast(j.evidence as varchar) as evidence, cast(j.evidence_state as varchar) as evidence_state,
  cast(case when j.is_poor then 1 when not j.is_poor then 0 end as int) as is_poor, cast(j.absent_days as double) as absent_days,
  cast(case when coalesce(j.is_poor, true) or j.absent_days >= e.value or j.case_no is not null or j.evidence_state = 'contradicted'
    or coalesce(j.code, j.data_code, 'x') in ('in_province', 'out_of_province', 'abroad') then 1 else 0 end as int) as needs_each,
  cast(case when d.answer_seq is not null then 1 else 0 end as int) as is_drawn,
  cast(case when d.answer_seq is not null and j.state = 'answered' and j.reviewed_by is null then 1 else 0 end as int) as is_to_review,
  cast(j.case_no as varchar) as case_no, cast(j.case_state as varchar) as case_state, cast(j.case_tier as varchar) as case_tier, cast(j.suspicion as varchar) as suspicion
from judged j
cross join each_days e
left join bld_list_draw d on d.list_id = j.list_id and d.line_no = j.line_no and d.answer_seq = j.answer_seq
