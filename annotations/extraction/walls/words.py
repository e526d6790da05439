"""What sites say instead of the document that was asked for, in the languages of most fact-checkers.

By code and language (ISO 639-1): expressions that are looked for in a page's title and words, letters' case aside.
Only phrases that a site says of itself, never what an article might tell about cookies, robots or subscriptions.
"""

from __future__ import annotations

import re

from annotations.extraction.walls.further_words import FURTHER
from annotations.extraction.walls.refusals import BLOCKED, NO_SITE, NOT_FOUND, REGION

#: The beginning of an article, then the price of the rest.
PAYWALL = {
    "en": r"subscribe (now |today )?(to|for) (continue|read|keep|unlock|access|full access|unlimited)"
    r"|already (a|have a) (subscriber|member|subscription)|exclusive(ly)? (to|for) (our )?subscribers"
    r"|only (to|for) (our )?subscribers|for (our )?subscribers only"
    r"|content is for subscribers|premium (article|content)|free articles? left|subscribers(-| )only"
    r"|subscribers can read|(become|register as) a (subscriber|member) to (continue|read)"
    r"|(this|the) (article|story|content) is (reserved|only available|available only|exclusive)"
    r"|to (continue|keep) reading,? (please )?(subscribe|log in|sign|register|create)|sign up to (continue"
    r"|keep) reading"
    r"|you.ve (reached|read) your (limit|(last|monthly)? ?free)|unlock (this|the full) (article|story)"
    r"|start your (free )?(trial|subscription)",
    "es": r"límite de artículos|(solo|sólo|exclusiv[oa]s?|reservad[oa]) (para|a) (nuestros )?(suscriptores"
    r"|abonados|socios)"
    r"|suscríb(ete|ase) (ahora )?(para|y) (continuar|seguir|leer|sigue)|¿?ya eres (suscriptor|abonado|socio)"
    r"|contenido exclusivo|(para seguir|continúa|sigue) leyendo.{0,40}suscri",
    "pt": r"continue a ler com|(exclusiv[oa]s?|apenas|somente|só|reservad[oa]) (para|a"
    r"|aos) (os )?(nossos )?assinantes"
    r"|já (é|sou|sou um) assinante|assine (agora |já )?(para|e) (continuar?|ler|continue|leia|ter acesso)"
    r"|(para|quer) continuar (a )?l(er|endo).{0,40}assin|conteúdo exclusivo",
    "fr": r"contenu payant|(réservée?s?|exclusi(f|ve)) (à|aux|pour) (nos |les )?abonnés|abonnez-vous (pour|et|dès)"
    r"|déjà abonnée?"
    r"|(pour lire la suite|la suite|il vous reste).{0,60}(abonn|à lire)|contenu réservé|article réservé",
    "de": r"abonnenten vorbehalten|haben (sie )?(schon|bereits) ein abo|(nur|exklusiv) für (unsere )?(abonnent"
    r"|leser mit abo|mitglieder)|(bereits|schon) (abonnent|abonniert"
    r"|mitglied)"
    r"|(jetzt|weiter ?lesen mit).{0,20}(abonnieren|abo\b)|weiterlesen (mit|im abo)|um weiterzulesen"
    r"|abonnieren sie,? um|diese(r|n) (artikel|inhalt) (ist )?(nur|exklusiv)",
    "it": r"(articolo|contenuto) per abbonati|(riservat|esclusiv)[oaie] (agli|per gli|ai) abbonati|(sei"
    r"|hai) già (un )?abbona(to|mento)"
    r"|abbonati (ora |subito )?(per|e) (continu|legg|prosegu)|per continuare a leggere|contenuto (riservato"
    r"|esclusivo)",
    "ar": r"اشترك الآن لقراءة|للمشتركين فقط|(خاص|حصري|متاح)(ة)? (ب|ل)لمشتركين|اشترك (الآن )?(لمتابعة|لمواصلة"
    r"|للقراءة)|هل أنت مشترك"
    r"|لمتابعة القراءة",
    "hi": r"(केवल|सिर्फ) (सब्सक्राइबर|सदस्य|ग्राहक)ों? के लिए|आगे पढ़ने के लिए.{0,40}(सब्सक्राइब|लॉग ?इन|सदस्यता)"
    r"|पहले से (सब्सक्राइबर|सदस्य)",
    "bn": r"(শুধু|কেবল)(মাত্র)? (গ্রাহক|সদস্য)দের জন্য|পড়া চালিয়ে যেতে|সাবস্ক্রাইব করুন",
    "id": r"(khusus|hanya) (untuk )?pelanggan|berlangganan (sekarang )?untuk (melanjutkan|membaca|terus)"
    r"|sudah (ber)?langganan"
    r"|lanjutkan membaca dengan",
    "tr": r"(okumak|devamı) için abone|(sadece|yalnızca) (abone|üye)ler|abonelere özel|(okumaya|devam) (etmek"
    r"|devam etmek) için (abone|üye)"
    r"|zaten abone",
    "pl": r"(tylko|wyłącznie) dla (prenumeratorów|subskrybentów|abonentów)|masz już (prenumeratę|subskrypcję)"
    r"|(wykup|kup) (dostęp|prenumeratę|subskrypcję)|aby (czytać dalej|kontynuować czytanie)|zostań prenumeratorem",
    "ru": r"(доступен|доступно|доступна) только подписчикам|(только|доступ[а-я]*|эксклюзивно) (для|по) подписчик"
    r"|(уже подписаны|вы уже подписчик)"
    r"|(оформите|купите) подписку|чтобы (читать дальше|продолжить чтение)",
    "uk": r"(тільки|лише|доступ[а-яі]*) (для|за) (передплатник|підписник)|(вже (передплатник|підписан))"
    r"|оформіть (передплату|підписку)|щоб (читати далі|продовжити читання)",
    "ko": r"구독하고 전체|(구독자|유료 ?회원|회원) ?(만|전용)|(구독|로그인)(하시면|하고|하셔야).{0,20}(계속|전문"
    r"|이어)"
    r"|이미 (구독|회원)|유료 (기사|콘텐츠)",
    "ja": r"(有料)?(会員|購読者|読者) ?(限定|専用)|続きを読むには|この(記事|先)は?(有料|会員)|すでに(会員|購読)"
    r"|有料(記事|会員)",
    "zh": r"(仅限|仅供|僅限|僅供|只限)(订阅|訂閱|付费|付費|会员|會員)|(订阅|訂閱)(后|後|以)(继续|繼續)?(阅读|閱讀)"
    r"|已(是|经是)(订阅|会员)|继续阅读请",
    "el": r"(μόνο|αποκλειστικά) για συνδρομητές|γίνετε συνδρομητ|είστε ήδη συνδρομητ|για να συνεχίσετε την ανάγνωση",
    "nl": r"(alleen|exclusief) voor (onze )?abonnees|al abonnee|word (nu )?abonnee|om verder te lezen",
}

