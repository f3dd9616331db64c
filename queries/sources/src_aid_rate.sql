-- title: 资助标准
-- counts: the rows as published
-- grain: item x stage x area_kind x valid_from
-- parameters: -
-- line: -
-- in: every row
-- out: nothing
-- source: contract of aid_rate, version 1
select
  item, stage, amount, unit, periods_a_year, needs_poor, needs_boarder, needs_county_school, area_kind, is_in_kind, valid_from, valid_to, meaning, source, decided_by
from aid_rate
