-- title: 学段衔接
-- counts: nothing; at which stage a school can have received a pupil
-- grain: stage x next_stage
-- parameters: -
-- line: -
-- in: compulsory education, which receives everybody; senior and vocational schools, which receive pupils of junior and special schools
-- out: a kindergarten for a pupil of compulsory education, a senior or vocational school for one of primary school: such a roll
--   is a mistake, or another child's, and finds nobody
-- source: about pupils of a kindergarten, a senior or a vocational school nothing is asked
select cast(s.code as varchar) as stage, cast(n.code as varchar) as next_stage
from src_code s
join src_code n on n.code_set = 'stage'
where s.code_set = 'stage'
  and (coalesce(s.parent, 'none') <> 'compulsory' or coalesce(n.parent, 'none') = 'compulsory'
    or (s.code <> 'primary' and n.code in ('senior', 'vocational')))
