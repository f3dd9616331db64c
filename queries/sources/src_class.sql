-- title: 班级
-- counts: the rows as published
-- grain: class_key
-- parameters: -
-- line: -
-- in: every row
-- out: nothing
-- source: contract of class, version 1
select
  class_key, school_code, stage, entry_year, class_no, valid_from, valid_to
from "class"
