-- title: 现在县外就读
-- counts: nothing; children whom the household register holds at school elsewhere now, proved or within the time to prove it
-- grain: child_key
-- parameters: $as_of_day, $ledger_seq
-- line: household
-- in: the newest month
-- out: unverified and refuted ones: the register's own reason judges them
-- source: 待核 counts until the date of the term; who is elsewhere has neither failed to report nor vanished
select cast(w.child_key as bigint) as child_key, cast(w.whereabouts as varchar) as whereabouts
from bld_whereabouts_now w
where w.whereabouts in ('elsewhere_proved', 'elsewhere_pending')
