"""Characters that look alike: who writes with a finger, or reads badly, takes one for the other."""

from __future__ import annotations

__all__ = ["look_alike"]

# Written down from general knowledge, in the characters that papers print; each group is taken for one another.
_GROUPS = """
己已巳 未末 人入八 日曰 土士 干千于 折拆析 治冶 候侯 兔免 晴睛 清请情 幕墓慕募暮 竟竞 享亨 第弟 拔拨 蓝篮 辩辨辫
卷券 赢嬴 帐账 座坐 暑署薯 扰拢 戊戌戍 茶荼 刺剌 炙灸 崇祟 盲肓 徒徙 毫豪 即既 鸟乌 爪瓜 贷货 贫贪 大太犬 天夭
木本术 田由甲申 王玉主 今令 牛午 力刀 万方 儿几 风凤 白百 目自 问间 休体 住往 处外 历厉 压庄 广厂 斤斥 史吏 名各
合含 存在 有友 考老 买卖 抢枪 技枝 扳板 拍柏 待侍 底低 根恨 跟根
极级 密蜜 密秘 栽载 栽裁 载裁 渴喝 竭揭 歇揭 稍梢 捎稍 副幅 福幅 辐幅 璃漓 篱漓 搏博 膊博 缚膊 薄簿 粱梁 燥躁
操燥 澡燥 喧暄 渲宣 胀涨 帐张 瞻赡 壁璧 臂壁 避僻 辟避 晾谅 凉谅 弛驰 池驰 诀决 抉决 孤狐 弧狐 坡波
披坡 破坡 陪倍 培陪 赔陪 部陪 锋峰 蜂峰 烽峰 狼狠 娘狼 郎朗 狐孤 秆杆 竿杆 肝杆 梅海 悔海 诲海 郊效 效校 较校
"""


def _table() -> dict[str, str]:
    found: dict[str, str] = {}
    for group in _GROUPS.split():
        for character in group:
            found[character] = found.get(character, "") + group.replace(character, "")
    return found


_TABLE = _table()


def look_alike(character: str) -> str:
    """The characters that one is easily taken for, without itself; "" where there are none."""
    return _TABLE.get(character, "")
