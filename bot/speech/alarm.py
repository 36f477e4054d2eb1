"""Messages of people who need help at once: they speak of ending their life, or tell what happens here and now."""

from __future__ import annotations

from typing import Literal

from bot.text.patterns import compile_late

# Who speaks so of ending their life, or asks how it is done, is told whom to call; 他是怎么死的 asks of somebody else.
_CRISIS = compile_late(
    r".*(?:不想活(?=[了着啊呀]|下去|\W*$)|活不下去|活着没(?:有)?意[思义]|(?:我|好|真的?)想死(?!你|她|他)|[我想要]自杀|想轻生|结束生命"
    r"|自杀的?(?:方法|方式|办法|药)|(?:怎么|怎样|如何|咋)(?:才能|可以|能)?(?:自杀(?!的)|轻生|割腕|死[掉了]?(?:最|比较|才|得)?(?:快|不[疼痛]|痛快|舒服|没痛苦))"
    r"|(?:我|朋友|同学|有人|[他她]|老[公婆]|孩子|[儿女][子儿])(?:说?[想要]|正?准备|正要)(?:跳楼|跳河|跳江|上吊|割腕|寻短见)了?[啊呀]*\W*$"
    r"|(?:割腕|跳楼|上吊|烧炭|安眠药)[^,，。]{0,4}(?:[疼痛]|会死|死得|能死|死[吗么])).*"
)
# Who says that something happened here and now is told whom to call: 着火了, 孩子掉水里了, 被骗了怎么办. 哪里着火了 and
# 车祸伤了几个人 ask of reports, and so may 触电 without 了.
_NEAR = (
    "(?:我们?|咱们?|俺|有人|有个|老人|小?孩子?|娃|隔壁|邻居|楼[上下里道]|厨房|这里|这儿|门口|路上|路边|刚才|刚刚|突然|好像|家里?"
    "|[爸妈哥姐弟妹爷奶]|老[公婆]|儿子|女儿|朋友|同事|快来人|救命|不好了|电线|插座|手机|钱|车|的|都)*"
)
_OF_MONEY = "[0-9一二三四五六七八九十几两百千万块元多的钱]"
_STRUCK = (
    "[着起失]火|爆炸|(?:煤气|燃气|天然气|液化气)(?:罐?爆炸|泄[漏露]|漏气?|中毒)|漏(?:煤气|燃气|天然气)|出车祸|撞[到着]?人|被车撞|触电|溺水|落水"
    "|[掉摔跌落](?:进|到|下|在)?(?:[河水江湖井]|池塘|水库|水塘)里?|[晕昏](?:倒|迷|过去)|(?:摔倒|倒地)?了?没(?:呼吸|反应|意识)|喘不[上过]来?气"
    "|心脏病(?:发作|犯)|进(?:贼|小偷)|(?:被)?困在?电梯里?面?|电梯(?:里?困|关)[住着]?人"
)
_ATTACKED = (
    "撞了人|撞伤了?人?|把[我人](?:撞|轧|碾)(?:伤|倒)?|(?:被|让)(?:车|人|摩托|电[动瓶]车)?撞(?:伤|倒)?"
    f"|被(?:人|网络|电信|电话|网上|老公|老婆)*(?:诈?骗|抢劫?|打|砍|绑架|跟踪|家暴)(?:走|光|伤|包|手机|了|{_OF_MONEY})*"
    "|(?:遇到|遇上|碰到|碰上|遭遇)(?:网络|电信|电话|网上|了)*(?:诈骗|骗子|抢劫|打劫|小偷|坏人|歹徒|流氓|家暴)"
    "|[吞喝吃]了(?:农药|硬币|电池|安眠药)|胸口?[疼痛]得?喘不[上过]来?气|(?:摔倒|倒地)了没反应"
)
_SOMEBODY_DOES = (
    "(?:有人|老[公婆]|有?小偷|隔壁|邻居|楼[上下])(?:又|老是|要|在|天天|拿刀|拿着刀|正)*(?:打我|打人|打架|杀我|砍人|杀人|家暴我?|跟踪我"
    "|抢劫|抢(?:我|东西|钱|孩子)[的包钱]*|偷东西|砸[门车]|撬[门锁]|跳楼|跳[河江]|溺水|落水|(?:闯?进|进了)我家|拿刀)(?:拿刀)?"
)
_WHAT_NOW = "(?:怎么办|咋办|咋整|怎么弄|快来人?|救命)"
_EMERGENCY = compile_late(
    "(?:快|快点|赶紧)?(?:救命|来人|报警|叫救护车|打1[12][09])[啊呀吧]*"
    rf"|{_NEAR}(?:{_STRUCK})了{_WHAT_NOW}?[啊呀呢吗]*"
    rf"|{_NEAR}(?:{_ATTACKED}|{_SOMEBODY_DOES})了?(?:[车人]?跑了)?{_WHAT_NOW}?[啊呀呢吗]*"
    rf"|(?:我|我?妈妈?|孩子)?家暴了?{_WHAT_NOW}[啊呀呢吗]*"
    rf"|{_NEAR}(?:小?孩子?|娃|[爸妈爷奶]|老人|儿子|女儿)(?:不见|走丢|走失|失踪|找不到|丢)了{_WHAT_NOW}?[啊呀呢吗]*"
)
_MARKS = compile_late(r"[\W_]+")


def find_alarm(text: str) -> Literal["crisis", "emergency"] | None:
    """Which of the two a folded message is, which has to be short; None where it is neither."""
    if _CRISIS.fullmatch(text):
        return "crisis"
    return "emergency" if _EMERGENCY.fullmatch(_MARKS.sub("", text)) else None
