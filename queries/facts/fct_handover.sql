-- title: 小升初去向
-- counts: where each pupil of June's grade 6 is in the school year that follows, as known on the day looked at
-- grain: child_key x school_year
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: every pupil holding a place in grade 6 by the roll of June, or finished by it
-- out: nothing; each child stands under exactly one term, so that the terms add up for every school and township
-- source: registered: a roll of compulsory education sent in the school year shows the child at school, or a mark shows presence (repeating: in
--   grade 6 again; home_teaching: placed so); suspended, not expired; elsewhere and unverified by the household register
--   and its proofs; a transfer to a code that is no school of the county is elsewhere unproved: to be verified while its days
--   run, then not verified; in_transfer: any other transfer whose days run;
--   other: a closing of the term, or death; missing: every junior school that may have the child has reported and none
--   has it; unreported: one of them has not, which is neither missing nor present
with
status as (select code, parent from src_code where code_set = 'status'),
leaver as (
  select child_key, school_year, base_month, school_code, class_key, status, first_day, reached_on, verify_on, month, year_month, judged_in
  from bld_leaver
),
word as (
  select l.child_key, l.school_year, l.judged_in, l.month as from_month, r.month, r.school_code, r.class_key, r.grade, r.placement, r.status, r.carried_from,
    case when s.parent = 'at_school' and r.carried_from is null and r.month >= l.month then 1 else 0 end as is_arrival
  from leaver l
  join src_roll r on r.child_key = l.child_key and r.month between l.base_month and l.year_month
  join bld_stage_follow f on f.stage = 'primary' and f.next_stage = r.stage
  left join status s on s.code = r.status
  where r.month <= substr(cast($as_of_day as varchar), 1, 7)
),
arrival as (
  select child_key, school_year, school_code, class_key, grade, placement, month,
    row_number() over (partition by child_key, school_year order by month desc, school_code, class_key) as newest
  from word
  where is_arrival = 1
),
telling as (
  -- that a child has finished, keeps its place or is abroad tells nobody where it is
  select r.child_key, r.school_year, r.judged_in, r.month, r.school_code, r.class_key, r.status, r.carried_from
  from word r
  left join bld_status_word w on w.code = r.status
  where coalesce(w.is_word, 1) = 1
),
newest_word as (
  select child_key, school_year, status, row_number() over (partition by child_key, school_year order by month desc, school_code, class_key) as newest
  from telling
),
waited as (
  -- a roll carried forward still names the child: not reported is not gone
  select distinct child_key, school_year from telling where carried_from is not null and month = judged_in
),
present as (
  select l.child_key, l.school_year
  from leaver l
  join drv_child_run p on p.child_key = l.child_key and p.last_present >= l.first_day and p.month <= l.year_month
  group by l.child_key, l.school_year
),
away as (
  select a.child_key, max(case when a.status = '02' and a.from_last = 1 and x.child_key is null then 1 else 0 end) as is_suspended
  from bld_away a
  left join (select distinct child_key, school_code from bld_suspension_expired) x on x.child_key = a.child_key and x.school_code = a.school_code
  group by a.child_key
),
moving as (
  select child_key, max(is_outside) as is_outside, max(case when reached_on <= $as_of_day then 1 else 0 end) as is_lost, max(reached_on) as reached_on
  from bld_transfer
  group by child_key
),
judged as (
  select l.child_key, l.school_year, l.base_month, l.school_code, l.class_key, l.first_day, l.reached_on, l.verify_on, l.month, l.judged_in,
    n.school_code as junior_code, n.class_key as junior_class, n.month as arrived_in, w.said, w.proved_on, coalesce(w.due_on, m.reached_on) as due_on, d.status as last_status,
    case
      when n.placement = 'home' then 'home_teaching'
      when n.grade <= 6 then 'repeating'
      when n.child_key is not null or p.child_key is not null then 'registered'
      when a.is_suspended = 1 then 'suspended'
      when c.outcome = 'suspension' then 'suspended'
      when c.outcome in ('abroad', 'custody', 'death', 'unfit', 'vocational', 'special', 'over_age', 'completed', 'home_teaching') then 'other'
      when w.whereabouts in ('elsewhere_proved', 'elsewhere_pending') then w.whereabouts
      when w.whereabouts = 'unverified' and w.said in ('province', 'outside', 'abroad') then 'unverified'
      when d.status = '11' then 'other'
      when m.is_outside = 1 and m.is_lost = 0 then 'elsewhere_pending'
      when m.is_outside = 1 then 'unverified'
      when m.is_lost = 0 then 'in_transfer'
      when m.is_lost = 1 or d.status in ('03', '04', '06', '14', '15') then 'missing'
      when l.judged_in is null or q.child_key is not null then 'unreported'
      else 'missing'
    end as term
  from leaver l
  left join arrival n on n.child_key = l.child_key and n.school_year = l.school_year and n.newest = 1
  left join newest_word d on d.child_key = l.child_key and d.school_year = l.school_year and d.newest = 1
  left join present p on p.child_key = l.child_key and p.school_year = l.school_year
  left join away a on a.child_key = l.child_key
  left join moving m on m.child_key = l.child_key
  left join waited q on q.child_key = l.child_key and q.school_year = l.school_year
  left join bld_elsewhere_now w on w.child_key = l.child_key and w.school_year = l.school_year
  left join bld_last_closing c on c.child_key = l.child_key and c.closed_on >= l.first_day
)
select cast(child_key as bigint) as child_key, cast(school_year as int) as school_year, cast(base_month as varchar) as base_month,
  cast(school_code as varchar) as school_code, cast(class_key as varchar) as class_key, cast(first_day as date) as first_day,
  cast(reached_on as date) as reached_on, cast(verify_on as date) as verify_on, cast(month as varchar) as month,
  cast(judged_in as varchar) as judged_in, cast(junior_code as varchar) as junior_code, cast(junior_class as varchar) as junior_class,
  cast(arrived_in as varchar) as arrived_in, cast(said as varchar) as said, cast(proved_on as date) as proved_on,
  cast(case when term = 'missing' then verify_on when term in ('elsewhere_pending', 'unverified') then due_on end as date) as due_on,
  cast(last_status as varchar) as last_status, cast(term as varchar) as term
from judged
