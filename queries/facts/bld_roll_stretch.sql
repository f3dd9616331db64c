-- title: 学籍存续
-- counts: each stretch of months in which a school's roll said the same of a child, as far as the day looked at
-- grain: child_key x school_code x first_month
-- parameters: $as_of_day
-- line: -
-- in: rolls up to the month of the day looked at
-- out: the class that a child left within a month
-- source: is_sent = 0 for a roll carried forward, which says nothing new; sent_month = the newest month whose sent roll said it
with
standing as (
  select child_key, school_code, first_month, least(last_month, substr(cast($as_of_day as varchar), 1, 7)) as last_month, class_key, stage, grade,
    status, status_since, status_until, transfer_to, carried_from
  from drv_roll_stretch
  where first_month <= substr(cast($as_of_day as varchar), 1, 7)
)
select child_key, school_code, first_month, last_month, class_key, stage, grade, status, status_since, status_until, transfer_to,
  coalesce(carried_from, last_month) as sent_month, cast(case when carried_from is null then 1 else 0 end as int) as is_sent
from standing
