"""The demo newsroom's own articles and documents: every place, person and figure in them is invented."""

PORT = """The minister of ports said on Monday that the four new cranes went into service in May and that waiting times for container ships have halved since then. A. Rowan, who has led the ministry for two years, called the programme “the best money this country ever spent”.

The ministry puts the cost at 310 million crowns, a tenth below budget. The audit office has not published a figure of its own. No other port in the region handles as many ships with so few staff, the minister added.

# Union doubts the figures

The dockers’ union said the comparison was unfair, because last year’s strike had doubled the queue. “You cannot count from the worst week in ten years,” its secretary said.

> We unload the same number of boxes as two years ago, with two hundred fewer people.

The ministry’s own bulletin lists 1,204 calls in the third quarter, up from 1,131 a year before, and says the average stay fell from 31 to 27 hours. The full bulletin is at https://ports.example/bulletin/q3.

What the programme still lacks, by the ministry’s own list:

- a second rail link to the northern terminal
- shore power for the ferry berths
- a pilot boat that can go out in winter

The minister expects the northern terminal to be full by the end of the decade."""

WATER = """The city council of Lindow voted last week to replace every lead pipe within five years. Councillor B. Aster told the meeting that one household in nine still drinks from lead, “more than in any other city of our size”.

The waterworks answered that it has replaced 4,200 of 6,000 known pipes since the programme began, and that samples above the legal limit fell to three in the whole of last year. It did not say how many pipes are still unknown.

Residents of the old harbour quarter say they were told in spring that their street had been finished, while the excavators are still there. Councillor Aster said the city spends twice as much on fountains as on pipes."""

ARABIC = """قالت وزارة الموانئ يوم الاثنين إن الرافعات الأربع الجديدة دخلت الخدمة في شهر مايو، وإن مدة انتظار سفن الحاويات انخفضت إلى النصف منذ ذلك الحين.

وأضافت الوزارة أن تكلفة المشروع بلغت 310 ملايين كراون، أي أقل من الميزانية بنسبة العُشر. ولم ينشر ديوان المحاسبة أي رقم خاص به حتى الآن.

وقالت نقابة عمال الميناء إن المقارنة غير عادلة، لأن إضراب العام الماضي ضاعف طابور السفن."""

BULLETIN = """<!doctype html><html lang="en"><head><title>Port statistics bulletin, third quarter</title>
<meta name="author" content="Ministry of Ports"></head><body><article><h1>Port statistics bulletin, third quarter</h1>
<p>In the third quarter 1,204 ships called at the port, 73 more than in the same quarter of the year before.
The figures cover the container terminal, the ferry berths and the oil pier.</p>
<p>Mean waiting time of container ships was 27 hours (31 hours in the third quarter of the year before).
Waiting time is counted from arrival at the roads to the first line ashore.</p>
<p>Cranes 5 to 8 were handed over on 12 May and worked 9,410 hours by the end of September.</p></article></body></html>"""

DIARY = """Strike diary, November

Day one: nine ships at anchor, two of them with fruit.
Day three: twenty-six ships. The pilots have joined.
By the fifth day 41 ships lay at anchor, twice the usual number.
Day eight: work began again at six in the morning."""

WATERWORKS = """<!doctype html><html lang="en"><head><title>Lead pipes: where we stand</title></head><body><article>
<h1>Lead pipes: where we stand</h1><p>Of 6,000 lead pipes known when the programme began, 4,200 have been replaced.
About 1,100 further connections are of unknown material and are being looked at this year.</p>
<p>Last year three samples out of 2,950 were above the legal limit. The year before there were eleven.</p></article></body></html>"""

REGISTER = """Household register of Lindow, extract

Connected households: 54,300
Households with a lead pipe, known: 1,800
Households with a pipe of unknown material: 1,100"""

STATEMENT = """Statement of the dockers' union

We were never shown how the ministry counts waiting time. We ask for the log of the roads for May to September."""
