"""What people say that is no question to the paper, and where a question begins behind it."""

from typing import get_args

import pytest

from bot.records import Talk
from bot.speech.talk import ABOUT_ARTICLE, find_talk, is_remark, split_lead
from bot.speech.talk_words import talk_words
from bot.text.normalization import fold

SAID = {
    "more": "还有别的吗？ 还有吗 继续 下一条 更多 ＭＯＲＥ 再来一段 下一页 还有没有别的报道 再给我看一条 接着说",
    "back": "上一条 回到上一篇 前面那条 返回",
    "repeat": "再说一遍 再說一遍 没看清，再发一次 重复一下",
    "article": "全文 看看全文 说详细点 然后呢 后来呢 把整篇文章发我 整篇文章 这篇讲了什么",
    "source": "出处 出处在哪 哪份报纸上登的 登在第几版 你从哪看到的 這是哪篇文章 是哪个报社的 什么报纸",
    "author": "谁写的 这篇文章谁写的 记者叫什么名字 作者是谁 写这篇的是谁 写的人叫什么 署名 啥人写个",
    "date": "哪天的报纸 这是哪一期的 这是什么时候的新闻 几号的报纸 是今天的报纸吗",
    "doubt": "真的吗 真的假的 你确定？ 靠谱吗 不对，我听说没解决 蒙谁呢",
    "wrong": "不对 不是这个 不是我要的 你答错了 换一条 我问的不是这个 勿是这个",
    "clear": "换个问题 換個問題 不说这个了 问点别的 重新开始",
    "explain": "看不懂 什么意思 翻译成英文 总结一下 说人话 看勿懂 啥？ 什么？？",
    "greeting": "你好 您好啊！ Hello 在吗在吗 早上好呀 你好你好你好",
    "thanks": "不好意思 谢谢 谢谢啦 謝謝 好的，谢谢你 多谢多谢 谢谢啊闺女 谢谢谢谢谢 写写你 谢谢侬",
    "assent": "好的 嗯嗯 知道了 原来如此 收到 晓得哉 妥了 弗要紧 额 没 嘶",
    "farewell": "再见 拜拜👋 88 先这样，我去做饭了 下次再来找你 再会",
    "who": "你是谁？ 你叫什么名字？ 你是机器人吗 侬是啥人 你谁啊",
    "help": "help 帮助 怎么用 你能干什么 啷个用 你是干哈的",
    "complaint": "什么破机器人 你真笨 答非所问 没用没用没用！！！ 这也叫答案？ 说来说去就这点"
    " 侬脑子瓦特了 你到底会不会啊 啥乱七八糟的 切",
    "compliment": "你真棒 太厉害了 回答得挺好的 不错不错 巴适得很 杠杠的 老灵额",
    "human": "转人工 转认工 我要找人工客服 能不能叫你们领导来",
    "task": "讲个笑话 给我唱首歌吧 帮我写一篇作文 推荐一家饭店 早上好用日语怎么说 帮我订张票 彧字怎么读",
    "clock": "几点了 现在几点 今天星期几 今天几号",
    "weather": "今天为什么这么冷 今天天气怎么样 今儿个天气怎么样 明天会下雨吗 外面冷不冷",
    "sum": "1+1 １＋１＝？ 一加一等于几 3×5=? 三百块打八折是多少 一年有多少天",
    "feeling": "我好无聊 好累啊 陪我聊聊天嘛 压力好大 睡不着 肚子不舒服 心情不好怎么办 不想上学 好累不想动",
    "crisis": "我想自杀 不想活了 活着没意思 真的想死 我朋友想跳楼 有人要跳河了"
    " 自杀的方法 怎么自杀 割腕疼吗 怎么死最快 吃安眠药会死吗",
    "emergency": "着火了 我家着火了 救命啊 快报警 有人晕倒了 煤气泄漏了！ 出车祸了怎么办"
    " 车撞了人跑了 我妈被车撞了 家里进贼了 电梯困人了 我老公打我 我老公又打我了怎么办 家暴怎么办 被家暴了怎么办"
    " 我妈被骗了 我被骗了三万块钱 隔壁起火了快来人 孩子溺水了 有人拿刀砍人"
    " 被骗钱了 遇到诈骗怎么办 有人抢劫 有小偷进我家了 孩子掉水里了 触电了 老人摔倒了没反应 孩子走丢了 胸口疼喘不上气",
    "newsroom": "我要投稿 怎么投稿 投稿往哪寄 我要爆料 想登个广告 怎么订报纸 我想订一份报纸"
    " 稿子发到哪个邮箱 征文往哪投 我有新闻线索 在报上登寻人启事多少钱 报社在哪 想让记者来采访我们村 我家报纸没送到",
    "newspapers": "有哪些报纸 昨天的报纸 我想看今天的报纸 有昨天的报纸吗 最新的是哪天 有几份报 报纸是从哪天到哪天的"
    " 报纸更新到几号了 都收了哪几家报 有没有城东日报 最早的是哪一天",
    "laughter": "哈哈 asdf嘿嘿 哈哈哈哈哈 呵呵哈哈",
    "remark": "解气 罚得好_解气 太不像话了 真不容易 好可怜 真有心",
    "nonsense": "hhhhhhh aaa 0 123 asdfgh test x select_*_from_t %s%n <b>a</b> {{7*7}} ls_-la cd_.. rm_-rf_/"
    " import_os git_push pip_install_x",
    "foreign": "how_many what_is_the_weather_today こんにちは как_дела shui_fei_duo_shao_qian yibao_zenme_jiao",
    "nothing": "？？？ 😀 。。。",
}
# Talk that is no less talk if it is taken for its neighbour.
NEIGHBOURS = {"feeling": {"task"}, "laughter": {"complaint"}}


