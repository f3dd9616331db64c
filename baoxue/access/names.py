"""How a child's name is shown to people who are not responsible for the child."""

_LONG = "欧阳司马上官诸葛皇甫尉迟公孙慕容令狐夏侯东方司徒司空端木宇文长孙独孤南宫呼延轩辕"
COMPOUND_SURNAMES = frozenset(_LONG[i : i + 2] for i in range(0, len(_LONG), 2))


def _surname(name: str) -> str:
    return name[:2] if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else name[:1]


def mask(name: str | None) -> str:
    """On a screen: 张小明 → 张*明, 李红 → 李*, 欧阳小明 → 欧阳*明, 阿依古丽·买买提 → 阿*·买*; none → empty."""
    clean = (name or "").strip()
    if "·" in clean:
        return "·".join(part[:1] + "*" for part in clean.split("·") if part)
    surname = _surname(clean)
    given = clean[len(surname) :]
    return surname + ("*" if given or surname else "") + (given[-1] if len(given) > 1 else "")


def mask_written(name: str | None) -> str:
    """In what is copied, printed or exported: 张小明 → 张某某, 李红 → 李某; none → 某某."""
    clean = (name or "").strip()
    if not clean:
        return "某某"
    if "·" in clean:
        return clean[:1] + "某某"
    surname = _surname(clean)
    return surname + ("某" if len(clean) - len(surname) == 1 else "某某")
