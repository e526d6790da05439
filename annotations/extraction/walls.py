"""What sites say instead of the document that was asked for, in the languages of most fact-checkers.

By code and language (ISO 639-1): expressions that are looked for in a page's title and words, letters' case aside.
Only phrases that a site says of itself, never what an article might tell about cookies, robots or subscriptions.
"""

from __future__ import annotations

import re

#: Robot checks. Tried first: a wall against robots often asks for cookies, too.
BLOCKED = {
    "en": r"unusual (traffic|activity)|verify(ing)? (that )?(you are|you.re|if you are) (not )?(a )?(human|robot|bot)"
    r"|are you (a robot|human|a human)|checking (if|your browser|the site connection)"
    r"|enable javascript and cookies to continue|access denied|access to this page has been denied|captcha"
    r"|perform(ing|s)? (a )?security (verification|check)|security (check|service) to (protect|access)"
    r"|ddos protection"
    r"|request (was )?blocked|you have been blocked|pardon our interruption|human verification"
    r"|(prove|confirm|make sure) (that )?you.re (not a (ro)?bot|human)|automated (access|requests|queries)"
    r"|^just a moment|attention required",
    "es": r"no soy un robot|verifi(ca|que|car|cando) que (usted )?(eres|es|no eres|no es) (un )?(humano|robot)"
    r"|tráfico inusual|acceso denegado|comprobando (su|tu) navegador|comprobación de seguridad",
    "pt": r"não sou um robô|verifi(que|car|cando) (se|que) (você )?é (um )?(humano|um ser humano)"
    r"|tráfego incomum|acesso negado|verificando (o )?seu navegador|verificação de segurança",
    "fr": r"accès (refusé|bloqué)|je ne suis pas un robot|vérifi(er|ez|ons|cation) (que vous (êtes|n.êtes)"
    r"|de sécurité)"
    r"|trafic (inhabituel|anormal)|êtes-vous un (robot|humain)|vérification de votre navigateur",
    "de": r"zugriff (verweigert|gesperrt|blockiert)|kein roboter|ungewöhnliche[rn]? (datenverkehr|aktivität)"
    r"|sicherheits(über)?prüfung|bestätigen sie, dass sie (ein mensch|kein)|ihr browser wird überprüft",
    "it": r"non sono un robot|accesso negato|traffico insolito|verific(a|he|hiamo|are) (di sicurezza|che (tu )?sia)"
    r"|controllo del browser|verifica di essere umano",
    "ar": r"لست (برنامج )?روبوت|تم رفض الوصول|الوصول مرفوض|تحقق من أنك (إنسان|لست)|حركة مرور غير (عادية|معتادة)"
    r"|التحقق (الأمني|من المتصفح)",
    "hi": r"रोबोट नहीं|एक्सेस अस्वीकृत|पहुंच अस्वीकृत|आप (एक )?(इंसान|मानव) हैं|असामान्य ट्रैफ़?िक|सुरक्षा जांच",
    "bn": r"রোবট (নই|নন)|অ্যাক্সেস অস্বীকৃত|আপনি (একজন )?মানুষ|নিরাপত্তা যাচাই",
    "id": r"bukan robot|akses ditolak|verifikasi bahwa anda (manusia|bukan)|lalu lintas (yang )?tidak biasa"
    r"|(pemeriksaan|verifikasi) keamanan|memeriksa (browser|peramban)",
    "tr": r"robot değilim|erişim (engellendi|reddedildi)|insan olduğunuzu doğrula|olağan ?dışı trafik"
    r"|güvenlik (kontrolü|doğrulaması)|tarayıcınız kontrol ediliyor",
    "pl": r"nie jestem robotem|odmowa dostępu|brak dostępu|potwierdź, że jesteś człowiekiem|nietypowy ruch"
    r"|weryfikacja (bezpieczeństwa|przeglądarki)",
    "ru": r"я не робот|доступ (запрещ[её]н|ограничен|заблокирован)|подтвердите, что (вы|запросы)|необычный трафик"
    r"|проверка (безопасности|браузера)",
    "uk": r"я не робот|доступ (заборонено|обмежено|заблоковано)|підтвердьте, що ви|незвичний трафік"
    r"|перевірка (безпеки|браузера)",
    "ko": r"로봇이 아닙니다|접근(이)? ?(거부|차단)|액세스(가)? ?거부|사람인지 확인|비정상적인 (트래픽|접근)"
    r"|보안 (확인|검사)",
    "ja": r"私はロボットではありません|ロボットではない|アクセスが?(拒否|ブロック|制限)|人間であること"
    r"|通常と異なる(トラフィック|アクセス)|セキュリティ(チェック|検証)",
    "zh": r"不是机器人|不是機器人|访问被(拒绝|阻止)|存取遭拒|拒绝访问|(请|請)?(验证|驗證)您?是(真人|人类|人類)"
    r"|异常流量|異常流量|安全(验证|驗證|检查|檢查)",
    "el": r"δεν είμαι ρομπότ|δεν επιτρέπεται η πρόσβαση|επαλήθευση (ασφαλείας|ότι είστε)|ασυνήθιστη κίνηση",
    "nl": r"ik ben geen robot|toegang geweigerd|ongebruikelijk verkeer|controleren of u een mens"
    r"|beveiligingscontrole",
}