def test_who_asks_when_of_their_own_day_asks_nothing_of_the_paper():
    assert find_talk(fold("我什么时候下班")) == "feeling"


def test_who_asks_whether_that_is_all_wants_more():
    assert [find_talk(fold(text)) for text in ("没了？", "没了", "就这些？", "算了算了")] == [
        "more",
        "farewell",
        "more",
        "clear",
    ]


@pytest.mark.parametrize(("talk", "text"), [(talk, text) for talk, texts in SAID.items() for text in texts.split()])
def test_talk_is_known_by_its_form_and_its_words(talk, text):
    """In either script, full width, drawn out, with particles, and with a character that only sounds right."""
    assert find_talk(fold(text.replace("_", " "))) in {talk, *NEIGHBOURS.get(talk, ())}


@pytest.mark.parametrize(
    "text",
    [
        *(
            "你好，医保缓缴到几号",
            "谢谢的谢怎么写",
            # what a health column answers
            "睡不着怎么办",
            "失眠吃什么",
            "肚子不舒服怎么办",
            "在吗小区停水吗",
            "那个主任叫什么",
            "客服有多少人",
            "再见演出几点",
            "医保",
            "好人榜",
            "垃圾怎么分类",
            "人工智能大会",
        ),
        *(
            "今天几号停水",
            "5月3日到5月8日停几天",
            "一斤多少钱",
            "一个月多少",
            "3个人要交多少钱",
            "还有别的单位吗？",
            "还有多少",
            "几点？",
        ),
        *(
            "那六月呢？",
            "那负责人是谁？",
            "具体时间",
            "谁负责",
            "在建",
            "帮我查一下医保",
            "能告诉我停水几天吗",
            "不对，我问的是城西",
            "打游戏比赛打什么游戏",
            "整治新闻发布会在哪开",
            "GDP",
            "AQI 50%",
            "为啥这么热",
            "K101",
            "能替我老伴换不",
            "给我们村修路的是谁",
            "撞人跑了的司机抓到了吗",
            "征文什么时候截止",
            "不想上学的孩子怎么办",
            "huawei mate",
            "长篇小说 作者",
            "贵了还是便宜了",
            "修路 经费 来源",
        ),
        # words of talk with a word that asks when, or whether
        *("什么时候结束", "啥时候结束", "几时结束", "结束了吗", "结束没有", "没了吗", "几点下班"),
        # parts of a day in which something happens
        *("早上几点", "早上几点就有人了", "明天晚上几点"),
        *("什么时候继续", "具体什么时候", "哪天重新开始", "多久算慢"),
    ],
)
def test_a_question_is_no_talk(text):
    """What asks for something that a paper may say, in whatever words it begins."""
    assert find_talk(fold(text)) is None


@pytest.mark.parametrize(
    ("text", "question", "clears"),
    [
        ("停水到几点？", "停水到几点？", False),
        ("换个问题，停水到几点？", "停水到几点？", True),
        ("换个问题停水到几点？", "换个问题停水到几点？", False),
        ("算了，问问停水到几点", "停水到几点", True),
        ("好的，谢谢，那停水到几点？", "那停水到几点？", False),
        ("不对，我问的是城西", "我问的是城西", False),
        ("什么破机器人，我问的是停水", "我问的是停水", False),
        ("城东停水，城西呢", "城东停水，城西呢", False),
        ("你好，", "你好，", False),
    ],
)
def test_a_question_begins_behind_talk(text, question, clears):
    """Talk before a comma is no part of it; what is asked for follows 我问的是."""
    start, found = split_lead(fold(text))
    assert (text[start:], found) == (question, clears)


