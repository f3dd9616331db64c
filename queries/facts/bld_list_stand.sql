-- title: 名单各行的答复
-- counts: of each line the answer that holds, and the newer one that waits for its next step
-- grain: list_id x line_no
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: lines with an answer that was not given back
-- out: answers given back; what held before them holds again
-- source: whoever says that a child is out of school is believed at once, whoever says that it is not waits for another person
with
standing as (
  select list_id, line_no, answer_seq, code, is_clearing, school_words, cause, proof, checked_by, owner, due_on, proposed_by, proposed_on,
    verified_by, verified_on, reviewed_by, reviewed_on, stood_verified, in_name_of,
    row_number() over (partition by list_id, line_no order by answer_seq desc) as newest
  from bld_list_answer
  where is_standing = 1
),
newest as (
  select list_id, line_no, answer_seq, code, is_clearing, school_words, cause, proof, checked_by, proposed_by, proposed_on, verified_by,
    verified_on, is_standing, is_returned, returned_by, returned_why, in_name_of,
    row_number() over (partition by list_id, line_no order by answer_seq desc) as newest
  from bld_list_answer
),
in_both as (
  select n.list_id, n.line_no, n.is_returned, n.returned_by, n.returned_why,
    case when n.is_standing = 0 and n.is_returned = 0 then 1 else 0 end as is_waiting,
    n.answer_seq as new_seq, n.code as new_code, n.is_clearing as new_clearing, n.school_words as new_school, n.cause as new_cause,
    n.proof as new_proof, n.checked_by as new_checked, n.proposed_by as new_by, n.proposed_on as new_on, n.verified_by as new_verified_by,
    n.verified_on as new_verified_on, n.in_name_of as new_name_of, s.in_name_of,
    s.answer_seq, s.code, s.is_clearing, s.school_words, s.cause, s.proof, s.checked_by, s.owner, s.due_on, s.proposed_by, s.proposed_on,
    s.verified_by, s.verified_on, s.reviewed_by, s.reviewed_on
  from newest n
  left join standing s on s.list_id = n.list_id and s.line_no = n.line_no and s.newest = 1
  where n.newest = 1
)
select cast(list_id as varchar) as list_id, cast(line_no as int) as line_no, cast(is_waiting as int) as is_waiting,
  cast(case when is_waiting = 1 then new_seq else answer_seq end as bigint) as answer_seq,
  cast(case when is_waiting = 1 then new_code else code end as varchar) as code,
  cast(case when is_waiting = 1 then new_clearing else is_clearing end as int) as is_clearing,
  cast(case when is_waiting = 1 then new_school else school_words end as varchar) as school_words,
  cast(case when is_waiting = 1 then new_cause else cause end as varchar) as cause,
  cast(case when is_waiting = 1 then new_proof else proof end as varchar) as proof,
  cast(case when is_waiting = 1 then new_checked else checked_by end as varchar) as checked_by,
  cast(case when is_waiting = 1 then new_by else proposed_by end as varchar) as proposed_by,
  cast(case when is_waiting = 1 then new_on else proposed_on end as date) as proposed_on,
  cast(case when is_waiting = 1 then new_verified_by else verified_by end as varchar) as verified_by,
  cast(case when is_waiting = 1 then new_name_of else in_name_of end as varchar) as in_name_of,
  cast(case when is_waiting = 1 then new_verified_on else verified_on end as date) as verified_on,
  cast(case when is_waiting = 0 then reviewed_by end as varchar) as reviewed_by,
  cast(case when is_waiting = 0 then reviewed_on end as date) as reviewed_on,
  cast(case when is_clearing = 0 then owner end as varchar) as owner, cast(case when is_clearing = 0 then due_on end as date) as due_on,
  cast(is_returned as int) as is_returned, cast(returned_by as varchar) as returned_by, cast(returned_why as varchar) as returned_why
from in_both
