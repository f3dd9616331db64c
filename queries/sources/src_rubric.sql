-- title: 季评细则
-- counts: the rows as published
-- grain: criterion x valid_from
-- parameters: -
-- line: -
-- in: every row
-- out: nothing
-- source: contract of rubric, version 1
select
  criterion, points, own_loss_share, valid_from, valid_to, sort, meaning, source, decided_by
from rubric
