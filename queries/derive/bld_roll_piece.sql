-- title: 学籍一校一月
-- counts: what a school's roll said of a child in a month: of several classes the one where the child is still
-- grain: child_key x school_code x first_month
-- parameters: -
-- line: -
-- in: every row of the roll
-- out: the class that a child left within the month
-- source: of several rows of one school one of compulsory education, one not left, the one entered last; first_month =
--   last_month = the month of the row
with
compulsory as (select code from src_code where code_set = 'stage' and parent = 'compulsory'),
doubled as (select child_key, school_code, month from src_roll group by child_key, school_code, month having count(*) > 1),
rival as (
  -- the few children in several classes of a school: everybody else needs no choice, and the order is dear
  select r.child_key, r.school_code, r.month, r.class_key,
    row_number() over (
      partition by r.child_key, r.school_code, r.month
      order by case when g.code is null then 1 else 0 end, case when r.on_roll_to is null then 0 else 1 end, r.on_roll_from desc nulls last, r.class_key
    ) as choice
  from src_roll r
  join doubled d on d.child_key = r.child_key and d.school_code = r.school_code and d.month = r.month
  left join compulsory g on g.code = r.stage
)
select r.child_key, r.school_code, r.month as first_month, r.month as last_month, r.class_key, r.stage, cast(r.grade as int) as grade, r.status,
  r.status_since, r.status_until, r.transfer_to, r.carried_from
from src_roll r
left join rival v on v.child_key = r.child_key and v.school_code = r.school_code and v.month = r.month and v.class_key = r.class_key
where v.choice is null or v.choice = 1