#: Consent to cookies, with the page behind it.
CONSENT = {
    "en": r"before you continue|cookie (consent|settings|preferences|policy and)|your privacy (choices|matters"
    r"|is important)"
    r"|(we|our)( and our)?( \d+)?[^.]{0,30}(use|store|value|process)[^.]{0,60}\b(cookies|privacy|personal data"
    r"|device)\b"
    r"|(use|store|value)[^.]{0,60}\b(cookies|privacy)\b"
    r"|accept (all|cookies|and (continue|close))|reject all|manage (consent|cookies|preferences|options)",
    "es": r"(utilizamos|usamos|almacenamos|tratamos)[^.]{0,60}(cookies|datos personales|dispositivo)"
    r"|aceptar (todas|todo|cookies|y (continuar|cerrar))|rechazar (todo|todas)|(nosotros y )?nuestros (\d+ )?socios"
    r"|valoramos (tu|su) privacidad|configurar cookies",
    "pt": r"(utilizamos|usamos|armazenamos|tratamos|processamos)[^.]{0,60}(cookies|dados pessoais|dispositivo)"
    r"|aceitar (todos|tudo|cookies|e (continuar|fechar))|rejeitar (todos|tudo)|nossos (\d+ )?parceiros"
    r"|(valorizamos|respeitamos) (a )?(sua|tua) privacidade",
    "fr": r"utilisons[^.]{0,60}(cookies|traceurs)|(nous et )?nos (\d+ )?partenaires|tout (accepter|refuser)"
    r"|accepter et (continuer|fermer)|continuer sans accepter|(gérer|paramétrer) (mes|les|vos) (cookies|choix"
    r"|préférences)"
    r"|(respect|protection) de votre vie privée",
    "de": r"(verwenden|nutzen)[^.]{0,60}cookies|(wir und )?unsere (\d+ )?partner|alle[ns]? (akzeptieren|ablehnen)"
    r"|(verarbeiten|speichern)[^.]{0,60}(personenbezogene|informationen auf|cookies)|cookie-?(einstellungen|hinweis)"
    r"|mit werbung (weiter|lesen)|zustimmen und (weiter|lesen)|datenschutz-?einstellungen|ihre privatsphäre",
    "it": r"(utilizziamo|usiamo|archiviamo|trattiamo)[^.]{0,60}(cookie|dati personali|dispositivo)"
    r"|accetta (tutt[oi]|e continua|e chiudi|i cookie)|rifiuta (tutt[oi]|e abbonati)"
    r"|(noi e )?i nostri (\d+ )?(partner|fornitori)"
    r"|(rispettiamo|teniamo alla) (la )?tua privacy|gestisci (le )?(preferenze|i cookie)",
    "ar": r"ملفات تعريف الارتباط|(نحن و)?شركا(ؤنا|ئنا)|قبول (الكل|الجميع)|الكوكيز|نقدر خصوصيتك|رفض الكل",
    "hi": r"(हम|हमारे)[^।]{0,40}कुकी(ज़|ज|़)?|कुकीज़? (स्वीकार|का उपयोग)|सभी स्वीकार करें|आपकी (निजता|गोपनीयता)",
    "bn": r"কুকি(জ)? (ব্যবহার|গ্রহণ)|আমরা[^।]{0,40}কুকি|সব গ্রহণ করুন|আপনার গোপনীয়তা",
    "id": r"(kami|mitra kami)[^.]{0,60}cookie|(menggunakan|terima( semua)?) cookie|terima semua|tolak semua"
    r"|privasi anda",
    "tr": r"çerez(ler)?(i|leri)? (kullan|kabul|ayar|politika)|tümünü (kabul|reddet)|(biz ve )?(iş )?ortaklarımız"
    r"|gizliliğiniz(e|i)? (önem|değer)",
    "pl": r"strona używa plików cookie|(używamy|stosujemy|wykorzystujemy)[^.]{0,60}(cookie|ciasteczek)"
    r"|(my i )?nasi (\d+ )?partnerzy"
    r"|(akceptuj|zaakceptuj|odrzuć) wszystk|przejdź do serwisu|dbamy o (twoją|państwa) prywatność|szanujemy (twoją"
    r"|państwa)",
    "ru": r"(используем|использует)[^.]{0,60}(cookie|куки)|(принять|отклонить) вс[её]|(мы и )?наши партн[её]ры"
    r"|файлы cookie|мы ценим вашу",
    "uk": r"(використовуємо|використовує)[^.]{0,60}(cookie|кукі)|(прийняти|відхилити) все|(ми та )?наші партнери"
    r"|файли cookie",
    "ko": r"쿠키(를|의)? ?(사용|허용|동의|설정)|모두 (수락|동의|허용|거부)|개인정보 (보호|처리).{0,20}동의",
    "ja": r"cookie ?(を|の)(使用|利用|同意|設定)|クッキー(を|の)(使用|利用|同意|設定)|すべて(同意|許可|拒否"
    r"|受け入れ)|プライバシーを?尊重",
    "zh": r"(使用|接受|管理)[^。]{0,20}(cookie|曲奇)|(全部|所有)(接受|同意|拒绝|拒絕)|接受(全部|所有)|(重视"
    r"|重視)您的(隐私|隱私)",
    "el": r"(χρησιμοποιούμε|αποθηκεύουμε)[^.]{0,60}(cookies|δεδομένα)|αποδοχή (όλων|και)|απόρριψη όλων"
    r"|(εμείς και )?οι συνεργάτες μας",
    "nl": r"(gebruiken|plaatsen|bewaren)[^.]{0,60}cookies|alles? (accepteren|weigeren)|(wij en )?onze (\d+ )?partners"
    r"|accepteren en (doorgaan|sluiten)|cookie-?instellingen",
}

