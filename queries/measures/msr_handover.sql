-- title: 小升初衔接
-- counts: pupils of June's grade 6 by where they are in the following school year (n) of all of them (d)
-- grain: area_level x area_code x month x term
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: by the primary school of June, a closed one's by its successor: its school, township and county; month = first month of the school year that follows
-- out: nothing; the terms of a place add up to its grade 6 of June
-- source: fct_handover
with
pupil as (
  select h.month, h.term, u.area_level, u.area_code
  from fct_handover h
  left join bld_school_heir_now z on z.school_code = h.school_code
  join dim_unit u on u.line = 'student' and u.unit_code = coalesce(z.heir_code, h.school_code)
),
total as (select area_level, area_code, month, count(*) as n from pupil group by area_level, area_code, month)
select cast(h.area_level as varchar) as area_level, cast(h.area_code as varchar) as area_code, cast('primary' as varchar) as stage,
  cast(h.month as varchar) as month, cast(h.term as varchar) as term, cast(count(*) as bigint) as n, cast(min(t.n) as bigint) as d,
  cast(count(*) as double) / nullif(cast(min(t.n) as double), 0) as value
from pupil h
join total t on t.area_level = h.area_level and t.area_code = h.area_code and t.month = h.month
group by h.area_level, h.area_code, h.month, h.term
