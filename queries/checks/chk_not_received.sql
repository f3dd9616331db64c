-- title: 转出未接收
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day
-- line: student
-- in: children who left a roll in the last two months
-- out: children received by another school of the county
-- source: a transfer ends on another roll
-- severity: warn
-- what: 学生转出或从花名册上消失,没有学校接收。
-- why: 转学途中最容易流失。
-- resolve: 请转出学校核实去向,联系接收学校。
select child_key as child_key, school_code as school_code, cast(null as varchar) as class_key, month as month, day as day,
  kind as found, '在另一所学校的花名册上' as expected, day as since, cast(1 as int) as is_compared
from fct_roll_move
where kind in ('out', 'gone') and is_received = 0 and month in ($month, $prev_month)