#: A door with a key.
LOGIN = {
    "en": r"^(log|sign) ?in to|(log|sign) ?in to (your|continue|see|view|access|read|keep)|(please|you must"
    r"|you need to|must be) (log|sign|logged|signed)[ -]?(in|up)|^(log"
    r"|sign)[ -]?in\b"
    r"|forg[eo]t(ten)? (your )?password|create (an|a new|your) account|members only",
    "es": r"inici(ar|a|e) sesión|¿?(olvidaste|has olvidado|olvidó) (tu|su|la) contraseña|crear (una )?cuenta"
    r"|acceso (de )?usuarios",
    "pt": r"(iniciar|inicie|inicia) sessão|(fazer|faça) login|(entrar|entre) na sua conta|esquec(eu|i) (a|sua"
    r"|minha|a sua) senha"
    r"|criar (uma )?conta",
    "fr": r"devez être connecté|se connecter|connectez-vous|identifiez-vous|mot de passe oublié|créer un compte",
    "de": r"bitte (melden|loggen)|^(jetzt )?anmelden"
    r"|(bitte|jetzt|hier|zuerst|sich) (zuerst )?anmelden\b(?! (will|kann|muss|soll))"
    r"|anmelden,? um|einloggen|passwort vergessen|konto erstellen",
    "it": r"accedi o registrati|acced[ia] (al|con|per)|effettua (il login|l.accesso)|password dimenticata"
    r"|(hai )?dimenticato la password|crea (un )?account",
    "ar": r"تسجيل الدخول|سج(ّ)?ل (ال)?دخول|نسيت كلمة (المرور|السر)|إنشاء حساب",
    "hi": r"लॉग ?इन (करें|कीजिए)|साइन ?इन करें|पासवर्ड भूल गए|खाता बनाएं",
    "bn": r"লগ ?ইন করুন|সাইন ?ইন করুন|পাসওয়ার্ড ভুলে",
    "id": r"(silakan |silahkan )?(masuk|login) (ke|untuk|dengan)|lupa (kata sandi|password)|buat akun",
    "tr": r"giriş yap|oturum aç|şifre(mi|nizi)? (unuttum|mi unuttunuz)|hesap oluştur",
    "pl": r"zaloguj się|nie pamiętasz hasła|zapomniałeś hasła|załóż konto|utwórz konto",
    "ru": r"войти в|войдите|авторизуйтесь|забыли пароль|создать аккаунт|зарегистрируйтесь",
    "uk": r"увійти (до|в)|увійдіть|авторизуйтес|забули пароль|створити (акаунт|обліковий)",
    "ko": r"로그인(이 필요|해 ?주세요|하세요|하기)|비밀번호(를)? (찾기|잊)|계정 만들기",
    "ja": r"ログイン(してください|が必要|する)|パスワードを(忘れ|お忘れ)|アカウントを?(作成|登録)",
    "zh": r"(请|請)(先)?(登录|登入|登錄)|忘记密码|忘記密碼|(创建|建立|注册|註冊)(账号|账户|帳號|帳戶)",
    "el": r"συνδεθείτε|σύνδεση στο|ξεχάσατε τον κωδικό|δημιουργία λογαριασμού",
    "nl": r"(meld|log) (je|u) (aan|in)|inloggen|wachtwoord vergeten|account aanmaken",
}

