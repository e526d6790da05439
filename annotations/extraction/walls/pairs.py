"""What short pages say instead of a document, by two parts of one sentence in whichever order: of what, and what of it.

"The requested page could not be found", "we could not find that page": phrases (words.py) would never be complete.
By code and language (ISO 639-1), as in walls.py; looked for only in pages too short to tell a story.
"""

from __future__ import annotations

import re

#: Letters between the two parts.
GAP = 45

#: {code: {language: (of what, what of it)}}
PAIRS = {
    "not_found": {
        "en": (
            r"\b(?:page|article|story|post|content|requested (?:url|resource|item))\b",
            r"not found|does ?n.t exist|does not exist|no longer (?:exists?|on (?:our|this) site|available|here)"
            r"|gone missing|has (?:been )?(?:moved|expired)|tried to reach|could ?n.t be found|could not be found",
        ),
        "es": (
            r"página|contenido|noticia|artículo|dirección",
            r"no (?:está |se encuentra )?(?:disponible|existe|encontrad[oa])|ya no (?:existe|está)|no corresponde"
            r"|que (?:buscas?|busca|solicit\w+)",
        ),
        "pt": (
            r"página|conteúdo|artigo|notícia|matéria",
            r"não (?:foi )?(?:encontr\w+|exist\w+|está)|que (?:você )?procur\w+|encontramos o"
            r"|(?:foi|ter sido) (?:removid|retirad|movid|excluíd)[oa]",
        ),
        "fr": (
            r"page|article|contenu",
            r"n.existe|n.est plus|introuvable|a été (?:supprimée?|déplacée?)|que vous (?:re)?cherchez",
        ),
        "de": (
            r"seite|artikel|beitrag|inhalt",
            r"gibt es (?:leider )?nicht|nicht (?:mehr )?(?:gefunden|verfügbar|vorhanden|finden)|gesuchte"
            r"|existiert (?:leider )?nicht",
        ),
        "it": (
            r"pagina|articolo|contenuto|notizia",
            r"non (?:è (?:stat[ao] )?)?(?:più )?(?:esiste|trovat[ao]|disponibile)|è stat[ao] (?:spostat|rimoss)[ao]"
            r"|che (?:hai richiesto|cerchi|cercavi)",
        ),
        "ar": (
            r"(?:ال)?(?:صفحة|مقال|محتوى)\w*",
            r"لم (?:تعد|يعد) موجود|غير (?:موجود|متوفر|متاح)|لم يتم العثور|تم (?:حذف|نقل)",
        ),
        "hi": (r"पेज|पृष्ठ|लेख|पन्ना|सामग्री", r"नहीं मिल|उपलब्ध नहीं|मौजूद नहीं|हटा दिया"),
        "id": (
            r"halaman|artikel|konten|berita",
            r"tidak (?:ditemukan|tersedia|ada)|(?:telah|sudah) dihapus|yang (?:anda|kamu) (?:cari|tuju|minta)",
        ),
        "tr": (
            r"sayfa\w*|içeri[kğ]\w*|haber\w*",
            r"bulunamadı|mevcut değil|kaldırılmış|aradığınız|ulaşmaya çalıştığınız",
        ),
        "pl": (
            r"stron[ayę]|artykuł\w*",
            r"nie (?:istnieje|została|znaleziono|odnaleziono|możemy znaleźć)|przeniesiona|której szukasz"
            r"|którego szukasz",
        ),
        "ru": (
            r"страниц\w+|материал\w*|стать[яиюе]",
            r"не (?:найден\w*|существует|доступн\w*)|удал[её]н\w*|перемещ[её]н\w*",
        ),
        "uk": (
            r"сторінк\w+|матеріал\w*|статт[яюі]",
            r"не (?:знайдено|існує|знайдена|доступн\w*)|видален[оа]|переміщен[оа]",
        ),
        "ko": (r"페이지|기사|게시물", r"찾을 수 없|존재하지 않|삭제된|삭제되"),
        "ja": (
            r"ページ|記事",
            r"見つかりません|存在し(?:ない|ません)|公開を?終了|削除され|移動(?:しました|または)|掲載.{0,3}終了",
        ),
        "zh": (r"页面|頁面|网页|網頁|文章|内容|內容", r"不存在|已被?(?:删除|刪除|移除)|找不到|未找到|链接有误"),
        "nl": (r"pagina|artikel|inhoud", r"niet (?:gevonden|beschikbaar|vinden)|bestaat (?:niet|helaas)|verwijderd"),
    },
    "paywall": {
        "en": (
            r"\bsubscri\w+|\bmember(?:s|ship)?\b",
            r"full access|read on|to read|get access|this (?:article|story)|unlock|see offers",
        ),
        "es": (r"suscr\w+|soci[oa]s?\b|abonad\w+", r"leer|leyendo|completo|acceso|contenido"),
        "pt": (r"assin\w+", r"\bler\b|leitura|complet[oa]|conteúdo|acesso"),
        "fr": (r"abonn\w+", r"\blire\b|lecture|la suite|article|contenu|accès"),
        "de": (r"\babos?\b|abonn\w+", r"weiterlesen|\blesen\b|artikel|zugang|inhalt|kündbar"),
        "it": (r"abbon\w+", r"leggere|articolo|contenut|accesso"),
        "ar": (r"اشترك|اشتراك|مشترك\w*", r"قراءة|متابعة|المقال|المحتوى"),
        "hi": (r"सदस्य\w*|सब्सक्रा\w+", r"पढ़|लेख|सामग्री"),
        "id": (r"(?:ber)?langganan", r"membaca|artikel|lengkap|konten"),
        "tr": (r"abone\w*", r"\boku\w*|içeri\w+|haber\w*|devam"),
        "pl": (r"abonent\w*|prenumer\w*|subskry\w*", r"czyta\w*|artyku\w*|treś\w*|dostęp\w*|dalsz\w*"),
        "ru": (r"подпис\w+", r"читать|материал\w*|доступ\w*|продолж\w*|полн\w*"),
        "uk": (r"підпис\w+|передплат\w+", r"читати|матеріал\w*|доступ\w*|продовж\w*"),
        "ja": (r"会員|購読", r"続き|全文|記事|お読み"),
        "ko": (r"구독|회원", r"계속|전문|기사|이용"),
        "zh": (r"付费|付費|订阅|訂閱|会员|會員", r"继续|繼續|阅读|閱讀|全文|剩余|剩餘"),
        "nl": (r"abonn\w+", r"verder lezen|artikel|toegang|lezen"),
    },
    "blocked": {
        "en": (
            r"\b(?:robots?|bots?|human)\b",
            r"you.re not|you are not|are you|might be|prove|confirm|verify|not an? (?:ro)?bot|make sure",
        ),
        "es": (r"human[oa]|robot|persona", r"confirm[ae]\w*|verific\w+|dem(?:ue|o)str\w+|eres"),
        "pt": (r"human[oa]|robô|pessoa", r"confirm[ae]\w*|verific\w+|prove|você (?:não )?é"),
        "fr": (r"robot|humain", r"confirmer|confirmez|vérifi\w+|prouve\w*|vous (?:n.)?êtes"),
        "it": (r"essere umano|umano|robot", r"conferma\w*|verific\w+|dimostra\w*|sei"),
        "de": (r"mensch|roboter|robot", r"sind sie|bestätigen|kein|beweisen"),
        "ar": (r"روبوت|إنسان|بشر", r"لست|أنك|تأكيد|تحقق"),
        "hi": (r"रोबोट|इंसान|मानव", r"नहीं हैं|पुष्टि|सत्यापित"),
        "id": (r"manusia|robot", r"pastikan|verifikasi|buktikan|bukan"),
        "tr": (r"insan|robot", r"doğrula\w*|olmadığınızı|olduğunuzu"),
        "ja": (r"ロボット|人間", r"でない|ではない|確認|証明"),
        "ko": (r"사람|로봇", r"확인|아님|아닙니다"),
        "zh": (r"真人|人类|人類|机器人|機器人", r"确认|確認|验证|驗證|不是"),
        "pl": (r"człowiekiem|robotem", r"zweryfikuj|potwierd\w+|udowodnij|nie jesteś"),
        "ru": (r"робот|человек", r"подтверд\w+|докаж\w+|не робот"),
        "uk": (r"робот|людина", r"довед\w+|підтверд\w+|не робот"),
    },
    "region": {
        "en": (r"(?:in|from) your (?:country|region|location|area)", r"not (?:available|made|accessible)|unavailable"),
        "es": (r"(?:en|desde) (?:tu|su) (?:país|región|ubicación)", r"no (?:está )?disponible|no se puede"),
        "pt": (r"(?:no|na|em) (?:seu país|sua região|sua localização)", r"não (?:está )?disponível|indisponível"),
        "fr": (r"dans (?:votre|ton) (?:pays|région)", r"n.est pas (?:disponible|accessible)|indisponible"),
        "de": (r"in (?:ihrem|deinem) land|in (?:ihrer|deiner) region", r"nicht (?:verfügbar|abrufbar|erreichbar)"),
        "it": (r"(?:nel|dal) (?:tuo|suo) paese|nella tua (?:regione|zona)", r"non (?:è )?disponibile"),
        "ja": (r"お住まいの(?:地域|国)", r"では|ご利用|ご覧"),
        "ko": (r"(?:해당|거주) ?(?:국가|지역)", r"에서는|이용"),
        "zh": (r"您?所在的?(?:地区|地區|国家|國家)", r"无法|無法|不可|不能"),
        "ru": (r"в (?:вашей стране|вашем регионе)", r"недоступ\w+|не доступ\w+"),
    },
    "consent": {
        "en": (r"\bcookies?\b", r"site uses|website uses|we use|accept|agree"),
        "es": (r"\bcookies?\b", r"utiliza|\busa\b|acepta|rechaza"),
        "pt": (r"\bcookies?\b", r"utiliza|\busa\b|aceita|concorda|recusa"),
        "fr": (r"\bcookies?\b|traceurs", r"utilise|autorise|accepte|refuse"),
        "it": (r"\bcookies?\b", r"utilizza|\busa\b|accetta|acconsenti|rifiuta"),
        "de": (r"\bcookies?\b", r"verwendet|nutzt|zustimm|akzeptier|ablehn"),
    },
}