#: "No such page", with a status that says otherwise.
NOT_FOUND = {
    "": r"\b(error|http|status|erro|errore|fehler|erreur|błąd|ошибка|помилка|hata)[ :]*404\b"
    r"|(?<![\d,.])404[ \-–:|.]*(error|not found|page|erro)|\A404\n",
    "en": r"page (was |is |could )?not (be )?found|page (that )?(you (are|were|.re)? ?(looking for|requested"
    r"|seeking))"
    r"|(can.?t|could ?n.?t|cannot|could not|unable to|didn.t) (seem to )?find (the|that|this|your) (page|article"
    r"|story)"
    r"|page (you (want|requested|followed) )?(does ?n.t|does not|no longer) exists?|no longer available"
    r"|(page|article|story|content) (has been|was|is) (removed|deleted|unavailable|gone|missing)"
    r"|nothing (was )?(found )?here|no such page|this (page|content) is ?n.t available|broken link",
    "es": r"página (que (buscas?|busca usted|solicitas?) )?(no (fue |ha sido )?(encontrada|existe|disponible"
    r"|se encuentra)"
    r"|ya no existe)|no (se )?(pudo|pudimos|hemos podido|podemos|se ha podido) encontra(r|do) (la|esta|esa) página"
    r"|no encontramos (la|esta) página|página que (estás|está) buscando|contenido no disponible",
    "pt": r"página (não (foi )?(encontrada|existe|localizada|disponível)|que você (procura|procurava|tentou)"
    r"|inexistente)"
    r"|não (foi possível )?encontr(amos|ar) (a|esta|essa) página|conteúdo (não encontrado|indisponível|removido)",
    "fr": r"page (demandée )?(est )?(introuvable|inexistante|non trouvée)|page (que vous (cherchez|recherchez"
    r"|demandez)"
    r"|(demandée )?n.(existe|est) (pas|plus))|(n.avons|nous n.avons|impossible de) (pas )?(pu )?trouver? (la"
    r"|cette) page"
    r"|contenu (n.est plus disponible|indisponible|introuvable)",
    "de": r"seite (wurde |konnte |ist )?(leider )?nicht (gefunden|vorhanden|verfügbar|mehr (vorhanden|verfügbar))"
    r"|(gesuchte|angeforderte|aufgerufene) seite|seite existiert (leider )?nicht|(nicht|keine) (mehr )?auffindbar"
    r"|inhalt (ist )?nicht (mehr )?verfügbar",
    "it": r"pagina (non (è (stata )?)?(trovata|disponibile|esiste( più)?|esistente)|che (stai|stavi) cercando"
    r"|inesistente)"
    r"|non (è stato possibile |siamo riusciti a |riusciamo a |abbiamo )?trovat?[oare]* (la|questa) pagina"
    r"|contenuto non (disponibile|trovato)",
    "ar": r"الصفحة (غير موجودة|التي (تبحث|طلبت)|المطلوبة غير)|لم يتم العثور على (ال)?صفحة|لا توجد هذه الصفحة"
    r"|لم نتمكن من العثور|المحتوى غير متاح|عذرا.{0,30}غير موجودة",
    "hi": r"पृष्ठ नहीं मिला|पेज (नहीं मिला|मौजूद नहीं|उपलब्ध नहीं)|पेज जिसे आप|यह (पेज|पृष्ठ) (मौजूद|उपलब्ध) नहीं|पन्ना नहीं मिला",
    "bn": r"(পৃষ্ঠা|পাতা|পেজ)(টি|টা)? (খুঁজে )?(পাওয়া যায়নি|পাওয়া যায়নি|নেই)|আপনি যে (পৃষ্ঠা|পাতা|পেজ)",
    "id": r"halaman (yang (anda|kamu) (cari|minta)|tidak (ditemukan|tersedia|ada))|tidak (dapat"
    r"|bisa) menemukan halaman"
    r"|konten (tidak (ditemukan|tersedia)|telah dihapus)",
    "tr": r"sayfa (bulunamadı|mevcut değil|bulunmuyor)|aradığınız (sayfa|içerik|haber)|böyle bir sayfa yok"
    r"|içerik (bulunamadı|kaldırıl|mevcut değil)",
    "pl": r"(strona|strony|artykuł) (nie (została|został) znalezion|nie istnieje|nie odnaleziono|o podanym adresie)"
    r"|nie (znaleziono|znaleźliśmy|możemy znaleźć|odnaleziono) (tej |takiej |podanej )?strony|strona, której szukasz",
    "ru": r"страниц[аыу] (не (найдена|существует|доступна)|удалена|,? которую вы (ищете|искали|запросили))"
    r"|(не нашли|не удалось найти|не можем найти) (такую |эту |запрошенную )?страниц|такой страницы нет",
    "uk": r"сторінк[аиу] (не (знайдена|знайдено|існує|доступна)|видалена|,? яку ви (шукаєте|шукали))"
    r"|сторінку не знайдено|(не (можемо|вдалося|змогли)) знайти (цю |таку )?сторінк|такої сторінки (немає|не існує)",
    "ko": r"페이지(를|가)? ?(찾을 수 없|존재하지 않|삭제)|요청하신 (페이지|주소)|존재하지 않는 (페이지|기사)"
    r"|삭제된 (페이지|기사|게시물)",
    "ja": r"ページ(が|は)?(見つかりません|みつかりません|存在しません|見当たりません|削除)|お探しの(ページ|記事)"
    r"|指定されたページ|記事は?(削除|掲載(が|を)?終了)",
    "zh": r"(页面|頁面|网页|網頁|文章|内容|內容)(未找到|找不到|不存在|已(被)?(删除|刪除|移除)|无法访问)|找不到(此"
    r"|该|該|您(要|访问|請求)的?)?(页面|頁面|网页|網頁)|您访问的(页面|网页)",
    "el": r"(η )?σελίδα (δεν (βρέθηκε|υπάρχει)|που (ζητήσατε|αναζητάτε|ψάχνετε))|δεν βρέθηκε η σελίδα",
    "nl": r"pagina (is )?(niet (gevonden|beschikbaar|gevonden)|bestaat niet( meer)?|die (je|u) zoekt)"
    r"|kunnen (deze|de|die) pagina niet vinden",
}