#: An empty shell that scripts were to fill.
SCRIPTS = {
    "en": r"javascript (is|must be|appears to be|has been|seems to be) (not available|disabled|enabled|required"
    r"|turned off)"
    r"|(enable|activate|turn on|requires?|need(s)?( to enable)?) (java ?scripts?|js)\b|without javascript"
    r"|\bloading\b.{0,20}(please wait|[….]{1,3}$)|please wait.{0,20}loading|^loading\b|one moment please|^fetching"
    r"|update your browser"
    r"|unsupported browser",
    "es": r"(habilit|activ)\w* (el )?javascript|javascript (está )?(desactivado|deshabilitado)|cargando\b"
    r"|espere por favor|cargando(…|\.\.\.)",
    "pt": r"(habilit|ativ)\w* (o )?javascript|javascript (está )?(desativado|desabilitado)|(carregando"
    r"|a carregar)(…|\.\.\.)",
    "fr": r"(activ|autoris)\w* (le )?javascript|javascript (est )?désactivé|chargement en cours|veuillez patienter"
    r"|chargement(…|\.\.\.)",
    "de": r"javascript (bitte )?(ist )?(aktivieren|deaktiviert|nicht aktiviert|benötigt)"
    r"|aktivieren sie (bitte )?javascript"
    r"|wird geladen|lädt(…|\.\.\.)",
    "it": r"(abilit|attiv)\w* javascript|javascript (è )?disabilitato|caricamento in corso|attendere prego"
    r"|caricamento(…|\.\.\.)",
    "ar": r"(تفعيل|تمكين|فعّ?ل) (ال)?(جافا ?سكريبت|javascript)|جار[يٍ]? (ال)?تحميل",
    "hi": r"जावास्क्रिप्ट (सक्षम|चालू)|javascript (सक्षम|चालू)|लोड हो रहा है|कृपया प्रतीक्षा",
    "bn": r"জাভাস্ক্রিপ্ট (সক্রিয়|চালু)|লোড হচ্ছে",
    "id": r"aktifkan javascript|javascript (dinonaktifkan|tidak aktif)|(mohon tunggu|memuat|sedang memuat)(…|\.\.\.)",
    "tr": r"javascript.{0,10}(etkinleştir|devre dışı|açık)|yükleniyor|lütfen bekleyin",
    "pl": r"(włącz|wymaga) javascript|javascript (jest )?wyłączon|ładowanie|proszę czekać|trwa wczytywanie",
    "ru": r"(включите|требуется) javascript|javascript (отключ[её]н|выключен)|загрузка(…|\.\.\.)|идёт загрузка"
    r"|подождите",
    "uk": r"(увімкніть|потрібен) javascript|javascript (вимкнено|відключено)|завантаження(…|\.\.\.)",
    "ko": r"(자바스크립트|javascript)(를|가)? ?(활성화|사용|비활성)|로딩 ?중|불러오는 중",
    "ja": r"javascript ?(を|が)(有効|無効|オン)|読み込み中|ロード中",
    "zh": r"(启用|啟用|开启|開啟|打开) ?javascript|javascript ?(已)?(禁用|停用)|(正在)?(加载|載入|加載)中"
    r"|正在(加载|載入)",
    "el": r"ενεργοποιήσ\w+ (την |τη )?javascript|φόρτωση(…|\.\.\.)",
    "nl": r"(schakel|zet) javascript|javascript (is )?uitgeschakeld|(aan het laden|laden)(…|\.\.\.)",
}

