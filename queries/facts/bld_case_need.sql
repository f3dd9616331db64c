-- title: 观察天数
-- counts: days of presence that a closing as returned needs
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: every case
-- out: nothing
-- source: 10 for suspected, 20 for dropped out by the highest tier of the episode, always 20 from the second
--   episode on; which day picks the rule is a dated setting
with
choice as (select value from src_threshold where name = 'observe_rule_date' and $as_of_day between valid_from and valid_to),
dated as (
  select s.case_no,
    case c.value when 2 then coalesce(s.returned_on, s.opened_on) when 3 then coalesce(s.closed_on, $as_of_day) else s.opened_on end
      as rule_on,
    case when s.episode_no > 1 then 'observe_days_repeat' when s.highest_tier = 'dropped_out' then 'observe_days_dropped_out'
      else 'observe_days_suspected' end as name
  from bld_case_state s
  cross join choice c
)
select d.case_no, cast(t.value as double) as need_days
from dated d
join src_threshold t on t.name = d.name and d.rule_on between t.valid_from and t.valid_to
