"""Invented articles to edit, as paragraphs of sentences, and what an editor of each might put in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Article:
    """`names` to put one for another, `denial` to put in, `words` that mean something else, unrelated `filler`."""

    text: str
    names: dict[str, str]
    denial: str
    words: tuple[str, ...]
    filler: tuple[str, ...]
    joint: str = " "

    def paragraphs(self) -> list[list[str]]:
        return [line.split("|") for line in self.text.strip().split("\n")]


ENGLISH_FILLER = (
    "Rain is forecast for the whole of the coming weekend.",
    "Bakers along Mill Lane open before sunrise.",
    "A choir of retired teachers rehearses there each Thursday.",
    "Nobody on the council had seen the drawings.",
    "Tickets cost 8 crowns at the door.",
    "Her grandfather kept bees behind the chapel.",
)
NEWS = Article(
    """
The Ministry of Ports said on Tuesday that 1,204 ships called at Northquay in the third quarter.|That is 73 more than a year before, according to its bulletin.|"We've never handled so many," said A. Rowan, the harbour's director.
The figures don't include fishing boats under 12 metres.|Those were counted separately until 2019, when the rule was changed by the regional assembly.|Officials have promised a new count by spring.
The dockers' union doubts the numbers.|B. Thistle, its secretary, told reporters that at least 90 calls had been entered twice.|She asked the audit office to look at the log books of both terminals.|The office confirmed that it had received the letter.
Northquay spent 41.5 million crowns on two cranes in May.|They went into service three weeks late because a cable was delivered to the wrong port.|The supplier paid a penalty of 300,000 crowns.
Environmental groups point to the noise at night.|A survey by the Harbour Residents' League found that 62% of households sleep badly – a share that the ministry calls "hardly representative".|Measurements at four streets are due to begin in October.
The assembly votes on the port's budget on 14 November.|If it passes, work on a third pier could start next year.|C. Alder, who chairs the finance committee, expects a narrow majority.
""",
    {"A. Rowan": "D. Sorrel", "B. Thistle": "E. Bracken", "C. Alder": "F. Hazel", "Northquay": "Southmere"},
    "not",
    ("barely", "yesterday", "council", "railway", "doubtful", "smaller", "winter"),
    ENGLISH_FILLER,
)
LIST = Article(
    """
What the new library card covers, in eight points.
- Loans of up to 20 books for 4 weeks, renewed twice at most.
- Two reservations a month without a fee; each further one costs 1.50 crowns.
- The reading room on the second floor, on weekdays until 22:00.
- Newspapers from 31 countries, read at home with the same number.
- No fines for children under 14 years of age.
"A card that costs nothing is a promise," G. Linden, who runs the branch at Oak Square, wrote in the foreword.|"It's one we mean to keep."
Critics say the promise is an old one.|The city closed 3 of its 11 branches between 2012 and 2020, and the mobile library stopped two years later.|H. Maple of the Readers' Circle called the card “a door without a house”.
The card is sent by post within ten days.|Those who've lost theirs pay 5 crowns for another.
""",
    {"G. Linden": "J. Willow", "H. Maple": "K. Aspen", "Oak Square": "Elm Street"},
    "never",
    ("museum", "rarely", "monthly", "pool", "cheaper", "evening"),
    ENGLISH_FILLER,
)
SPANISH = Article(
    """
El Ministerio de Aguas anunció el lunes que el embalse de Valdoro guarda 318 hectómetros cúbicos.|Es el 64,5 % de su capacidad, según el parte semanal.|«Nunca habíamos medido tanto en agosto», dijo Inés Robledal.
Los regantes de la comarca piden prudencia.|Su portavoz, Mateo Fresneda, recordó que en 2017 se perdieron 42 hectómetros por una compuerta mal cerrada.|La confederación abrió entonces un expediente que todavía no ha terminado.
El plan prevé abrir dos canales antes de mayo.|Costarán 12,8 millones y darán agua a 9.400 fincas.|Los ecologistas temen que el río quede sin caudal durante el verano.
La junta se reunirá el 3 de septiembre para fijar los turnos.|Si no hay acuerdo, decidirá el ministerio.|La última vez la discusión duró más de seis horas.
""",
    {"Inés Robledal": "Clara Encinar", "Mateo Fresneda": "Pablo Olmedal", "Valdoro": "Monteclaro"},
    "no",
    ("ayer", "apenas", "menos", "alcaldía", "invierno", "dudoso"),
    (
        "La panadería de la plaza cierra los domingos.",
        "Un coro de jubilados ensaya cada jueves en la escuela.",
        "Mi abuelo criaba abejas detrás de la ermita.",
        "Nadie había visto los planos del puente viejo.",
    ),
)
ARABIC = Article(
    """
