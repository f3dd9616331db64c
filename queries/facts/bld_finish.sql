-- title: 毕业时节
-- counts: grades and months of the year in which a roll's word that a pupil finished is believed
-- grain: grade x month_no
-- parameters: -
-- line: -
-- in: grades 6 and 9, May to August
-- out: every other grade, and mid-course: such a word says nothing of where the child is
-- source: a stage of nine-year compulsory education ends in summer
select cast(g.grade as int) as grade, cast(m.month_no as varchar) as month_no
from (values (6), (9)) as g (grade)
cross join (values ('05'), ('06'), ('07'), ('08')) as m (month_no)