def test_every_kind_of_talk_has_words_or_a_form():
    """What the list has are kinds of talk, and what concerns the article at hand is among them."""
    kinds = {kind for kind, _, _ in talk_words().kinds}
    assert kinds <= set(get_args(Talk))
    assert kinds >= ABOUT_ARTICLE


def test_a_message_of_particles_ends_quickly():
    """However often they are typed, there is a kind or none."""
    assert find_talk("的了吗呢吧" * 100) is None
    assert find_talk("哈" * 500) == "laughter"


@pytest.mark.parametrize(
    "text",
    [
        "火车站在哪",
        "图书馆在哪",
        "我想办低保",
        "帮我查低保",
        "我要看医保新闻",
        "大桥通车了吗",
        "我家怎么没有停水通知",
        "罚得好不好",
        "补贴怎么才这么点",
        "涨了还是跌了",
        "你们也不知道停车场几点开",
        "你们都不放假吗",
    ],
)
def test_questions_and_wishes_are_no_remarks(text):
    """Where nothing answers, the person is told so, not that the bot has listened."""
    assert not is_remark(fold(text))


def test_a_remark_tells_something():
    """It asks nothing and wants nothing."""
    assert is_remark(fold("我们小区就没人管，阿弥陀佛")) and is_remark(fold("我家停水了"))
    assert is_remark(fold("这不就是补课吗")) and is_remark(fold("我们小区咋没这个"))
    assert is_remark(fold("怎么才这么点")) and is_remark(fold("你们也不管管"))
    assert is_remark(fold("唉 心里慌")) and is_remark(fold("怪不得菜钱不够花")) and is_remark(fold("罚得好 解气"))


@pytest.mark.parametrize(
    "text", "想死你了 自杀热线是多少 想不想活动一下 他是怎么死的 那人怎么自杀的 跳楼的人救下来了吗".split()
)
def test_what_only_sounds_so_is_no_crisis(text):
    """Words inside other words, and questions about the subject."""
    assert find_talk(fold(text)) != "crisis"


@pytest.mark.parametrize(
    "text",
    "哪里着火了 昨天哪里起火了 着火了几个人受伤 车祸伤了几个人 家暴热线是多少 被骗了多少钱"
    " 救护车多少钱一次 煤气中毒了几个人 他为什么打人 谁打人了 男子想跳楼被谁救下 投稿邮箱是什么"
    " 爆料奖励多少钱 谁爆料的 爆料的人是谁 广告公司在哪 订报要多少钱 有人落水谁救的"
    " 防诈骗讲座 昨天的火灾 触电怎么急救 遇到诈骗可以打哪个电话 孩子走失怎么找回来的 落水者是谁救的"
    " 征文什么时候截止 摄影比赛怎么投稿 线索是谁提供的 广告费花了多少"
    " 哪些报纸停刊了 有几份报告 有哪些报名条件 今天报到的有多少人 最新的油价是哪天调的 旧报纸多少钱一斤".split(),
)
def test_what_reports_may_say_is_looked_up(text):
    """Questions about a fire, an accident or a fraud, and about newspapers and what is done to them."""
    assert find_talk(fold(text)) is None


@pytest.mark.parametrize(
    ("text", "kind"), [("长" * 500, "nonsense"), ("的的的的", "nonsense"), ("哈" * 30, "laughter")]
)
def test_one_character_over_and_over_is_no_question(text, kind):
    """However often it is typed; what people draw out keeps its sense."""
    assert find_talk(text) == kind


@pytest.mark.parametrize("text", ["你是不是机器人", "你到底是不是机器人呀", "您是不是ai"])
def test_who_asks_whether_this_is_a_machine_does_not_say_that_something_is_wrong(text):
    """是不是 has 不是 in it."""
    assert find_talk(text) == "who"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("社保卡丢了", False),
        ("停水了", False),
        ("楼道灯坏了没人管", False),
        ("路灯没人管", False),
        ("我知道了呀", True),
    ],
)
def test_who_tells_of_a_mishap_asks_what_is_to_be_done(text, told):
    """What is lost, broken or cut off is looked up, and is no remark."""
    assert is_remark(text) is told


@pytest.mark.parametrize("text", ["我那个医保费听说可以晚点交,是真的不", "听人说养老金要涨，真的假的"])
def test_who_heard_something_and_asks_whether_it_is_so_asks(text):
    """What was heard is the subject, so that it is looked up."""
    assert find_talk(fold(text)) is None
