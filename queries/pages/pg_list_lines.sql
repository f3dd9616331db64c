-- title: 上级名单明细
-- counts: the lines of one list that mean the viewer's children, each with its answer and what the data say to it
-- grain: line_no
-- parameters: $area, $list_id, $as_of_day, $ledger_seq
-- line: household
-- in: lines of the place by the child's household, school or class, or by the place that the list names
-- out: lines of other places
-- source: questions first, then what is late, contradicted, waiting and open; names as the office above wrote them; due_on is the list's own
--   follow-up day, case_due_on the deadline of the open case in the ledger
select cast(l.line_no as int) as line_no, cast(l.child_key as bigint) as child_key, cast(s.line_name as varchar) as name,
  cast(coalesce(n.pinyin_key, s.line_pinyin) as varchar) as pinyin_key, cast(l.match as varchar) as match, cast(l.suspected_as as varchar) as suspected_as,
  cast(l.school_code as varchar) as school_code, cast(c.name as varchar) as school_name, cast(l.class_key as varchar) as class_key,
  cast(k.label as varchar) as class_label, cast(case when l.household_unit <> 'unknown' then substr(l.household_unit, 1, 9) end as varchar) as township_code,
  cast(t.name as varchar) as township_name, cast(case when length(l.household_unit) = 12 then l.household_unit end as varchar) as village_code,
  cast(v.name as varchar) as village_name, cast(l.reply_on as date) as reply_on, cast(l.state as varchar) as state,
  cast(l.answer_seq as bigint) as answer_seq, cast(l.code as varchar) as code, cast(l.is_clearing as int) as is_clearing,
  cast(l.school_words as varchar) as school_words, cast(l.cause as varchar) as cause, cast(l.proof as varchar) as proof,
  cast(l.checked_by as varchar) as checked_by, cast(l.proposed_by as varchar) as proposed_by, cast(l.proposed_on as date) as proposed_on,
  cast(l.verified_by as varchar) as verified_by, cast(l.verified_on as date) as verified_on, cast(l.reviewed_by as varchar) as reviewed_by,
  cast(l.reviewed_on as date) as reviewed_on, cast(l.owner as varchar) as owner, cast(l.due_on as date) as due_on,
  cast(l.returned_by as varchar) as returned_by, cast(l.returned_why as varchar) as returned_why, cast(l.is_overdue as int) as is_overdue,
  cast(l.overdue_days as int) as overdue_days, cast(l.data_code as varchar) as data_code,
  cast(case when l.data_code = 'at_county_school' then c.name when l.data_code in ('in_province', 'out_of_province', 'abroad') then l.registered_school end as varchar)
    as data_school,
  cast(l.evidence as varchar) as evidence,
  cast(l.evidence_state as varchar) as evidence_state, cast(l.is_poor as int) as is_poor, cast(l.absent_days as double) as absent_days,
  cast(l.needs_each as int) as needs_each, cast(l.is_drawn as int) as is_drawn, cast(l.is_to_review as int) as is_to_review,
  cast(l.case_no as varchar) as case_no, cast(l.case_state as varchar) as case_state, cast(l.case_tier as varchar) as case_tier,
  cast(f.due_on as date) as case_due_on, cast(f.is_overdue as int) as case_is_overdue, cast(f.overdue_days as int) as case_overdue_days,
  cast(l.suspicion as varchar) as suspicion, cast(l.in_name_of as varchar) as in_name_of
from fct_list_line l
join src_list_line s on s.list_id = l.list_id and s.line_no = l.line_no
left join src_child_name n on n.child_key = l.child_key
left join fct_case f on f.case_no = l.case_no and f.is_open = 1
left join dim_area c on c.area_code = l.school_code
left join dim_class k on k.class_key = l.class_key
left join dim_area t on t.area_code = substr(l.household_unit, 1, 9)
left join dim_area v on v.area_code = l.household_unit and v.area_level = 'village'
where l.list_id = $list_id
  and (l.school_code = $area or l.class_key = $area or l.household_unit = $area or substr(l.household_unit, 1, 9) = $area or length($area) = 6)
order by case when l.state = 'question' then 1 when l.is_overdue = 1 then 2 when l.evidence_state = 'contradicted' then 3
  when l.state in ('matched', 'proposed', 'verified') then 4 when l.state = 'open' then 5 when l.is_to_review = 1 then 6 else 7 end, l.line_no
