-- title: 观察天数
-- counts: days of presence that a closing as returned needs
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: every case
-- out: nothing
-- source: 10 for suspected, 20 for dropped out by the highest tier of the episode, always 20 from the second
--   episode on; which day picks the rule is a dated setting, as of the approval, so that a closing is never judged anew
with
choice as (select value, valid_from, valid_to from bld_limit where name = 'observe_rule_date'),
judged as (
  select case_no, episode_no, highest_tier, opened_on, returned_on, coalesce(closed_on, $as_of_day) as judged_on from bld_case_state
),
dated as (
  select s.case_no,
    case c.value when 2 then coalesce(s.returned_on, s.opened_on) when 3 then s.judged_on else s.opened_on end as rule_on,
    case when s.episode_no > 1 then 'observe_days_repeat' when s.highest_tier = 'dropped_out' then 'observe_days_dropped_out'
      else 'observe_days_suspected' end as name
  from judged s
  join choice c on s.judged_on between c.valid_from and c.valid_to
)
select d.case_no, cast(t.value as double) as need_days
from dated d
join bld_limit t on t.name = d.name and d.rule_on between t.valid_from and t.valid_to
