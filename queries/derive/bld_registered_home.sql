-- title: 户籍所在(登记表)
-- counts: the village that holds each child by the household register, in today's areas
-- grain: child_key x month
-- parameters: -
-- line: household
-- in: every child on the register
-- out: nothing
-- source: prefix of the 12-digit area; merged villages read as their successor; a poverty label holds in the months from
--   its first to its last day
select cast(g.child_key as bigint) as child_key, cast(g.month as varchar) as month, cast(a.area_now as varchar) as village_code,
  cast(substr(a.area_now, 1, 9) as varchar) as township_code, cast(substr(a.area_now, 1, 6) as varchar) as county_code,
  cast(g.grade as int) as grade, cast(g.sex as varchar) as sex, cast(g.birth_month as varchar) as birth_month,
  cast(case when g.is_poor and (substr(cast(g.poor_from as varchar), 1, 7) > g.month or substr(cast(g.poor_to as varchar), 1, 7) < g.month)
    then false else g.is_poor end as boolean) as is_poor,
  cast(g.is_disabled as boolean) as is_disabled
from src_children g
left join bld_area_now a on a.area_code = g.village_code
