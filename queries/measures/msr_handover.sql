-- title: 小升初衔接
-- counts: pupils of June's grade 6 by where they are in the following school year (n) of all of them (d)
-- grain: area_level x area_code x month x term
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: by the primary school of June: its school, township and county; month = first month of the school year that follows
-- out: nothing; the terms of a place add up to its grade 6 of June
-- source: fct_handover
with
total as (
  select u.area_level, u.area_code, h.month, count(*) as n
  from fct_handover h
  join dim_unit u on u.line = 'student' and u.unit_code = h.school_code
  group by u.area_level, u.area_code, h.month
)
select cast(u.area_level as varchar) as area_level, cast(u.area_code as varchar) as area_code, cast('primary' as varchar) as stage,
  cast(h.month as varchar) as month, cast(h.term as varchar) as term, cast(count(*) as bigint) as n, cast(min(t.n) as bigint) as d,
  cast(count(*) as double) / nullif(cast(min(t.n) as double), 0) as value
from fct_handover h
join dim_unit u on u.line = 'student' and u.unit_code = h.school_code
join total t on t.area_level = u.area_level and t.area_code = u.area_code and t.month = h.month
group by u.area_level, u.area_code, h.month, h.term
