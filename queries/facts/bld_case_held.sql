-- title: 台账未放下的儿童
-- counts: nothing; children whom the ledger has not seen come back at the end of each month: by an open case, or by one that ended on paper
-- grain: child_key x month
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: open cases; ended ones of children who were not present since: since they ceased to be of dropping out (is_unreturned), or
--   else since the case was opened (is_unseen)
-- out: cases that ended because there is nobody to look for: died, no such person, a double or wrong record, not of the age
-- source: present is a half day by a sheet; an outcome is a claim, and the reading of the closing judges it (fct_closing)
with
seen as (
  select s.child_key, s.month, max(r.last_present) as seen_on
  from bld_case_stand s
  join drv_child_run r on r.child_key = s.child_key and r.month <= s.month
  group by s.child_key, s.month
)
select cast(s.child_key as bigint) as child_key, cast(s.month as varchar) as month, cast(s.case_no as varchar) as case_no,
  cast(s.tier as varchar) as tier, cast(s.is_open as int) as is_open, cast(s.outcome as varchar) as outcome, cast(s.found_on as date) as found_on,
  cast(case when s.left_on is not null and (n.seen_on is null or n.seen_on < s.left_on) then 1 else 0 end as int) as is_unreturned,
  cast(case when n.seen_on is null or n.seen_on < s.opened_on then 1 else 0 end as int) as is_unseen
from bld_case_stand s
left join seen n on n.child_key = s.child_key and n.month = s.month
where s.is_open = 1 or s.outcome is null or s.outcome not in ('death', 'wrong_record', 'empty_household', 'no_such_person', 'merged', 'over_age',
  'under_age', 'ground_changed')
