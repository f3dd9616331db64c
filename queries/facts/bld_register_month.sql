-- title: 户籍登记表已报的村
-- counts: the months for which a village's household register stands, sent or carried
-- grain: village_code x month
-- parameters: $as_of_day
-- line: household
-- in: villages with a row of the month; villages whose list of a month before was accepted in part at least
-- out: villages that never sent one; lists of which every row waits
-- source: of all children, also for a viewer of a few: the lists know no child
select cast(village_code as varchar) as village_code, cast(month as varchar) as month
from src_children
union
select cast(l.village_code as varchar) as village_code, cast(m.month as varchar) as month
from bld_month m
join src_register_list l on l.month <= m.month and l.rows_n > 0
