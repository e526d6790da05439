"""What sites say instead of a document that they don't give, by language (words.py tells how it is read)."""

from __future__ import annotations

#: Robot checks. Tried first: a wall against robots often asks for cookies, too.
BLOCKED = {
    "en": r"unusual (traffic|activity) (from|on|in|coming) |verify(ing)? (that )?(you are|you.re"
    r"|if you are) (not )?(a )?(human|robot|bot)"
    r"|are you (a robot|human|a human)|checking (if|your browser|the site connection)"
    r"|enable javascript and cookies to continue|access denied|access to this page has been denied|captcha"
    r"|perform(ing|s)? (a )?security (verification|check)|security (check|service) to (protect|access)"
    r"|ddos protection"
    r"|request (was )?blocked|you have been blocked|pardon our interruption|human verification"
    r"|(prove|confirm|make sure) (that )?you.re (not a (ro)?bot|human)|automated (access|requests|queries)"
    r"|^just a moment|attention required|drag the (slider|puzzle)|slide to complete|blocked by network security"
    r"|press (&|and) hold|(prove|confirm) (that )?you are (a )?human|not a bot!|^403 forbidden|^too many requests"
    r"|incapsula incident|requested url was rejected",
    "es": r"no soy un robot|verifi(ca|que|car|cando) que (usted )?(eres|es|no eres|no es) (un )?(humano|robot)"
    r"|tráfico inusual|acceso denegado|comprobando (su|tu) navegador|comprobación de seguridad",
    "pt": r"confirme que (você )?é humano|não sou um robô|verifi(que|car|cando) (se|que) (você )?é (um )?(humano"
    r"|um ser humano)"
    r"|tráfego incomum|acesso negado|verificando (o )?seu navegador|verificação de segurança",
    "fr": r"vous avez été bloqué|accès (refusé|bloqué)|je ne suis pas un robot|vérifi(er|ez|ons"
    r"|cation) (que vous (êtes|n.êtes)"
    r"|de sécurité)"
    r"|trafic (inhabituel|anormal)|êtes-vous un (robot|humain)|vérification de votre navigateur",
    "de": r"zugriff (verweigert|gesperrt|blockiert)|kein roboter|ungewöhnliche[rn]? (datenverkehr|aktivität)"
    r"|sicherheits(über)?prüfung|bestätigen sie, dass sie (ein mensch|kein)|ihr browser wird überprüft",
    "it": r"conferma di essere (una persona|umano)|non sono un robot|accesso negato|traffico insolito|verific(a|he"
    r"|hiamo|are) (di sicurezza|che (tu )?sia)"
    r"|controllo del browser|verifica di essere umano",
    "ar": r"لست (برنامج )?روبوت|تم رفض الوصول|الوصول مرفوض|تحقق من أنك (إنسان|لست)|حركة مرور غير (عادية|معتادة)"
    r"|التحقق (الأمني|من المتصفح)",
    "hi": r"रोबोट नहीं|एक्सेस अस्वीकृत|पहुंच अस्वीकृत|आप (एक )?(इंसान|मानव) हैं|असामान्य ट्रैफ़?िक|सुरक्षा जांच",
    "bn": r"রোবট (নই|নন)|অ্যাক্সেস অস্বীকৃত|আপনি (একজন )?মানুষ|নিরাপত্তা যাচাই",
    "id": r"verifikasi anda (adalah )?manusia|bukan robot|akses ditolak|verifikasi bahwa anda (manusia|bukan)"
    r"|lalu lintas (yang )?tidak biasa"
    r"|(pemeriksaan|verifikasi) keamanan|memeriksa (browser|peramban)",
    "tr": r"insan olduğunuz doğrulan|robot değilim|erişim (engellendi|reddedildi)|insan olduğunuzu doğrula"
    r"|olağan ?dışı trafik"
    r"|güvenlik (kontrolü|doğrulaması)|tarayıcınız kontrol ediliyor",
    "pl": r"że nie jesteś robotem|nie jestem robotem|odmowa dostępu|brak dostępu|potwierdź, że jesteś człowiekiem"
    r"|nietypowy ruch"
    r"|weryfikacja (bezpieczeństwa|przeglądarki)",
    "ru": r"вы не робот|я не робот|доступ (запрещ[её]н|ограничен|заблокирован)|подтвердите, что (вы|запросы)"
    r"|необычный трафик"
    r"|проверка (безопасности|браузера)",
    "uk": r"я не робот|доступ (заборонено|обмежено|заблоковано)|підтвердьте, що ви|незвичний трафік"
    r"|перевірка (безпеки|браузера)",
    "ko": r"로봇이 아닙니다|접근(이)? ?(거부|차단)|액세스(가)? ?거부|사람인지 확인|비정상적인 (트래픽|접근)"
    r"|보안 (확인|검사)",
    "ja": r"私はロボットではありません|ロボットではない|アクセスが?(拒否|ブロック|制限)|人間であること"
    r"|通常と異なる(トラフィック|アクセス)|セキュリティ(チェック|検証)",
    "zh": r"请输入验证码|請輸入驗證碼|不是机器人|不是機器人|访问被(拒绝|阻止)|存取遭拒|拒绝访问|(请|請)?(验证"
    r"|驗證)您?是(真人|人类|人類)"
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
    r"|page (you (want|requested|followed) )?(does ?n.t|does not|no longer) exists?|(page|article|content|story"
    r"|item|it|post|video) (is|are) no longer available"
    r"|(page|article|story|content) (has been|was|is) (removed|deleted|unavailable|gone|missing)"
    r"|nothing (was )?(found )?here|no such page|link (you followed )?may be broken|(page|article|story) (may"
    r"|has been) (have been )?(removed|unpublished)"
    r"|broken link"
    r"|this (page|content|video|post|tweet|account|reel) (is ?n.t|is not) available|\Avideo unavailable"
    r"|this (video|post|tweet|account|reel) (has been|was|is) (removed|deleted|unavailable|private|suspended)",
    "es": r"no encontramos lo que buscas|página a la que intentas acceder|página (que (buscas?|busca usted"
    r"|solicitas?) )?(no (fue |ha sido )?(encontrada|existe|disponible"
    r"|se encuentra)"
    r"|ya no existe)|no (se )?(pudo|pudimos|hemos podido|podemos|se ha podido) encontra(r|do) (la|esta|esa) página"
    r"|no encontramos (la|esta) página|página que (estás|está) buscando|contenido no disponible",
    "pt": r"página (que procura|indisponível)|página (não (foi )?(encontrada|existe|localizada|disponível)"
    r"|que você (procura|procurava|tentou)"
    r"|inexistente)"
    r"|não (foi possível )?encontr(amos|ar) (a|esta|essa) página|conteúdo (não encontrado|indisponível|removido)",
    "fr": r"page (demandée )?(est )?(introuvable|inexistante|non trouvée)|page (que vous (cherchez|recherchez"
    r"|demandez)"
    r"|(demandée )?n.(existe|est) (pas|plus))|(n.avons|nous n.avons|impossible de) (pas )?(pu )?trouver? (la"
    r"|cette) page"
    r"|contenu (n.est plus disponible|indisponible|introuvable)",
    "de": r"existiert (diese|die) seite nicht|seite (wurde |konnte |ist )?(leider )?nicht (gefunden|vorhanden"
    r"|verfügbar|mehr (vorhanden|verfügbar))"
    r"|(gesuchte|angeforderte|aufgerufene) seite|seite existiert (leider )?nicht|(nicht|keine) (mehr )?auffindbar"
    r"|inhalt (ist )?nicht (mehr )?verfügbar",
    "it": r"pagina (richiesta|che cerchi) non|pagina (non (è (stata )?)?(trovata|disponibile|esiste( più)?"
    r"|esistente)|che (stai|stavi) cercando"
    r"|inesistente)"
    r"|non (è stato possibile |siamo riusciti a |riusciamo a |abbiamo )?trovat?[oare]* (la|questa) pagina"
    r"|contenuto non (disponibile|trovato)",
    "ar": r"الصفحة (غير متوفرة|غير متاحة|غير موجودة|التي (تبحث|طلبت)|المطلوبة غير)|لم يتم العثور على (ال)?صفحة"
    r"|لا توجد هذه الصفحة"
    r"|لم نتمكن من العثور|المحتوى غير متاح|عذرا.{0,30}غير موجودة",
    "hi": r"आप जिस (पेज|पृष्ठ) को|पृष्ठ नहीं मिला|पेज (नहीं मिला|मौजूद नहीं|उपलब्ध नहीं)|पेज जिसे आप|यह (पेज|पृष्ठ) (मौजूद"
    r"|उपलब्ध) नहीं|पन्ना नहीं मिला",
    "bn": r"(পৃষ্ঠা|পাতা|পেজ)(টি|টা)? (খুঁজে )?(পাওয়া যায়নি|পাওয়া যায়নি|নেই)|আপনি যে (পৃষ্ঠা|পাতা|পেজ)",
    "id": r"halaman ini tidak|halaman (yang (anda|kamu) (cari|minta)|tidak (ditemukan|tersedia|ada))|tidak (dapat"
    r"|bisa) menemukan halaman"
    r"|konten (tidak (ditemukan|tersedia)|telah dihapus)",
    "tr": r"sayfa (bulunamadı|mevcut değil|bulunmuyor)|aradığınız (sayfa|içerik|haber)|böyle bir sayfa yok"
    r"|içerik (bulunamadı|kaldırıl|mevcut değil)",
    "pl": r"nie ma takiej strony|(strona|strony|artykuł) (nie (została|został) znalezion|nie istnieje"
    r"|nie odnaleziono|o podanym adresie)"
    r"|nie (znaleziono|znaleźliśmy|możemy znaleźć|odnaleziono) (tej |takiej |podanej )?strony|strona, której szukasz",
    "ru": r"страниц[аыу] (не (найдена|существует|доступна)|удалена|,? которую вы (ищете|искали|запросили))"
    r"|(не нашли|не удалось найти|не можем найти) (такую |эту |запрошенную )?страниц|такой страницы нет",
    "uk": r"сторінку, яку ви|сторінк[аиу] (не (знайдена|знайдено|існує|доступна)|видалена|,? яку ви (шукаєте|шукали))"
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

#: A border.
REGION = {
    "en": r"(not|un)[ -]?available (in|for|to) (your|this) (country|region|location|area|state)"
    r"|unavailable due to legal"
    r"|access(ing)? this (web)?site from (a|the) (country|european)|in your (country|region) (is"
    r"|are) not (supported|allowed)",
    "es": r"no (está )?disponible en (tu|su) (país|región|ubicación|zona)",
    "pt": r"não (está )?disponível (no seu|em seu|na sua|em sua) (país|região|localização)",
    "fr": r"(pas|in)[ -]?disponible dans (votre|ce) (pays|région)|(votre|ce) pays n.est pas autorisé",
    "de": r"in (ihrem|deinem|diesem) land (leider )?nicht (verfügbar|erreichbar)|in (ihrer"
    r"|deiner) region (leider )?nicht verfügbar",
    "it": r"non (è )?disponibile (nel tuo|nella tua|in questo) (paese|regione|area)",
    "ar": r"غير متاح(ة)? في (بلدك|منطقتك|دولتك)",
    "tr": r"ülkenizde (kullanılamıyor|mevcut değil)|bölgenizde (kullanılamıyor|mevcut değil)",
    "pl": r"niedostępn[aey] w (twoim|państwa|tym) (kraju|regionie)",
    "ru": r"недоступ(ен|на|но) в (вашей|вашем) (стране|регионе)",
    "uk": r"недоступн(ий|а|о) у (вашій|вашому) (країні|регіоні)",
}

#: A house without tenants.
NO_SITE = {
    "en": r"domain( name)? (is |may be )?(for sale|parked|has expired|expired)|buy this domain|(is|are"
    r"|we.re) (currently )?(down|closed"
    r"|offline|undergoing)( for)?( scheduled)? maintenance|(site|page|we are|we.re) (is "
    r"|currently )*under (maintenance|construction)|(we.ll"
    r"|will) be (right )?back (soon|shortly)"
    r"|website (coming soon|is (suspended|disabled))|account (has been )?suspended|temporarily (unavailable"
    r"|out of service)",
    "es": r"en mantenimiento|dominio (está )?(en venta|a la venta|aparcado|caducado)|temporalmente (no disponible"
    r"|fuera de servicio)",
    "pt": r"em manutenção|domínio (está )?à venda|temporariamente (indisponível|fora do ar)",
    "fr": r"en maintenance|domaine (est )?(à vendre|en vente|expiré)|temporairement (indisponible|inaccessible)",
    "de": r"wartungsarbeiten|domain (steht|ist|zum) (zum )?verkauf|vorübergehend nicht (erreichbar|verfügbar)",
    "it": r"in manutenzione|dominio (è )?in vendita|temporaneamente (non disponibile|sospeso)",
    "ar": r"(الموقع )?(تحت|قيد) الصيانة|النطاق (معروض )?للبيع",
    "tr": r"bakım (çalışması|modunda|nedeniyle)|alan adı satılık",
    "pl": r"(przerwa techniczna|trwają prace konserwacyjne)|domena (jest )?na sprzedaż",
    "ru": r"(техническ(ие|ое) (работы|обслуживание))|домен (продается|продаётся|выставлен)",
    "uk": r"технічн(і|е) (роботи|обслуговування)|домен продається",
}
