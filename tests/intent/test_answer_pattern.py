"""What answers look like."""

import pytest

from bot.intent.answer_pattern import find_answer_pattern
from bot.intent.intent import AnswerType
from bot.question.question import Question


def find(question, text):
    asked = Question(question)
    pattern = find_answer_pattern(asked.squeezed, asked.intent)
    match = pattern.pattern.search(text) if pattern else None
    return match[0] if match else None


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("停水几天？", "停水三天,8月17日起", "三天"),
        ("哪天开播？", "将于2017年05月08日起播出", "2017年05月08日起"),
        ("什么时候开园？", "将于今年中旬开园", "今年中旬"),
        ("要几岁？", "年龄18至45周岁的市民", "18至45周岁"),
        ("几岁能报名？", "须年满十八周岁以上,四十周岁以下", "十八周岁以上,四十周岁以下"),
        ("投诉电话多少？", "请拨+86-755-86013470投诉", "+86-755-86013470"),
        ("一万日元是多少人民币？", "2人兑换,合648元人民币", "648元"),
        ("停水几个月？", "停水3个月,不是3天", "3个月"),
        ("有几个村？", "两镇15个村", "15个"),
        ("气温多少度？", "最高36°c", "36°c"),
        ("一共多少？", "共8座,不是第9座", "8座"),
        ("几点关？", "从晚6点到早7点", "晚6点"),
        ("哪天停电？", "建设路99号5月3日停电", "5月3日"),
        ("什么时候免费？", "国庆期间免费", "国庆期间"),
        ("末班车到几点？", "延长至零点", "零点"),
        ("什么时候改？", "下月起改线", "下月起"),
        ("涨了多少？", "上涨4.5%", "4.5%"),
        ("利息几个点？", "共20个村,利率3.6%", "3.6%"),
        ("增产几倍？", "比三年前翻了一番", "翻了一番"),
        ("要罚多少？", "处2000元以上1万元以下罚款", "2000元以上1万元以下"),
        ("几分钟换一次？", "每2—3分钟换一次", "2—3分钟"),
        ("几分钟一班？", "每10分钟一班", "10分钟"),
        ("换班要多久？", "每10分钟换班,要三分钟", "三分钟"),
        ("判了几年？", "判处十三年六个月", "十三年六个月"),
        ("赢了几比几？", "以3:1获胜", "3:1"),
        ("多少旅客？", "发送旅客1172.6万人次", "1172.6万人次"),
        ("多少人家？", "惠及180万城乡居民", "180万"),
        ("园子有多大？", "园子占地300亩", "300亩"),
        ("他多大了？", "老人87岁", "87岁"),
        ("风速多大？", "风速为每小时120公里", "每小时120公里"),
        ("火车能跑多快？", "时速160公里", "160公里"),
        ("有多少户？", "入住312户1456人", "312户"),
        ("收了多少个电话号码？", "封停号码47万个", "47万个"),
        ("走了多久？", "走了7个多小时", "7个多小时"),
        ("几天换一次班？", "每两周换班", "每两周"),
        ("多少钱？", "挂着4块牌子,卖5块一斤", "5块"),
        ("捐了多少基金？", "捐了3家,共20万元", "20万元"),
        ("纪念币哪天能换？", "纪念币23日兑换", "23日"),
        ("票价便宜多少？", "票价原来80元,下降20%", "80元"),
        ("补了多少？", "补助53万余元", "53万余元"),
        ("补贴多少钱？", "每人6000澳元", "6000澳元"),
        ("这笔贷款多少钱？", "贷款7000亿卢比", "7000亿卢比"),
        ("一年发多少稿费？", "有作家三千人,稿酬过亿元", "过亿元"),
        ("领了多少保险金？", "309个村民中,他领到1.2万元", "1.2万元"),
        ("做了多少出口贸易？", "与125家商户做成102亿美元", "102亿美元"),
        ("减了多少税？", "118项减免,减税35亿元", "35亿元"),
        ("旅游市场规模多大？", "有3亿人出行,规模超过2万亿元", "超过2万亿元"),
        ("投诉解决率有多高？", "高2米的牌子,解决率75%", "75%"),
        ("多大比例的店开了门？", "2708家店中,68%开门", "68%"),
        ("今年增速多少？", "共3家,增速回升至1.3%", "1.3%"),
        ("多少观众爱看这个节目？", "80.3%的观众爱看", "80.3%"),
        ("多少景区能网上买票？", "七成景区能网上买票", "七成"),
        ("能省多少水？", "节水3/4,投资2万元", "3/4"),
        ("帮多少农民工要回工钱？", "要回4905万元,共4988名", "4988名"),
        ("大年初几开门？", "9点开,正月初五起", "正月初五起"),
        ("多大的风要停工？", "风力达四五级时停工", "四五级"),
        ("受过几回伤？", "先后6次负伤", "6次"),
        ("多久公布一次？", "按季度公布", "按季度"),
        ("多久回一趟家？", "去年一个月回一趟", "一个月"),
        ("他多大开始学的？", "第3年,18岁时学的", "18岁"),
        ("他有多高？", "身高1米78", "1米78"),
        ("一年产多少羽绒？", "年产40万吨左右", "40万吨左右"),
        ("有多少座位？", "有3000个", "3000个"),
        ("多久了？", "怀孕12周+6天", "12周+6天"),
        ("小虾几月上市？", "赶在五一上市", "五一"),
        ("拿到多少技改补助？", "拿到53万余元补助", "53万余元"),
        ("那几个护林员管着多少亩？", "4名护林员守护300亩", "300亩"),
        ("滑了多少秒？", "以41秒07的成绩", "41秒07"),
        ("彩票叫什么？", "发行彩票“好运来”", "“好运来”"),
        ("酒店评了几级？", "酒店获评aa级,今年第2家", "aa级"),
        ("景区什么等级？", "升为5a级景区", "5a级"),
        ("祠堂建于哪个年代？", "祠堂建于清朝乾隆年间,2019年重修", "清朝乾隆年间"),
        ("投诉专线是哪个号？", "3月起请拨打96388", "96388"),
        ("收了多少块钱？", "收了三块五", "三块五"),
        ("一共多少块？", "安装19万块二维码门牌", "19万块"),
        ("捡到狗给多少酬金？", "5人捡到,酬谢800元", "800元"),
        ("得了几块奖牌？", "得两枚奖牌,奖金5块", "两枚"),
        ("鸡蛋几块一斤？", "挂着4块牌子,卖5块一斤", "5块"),
        ("哪天停水？", "4.6月17日停水", "6月17日"),
        ("哪天停气？", "6月15日6:30-12:00停气", "6月15日"),
        ("哪天开馆？", "6月15日9:30开馆", "6月15日9:30"),
        ("客队得了几分？", "队长得31分,以78比71获胜", "78比71"),
        ("慈善会收到多少善金？", "1200人捐了30万元善金", "30万元"),
    ],
)
def test_the_unit_of_the_question_is_that_of_the_answer(question, text, words):
    """Units of time, measure words, and any of them where the question names none."""
    assert find(question, text) == words


