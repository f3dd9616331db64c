-- title: 销号证据
-- counts: the evidence that closing a case needs, line by line
-- grain: line_no
-- parameters: $case_no, $as_of_day, $ledger_seq
-- line: -
-- in: every line of the outcome that the case is on the way to
-- out: none
-- source: a closing without all lines met is a closing without evidence
select cast(line_no as int) as line_no, cast(case_no as varchar) as case_no, cast(evidence as varchar) as evidence,
  cast(needed as double) as needed, cast(found as double) as found, cast(state as varchar) as state
from fct_evidence
where case_no = $case_no
order by line_no
