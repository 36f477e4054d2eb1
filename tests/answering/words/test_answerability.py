"""What a question asks for, and whether a passage has anything of the kind."""

import pytest

from bot.answering.words.answerability import (
    lacks_what_is_asked,
    says_in_words,
)
from bot.question.lexicon import Expansion
from bot.question.question import Question


def lacks(question, *texts):
    asked = Question(question)
    return lacks_what_is_asked(asked.intent, asked.folded, *texts)


@pytest.mark.parametrize(
    ("question", "without", "having"),
    [
        ("服务电话是多少", "窗口受理110余件。", "电话0571-88886666。"),
        ("这座湖心岛有多大", "岛上林木茂密。", "全岛面积1.5平方公里。"),
        ("石桥公园有多大", "公园里花木很多。", "公园占地两千六百多亩。"),
        ("这条鱼有多大", "鱼在水里游。", "鱼的体长约13公尺。"),
        ("国歌是谁写的", "国歌写得很好。", "国歌由汉斯·艾斯勒写成。"),
        ("供品什么时候送到庙里", "供品送到庙里。", "供品下午送到庙里。"),
        ("炼一吨铜用几方水", "厂里去年用水600万吨。", "吨铜耗水降到2立方米。"),
        ("店员一个月工资多少", "店员的宿舍花了20万元。", "店员月工资3800元。"),
        ("老馆长年纪多大", "馆里有3公里步道。", "老馆长今年61岁。"),
        ("新馆一天要来多少人", "新馆共接待40万人次。", "新馆日均接待3000人次。"),
        ("封停了多少个可疑号码", "警方展开行动。", "封停电话号码47万个。"),
        ("村里还剩多少人住着", "水塘旁边有3座老屋。", "全村只有数十位居民留守。"),
        ("肉饼多少钱一个", "肉饼很香。", "肉饼5元一个。"),
        ("他今年多少岁", "他是返乡大学生。", "他今年35岁。"),
        ("几点开门", "每天开门。", "每天8点开门。"),
        ("什么时候开始", "政策很好。", "7月1日开始。"),
        ("董事长是谁", "公司负责人表示。", "董事长王建国表示。"),
        ("电话打几号", "每天有人接待。", "电话0571-88886666。"),
        ("送饭打哪个电话", "老人可以预订。", "可以打电话63201122预订。"),
        ("一年要交多少保费", "为老人买保险。", "每年交100元。"),
        ("一个月拿多少工钱", "做了700多件。", "每月3000元。"),
        ("他今年多大了", "选了35岁以下的人。", "他今年35岁。"),
        ("老板叫什么名字", "经理许俊和相关负责人说。", "董事长王建国说。"),
        ("村支书是谁", "村民王富根说。", "村党支部书记王富根说。"),
        ("杨梅一斤卖多少钱", "果园去年收入500万元。", "杨梅每斤15元。"),
        ("保洁员一个月拿多少钱", "保洁员的宿舍花了20万元。", "保洁员月薪3000元。"),
        ("缆车一趟能坐几个人", "缆车有2个站。", "缆车一趟坐8人。"),
        ("渡船一趟能拉几个人", "渡船有2层。", "渡船一次可载40人。"),
        ("坐一回游船多少钱", "游船花了20万元。", "游船每次30元。"),
        ("采茶一天能挣多少", "茶厂去年5日收入9万元。", "采茶的人日收入150元。"),
        ("龙舟赛谁得了冠军", "龙舟赛有12支队参加。", "城东队获得冠军。"),
        ("杏子一斤能卖什么价", "杏子丰收，卖了20万元。", "杏子每公斤8元。"),
        ("纪念币发行多少万枚", "纪念币1套2枚。", "纪念币发行30万枚。"),
        ("果园里的阿秀，她老公是做啥的", "阿秀在果园干活。", "阿秀的丈夫是木匠。"),
        ("木匠老李的老伴是干什么的", "木匠老李功夫好。", "木匠老李和妻子开店。"),
        ("银行的注册资本是多少", "银行成立后发展很快。", "银行的注册资本为30亿越南盾。"),
        ("拱桥什么时候塌的", "拱桥很高。", "拱桥在地震之后塌了。"),
        ("看花灯要不要门票", "花灯很好看。", "花灯免费观看。"),
        ("看花灯收不收门票", "花灯很好看。", "看花灯不收门票。"),
        ("花灯会什么时候完", "花灯会1月5日开幕。", "花灯会1月5日开幕，持续到2月8日。"),
        ("租球拍要交押金吗", "球拍可租用2小时。", "凭证件可免押金租用球拍。"),
        ("花灯会开到几号", "花灯会1月5日开幕。", "花灯会1月5日开幕，持续到2月8日。"),
        ("厂里有多少工人", "厂里有30台机器。", "厂里有工人300名。"),
        ("民宿住一晚多少钱", "民宿去年收入20万元。", "民宿每晚200元。"),
        ("公园什么时候建好", "公园正在抓紧建设，今年栽树500棵。", "公园预计今年10月完工。"),
        ("这部电视剧哪天播", "电视剧1月5日开了座谈会。", "电视剧1月5日在央视播出。"),
        ("菜场几月份搬", "菜场12月摆出年货。", "菜场12月迁到城南。"),
        ("今年的杨梅何时能上市", "今年栽下杨梅500棵。", "杨梅6月10日开始采摘。"),
        ("马拉松冠军有多少奖金", "马拉松冠军跑了2小时。", "马拉松冠军奖5万元。"),
        ("十大地标哪个得票最高", "十大地标揭晓。", "十大地标中古塔获1万票。"),
        ("舞狮队的队长是谁", "村民王富根说。", "舞狮队队长王富根说。"),
        ("助农贷款利息几个点", "助农贷款覆盖60%的村。", "助农贷款年化利率3.6%。"),
        ("渔港局副局长叫什么", "渔港局局长王富根说。", "渔港局副局长王富根说。"),
        ("一月初黄瓜多少钱一斤", "一月初菜场卖黄瓜。", "一月初黄瓜每斤3元。"),
        ("这部纪录片几月份播出", "广播电视总局1月5日开了座谈会。", "纪录片1月5日播出。"),
        ("一亩芦苇能卖多少钱", "每亩芦苇有5000株。", "每亩芦苇只值两角钱。"),
        ("养老服务市场规模多大", "市场上有很多服务。", "市场规模超过2万亿元。"),
        ("在哪个网站上报名", "家长可以报名。", "家长可在网站报名。"),
        ("健身卡的押金怎么退", "健身卡押金难退。", "健身卡押金可凭收据退。"),
        ("网上卖桃一斤多赚多少", "网上卖桃，去年多赚11斤的钱，共5万元。", "网上卖桃，1斤能多卖1块钱。"),
    ],
)
def test_a_passage_without_a_sign_of_the_answer_lacks_it(question, without, having):
    """No number where a telephone is asked for, no price where a price is."""
    assert lacks(question, without, without, without)
    assert not lacks(question, having, having, having)


