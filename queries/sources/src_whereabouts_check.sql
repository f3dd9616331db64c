-- title: 就读核实
-- counts: the acts as recorded, one about a double record also as one about the child that it stands for
-- grain: seq x child_key
-- parameters: $ledger_seq, $as_of_day
-- line: household
-- in: acts up to $ledger_seq that took effect by the day looked at
-- out: later acts
-- source: step checked (村文书) | reviewed (镇专干) | called_back (县局); result confirmed | refuted | unreached
select
  seq, recorded_at, effective_on, child_key, step, result, proof, actor, on_behalf
from whereabouts_check
where seq <= $ledger_seq and effective_on <= $as_of_day
