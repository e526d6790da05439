"""What stands on the buttons of consent banners, in the languages of most fact-checkers (ISO 639-1).

Refusing comes first: nobody gave us the right to agree to anything. Whole words of a button, letters' case aside.
"""

from __future__ import annotations

REFUSE = {
    "en": r"(reject|decline|refuse|deny)( all)?( cookies)?|(only|use|accept) (necessary|essential)( cookies)?( only)?"
    r"|continue without (accepting|agreeing|consent)|necessary( cookies)? only|i do not (accept|agree)|no,? thanks",
    "es": r"(rechazar|denegar)( todo| todas)?( las cookies)?|continuar sin aceptar|solo (las )?necesarias",
    "pt": r"(rejeitar|recusar)( tudo| todos)?( os cookies)?|continuar sem aceitar|apenas (os )?necessários",
    "fr": r"(tout )?refuser( tout)?|continuer sans accepter|refuser (tous )?les cookies",
    "de": r"(alle )?ablehnen|nur notwendige( cookies)?|ohne zustimmung (weiter|fortfahren)|nicht akzeptieren",
    "it": r"(rifiuta|rifiutare)( tutto| tutti)?( i cookie)?|continua senza accettare|solo (i )?necessari",
    "pl": r"odrzuć( wszystkie| wszystko)?|tylko niezbędne|nie zgadzam się",
    "ru": r"отклонить( все)?|только необходимые|отказаться",
    "uk": r"відхилити( всі| усі)?|лише необхідні|відмовитися",
    "tr": r"(tümünü )?reddet|sadece gerekli( olanlar)?",
    "ar": r"رفض( الكل)?|أرفض",
    "hi": r"अस्वीकार( करें)?|सभी अस्वीकार करें",
    "id": r"tolak( semua)?|hanya yang diperlukan",
}
AGREE = {
    "en": r"(accept|allow|agree to)( all)?( cookies)?|i (accept|agree)|agree|got it|ok|okay|agree and (close|continue)"
    r"|accept (and|&) (close|continue)|i understand|consent",
    "es": r"(aceptar|acepto|permitir)( todo| todas)?( las cookies)?|aceptar y (cerrar|continuar)|de acuerdo|entendido",
    "pt": r"(aceitar|aceito|permitir)( tudo| todos)?( os cookies)?|aceitar e (fechar|continuar)|concordo|entendi",
    "fr": r"(tout )?accepter( tout)?|accepter (tous )?les cookies|accepter et (fermer|continuer)|j'accepte|d'accord",
    "de": r"(alle )?(akzeptieren|annehmen|zulassen)|alle cookies (akzeptieren|zulassen)|zustimmen( und weiter)?"
    r"|einverstanden|verstanden",
    "it": r"(accetta|accetto|accettare)( tutto| tutti)?( i cookie)?|accetta e (chiudi|continua)|ho capito",
    "pl": r"(zaakceptuj|akceptuj(ę|e)?|zgadzam się)( wszystkie| wszystko)?|przejdź do serwisu|rozumiem",
    "ru": r"принять( все)?|соглас(ен|иться)|хорошо|понятно",
    "uk": r"прийняти( всі| усі)?|погоджу(юся|юсь)|зрозуміло",
    "tr": r"(tümünü )?kabul et|kabul ediyorum|anladım",
    "ar": r"(قبول|موافق|أوافق|أقبل)( الكل)?|موافقة",
    "hi": r"स्वीकार( करें)?|सभी स्वीकार करें|सहमत",
    "id": r"terima( semua)?|setuju|saya setuju",
}


def patterns() -> tuple[str, str]:
    """Expressions for the whole words of a button: one that refuses, one that agrees."""
    refusing, agreeing = (rf"^(?:{'|'.join(words.values())})[.!]?$" for words in (REFUSE, AGREE))
    return refusing, agreeing