def test_the_first_of_several_is_no_rate():
    """头一趟 is one train, not each of them."""
    told = "13日，600多名工人乘高铁出发。"
    assert not lacks("头一趟车拉了多少人", told, told, told)


def test_who_comes_back_is_no_rate():
    """一回家 is as soon as somebody is home, and 一回 alone is each time."""
    told = "孩子回家吃了3个饼。"
    assert not lacks("孩子一回家吃了几个饼", told, told, told)
    assert lacks("孩子一回吃了几个饼", told, told, told)


def test_a_boss_without_a_name_asked_for_needs_no_office():
    """老板们 speaks of shopkeepers in general."""
    assert not lacks("老板交不交税", "商户要纳税。", "商户要纳税。", "商户要纳税。")


def test_likely_words_stand_in_any_sentence_of_the_passage():
    """Those that answer best may be others than the one with the sum."""
    evidence, passage = "他给家里打了电话。", "他给家里打了电话。他还转了6000块钱。"
    asked = Question("他给家里打了多少钱")
    assert lacks_what_is_asked(asked.intent, asked.folded, evidence, passage, passage, is_found=True)
    assert not lacks_what_is_asked(
        asked.intent, asked.folded, evidence, passage, passage, is_found=True, is_likely=lambda: True
    )


def test_another_word_for_a_role_names_who_has_it():
    """The winner of a race may be its 第一名 or its 冠军."""
    told, asked = "女子组冠军余小琴成绩1小时21分。", Question("长跑女子第一名是谁")
    assert lacks_what_is_asked(asked.intent, asked.folded, told, told, told)
    assert not lacks_what_is_asked(asked.intent, asked.folded, told, told, told, [Expansion("第一名", ("冠军",))])


