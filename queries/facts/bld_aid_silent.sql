-- title: 没有报全的资助名册
-- counts: pupils entitled, of each school, item and period whose list did not come, is empty, or waits for correction
-- grain: school_code x item x period
-- parameters: $month, $period, $as_of_day
-- line: student
-- in: schools with entitled pupils, or with rows that wait
-- out: lists that stand whole
-- source: not reported is a state of its own: in_progress while the period runs, missing after it; nil: the school says
--   that nobody was paid; waiting: rows whose children are not known yet
select school_code, item, period, is_in_kind, needs_boarder, entitled_n, state, waiting_n, received_on
from bld_aid_line
where state <> 'received' and (entitled_n > 0 or waiting_n > 0)
