-- title: 季评:家访劝返通知
-- counts: nothing; each duty to verify, to persuade and to serve the notice, with its day and who did it
-- grain: line x unit_code x subject x subject_code x stay
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: schools verify (of a closed one the successor, where the holder could know after the closing); townships (of the household,
--   else of the school) persuade and serve the notice, and verify whom no school has
-- out: the bureau's own duties; the days of a notice, which are the family's; duties that were over before the holder could know
-- source: whether the child came back is never scored, only whether the unit acted in time. What another did within the time is
--   nobody's point; what another did afterwards the unit had left undone. An entry without a post may be anybody's: in time it
--   earns nothing, late it is late. Of a child whom others found nothing had been done. What the unit enters more than
--   review_entry_days after its day counts on the day it was entered: a day that nobody could check when it was due earns nothing
with
owed as (
  select d.case_no, d.child_key, d.duty, d.holder, d.known_on, d.left_on, d.due_on, d.left_seq, c.school_code, c.township_code
  from fct_duty d
  join bld_review_case c on c.case_no = d.case_no
  where d.duty in ('verify', 'persuade', 'serve_notice') and d.due_on is not null
),
inherited as (
  select o.school_code, o.known_on, h.heir_code, row_number() over (partition by o.school_code, o.known_on order by h.from_day desc) as newest
  from (select distinct school_code, known_on from owed) o
  join bld_school_heir h on h.school_code = o.school_code and h.from_day <= o.known_on
),
held as (
  select o.case_no, o.child_key, o.duty, o.holder, o.known_on, o.left_on, o.due_on, o.left_seq, o.township_code,
    coalesce(i.heir_code, o.school_code) as school_code
  from owed o
  left join inherited i on i.school_code = o.school_code and i.known_on = o.known_on and i.newest = 1
),
duty as (
  select h.case_no, h.child_key, h.duty, h.known_on, h.left_on, h.due_on, h.left_seq, h.school_code,
    case when h.holder = 'principal' and h.school_code is not null then 'student' else 'household' end as line,
    case when h.holder = 'principal' and h.school_code is not null then h.school_code else coalesce(h.township_code, s.parent_code) end as unit_code
  from held h
  left join dim_area s on s.area_code = h.school_code
),
entry as (select seq, post_id, cast(recorded_at as date) as recorded_on from src_event),
limits as (select value, valid_from, valid_to from bld_limit where name = 'review_entry_days'),
done as (
  select d.case_no, d.child_key, d.duty, d.known_on, d.due_on, d.left_seq, d.school_code, d.line, d.unit_code,
    case when u.seq is not null and p.recorded_on > d.left_on + cast(n.value as int) then p.recorded_on else d.left_on end as left_on,
    case when d.left_on is null then null when u.seq is not null then 'own' when p.post_id is null then 'unknown' else 'other' end as acted
  from duty d
  left join bld_event_unit u on u.seq = d.left_seq and u.line = d.line and u.unit_code = d.unit_code
  left join entry p on p.seq = d.left_seq
  left join limits n on d.left_on between n.valid_from and n.valid_to
)
select cast(line as varchar) as line, cast(unit_code as varchar) as unit_code, cast(duty as varchar) as subject,
  cast(school_code as varchar) as school_code, cast(case_no as varchar) as subject_code, cast(child_key as bigint) as child_key,
  cast(due_on as date) as due_on, cast(left_on as date) as done_on, cast(due_on as date) as counted_on,
  cast(case when left_on < known_on then 'excluded' when acted in ('other', 'unknown') and left_on <= due_on then 'excluded'
    when acted = 'other' then 'missing' end as varchar) as fixed,
  cast(null as varchar) as found_by, cast(acted as varchar) as acted, cast(left_seq as bigint) as act_seq
from done
where unit_code is not null
union all
select cast(line as varchar) as line, cast(unit_code as varchar) as unit_code, cast('unvisited' as varchar) as subject,
  cast(case when line = 'student' then unit_code end as varchar) as school_code, cast(case_no as varchar) as subject_code,
  cast(child_key as bigint) as child_key, cast(null as date) as due_on, cast(null as date) as done_on, cast(counted_on as date) as counted_on,
  cast(case when standing = 'final' then 'found' else 'pending' end as varchar) as fixed, cast(found_by as varchar) as found_by,
  cast(null as varchar) as acted, cast(null as bigint) as act_seq
from bld_review_found
