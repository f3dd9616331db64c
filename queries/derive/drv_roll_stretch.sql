-- title: 学籍存续(存档)
-- counts: each stretch of months in which a school's roll said the same of a child
-- grain: child_key x school_code x first_month
-- parameters: -
-- line: -
-- in: every row of the roll, of every month
-- out: nothing: every month of a roll lies in one stretch
-- source: a stretch ends where the roll says another thing, no longer names the child, or is carried forward instead of sent;
--   composed: the stretches up to a month and the pieces after it give the same as all pieces
with
marked as (
  select child_key, school_code, first_month, last_month, class_key, stage, grade, status, status_since, status_until, transfer_to, carried_from,
    case when cast(substr(lag(last_month) over in_order, 1, 4) as int) * 12 + cast(substr(lag(last_month) over in_order, 6, 2) as int) + 1
        = cast(substr(first_month, 1, 4) as int) * 12 + cast(substr(first_month, 6, 2) as int)
      and lag(class_key) over in_order = class_key and lag(stage) over in_order = stage and lag(status) over in_order = status
      and coalesce(lag(grade) over in_order, 0) = coalesce(grade, 0)
      and coalesce(lag(status_since) over in_order, cast('0001-01-01' as date)) = coalesce(status_since, cast('0001-01-01' as date))
      and coalesce(lag(status_until) over in_order, cast('0001-01-01' as date)) = coalesce(status_until, cast('0001-01-01' as date))
      and coalesce(lag(transfer_to) over in_order, '-') = coalesce(transfer_to, '-')
      and coalesce(lag(carried_from) over in_order, '-') = coalesce(carried_from, '-')
      then 0 else 1 end as is_start
  from bld_roll_piece
  window in_order as (partition by child_key, school_code order by first_month)
),
numbered as (
  select child_key, school_code, first_month, last_month, class_key, stage, grade, status, status_since, status_until, transfer_to, carried_from,
    sum(is_start) over (partition by child_key, school_code order by first_month rows between unbounded preceding and current row) as stretch_no
  from marked
)
select cast(child_key as bigint) as child_key, cast(school_code as varchar) as school_code, cast(min(first_month) as varchar) as first_month,
  cast(max(last_month) as varchar) as last_month, cast(min(class_key) as varchar) as class_key, cast(min(stage) as varchar) as stage,
  cast(min(grade) as int) as grade, cast(min(status) as varchar) as status, cast(min(status_since) as date) as status_since,
  cast(min(status_until) as date) as status_until, cast(min(transfer_to) as varchar) as transfer_to, cast(min(carried_from) as varchar) as carried_from
from numbered
group by child_key, school_code, stretch_no