@pytest.mark.parametrize(
    ("question", "fits", "differs"),
    [("有多少户人家？", "312户", "1456人"), ("有几个老师？", "3名", "10所")],
)
def test_people_are_counted_with_other_measure_words_than_households_and_things(question, fits, differs):
    """Whether the question says 个 or the measure word itself."""
    asked = Question(question)
    pattern = find_answer_pattern(asked.squeezed, asked.intent)
    assert pattern is not None
    assert pattern.unit is not None
    assert pattern.unit.search(fits)
    assert not pattern.unit.search(differs)


@pytest.mark.parametrize("question", ["为什么停水？", "怎么办理？", "有哪些措施？", "哪三地停水？", "停水"])
def test_a_reason_a_manner_and_a_list_have_no_exact_words(question):
    """Whatever the text."""
    assert find(question, "因为8月17日15个村停水三天") is None


def test_every_type_of_answer_is_asked_for_in_some_way():
    """A type that no question has would be dead."""
    questions = (
        "哪个村 为什么 怎么 第几 电话多少 百分之几 今年多大 几岁 多久一次 多少钱 体重多少 多高,多少 "
        "面积多少 几天 多久 几点 哪年 哪天 几月 什么时候 是谁 哪个部门 地址 哪里人 在哪里 网址 多少人 有什么措施 "
        "赔多少 涨了多少 几比几 几级 哪个朝代"
    ).split()
    assert {one for question in questions for one in Question(question).intent.types} == set(AnswerType)


