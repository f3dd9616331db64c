"""Where a school outside the county lies, as far as the words of a form say: in the province, beyond it, abroad."""

from collections.abc import Mapping

from baoxue.contracts.cells import fold

PROVINCES = {
    "11": "北京", "12": "天津", "13": "河北", "14": "山西", "15": "内蒙古", "21": "辽宁", "22": "吉林", "23": "黑龙江",
    "31": "上海", "32": "江苏", "33": "浙江", "34": "安徽", "35": "福建", "36": "江西", "37": "山东", "41": "河南",
    "42": "湖北", "43": "湖南", "44": "广东", "45": "广西", "46": "海南", "50": "重庆", "51": "四川", "52": "贵州",
    "53": "云南", "54": "西藏", "61": "陕西", "62": "甘肃", "63": "青海", "64": "宁夏", "65": "新疆", "71": "台湾",
    "81": "香港", "82": "澳门",
}  # fmt: skip
"""GB/T 2260 code of a province → how its name begins."""
_ABROAD = ("国外", "境外", "出国", "国(境)外", "留学")
_HERE = ("本县", "县内")
_WITHIN = ("省内", "本省")
_BEYOND = ("省外", "外省")


def place_of(words: str, county_code: str, county_name: str, home_places: Mapping[str, str]) -> str | None:
    """province | outside | abroad | county; None where the words name no place that is known.

    ``home_places``: word → 6-digit code of counties and cities that people name without their province.
    """
    text = fold(words)
    if (county_name and county_name in text) or any(word in text for word in _HERE):
        return "county"
    if any(word in text for word in _ABROAD):
        return "abroad"
    if any(word in text for word in _BEYOND):
        return "outside"
    named = {code for code, name in PROVINCES.items() if text.startswith(name)}
    if not named:
        named = {code[:2] for word, code in home_places.items() if text.startswith(word)}
    if len(named) == 1:
        return "province" if named.pop() == county_code[:2] else "outside"
    return "province" if any(word in text for word in _WITHIN) else None