def test_elderly_people_are_no_question_for_an_age():
    """上了岁数的 says who, not how old."""
    assert not lacks("上了岁数的人去哪里体检", *["老人可以到城东医院体检。"] * 3)


def test_a_limit_of_age_answers_who_asks_for_it():
    """70岁以上 is an age for a rule, and none of a person."""
    rule = "为70岁以上老人购买。"
    assert not lacks("多大年纪的老人", rule, rule, rule)


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("维修工被欠了多久工钱", "维修工领到了被拖欠近一年的工资。"),
        ("电梯一年要保养多少样东西", "电梯每年需要保养的项目有70多项。"),
        ("保安为什么没拿到工资", "因为账号写错,他的薪水被退回。"),
        ("单位公众号没人管会怎么样", "账号没人管,会有隐患。"),
        ("区里关掉了多少公众号", "区里已有128个政务新媒体账号关停。"),
        ("做一个泥人得多长时间", "泥人要阴干、焙烧、上色。"),
        ("多少上班的人有兼职收入", "8.2%的职场人士做兼职。"),
        ("村里捡垃圾的老师叫啥", "志愿者王富根天天捡垃圾。"),
        ("我老公是做木匠的去哪里考证", "木匠可以到城东考证。"),
        ("我的爱人是军人去哪里领补贴", "军属到城东领补贴。"),
        ("十几万元的补贴谁来发", "补贴由镇里发，共30元。"),
        ("几万人去的灯会在哪里办", "灯会有200人演出，在城东办。"),
        ("一斤以上的铜铃有什么价值", "铜铃是文物。"),
        ("三十几岁的媳妇给婆婆买了啥", "儿媳给婆婆买了新衣。"),
    ],
)
def test_what_nobody_would_print_is_not_lacking(question, passage):
    """Who asks how long wages were owed, why, or who has some wants no sum, who speaks of an account or counts some no
    address of one, and how long something takes is no point in time. 三十几岁 asks for no age, 十几万元的补贴 for
    no sum.

    Things are printed by their names, and anybody may be called 老师.
    """
    assert not lacks(question, passage, passage, passage)


@pytest.mark.parametrize(
    ("question", "evidence", "says"),
    [
        ("借书要多少钱", "市民可免费借书。", True),
        ("借书要多少钱", "借书的市民很多。", False),
        ("办证要几天", "材料齐全的当天办好。", True),
        ("来了多少人", "全体村民都来了。", True),
        ("来了多少人", "当天很热闹。", False),
        ("门票多少钱", "这是一项免不了的开销，全部由游客付。", False),
        ("几点开门", "近日，新馆在春节前后迎客。", False),
        ("养了几箱蜂", "一家人在山上养蜂。", False),
    ],
)
def test_a_price_a_time_and_a_count_may_be_said_in_words(question, evidence, says):
    """免费 is a price, 当天 a time and 全体 a count, but 全部 is no price, 近日 no hour and 一家 no count."""
    assert says_in_words(Question(question).intent.types, evidence) is says


def test_a_table_of_prices_says_its_unit_once():
    """单位：元/斤 above the rows is of all of them; a ticket's price needs no 每张."""
    article = "一周菜价 (单位:元/斤) 洋芋1.6 白菜1.2"
    assert not lacks("洋芋多少钱一斤", "洋芋1.6", "洋芋1.6", article)
    assert lacks("洋芋多少钱一斤", "洋芋1.6", "洋芋1.6", "洋芋1.6")
    assert not lacks("到西安的车票多少钱一张", *["到西安8:30开,票价47元"] * 3)
    assert lacks("到西安的地图多少钱一张", *["到西安8:30开,共47元"] * 3)


def test_likely_words_are_looked_for_only_where_a_sign_is_missing():
    """To find them takes as long as the rest of the confidence."""

    def look() -> bool:
        raise AssertionError("nothing is to be looked for")

    passage = "他还转了6000块钱。"
    asked = Question("他给家里打了多少钱")
    assert not lacks_what_is_asked(asked.intent, asked.folded, passage, passage, passage, is_found=True, is_likely=look)
