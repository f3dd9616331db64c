-- title: 一年级入学
-- counts: children of the year that enters grade 1 by where they are (n) of all whom the registers hold (d); grade-1 pupils on no register, without d
-- grain: area_level x area_code x month x term
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: registered children by household, pupils on no register by school; month = first month of the school year
-- out: villages that never sent a register: they have no row, which is not 0
-- source: fct_entry
with
one as (
  select e.school_year, e.line, e.term, u.area_level, u.area_code
  from fct_entry e
  join dim_unit u on u.line = e.line and u.unit_code = e.unit_code
),
total as (
  select area_level, area_code, school_year, count(*) as n from one where line = 'household' group by area_level, area_code, school_year
)
select cast(o.area_level as varchar) as area_level, cast(o.area_code as varchar) as area_code, cast('primary' as varchar) as stage,
  cast(concat(cast(o.school_year as varchar), '-09') as varchar) as month, cast(o.term as varchar) as term, cast(count(*) as bigint) as n,
  cast(min(t.n) as bigint) as d, cast(count(*) as double) / nullif(cast(min(t.n) as double), 0) as value
from one o
left join total t on o.line = 'household' and t.area_level = o.area_level and t.area_code = o.area_code and t.school_year = o.school_year
group by o.area_level, o.area_code, o.school_year, o.term