#: The beginning of an article, then the price of the rest.
PAYWALL = {
    "en": r"subscribe (now |today )?(to|for) (continue|read|keep|unlock|access|full access|unlimited)"
    r"|already (a|have a) (subscriber|member|subscription)|(for|only|exclusive(ly)?)( (to"
    r"|for))?( our)? subscribers( only)?\b"
    r"|subscribers(-| )only|subscribers can read|(become|register as) a (subscriber|member) to (continue|read)"
    r"|(this|the) (article|story|content) is (reserved|only available|available only|exclusive)"
    r"|to (continue|keep) reading,? (please )?(subscribe|log in|sign|register|create)|sign up to (continue"
    r"|keep) reading"
    r"|you.ve (reached|read) your (limit|(last|monthly)? ?free)|unlock (this|the full) (article|story)"
    r"|start your (free )?(trial|subscription)",
    "es": r"(solo|sólo|exclusiv[oa]s?|reservad[oa]) (para|a) (nuestros )?(suscriptores|abonados|socios)"
    r"|suscríb(ete|ase) (ahora )?(para|y) (continuar|seguir|leer|sigue)|¿?ya eres (suscriptor|abonado|socio)"
    r"|contenido exclusivo|(para seguir|continúa|sigue) leyendo.{0,40}suscri",
    "pt": r"(exclusiv[oa]s?|apenas|somente|só|reservad[oa]) (para|a|aos) (os )?(nossos )?assinantes"
    r"|já (é|sou|sou um) assinante|assine (agora |já )?(para|e) (continuar?|ler|continue|leia|ter acesso)"
    r"|(para|quer) continuar (a )?l(er|endo).{0,40}assin|conteúdo exclusivo",
    "fr": r"(réservée?s?|exclusi(f|ve)) (à|aux|pour) (nos |les )?abonnés|abonnez-vous (pour|et|dès)|déjà abonnée?"
    r"|(pour lire la suite|la suite|il vous reste).{0,60}(abonn|à lire)|contenu réservé|article réservé",
    "de": r"(nur|exklusiv) für (unsere )?(abonnent|leser mit abo|mitglieder)|(bereits|schon) (abonnent|abonniert"
    r"|mitglied)"
    r"|(jetzt|weiter ?lesen mit).{0,20}(abonnieren|abo\b)|weiterlesen (mit|im abo)|um weiterzulesen"
    r"|abonnieren sie,? um|diese(r|n) (artikel|inhalt) (ist )?(nur|exklusiv)",
    "it": r"(riservat|esclusiv)[oaie] (agli|per gli|ai) abbonati|(sei|hai) già (un )?abbona(to|mento)"
    r"|abbonati (ora |subito )?(per|e) (continu|legg|prosegu)|per continuare a leggere|contenuto (riservato"
    r"|esclusivo)",
    "ar": r"للمشتركين فقط|(خاص|حصري|متاح)(ة)? (ب|ل)لمشتركين|اشترك (الآن )?(لمتابعة|لمواصلة|للقراءة)|هل أنت مشترك"
    r"|لمتابعة القراءة",
    "hi": r"(केवल|सिर्फ) (सब्सक्राइबर|सदस्य|ग्राहक)ों? के लिए|आगे पढ़ने के लिए.{0,40}(सब्सक्राइब|लॉग ?इन|सदस्यता)"
    r"|पहले से (सब्सक्राइबर|सदस्य)",
    "bn": r"(শুধু|কেবল)(মাত্র)? (গ্রাহক|সদস্য)দের জন্য|পড়া চালিয়ে যেতে|সাবস্ক্রাইব করুন",
    "id": r"(khusus|hanya) (untuk )?pelanggan|berlangganan (sekarang )?untuk (melanjutkan|membaca|terus)"
    r"|sudah (ber)?langganan"
    r"|lanjutkan membaca dengan",
    "tr": r"(sadece|yalnızca) (abone|üye)ler|abonelere özel|(okumaya|devam) (etmek|devam etmek) için (abone|üye)"
    r"|zaten abone",
    "pl": r"(tylko|wyłącznie) dla (prenumeratorów|subskrybentów|abonentów)|masz już (prenumeratę|subskrypcję)"
    r"|(wykup|kup) (dostęp|prenumeratę|subskrypcję)|aby (czytać dalej|kontynuować czytanie)|zostań prenumeratorem",
    "ru": r"(только|доступ[а-я]*|эксклюзивно) (для|по) подписчик|(уже подписаны|вы уже подписчик)"
    r"|(оформите|купите) подписку|чтобы (читать дальше|продолжить чтение)",
    "uk": r"(тільки|лише|доступ[а-яі]*) (для|за) (передплатник|підписник)|(вже (передплатник|підписан))"
    r"|оформіть (передплату|підписку)|щоб (читати далі|продовжити читання)",
    "ko": r"(구독자|유료 ?회원|회원) ?(만|전용)|(구독|로그인)(하시면|하고|하셔야).{0,20}(계속|전문|이어)"
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
    "de": r"verwenden[^.]{0,60}cookies|(wir und )?unsere (\d+ )?partner|alle[ns]? (akzeptieren|ablehnen)"
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
    "pl": r"(używamy|stosujemy|wykorzystujemy)[^.]{0,60}(cookie|ciasteczek)|(my i )?nasi (\d+ )?partnerzy"
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
    "en": r"(log|sign) ?in to|(please|you must|you need to|must be) (log|sign|logged|signed)[ -]?(in|up)|^(log"
    r"|sign)[ -]?in\b"
    r"|forg[eo]t(ten)? (your )?password|create (an|a new|your) account|members only",
    "es": r"inici(ar|a|e) sesión|¿?(olvidaste|has olvidado|olvidó) (tu|su|la) contraseña|crear (una )?cuenta"
    r"|acceso (de )?usuarios",
    "pt": r"(iniciar|inicie|inicia) sessão|(fazer|faça) login|(entrar|entre) na sua conta|esquec(eu|i) (a|sua"
    r"|minha|a sua) senha"
    r"|criar (uma )?conta",
    "fr": r"se connecter|connectez-vous|identifiez-vous|mot de passe oublié|créer un compte",
    "de": r"bitte (melden|loggen)|anmelden|einloggen|passwort vergessen|konto erstellen",
    "it": r"acced[ia] (al|con|per)|effettua (il login|l.accesso)|password dimenticata"
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
    r"|\bloading\b.{0,20}(please wait|[….]{1,3}$)|please wait.{0,20}loading|^loading\b|update your browser"
    r"|unsupported browser",
    "es": r"(habilit|activ)\w* (el )?javascript|javascript (está )?(desactivado|deshabilitado)|cargando(…|\.\.\.)",
    "pt": r"(habilit|ativ)\w* (o )?javascript|javascript (está )?(desativado|desabilitado)|(carregando"
    r"|a carregar)(…|\.\.\.)",
    "fr": r"(activ|autoris)\w* (le )?javascript|javascript (est )?désactivé|chargement( en cours)?(…|\.\.\.)",
    "de": r"javascript (bitte )?(ist )?(aktivieren|deaktiviert|nicht aktiviert|benötigt)"
    r"|aktivieren sie (bitte )?javascript"
    r"|wird geladen|lädt(…|\.\.\.)",
    "it": r"(abilit|attiv)\w* javascript|javascript (è )?disabilitato|caricamento( in corso)?(…|\.\.\.)",
    "ar": r"(تفعيل|تمكين|فعّ?ل) (ال)?(جافا ?سكريبت|javascript)|جار[يٍ]? (ال)?تحميل",
    "hi": r"जावास्क्रिप्ट (सक्षम|चालू)|javascript (सक्षम|चालू)|लोड हो रहा है",
    "bn": r"জাভাস্ক্রিপ্ট (সক্রিয়|চালু)|লোড হচ্ছে",
    "id": r"aktifkan javascript|javascript (dinonaktifkan|tidak aktif)|(memuat|sedang memuat)(…|\.\.\.)",
    "tr": r"javascript.{0,10}(etkinleştir|devre dışı|açık)|yükleniyor",
    "pl": r"(włącz|wymaga) javascript|javascript (jest )?wyłączon|ładowanie|trwa wczytywanie",
    "ru": r"(включите|требуется) javascript|javascript (отключ[её]н|выключен)|загрузка(…|\.\.\.)|идёт загрузка",
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
    "blocked": _joined(BLOCKED),
    "not_found": _joined(NOT_FOUND),
    "paywall": _joined(PAYWALL),
    "consent": _joined(CONSENT),
    "login": _joined(LOGIN),
}
NEEDS_SCRIPTS = _joined(SCRIPTS)
