-- title: 名单答复抽查
-- counts: the answers of each month that the bureau draws for its own look
-- grain: list_id x line_no x answer_seq
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: answers that clear a line and hold by verification, without the bureau's look at each
-- out: answers that need the bureau's approval each, or that the bureau gave itself
-- source: a dated share of the month, and at least a dated number, by a fixed rule over child and month: everybody draws the
--   same, who is not drawn when verified never will be, and nobody chooses
with
passed as (
  select list_id, line_no, answer_seq, draw_no, verified_on, substr(cast(verified_on as varchar), 1, 7) as month
  from bld_list_answer
  where stood_verified = 1 and is_clearing = 1
),
numbered as (
  select p.list_id, p.line_no, p.answer_seq, p.draw_no, p.month, s.value as share, n.value as least,
    mod(abs(cast(p.draw_no as bigint)) * 7919 + (cast(substr(p.month, 1, 4) as bigint) * 12 + cast(substr(p.month, 6, 2) as bigint)) * 104729, 10007) as ball
  from passed p
  join bld_limit s on s.name = 'list_sample_percent' and p.verified_on between s.valid_from and s.valid_to
  join bld_limit n on n.name = 'list_sample_least' and p.verified_on between n.valid_from and n.valid_to
),
ranked as (
  select list_id, line_no, answer_seq, month, share, least, ball,
    row_number() over (partition by month order by ball, draw_no, list_id, line_no, answer_seq) as place
  from numbered
)
select cast(list_id as varchar) as list_id, cast(line_no as int) as line_no, cast(answer_seq as bigint) as answer_seq, cast(month as varchar) as month
from ranked
where ball * 100 < 10007 * share or place <= least
