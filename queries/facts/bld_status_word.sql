-- title: 学籍状态是否说明去向
-- counts: nothing; whether a status on a roll says where a child is
-- grain: code
-- parameters: -
-- line: -
-- in: every status of the register
-- out: nothing
-- source: 毕业, 结业, 肄业, 保留入学资格 and 公派出国 are the school's last word about its own book: whoever of compulsory age bears one is
--   still awaited somewhere (is_word = 0); the first three say that the child finished a stage (is_finished = 1)
select cast(code as varchar) as code, cast(case when code in ('07', '08', '09', '12', '13') then 0 else 1 end as int) as is_word,
  cast(case when code in ('07', '08', '09') then 1 else 0 end as int) as is_finished
from src_code
where code_set = 'status'
