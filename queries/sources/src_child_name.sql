-- title: 姓名
-- counts: name and pinyin key of children, held in memory only
-- grain: child_key
-- parameters: -
-- line: -
-- in: children of the identity register
-- out: nothing
-- source: the ledger's identity register
select child_key, name, pinyin_key
from child_name
