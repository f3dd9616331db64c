-- title: 身份登记的有无
-- counts: of each child whether the register holds a student number, of which kind, and a phone: never the number itself, held in memory only
-- grain: child_key
-- parameters: -
-- line: -
-- in: children of the identity register
-- out: nothing
-- source: the ledger's identity register, as it stands when the snapshot is opened; number_kind G | J | L, the newest number's first sign
select child_key, number_kind, has_phone
from child_flag