#: Words that a site says only of itself and its partners, by which a consent page of any length is known.
PARTNERS = re.compile(
    r"(we|us) and our (\d[\d,. ]* )?(technology |advertising )?(partners|vendors)"
    r"|nosotros y nuestros (\d[\d,. ]* )?(socios|proveedores)|nós e (os )?nossos (\d[\d,. ]* )?(parceiros"
    r"|fornecedores)"
    r"|nous et nos (\d[\d,. ]* )?(partenaires|fournisseurs)|wir und unsere (\d[\d,. ]* )?partner"
    r"|noi e i nostri (\d[\d,. ]* )?(partner|fornitori)|نحن وشركا(ؤنا|ئنا)|biz ve (iş )?ortaklarımız"
    r"|my i nasi (\d[\d,. ]* )?partnerzy|мы и наши партн[её]ры|ми та наші партнери|wij en onze (\d[\d,. ]* )?partners"
    r"|kami dan mitra kami|εμείς και οι (\d[\d,. ]* )?συνεργάτες μας",
    re.IGNORECASE,
)


def _joined(words: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(words.values()), re.IGNORECASE | re.MULTILINE)


#: Tried in this order.
PATTERNS = {
    "blocked": _joined(BLOCKED | FURTHER["blocked"]),
    "region": _joined(REGION),
    "no_site": _joined(NO_SITE),
    "not_found": _joined(NOT_FOUND | FURTHER["not_found"]),
    "paywall": _joined(PAYWALL | FURTHER["paywall"]),
    "consent": _joined(CONSENT | FURTHER["consent"]),
    "login": _joined(LOGIN | FURTHER["login"]),
}
NEEDS_SCRIPTS = _joined(SCRIPTS | FURTHER["scripts"])
