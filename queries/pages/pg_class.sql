-- title: 班级
-- counts: nothing; a class that some roll has named, for telling it from one that is none
-- grain: class_key
-- parameters: $class_key
-- line: -
-- in: every class that ever stood on a roll
-- out: nothing
-- source: classes as published; a link may name any
select cast(class_key as varchar) as class_key, cast(school_code as varchar) as school_code
from src_class
where class_key = $class_key
