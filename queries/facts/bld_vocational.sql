-- title: 中职在校生
-- counts: nothing; children at school by a vocational school's list
-- grain: child_key x month
-- parameters: -
-- line: student
-- in: every child whom a vocational roll of the month shows at school, whatever other roll holds it
-- out: nothing
-- source: who goes to a vocational school before grade 9 ends stays on the junior roll, and is no ghost there
select distinct cast(r.child_key as bigint) as child_key, cast(r.month as varchar) as month
from src_roll r
join src_code s on s.code_set = 'status' and s.code = r.status and s.parent = 'at_school'
where r.stage = 'vocational'