#: {code: further phrases of short pages}
PHRASES = {
    "not_found": r"^(?:410 gone|not found|404)\s*$|link may be (?:old|broken|wrong)|mistyped"
    r"|se ha perdido"
    r"|تعذر العثور|ख़?बर .{0,20}उपलब्ध नहीं|잘못된 (?:주소|경로|접근)|已下[线線]|не (?:смогли|удалось) найти"
    r"|został[aoy]? (?:usunięt\w+|przeniesion\w+)|niet gevonden",
    "login": r"(?:your|e-?mail(?: address)? and|username and) password|(?:votre|de) mot de passe|(?:tu|su|y) contraseña"
    r"|(?:sua|e) senha|(?:benutzername|e-?mail).{0,20}(?:passwort|kennwort)|angemeldet bleiben|(?:e|la tua) password"
    r"|kata sandi|şifreniz|пароль|kullanıcı adı|hasło|비밀번호|パスワード|密码|密碼|पासवर्ड|كلمة (?:المرور|السر)"
    r"|need to be (?:logged|signed) in|already on \w+\? sign in|already have an account"
    r"|(?:introduce|ingresa) tu (?:correo|contraseña|usuario)|¿no tienes (?:una )?cuenta|regístrate"
    r"|precisa estar logado|cadastre-se|não tem (?:uma )?conta|vous identifier|pas encore (?:inscrit|de compte)"
    r"|müssen angemeldet sein|noch kein konto|inserisci (?:la tua )?e-?mail|non hai un account|registrati"
    r"|ليس لديك حساب|लॉग ?इन कर|खाते में लॉग|(?:harus|perlu) (?:login|masuk)|belum punya akun|üye girişi"
    r"|üye değil misiniz|メールアドレスとパスワード|新規(?:会員)?登録|로그인해야|회원가입|(?:需要|需)先?(?:登录|登入)"
    r"|立即(?:注册|註冊)|(?:没有|還沒有)(?:账号|帳號)|необходимо авторизоваться|вход на сайт|нет аккаунта"
    r"|musisz (?:być zalogowany|się zalogować)|nie masz konta|потрібно авторизуватися|немає акаунта",
    "blocked": r"solve the puzzle|画像の文字を入力|자동 ?입력 ?방지|拖动滑块|拖動滑塊"
    r"|ブラウザを?確認|(?:图片|圖片)中的字符|(?:输入|輸入)(?:验证码|驗證碼)"
    r"|checking (?:if the site|your browser)|unusual traffic",
    "paywall": r"(?:article|story|post) is for (?:paid )?subscribers|rest of this (?:story|article|post)"
    r"|full access with|free articles remaining|keep reading for [$€£]|choose a plan|para (?:continuar|seguir) leyendo"
    r"|ler o texto completo|já tem assinatura|لقراءة بقية|لديك اشتراك|(?:पूरा|आगे) पढ़ने के लिए|सब्सक्राइबर"
    r"|(?:訂戶|订户|會員|会员)(?:專屬|专属)|(?:阅读|閱讀)全文|за підпискою|маєте підписку",
    "consent": r"mit werbung (?:und tracking)?",
    "scripts": r"chargement .{0,40}(?:en cours|patienter)|werden geladen|a carregar|memuat"
    r"|読み込んでいます|завантаження|загрузка|por favor,? (?:aguarde|espere)|mohon tunggu|зачекайте"
    r"|しばらくお待ち|يتم التحميل|se está cargando"
    r"|(?:activ|habilit|ativ|abilit|aktivier|włącz|ввімкн|увімкн|включ)\w*[^.]{0,30}javascript"
    r"|javascript[^.]{0,30}(?:activ|habilit|ativ|abilit|aktivier|erforderlich|benötigt|necessári|nécessaire|обязател)",
}


def _either_order(parts: tuple[str, str]) -> str:
    of_what, what = parts
    between = rf"[^.!?。！？؟।\n]{{0,{GAP}}}?"
    return f"(?:{of_what}){between}(?:{what})|(?:{what}){between}(?:{of_what})"


def _joined(code: str) -> re.Pattern[str]:
    told = [_either_order(parts) for parts in PAIRS.get(code, {}).values()]
    return re.compile("|".join([*told, *filter(None, [PHRASES.get(code)])]), re.IGNORECASE | re.MULTILINE)


#: Of pages that are short, and of those that say next to nothing.
PRICE = re.compile(PHRASES["paywall"], re.IGNORECASE | re.MULTILINE)
BRIEF_PATTERNS = {code: _joined(code) for code in sorted({*PAIRS, *PHRASES})}
