"""Words by which a sentence reports what others said or found: sites say nothing of that kind of themselves."""

from __future__ import annotations

import re

#: By language (ISO 639-1).
SAID = {
    "en": r"\b(said|told|announced|spokes(man|woman|person)|according to the|(a|the|new) study|researchers|judges?)\b",
    "es": r"\b(dijo|dijeron|señaló|informó|anunció|según (el|la|los|las) [A-ZÁÉÍÓÚ])",
    "pt": r"\b(disse|disseram|afirmou|informou|anunciou|segundo (o|a|os|as) [A-ZÁÉÍÓÚ])",
    "fr": r"\ba (déclaré|dit|annoncé|indiqué|affirmé)\b|\bselon (le|la|les|l.)\s?[A-ZÉÈ]",
    "de": r"\b(sagte|mitteilte|erklärte|berichtete|teilte\b.{0,60}\bmit|laut (der|dem|einer|einem))\b",
    "it": r"\bha (detto|dichiarato|annunciato|riferito|spiegato)\b|\bsecondo (il|la|i|gli|le) [A-ZÈ]",
    "nl": r"\b(zei|meldde|verklaarde|liet weten)\b",
    "sv": r"\b(sade|säger|uppgav|meddelade)\b",
    "no": r"\b(sa|sier|opplyste|meldte|sagde|siger|oplyste)\b",
    "fi": r"\b(sanoi|kertoi|ilmoitti)\b",
    "pl": r"\b(powiedział\w*|poinformował\w*|ogłosił\w*|podał\w*)\b",
    "cs": r"\b(řekl\w*|uvedl\w*|oznámil\w*|sdělil\w*|povedal\w*|uviedol)\b",
    "hu": r"\b(mondta|közölte|bejelentette)\b",
    "ro": r"\ba (spus|declarat|anunțat|precizat)\b",
    "tr": r"\b(söyledi|açıkladı|belirtti|bildirdi)\b",
    "ru": r"\b(сказал\w*|сообщил\w*|заявил\w*|подсчитал\w*|объяснил\w*|по словам)\b",
    "uk": r"\b(сказав|сказала|повідоми\w+|заяви\w+|пояснив|за словами)\b",
    "id": r"\b(mengatakan|menurut|ujar|mengumumkan)\b",
    "vi": r"\b(cho biết|nói rằng|thông báo rằng)\b",
    "ar": r"\b(قال|قالت|أعلن|أعلنت|أوضح|صرح)\b",
    "fa": r"\b(گفت|اعلام کرد|افزود)\b",
    "he": r"\b(אמר|אמרה|הודיע|מסר|מסרה)\b",
    "hi": r"ने (कहा|बताया)|के अनुसार",
    "ja": r"によると|と述べた|を発表した|明らかにした",
    "ko": r"밝혔다|말했다|에 따르면|전했다",
    "zh": r"表示[，:：]|据.{1,15}报道|據.{1,15}報道|宣布",
}
REPORTED = re.compile("|".join(SAID.values()))
