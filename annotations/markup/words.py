"""Words by which rules tell what is wrong with a claim, a claimant, a label or an address."""

from __future__ import annotations

import re

#: A claim that says what came of its check, so that a reader of the markup takes the verdict for the claim.
VERDICT = re.compile(
    r"\b(false(ly)?|fake|hoax|debunk(s|ed|ing)?|misleading|untrue|fact[- ]?check(s|ed)?|not true|no evidence"
    r"|wrongly claims?"
    r"|fals[oa]s?|falsamente|bulo|engañosa?s?|desmentid[oa]s?|sin pruebas|enganos[oa]s?|mentira|boato"
    r"|fau(x|sses?)|infox|trompeu(r|ses?)|falsch|irreführend|gefälscht|bufala|fuorviante|sahte|yanlış|asılsız"
    r"|fałsz\w*"
    r"|hoaks|keliru)\b|كاذب|زائف|مضلل|غير صحيح|झूठ|फर्जी|भ्रामक|ложь|фейк|неправда|虚假|虛假|谣言|謠言|誤り|デマ|가짜"
    r"|거짓",
    re.IGNORECASE,
)
#: Beginnings of a sentence that lacks its first half.
HALF = re.compile(
    r"^(…|\.\.\.|,|;|\)|(and|but|or|because|which|that|who|whose|while|y|pero|porque|que|et|mais|car|und|aber|weil"
    r"|e|ma|mas)\s)",
    re.IGNORECASE,
)
#: Who carries what others say, and is nobody that said it.
PLATFORMS = re.compile(
    r"^(the )?(internet|social media|(social )?(network|media)( (users?|posts?))?|web|online (users?|posts?)"
    r"|users?|netizens|viral"
    r"( (posts?|messages?|videos?|images?|claims?))?|various( (people|sources|users))?|multiple( (people|sources"
    r"|users))?"
    r"|facebook|instagram|whatsapp|telegram|tiktok|twitter|x|x\.com|youtube|threads|reddit|wechat|line|vk|bluesky"
    r"|truth social"
    r"|redes sociales|redes sociais|usuarios?|internautas?|publicaciones virales|réseaux sociaux|soziale medien"
    r"|nutzer"
    r"|social network|utenti|وسائل التواصل( الاجتماعي)?|مستخدمون|सोशल मीडिया|соцсети|социальные сети|соцмережі"
    r"|sosyal medya|media sosial)"
    r"( (users?|posts?|pages?|groups?|accounts?|videos?|usuarios|nutzer|utilisateurs|users on .{1,30}))?\W*$",
    re.IGNORECASE,
)
#: Labels of what could not be checked: a number on them puts them on the scale from false to true.
UNVERIFIABLE = re.compile(
    r"^\W*(unverifiable|unverified|unproven|unsupported|not (verifiable|verified|enough (evidence|information)"
    r"|rated)|no rating"
    r"|can.?t be (verified|checked|proven)|unclear|unknown|inconclusive|no (se puede )?(verificable|verificado"
    r"|comprobable)|sin pruebas"
    r"|não verificável|sem provas|invérifiable|non vérifié|nicht (überprüfbar|belegbar|belegt)|unbelegt"
    r"|non verificabile"
    r"|غير قابل للتحقق|لا يمكن التحقق|doğrulanamadı|nieweryfikowalne|непроверяемо)\W*$",
    re.IGNORECASE,
)
#: Hosts that only send on: what a reader of the markup finds there may be gone tomorrow.
SHORTENERS = frozenset(
    {
        "bit.ly", "bitly.com", "t.co", "tinyurl.com", "goo.gl", "ow.ly", "buff.ly", "is.gd", "v.gd", "rb.gy", "cutt.ly",
        "shorturl.at", "t.ly", "tiny.cc", "lnkd.in", "fb.me", "wp.me", "trib.al", "dlvr.it", "youtu.be", "amzn.to",
        "rebrand.ly", "s.id", "bl.ink", "shorte.st", "adf.ly",
    }
)  # fmt: skip
#: Marks that turn the direction of what follows, and letters that can't be seen.
UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufffc-\uffff]")
MARKUP = re.compile(r"<[a-z/!][^>]*>|&(amp|lt|gt|quot|nbsp|#\d+);", re.IGNORECASE)
