-- title: 上级名单的回复
-- counts: nothing; the answer that holds for each line of one list, as it goes back
-- grain: line_no
-- parameters: $list_id, $as_of_day, $ledger_seq
-- line: -
-- in: lines with an answer that holds
-- out: answers that wait for another person, or were given back
-- source: what is left open names its owner and day
with
standing as (
  select line_no, code, school_words, cause, proof, checked_by, owner, due_on, is_clearing,
    row_number() over (partition by line_no order by answer_seq desc) as newest
  from bld_list_answer
  where list_id = $list_id and is_standing = 1
)
select cast(line_no as int) as line_no, cast(code as varchar) as code, cast(school_words as varchar) as school_words, cast(cause as varchar) as cause,
  cast(proof as varchar) as proof, cast(checked_by as varchar) as checked_by, cast(case when is_clearing = 0 then owner end as varchar) as owner,
  cast(case when is_clearing = 0 then due_on end as date) as due_on
from standing
where newest = 1
order by line_no
