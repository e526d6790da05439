"""What sites say instead of a document in further languages (words.py tells how it is read)."""

from __future__ import annotations

#: {code: {language: expression}}
FURTHER = {
    "blocked": {
        "sv": r"(bekräfta|verifiera) att du (inte är en (ro)?bot|är (en )?människa)|jag är inte en robot|åtkomst nekad"
        r"|ovanlig trafik|säkerhetskontroll",
        "no": r"(bekreft|verifiser) at du (ikke er en (ro)?bot|er (et )?menneske)|jeg er ikke en robot|ingen tilgang"
        r"|uvanlig trafikk|sikkerhetssjekk",
        "da": r"bekræft,? at du (ikke er en (ro)?bot|er (et )?menneske)|jeg er ikke en robot|adgang nægtet"
        r"|usædvanlig trafik",
        "fi": r"(vahvista|todista),? että (et ole robotti|olet ihminen)|en ole robotti|pääsy (evätty|estetty)"
        r"|epätavallista liikennettä",
        "cs": r"(ověřte|potvrďte),? že (nejste robot|jste člověk)|nejsem robot|přístup (byl )?(odepřen|zamítnut)"
        r"|neobvyklý provoz",
        "sk": r"(overte|potvrďte),? že (nie ste robot|ste človek)|nie som robot"
        r"|prístup (bol )?(odmietnutý|zamietnutý)",
        "hu": r"(igazolja|erősítse meg|bizonyítsa),? hogy (nem robot|ember)|nem vagyok robot|hozzáférés megtagadva"
        r"|szokatlan forgalm",
        "ro": r"(confirmați|verificați|confirmă|verifică) că (nu sunteți (un )?robot"
        r"|sunteți (o ființă )?uman\w*|nu ești)"
        r"|nu sunt (un )?robot|acces (interzis|refuzat)|trafic neobișnuit",
        "he": r"(אמת|אשר|ודא)ו? (כי|ש)\s?אינ(ך|כם) רובוט|אני לא רובוט|הגישה נ(דחתה|חסמה)|תעבורה חריגה",
        "fa": r"ربات نیست(م|ید)|دسترسی (غیرمجاز|رد شد|مسدود)|ترافیک غیر(عادی|معمول)|تأیید کنید که انسان",
        "vi": r"(xác (minh|nhận)) (rằng )?bạn (không phải là (rô ?bốt|robot)|là (con )?người)"
        r"|tôi không phải là (người máy|robot)"
        r"|truy cập bị từ chối|lưu lượng (truy cập )?bất thường",
        "th": r"ฉันไม่ใช่โปรแกรมอัตโนมัติ|ยืนยันว่าคุณ(เป็นมนุษย์|ไม่ใช่(หุ่นยนต์|บอท))|การเข้าถึงถูกปฏิเสธ"
        r"|ปฏิเสธการเข้าถึง",
        "hr": r"(potvrdite|dokažite) da (niste robot|ste čovjek)|nisam robot|pristup (je )?(odbijen|zabranjen)",
        "bg": r"(потвърдете|докажете),? че (не сте робот|сте човек)|не съм робот|достъпът е отказан",
    },
    "not_found": {
        "sv": r"sidan (kunde inte hittas|hittades inte|finns inte|saknas|är borttagen|har tagits bort)"
        r"|(hittar inte|kan inte hitta|kunde inte hitta) (sidan|artikeln)|sidan (som )?du (söker|letar efter)",
        "no": r"siden (ble ikke funnet|finnes ikke|er (fjernet|slettet)|kunne ikke (bli )?finnes)|fant ikke siden"
        r"|(finner|fant) (dessverre )?ikke (siden|artikkelen)|siden du (leter|ser|søker) etter",
        "da": r"siden (blev ikke fundet|findes ikke|kunne ikke findes|er (fjernet|slettet))"
        r"|(kan|kunne) (desværre )?ikke finde (siden|artiklen)|siden,? du (leder|søger) efter",
        "fi": r"sivua ei (löydy|löytynyt|ole)|(artikkelia|hakemaasi sivua|etsimääsi sivua) ei (löydy|löytynyt|ole)"
        r"|sivu on poistettu|etsimäsi sivu",
        "cs": r"stránka (nebyla )?nenalezena"
        r"|stránk[au] (nebyla nalezena|neexistuje|kterou hledáte|jsme nenašli|nelze najít)"
        r"|(článek|stránka) (byl[ao]? )?(odstraněn|smazán|přesunut)",
        "sk": r"stránka (nebola nájdená|neexistuje|sa nenašla|ktorú hľadáte)|stránku (sme nenašli|sa nepodarilo nájsť)"
        r"|(článok|stránka) (bol[ao]? )?(odstránen|vymazan|presunut)",
        "hu": r"az? (keresett )?(oldal|cikk|tartalom) nem (található|létezik|érhető el)"
        r"|nem található (a keresett )?oldal"
        r"|(oldal|cikk)(at|et)? (törölt|eltávolított|áthelyez)",
        "ro": r"pagina (nu (a fost găsită|există|este disponibilă)|(pe care o )?căut\w+)|nu am găsit pagina"
        r"|(articolul|pagina) (a fost|nu mai) (șters|eliminat|mutat|exist)",
        "he": r"ה?(דף|עמוד|כתבה) (המבוקש(ת)? )?(לא נמצא(ה)?|אינ[וה] (קיימ?(ת)?|זמינ?(ה)?)|הוסר(ה)?)"
        r"|(לא מצאנו|לא ניתן למצוא) את ה(דף|עמוד)",
        "fa": r"صفحه(‌| )?(ی )?(مورد نظر )?(شما )?(یافت|پیدا) نشد|(صفحه|مطلب)[^.]{0,30}(وجود ندارد|حذف شده)",
        "vi": r"không tìm thấy (trang|bài viết|nội dung)"
        r"|trang (bạn (đang )?(tìm|yêu cầu)[^.]{0,20}|này )?(không (tồn tại|tìm thấy))"
        r"|(bài viết|trang) (đã )?bị (xóa|gỡ)",
        "th": r"ไม่พบ(หน้า|เพจ|บทความ|เนื้อหา)"
        r"|(หน้า|เพจ)(ที่คุณ(ต้องการ|ค้นหา|กำลังมองหา))?(ไม่มีอยู่|ถูกลบ|ไม่สามารถ)",
        "hr": r"stranica (nije pronađena|ne postoji|koju tražite|je uklonjena)|tražena stranica",
        "bg": r"страницата (не (е намерена|съществува|беше намерена)|която търсите)",
    },
    "paywall": {
        "sv": r"(endast|bara|exklusivt) för (våra )?prenumeranter|(redan|är du redan) prenumerant"
        r"|prenumerera för att (läsa|fortsätta)"
        r"|för att (läsa vidare|fortsätta läsa)|låst artikel|läs hela artikeln",
        "no": r"(kun|bare|forbeholdt|eksklusivt) for (våre )?abonnenter|(allerede|er du) abonnent|bli abonnent"
        r"|for å lese videre"
        r"|kjøp (tilgang|abonnement) for å|les hele (saken|artikkelen)",
        "da": r"(kun|forbeholdt|eksklusivt) for (vores )?abonnenter|(allerede|er du) abonnent|bliv abonnent"
        r"|for at læse videre"
        r"|læs hele artiklen|artiklen er låst",
        "fi": r"(vain|ainoastaan) (tilaajille|tilaajien)|oletko jo tilaaja|tilaa ja (lue|jatka)|jatkaaksesi lukemista"
        r"|lue koko (artikkeli|juttu)",
        "cs": r"(pouze|jen|exkluzivně) pro (naše )?předplatitele|(už|již) (máte|jste) předpla\w+"
        r"|pro pokračování ve čtení"
        r"|předplaťte si|(zamčený|placený) článek|odemknout článek",
        "sk": r"(iba|len) pre (našich )?predplatiteľov|(už|už ste) (máte|ste) predplat\w+|predplaťte si"
        r"|odomknúť článok"
        r"|pokračovať v čítaní",
        "hu": r"(csak|kizárólag) (az )?előfizető(k|ink)(nek| számára)|(már )?előfizető(nk)?\?"
        r"|a (teljes )?(cikk )?(elolvasásához|folytatáshoz)"
        r"|előfizetőink számára|fizessen elő",
        "ro": r"(doar|exclusiv|numai) (pentru )?abona(ți|ților)(lor)?|(ești|sunteți) deja abonat"
        r"|abonează-te (pentru|ca să|și)"
        r"|pentru a citi (mai departe|în continuare|tot articolul)|articol (premium|exclusiv)",
        "he": r"(רק|בלעדי|תוכן) ל\s?מנויים|למנויים בלבד|כבר מנוי|להמשך (ה)?קריאה|הירש(ם|מו) כמנוי",
        "fa": r"(فقط|مخصوص|ویژه) (برای )?مشترک(ین|ان)|برای (ادامه|خواندن ادامه) (مطلب|مطالعه)|مشترک شوید",
        "vi": r"chỉ dành (riêng )?cho (thuê bao|hội viên|người đăng ký|thành viên)"
        r"|đăng ký (để|và) (đọc tiếp|tiếp tục|xem)"
        r"|để (đọc tiếp|tiếp tục đọc)",
        "th": r"เฉพาะ(สมาชิก|ผู้สมัครสมาชิก)|(สำหรับ)?(สมาชิก|ผู้สมัครสมาชิก)เท่านั้น|สมัครสมาชิกเพื่ออ่าน(ต่อ)?"
        r"|อ่านต่อ.{0,20}สมาชิก",
        "hr": r"(samo|isključivo) za pretplatnike|već ste pretplatnik|pretplatite se (kako|da|za)|za nastavak čitanja",
        "bg": r"само за абонати|вече сте абонат|абонирайте се,? за да|за да продължите да четете",
    },
    "consent": {
        "sv": r"(använder|lagrar)[^.]{0,60}(cookies|kakor)|(godkänn|acceptera|neka|avvisa) alla"
        r"|(vi och )?våra (\d+ )?(partners|partner)"
        r"|hantera (cookies|kakor)",
        "no": r"(bruker|lagrer)[^.]{0,60}(cookies|informasjonskapsler)|(godta|godkjenn|avvis|avslå) alle"
        r"|(vi og )?våre (\d+ )?(partnere|samarbeidspartnere)",
        "da": r"(bruger|anvender|gemmer)[^.]{0,60}cookies|(tillad|accepter|afvis|godkend) alle"
        r"|(vi og )?vores (\d+ )?(partnere|samarbejdspartnere)",
        "fi": r"(käytämme|käyttää|tallennamme)[^.]{0,60}(evästeitä|evästeet)|hyväksy (kaikki|evästeet)|hylkää kaikki"
        r"|(\d+ )?kumppanimme",
        "cs": r"(používáme|ukládáme|používá)[^.]{0,60}(soubory )?cookies?|(přijmout|odmítnout|povolit) (vše|všechn\w+)"
        r"|(my a )?naši (\d+ )?partneři",
        "sk": r"(používame|ukladáme|používa)[^.]{0,60}(súbory )?cookies?|(prijať|odmietnuť|povoliť) (všetk\w+)"
        r"|naši (\d+ )?partneri",
        "hu": r"(sütiket|cookie-kat|sütik)[^.]{0,40}(használ|tárol|alkalmaz)"
        r"|(összes|mindet) (elfogad\w*|elutasít\w*)|(\d+ )?partnereink",
        "ro": r"(folosim|utilizăm|stocăm|folosește)[^.]{0,60}(cookie\w*|module)"
        r"|(acceptă|respinge|accept|refuz) (toate|tot)"
        r"|partenerii noștri",
        "he": r"(משתמש|עושה שימוש|שימוש)(ים|ת)?[^.]{0,30}(עוגיות|קובצי cookie|cookies)"
        r"|(אישור|קבל|אשר|דחה)(ה|ת)? (ה)?(כול|הכל|כל)|שותפינו",
        "fa": r"(از )?کوکی(‌| )?ها[^.]{0,40}استفاده|پذیرش همه|رد همه|شرکای ما",
        "vi": r"(sử dụng|lưu trữ)[^.]{0,40}cookie|(chấp nhận|từ chối|đồng ý) (tất cả|toàn bộ)"
        r"|(\d+ )?đối tác của chúng tôi",
        "th": r"(ใช้|จัดเก็บ)[^.]{0,30}(คุกกี้|cookies?)|(ยอมรับ|ปฏิเสธ)(ทั้งหมด|คุกกี้)|พันธมิตรของเรา",
        "hr": r"(koristimo|koristi|pohranjujemo)[^.]{0,60}(kolačiće|cookies)|(prihvati|odbij) sve"
        r"|naši (\d+ )?partneri",
        "bg": r"(използваме|използва)[^.]{0,60}(бисквитки|cookies)|(приемам|приемане на|отказ на) всички"
        r"|нашите (\d+ )?партньори",
    },
    "login": {
        "sv": r"logga in (för att|på|med)|du måste (logga in|vara inloggad)|glömt (ditt )?lösenord|skapa (ett )?konto",
        "no": r"logg inn (for å|på|med)|du må (logge inn|være (logget inn|innlogget))|glemt passord|opprett konto",
        "da": r"log ind (for at|på|med)|du skal (logge ind|være logget ind)|glemt (din )?adgangskode"
        r"|opret (en )?konto",
        "fi": r"kirjaudu sisään|sinun (on|täytyy) (kirjautua|kirjauduttava)|unohditko salasan|luo (käyttäjä)?tili",
        "cs": r"(musíte se|je nutné se|pro pokračování se) přihlá\w+|se musíte přihlásit|přihlaste se|zapomenuté heslo"
        r"|zapomněli jste heslo|vytvořit účet",
        "sk": r"(musíte sa|je potrebné sa) prihlásiť|sa musíte prihlásiť|prihláste sa|zabudli ste heslo|vytvoriť účet",
        "hu": r"(kérjük,? )?jelentkezzen be|be kell jelentkez\w+|elfelejtett jelszó|elfelejtette a jelszavát"
        r"|fiók létrehozása",
        "ro": r"(trebuie să (te|vă) )(autentific|conect|logh)\w+|autentifică-te|conectează-te"
        r"|(ai|ați) uitat parola|creează (un )?cont",
        "he": r"(יש |נא |עליך )?להתחבר (כדי|למערכת|לחשבון)|שכחת (את ה)?סיסמ(ה|א)|יצירת חשבון",
        "fa": r"(برای|لطفاً?)[^.]{0,30}وارد (حساب|سایت)[^.]{0,20}شوید|رمز عبور (خود )?را فراموش|ایجاد حساب",
        "vi": r"(vui lòng|bạn (cần|phải)) đăng nhập|đăng nhập để|quên mật khẩu|tạo tài khoản",
        "th": r"(กรุณา|โปรด)?เข้าสู่ระบบ(เพื่อ|ก่อน)|กรุณาเข้าสู่ระบบ|ลืมรหัสผ่าน|สร้างบัญชี",
        "hr": r"(morate se|molimo) prijavi\w+|zaboravljena lozinka|zaboravili ste lozinku|(otvori|izradi) račun",
        "bg": r"(трябва да|моля,?) (влезете|влезте)|забравена парола|създаване на профил",
    },
    "scripts": {
        "sv": r"(aktivera|slå på|kräver) javascript|javascript är (avstängt|inaktiverat)"
        r"|^(laddar|läser in)(…|\.\.\.)?$|laddar(…|\.\.\.)",
        "no": r"(aktiver|slå på|krever) javascript|javascript er (slått av|deaktivert)|^laster( inn)?(…|\.\.\.)?$"
        r"|laster( inn)?(…|\.\.\.)",
        "da": r"(aktiver|slå|kræver) javascript|javascript er (slået fra|deaktiveret)|^indlæser(…|\.\.\.)?$"
        r"|indlæser(…|\.\.\.)",
        "fi": r"(ota|salli|vaatii) javascript\w*|javascript (on )?(poistettu|pois)|^ladataan(…|\.\.\.)?$"
        r"|ladataan(…|\.\.\.)",
        "cs": r"(povolte|zapněte|vyžaduje) javascript|javascript (je )?(vypnut|zakázán)|načítání|načítá se"
        r"|prosím čekejte",
        "sk": r"(povoľte|zapnite|vyžaduje) javascript|javascript (je )?(vypnutý|zakázaný)|načítava sa|prosím čakajte",
        "hu": r"(engedélyezze|kapcsolja be) a javascript|javascript (ki van kapcsolva|szükséges)"
        r"|betöltés(…|\.\.\.)|kérjük,? várjon",
        "ro": r"(activați|activează|necesită) javascript|javascript (este )?dezactivat|se încarcă|vă rugăm așteptați",
        "he": r"(הפעל|לאפשר|אפשר)ו? (את )?javascript|טוען(…|\.\.\.)|בטעינה|אנא המתן",
        "fa": r"(جاوا ?اسکریپت|javascript)[^.]{0,20}(فعال|غیرفعال)|در حال بارگذاری|لطفاً? صبر کنید",
        "vi": r"(bật|kích hoạt) javascript|javascript (đã )?bị (tắt|vô hiệu)|đang tải|vui lòng (chờ|đợi)",
        "th": r"(เปิดใช้งาน|เปิด) ?javascript|กำลังโหลด|โปรดรอ|กรุณารอ",
        "hr": r"(omogućite|uključite) javascript|učitavanje(…|\.\.\.)|učitava se|molimo pričekajte",
        "bg": r"(включете|активирайте) javascript|зареждане(…|\.\.\.)|моля,? изчакайте",
    },
}
