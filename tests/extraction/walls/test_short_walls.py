"""Walls of few words, in many languages and by their markup alone; stories about walls are none."""

from __future__ import annotations

import pytest

from annotations.extraction.document import Unreadable
from annotations.extraction.walls.doubts import is_no_article, wall_of
from annotations.extraction.web.html import extract_html

WALLS = [
    ("not_found", "Oops", "We looked everywhere, but this page does not exist on our server."),
    ("not_found", "Vaya", "El contenido que buscas ya no está aquí."),
    ("not_found", "Hoppla", "Diesen Artikel gibt es leider nicht mehr."),
    ("not_found", "Ops", "La notizia che cercavi è stata rimossa o spostata."),
    ("not_found", "Perdu", "L’article que vous cherchez est introuvable."),
    ("not_found", "Ops", "A página procurada não foi encontrada em nosso servidor."),
    ("not_found", "Упс", "Страница удалена или никогда не существовала."),
    ("not_found", "Ой", "Такої сторінки не існує."),
    ("not_found", "Błąd", "Strona, której szukasz, nie istnieje."),
    ("not_found", "안내", "요청하신 페이지를 찾을 수 없습니다."),
    ("not_found", "お知らせ", "この記事は公開を終了しました。"),
    ("not_found", "提示", "您访问的页面不存在或已被删除。"),
    ("not_found", "عذرا", "الصفحة التي طلبتها غير موجودة."),
    ("not_found", "क्षमा करें", "यह पेज उपलब्ध नहीं है।"),
    ("not_found", "Maaf", "Halaman yang Anda cari tidak tersedia."),
    ("not_found", "Üzgünüz", "Aradığınız sayfa bulunamadı."),
    ("blocked", "Momento", "Verifica que eres una persona para continuar."),
    ("blocked", "Einen Augenblick", "Bitte bestätigen Sie, dass Sie kein Roboter sind."),
    ("blocked", "잠시만", "계속하려면 사람인지 확인하십시오."),
    ("blocked", "请稍候", "请完成验证，确认您是真人。"),
    ("blocked", "Chwila", "Potwierdź, że nie jesteś robotem."),
    ("login", "Espace", "Saisissez votre identifiant et votre mot de passe."),
    ("login", "Вход", "Введите адрес и пароль."),
    ("login", "会員", "メールアドレスとパスワードを入力してください。"),
    ("paywall", "Grúas", "Las grúas son azules. Suscríbete para leer el contenido completo."),
    ("paywall", "Kräne", "Die Kräne sind blau. Weiterlesen mit einem Abo, jederzeit kündbar."),
    ("paywall", "Краны", "Краны синие. Полный материал доступен по подписке."),
    ("paywall", "크레인", "크레인은 파랗다. 구독하시면 기사 전문을 보실 수 있습니다."),
    ("region", "Sorry", "This video is not available in your country."),
    ("region", "Desculpe", "Este conteúdo não está disponível no seu país."),
    ("consent", "Bienvenue", "En poursuivant, vous acceptez que ce site utilise des cookies."),
]


@pytest.mark.parametrize(("code", "title", "text"), WALLS)
def test_a_page_of_few_words(code: str, title: str, text: str) -> None:
    assert wall_of(title, text) == code


REST = {
    "en": "The port handled more ships than in any year before, and the office expects as many in the next one. Its head "
    "said that the quays are long enough. A second crane is to come in spring, and the ferries will then turn faster. "
    "Nobody has said what that costs, and the council votes in May. The unions ask for a say in it, too.",
    "de": "Im Hafen machten mehr Schiffe fest als in jedem Jahr davor, und das Amt rechnet mit ebenso vielen im nächsten. "
    "Die Kais seien lang genug, sagte der Leiter. Ein zweiter Kran kommt im Frühjahr, dann legen die Fähren schneller ab. "
    "Was das kostet, hat niemand gesagt, der Rat stimmt im Mai ab. Auch die Gewerkschaften wollen mitreden.",
    "ja": "港に着いた船は昨年より多く、事務所は来年も同じ数を見込んでいる。岸壁の長さは十分だと所長は述べた。春には二台目の"
    "クレーンが入り、フェリーの折り返しが速くなる。費用は誰も明らかにしていない。議会は五月に採決する。組合も発言を求めて"
    "いる。岸壁の工事は夏に始まり、冬までに終わる予定である。",
}
STORIES = [
    ("Broken links of the port", "The page of the port’s office was not found for three days.", "en"),
    (
        "Robots at the gate",
        "Visitors had to confirm that they are not a robot before they could see the timetable.",
        "en",
    ),
    ("How many subscribers the gazette has", "Articles are only for subscribers since May.", "en"),
    ("Office fined for its banner", "The site asked readers to accept all cookies before they could continue.", "en"),
    ("Passwords of the port were stolen", "Employees had to log in to see their pay, and forgot their password.", "en"),
    ("Loading took nine hours", "Loading of ships took nine hours, please wait was the answer of the office.", "en"),
    ("Streit um Cookies", "Das Hafenamt ließ Leser alle Cookies akzeptieren, bevor sie weiterlesen konnten.", "de"),
    ("Zeitung nur noch für Abonnenten", "Texte sind nur für Abonnenten, sagte das Blatt.", "de"),
    ("港の会員制サービス", "続きを読むには会員登録が必要だと、利用者は不満を述べた。", "ja"),
]


@pytest.mark.parametrize(("title", "sentence", "language"), STORIES)
def test_a_story_about_one(title: str, sentence: str, language: str) -> None:
    assert wall_of(title, f"{sentence}\n{REST[language]}") == ""
    assert not is_no_article(wall_of(title, f"{sentence}\n{REST[language]}"), None)


def test_a_title_that_is_nothing_but_a_wall_outweighs_what_stands_below() -> None:
    assert wall_of("Page not found | The Quay Gazette", REST["en"]) == "not_found"


def test_a_teaser_before_a_price() -> None:
    assert wall_of("Cranes", f"{REST['en']}\nSubscribe to continue reading.") == "paywall"
    assert wall_of("Cranes", f"Subscribe to continue reading.\n{REST['en']}") == ""


def page(body: str, head: str = "") -> str:
    return extract_html(
        f"<!doctype html><title>Port</title>{head}<body>{body}".encode(), url="https://p.example/a"
    ).doubt


MARKUP = [
    ("login", "<p>Willkommen an Bord der Hafenpost.</p><form><input type=password name=p></form>", ""),
    ("blocked", "<p>Ein Augenblick noch, bitte sehr.</p>", "<script src='https://challenges.cloudflare.com/x.js'></script>"),
    ("sent_on", "<p>You will be there in no time at all.</p>", "<meta http-equiv=refresh content='0; url=/b'>"),
    ("paywall", "<p>The cranes are blue, and there are two of them.</p>",
     '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'),
]  # fmt: skip


@pytest.mark.parametrize(("code", "body", "head"), MARKUP)
def test_what_only_the_markup_tells(code: str, body: str, head: str) -> None:
    assert page(body, head) == code


def test_a_whole_article_beside_a_form_for_members_is_none() -> None:
    whole = "".join(f"<p>{REST['en']}</p>" for _ in range(2))
    assert page(f"<article><h1>Port</h1>{whole}</article><form><input type=password></form>") == ""


def test_an_empty_page_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        page("")
