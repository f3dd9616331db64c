-- title: 上级名单一览
-- counts: each list from above in a place: its reply's day, and its lines by where they stand
-- grain: list_id
-- parameters: $area, $as_of_day, $ledger_seq
-- line: household
-- in: every list received by the day looked at, the newest first
-- out: lists without a line in the place; the whole county shows all
-- source: the same figures as msr_list_progress; every line in exactly one column
with
placed as (
  select list_id, sum(n) as lines_n, sum(overdue_n) as overdue_n, sum(contradicted_n) as contradicted_n, sum(to_review_n) as to_review_n,
    sum(case when state = 'question' then n else 0 end) as questions_n, sum(case when state = 'matched' then n else 0 end) as matched_n,
    sum(case when state = 'proposed' then n else 0 end) as proposed_n, sum(case when state = 'verified' then n else 0 end) as verified_n,
    sum(case when state = 'answered' then n else 0 end) as answered_n, sum(case when state = 'open' then n else 0 end) as open_n
  from msr_list_progress
  where area_code = $area
  group by list_id
)
select cast(a.list_id as varchar) as list_id, cast(a.list_name as varchar) as list_name, cast(a.received_on as date) as received_on,
  cast(a.reply_on as date) as reply_on, cast(date_diff('day', $as_of_day, a.reply_on) as int) as days_left,
  cast(coalesce(p.lines_n, 0) as bigint) as lines_n, cast(coalesce(p.questions_n, 0) as bigint) as questions_n,
  cast(coalesce(p.matched_n, 0) as bigint) as matched_n, cast(coalesce(p.proposed_n, 0) as bigint) as proposed_n,
  cast(coalesce(p.verified_n, 0) as bigint) as verified_n, cast(coalesce(p.answered_n, 0) as bigint) as answered_n,
  cast(coalesce(p.open_n, 0) as bigint) as open_n, cast(coalesce(p.overdue_n, 0) as bigint) as overdue_n,
  cast(coalesce(p.contradicted_n, 0) as bigint) as contradicted_n, cast(coalesce(p.to_review_n, 0) as bigint) as to_review_n
from src_list_above a
left join placed p on p.list_id = a.list_id
where p.list_id is not null or length($area) = 6
order by a.received_on desc, a.seq desc