def test_which_one_it_is_may_stand_at_the_end():
    """第一家上市的国企是哪家 asks for the name of a company."""
    pattern = find_answer_pattern(Question("本市第一家上市的国企是哪家？").squeezed, Question("国企是哪家").intent)
    assert pattern is not None
    assert "集团" in pattern.endings
    dearest = find_answer_pattern(Question("最贵的是哪家？").squeezed, Question("最贵的是哪家？").intent)
    assert dearest is not None
    # no name ends with 的
    assert "的" not in dearest.endings


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("陈大河是哪里人？", "陈大河,生于1950年,海南省琼海人,1991年参加工作", "海南省琼海人"),
        ("作者是哪国人", "他是法国人", "法国人"),
        ("王明老家在哪", "王明祖籍浙江绍兴,长在上海", "祖籍浙江绍兴"),
        ("李工是哪儿的人", "李工1972年出生于山东省曲阜市", "出生于山东省曲阜市"),
    ],
)
def test_where_somebody_is_from_stands_before_a_person_or_behind_being_born(question, text, words):
    """海南省琼海人, 祖籍浙江绍兴, 出生于山东省曲阜市; 本地人 and 那人 are from nowhere."""
    assert find(question, text) == words
    assert find(question, "他是本地人,那人说") is None


def test_what_is_called_is_somebody_where_the_word_says_so():
    """师傅叫什么 asks for the name of a person, 大桥叫什么 for that of a thing."""
    asked = [Question(text) for text in ("他的师傅叫什么", "新建的大桥叫什么")]
    patterns = [find_answer_pattern(one.squeezed, one.intent) for one in asked]
    assert [pattern is not None and pattern.is_person for pattern in patterns] == [True, False]


def test_a_relative_is_asked_for_by_what_stands_before_the_name():
    """妻子叫什么 asks for no title; nor does 调解员叫什么."""
    for question, office in (("他妻子叫什么？", "妻子"), ("村里的调解员叫什么？", "调解员")):
        pattern = find_answer_pattern(Question(question).squeezed, Question(question).intent)
        assert pattern is not None
        assert pattern.is_person
        assert pattern.office == office


@pytest.mark.parametrize("question", ["这座桥是谁建的？", "展会谁主办？", "路灯坏了找谁？"])
def test_who_builds_or_is_responsible_is_a_body(question):
    """And not the name of a person."""
    pattern = find_answer_pattern(Question(question).squeezed, Question(question).intent)
    assert pattern is not None
    assert pattern.is_institution
    assert not pattern.is_person
    match = pattern.pattern.search("大桥由市交通局和镇政府共同建设,每天通车")
    assert match is not None
    assert match["words"] == "市交通局和镇政府"


@pytest.mark.parametrize(
    ("question", "unit", "counted"),
    [
        ("修了几层楼？", "层", "楼"),
        ("有几盏灯？", "盏", "灯"),
        ("多少座大桥？", "座", "大桥"),
        ("几个人？", "人", "人"),
        ("有多少座位？", "", "座位"),
        ("多少门店？", "", "门店"),
    ],
)
def test_a_measure_word_is_none_where_it_begins_a_word(question, unit, counted):
    """What is counted is the whole word: 座位, and neither 位 counted by 座 nor 楼 as a part of 层楼."""
    asked = Question(question)
    pattern = find_answer_pattern(asked.squeezed, asked.intent)
    assert pattern and pattern.focus == counted
    assert pattern.unit.search(f"5{unit}") if pattern.unit else not unit
