-- title: 责任单位自己发现
-- counts: nothing; the day on which the unit that must verify a case had found the child itself, where it entered the case later
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: cases that a post of the child's own school opened, of a child without a school one of its own township
-- out: what another unit, the publication or nobody knows who entered: the holder learned of it when it was entered
-- source: late discovery is the reporter's lateness; where reporter and holder are one unit it knew on the day of the discovery
with
entry as (
  select case_no, child_key, seq, discovered_on, substr(cast(effective_on as varchar), 1, 7) as month
  from src_event
  where event = 'opened' and post_id is not null and discovered_on < cast(recorded_at as date)
),
seat as (
  select e.case_no, d.school_code,
    row_number() over (partition by e.case_no order by case when d.month <= e.month then 0 else 1 end,
      case when d.month <= e.month then d.month end desc, d.month) as place_no
  from entry e
  join dim_child d on d.child_key = e.child_key
),
placed as (
  select e.case_no, e.seq, e.discovered_on, case when s.case_no is null then 'household' else 'student' end as line,
    case when s.case_no is null then c.township_code else s.school_code end as unit_code
  from entry e
  left join seat s on s.case_no = e.case_no and s.place_no = 1
  left join bld_case_child c on c.child_key = e.child_key
)
select cast(p.case_no as varchar) as case_no, cast(p.discovered_on as date) as discovered_on
from placed p
join bld_event_unit u on u.seq = p.seq and u.line = p.line and u.unit_code = p.unit_code