أعلنت وزارة الموانئ يوم الثلاثاء أن 1204 سفن رست في المرفأ الشمالي خلال الربع الثالث.|ويزيد ذلك بمقدار 73 سفينة على العام الماضي وفق نشرتها.|وقال سالم الوادي مدير المرفأ إن العمال لم يتأخروا يومًا واحدًا.
وتشكك نقابة العمال في هذه الأرقام.|وذكرت أمينتها ليلى البستان أن 90 رحلة على الأقل سُجلت مرتين.|وطلبت من ديوان المحاسبة مراجعة دفاتر المحطتين.
وأنفق المرفأ 41 مليونًا على رافعتين جديدتين في مايو.|ودخلت الرافعتان الخدمة بعد ثلاثة أسابيع من الموعد المحدد.|ودفع المورد غرامة قدرها 300 ألف.
ويصوت المجلس على الميزانية في 14 نوفمبر.|وإذا أُقرت فقد يبدأ العمل في الرصيف الثالث العام المقبل.
""",
    {"سالم الوادي": "كريم الساحل", "ليلى البستان": "هدى الجبل", "المرفأ الشمالي": "المرفأ الجنوبي"},
    "لا",
    ("أمس", "أقل", "الشتاء", "المدرسة", "بالكاد"),
    (
        "يفتح الخبازون أبوابهم قبل شروق الشمس.",
        "كان جدي يربي النحل خلف البيت القديم.",
        "تتدرب جوقة من المعلمين كل خميس.",
        "لم ير أحد رسوم الجسر الجديد؟",
    ),
)
CHINESE = Article(
    """
港口部星期二表示,第三季度共有1204艘船只停靠北港码头。|这一数字比去年同期增加了73艘。|港务主任罗文安说:“我们从来没有接待过这么多船只。”
工会对这些数字提出了质疑。|工会秘书蓟小梅告诉记者,至少有90次停靠被重复登记。|她要求审计署检查两个码头的全部航行日志。
北港今年五月花费四千一百五十万元购买了两台起重机。|由于电缆被送错了港口,设备晚了三个星期才投入使用。|供应商为此支付了30万元罚款。
环保组织关注的是夜间噪音问题。|居民联盟的调查发现,62%的家庭睡眠质量不佳。|四条街道的测量工作将于十月开始。
""",
    {"罗文安": "索丽珍", "蓟小梅": "蕨大伟", "北港": "南湖"},
    "不",
    ("昨天", "冬季", "铁路", "博物馆", "很少"),
    ("面包师傅在日出之前就开门。", "我爷爷在教堂后面养蜜蜂。", "周末预计全市都会下雨。", "没有人见过那座旧桥的图纸。"),
    joint="",
)
TWINS = Article(
    """
Ward Alder: turnout was 51% and the mayor's list took 7 seats.|The count ended shortly before midnight.|No complaint was filed.
Ward Birch: turnout was 54% and the mayor's list took 6 seats.|The count ended shortly before midnight.|One complaint about a sealed box was dismissed.
Ward Cedar: turnout was 48% and the mayor's list took 7 seats.|A recount was ordered on Sunday at 10:30.|No complaint was filed.
Read the full results on the election office's page.
Ward Damson: turnout was 51% and the opposition took 9 seats.|The count ended shortly before midnight.|Two observers left early, and L. Quince signed the record alone.
Read the full results on the election office's page.
The election office of Lower Fenwick will certify the result on 2 December.|M. Medlar, its head, called the night uneventful.
""",
    {"L. Quince": "N. Rosehip", "M. Medlar": "O. Sloe", "Lower Fenwick": "Upper Fenwick"},
    "not",
    ("barely", "council", "Monday", "smaller", "rejected"),
    ENGLISH_FILLER,
)
ALL = {"news": NEWS, "list": LIST, "spanish": SPANISH, "arabic": ARABIC, "chinese": CHINESE, "twins": TWINS}
