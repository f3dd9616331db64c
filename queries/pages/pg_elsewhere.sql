-- title: 县外就读
-- counts: the viewer's children who are at school elsewhere by the household register, with proof and checks of the term
-- grain: child_key
-- parameters: $area, $month, $as_of_day, $ledger_seq
-- line: household
-- in: children of school age who are on no roll here: elsewhere verified, to be verified, or not verified
-- out: children on a roll of the county, whatever the register says
-- source: re-verified each term; the bureau calls back a share of the verified, drawn by a fixed rule from child and term,
--   so that everybody draws the same children
with
place as (
  select w.child_key, w.month, w.stage, w.grade, w.village_code, w.is_poor, w.is_disabled, w.said, w.carried_from, w.due_on, w.proved_on,
    w.refuted_on, w.whereabouts
  from fct_whereabouts w
  where w.month = $month and w.whereabouts in ('elsewhere_proved', 'elsewhere_pending', 'unverified')
    and (w.village_code = $area or substr(w.household_unit, 1, 9) = $area or w.household_unit = $area or length($area) = 6)
),
term as (
  select month, due_on, counts_from,
    cast(substr(cast(counts_from as varchar), 1, 4) as int) * 2 + case when substr(cast(counts_from as varchar), 6, 2) < '06' then 0 else 1 end as term_no
  from bld_verify_term where month = $month
),
share as (select value from src_threshold where name = 'callback_percent' and $as_of_day between valid_from and valid_to),
said as (
  select child_key, sex, birth_month, school_words, proof, proof_on from src_children where month = $month
),
step as (
  select child_key,
    max(case when step = 'checked' then effective_on end) as checked_on, max(case when step = 'checked' then result end) as checked_result,
    max(case when step = 'checked' then actor end) as checked_by,
    max(case when step = 'reviewed' then effective_on end) as reviewed_on, max(case when step = 'reviewed' then result end) as reviewed_result,
    max(case when step = 'reviewed' then actor end) as reviewed_by,
    max(case when step = 'called_back' then effective_on end) as called_on, max(case when step = 'called_back' then result end) as called_result,
    max(case when step = 'called_back' then actor end) as called_by,
    max(case when result = 'confirmed' then proof end) as act_proof
  from bld_check_newest
  where month = $month
  group by child_key
)
select cast(p.child_key as bigint) as child_key, cast(n.name as varchar) as name, cast(n.pinyin_key as varchar) as pinyin_key,
  cast(g.sex as varchar) as sex, cast(g.birth_month as varchar) as birth_month, cast(p.stage as varchar) as stage, cast(p.grade as int) as grade,
  cast(substr(p.village_code, 1, 9) as varchar) as township_code, cast(t.name as varchar) as township_name,
  cast(p.village_code as varchar) as village_code, cast(v.name as varchar) as village_name,
  cast(p.said as varchar) as said, cast(g.school_words as varchar) as school_words, cast(p.whereabouts as varchar) as whereabouts,
  cast(coalesce(s.act_proof, case when g.proof_on >= k.counts_from then g.proof end) as varchar) as proof,
  cast(p.proved_on as date) as proved_on, cast(p.refuted_on as date) as refuted_on, cast(k.due_on as date) as due_on,
  cast(case when p.whereabouts = 'unverified' and $as_of_day > k.due_on then 1 else 0 end as int) as is_overdue,
  cast(case when p.whereabouts = 'elsewhere_proved' and mod(p.child_key * 7919 + k.term_no * 104729, 10007) * 100 < 10007 * h.value then 1 else 0 end as int) as is_drawn,
  cast(s.checked_on as date) as checked_on, cast(s.checked_result as varchar) as checked_result, cast(s.checked_by as varchar) as checked_by,
  cast(s.reviewed_on as date) as reviewed_on, cast(s.reviewed_result as varchar) as reviewed_result, cast(s.reviewed_by as varchar) as reviewed_by,
  cast(s.called_on as date) as called_on, cast(s.called_result as varchar) as called_result, cast(s.called_by as varchar) as called_by,
  cast(case when p.is_poor then 1 when not p.is_poor then 0 end as int) as is_poor,
  cast(case when p.is_disabled then 1 when not p.is_disabled then 0 end as int) as is_disabled, cast(p.carried_from as varchar) as carried_from
from place p
cross join term k
cross join share h
left join said g on g.child_key = p.child_key
left join step s on s.child_key = p.child_key
left join src_child_name n on n.child_key = p.child_key
left join dim_area v on v.area_code = p.village_code
left join dim_area t on t.area_code = substr(p.village_code, 1, 9)
order by case p.whereabouts when 'unverified' then 1 when 'elsewhere_pending' then 2 else 3 end, v.sort, n.pinyin_key, p.child_key
