-- title: 个案所属
-- counts: nothing; every place a case can be looked up under
-- grain: case_no x place
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: county, township and village of the household; township of the school for no one: a school's cases stand under the school, a closed one's under its successor, and the class
-- out: none; a case without a recognised household stands under unknown and the county
-- source: one code per place, its shape tells the kind
select cast(c.case_no as varchar) as case_no, cast(a.area_code as varchar) as place
from fct_case c
cross join (select area_code from src_area where level = 'county') a
union
select cast(case_no as varchar) as case_no, cast(coalesce(township_code, 'unknown') as varchar) as place from fct_case
union
select cast(case_no as varchar) as case_no, cast(village_code as varchar) as place from fct_case where village_code is not null
union
select cast(case_no as varchar) as case_no, cast(school_now as varchar) as place from fct_case where school_now is not null
union
select cast(case_no as varchar) as case_no, cast(class_key as varchar) as place from fct_case where class_key is not null
