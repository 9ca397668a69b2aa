"""Invented names of townships and villages, in Chinese and pinyin; none is a township of the real Linwei."""

import numpy as np

TOWNSHIPS = (
    ("沙渡镇", "Shadu Town"),
    ("柳塬镇", "Liuyuan Town"),
    ("青槐镇", "Qinghuai Town"),
    ("麦丰镇", "Maifeng Town"),
    ("双泉镇", "Shuangquan Town"),
    ("河湾镇", "Hewan Town"),
    ("枣林镇", "Zaolin Town"),
    ("望秦镇", "Wangqin Town"),
    ("石桥坡镇", "Shiqiaopo Town"),
    ("南岭镇", "Nanling Town"),
    ("清水沟镇", "Qingshuigou Town"),
    ("东塬街道", "Dongyuan Subdistrict"),
)
_SIDES = {
    "南": "nan",
    "北": "bei",
    "东": "dong",
    "西": "xi",
    "上": "shang",
    "下": "xia",
    "前": "qian",
    "后": "hou",
    "新": "xin",
}
_STEMS = {
    "塬": "yuan",
    "槐": "huai",
    "柳": "liu",
    "湾": "wan",
    "沟": "gou",
    "堡": "bu",
    "寨": "zhai",
    "桥": "qiao",
    "渠": "qu",
    "坡": "po",
    "滩": "tan",
    "泉": "quan",
    "井": "jing",
    "岭": "ling",
}
_FAMILIES = {
    "王": "wang",
    "李": "li",
    "张": "zhang",
    "刘": "liu",
    "陈": "chen",
    "杨": "yang",
    "赵": "zhao",
    "党": "dang",
}
_HOMES = {"家庄": "jiazhuang", "家堡": "jiabu", "家寨": "jiazhai", "家坡": "jiapo", "家洼": "jiawa", "家村": "jiacun"}
_FAMILIES |= {"马": "ma", "孙": "sun", "郭": "guo", "惠": "hui", "雷": "lei", "田": "tian", "石": "shi", "蔺": "lin"}
_FAMILIES |= {"冯": "feng", "韩": "han", "白": "bai", "董": "dong", "潘": "pan", "段": "duan", "姚": "yao", "任": "ren"}


def village_names(seed: int) -> list[tuple[str, str]]:
    """Some 270 distinct village names in a shuffled order; 南塬村 (Nanyuan Village) is always the second."""
    sources = ((_SIDES, _STEMS), (_FAMILIES, _HOMES))
    pairs = [(a + b, x + y) for left, right in sources for a, x in left.items() for b, y in right.items()]
    named = [(f"{zh.removesuffix('村')}村", f"{en.capitalize()} Village") for zh, en in pairs]
    order = np.random.default_rng([seed, 1]).permutation(len(named) - 1) + 1
    others = [named[int(index)] for index in order]
    return [others[0], named[0], *others[1:]]
