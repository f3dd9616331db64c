-- title: 疑似线索
-- counts: children who reached the suspected tier since their last closing, by reason
-- grain: child_key x reason x first_day
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: absence, roll and household reasons reached up to the day looked at
-- out: absence up to the last closing; what a closing already answered
-- source: identity of a suspicion: child, reason, first day after the last closing
select child_key, reason, first_day, reached_on, cast(run_days as double) as run_days, cast(is_back as int) as is_back
from bld_suspicion_absence
union all
select child_key, reason, first_day, reached_on, cast(null as double) as run_days, cast(0 as int) as is_back
from bld_suspicion_roll
union all
select child_key, reason, first_day, reached_on, cast(null as double) as run_days, cast(0 as int) as is_back
from bld_suspicion_household
