-- title: 户籍登记
-- counts: the rows as published
-- grain: child_key x month
-- parameters: -
-- line: household
-- in: every row
-- out: nothing
-- source: contract of children, version 1
select
  month, child_key, village_code, sex, birth_month, residence, whereabouts, school_code, school_words, grade, cause,
  proof, proof_on, is_poor, poor_from, poor_to, is_disabled, carried_from
from children
