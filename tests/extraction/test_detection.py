"""Which language a text is in, and what is read of one that has no words for happenings."""

from datetime import date

import pytest

from events.extraction.detection import language_of
from events.extraction.pipeline import extract
from events.extraction.values import Document

TEXTS = {
    "en": "The president said on Monday that the talks with the rebels will resume after the election.",
    "fr": "Le président a rencontré lundi son homologue à Paris, et les deux ont signé une déclaration sur la sécurité dans la région.",
    "de": "Der Kanzler hat am Montag mit dem Präsidenten gesprochen, und die Regierung wird nach der Wahl auf den Vorschlag antworten.",
    "es": "El presidente se reunió el lunes con los ministros, según fuentes del gobierno, para hablar de las sanciones que fueron aprobadas por la Unión.",
    "pt": "O presidente não foi à reunião com os ministros, mas a decisão foi tomada pela maioria dos deputados após uma votação.",
    "it": "Il presidente ha incontrato lunedì i ministri della Difesa, dopo che il Parlamento non ha approvato la legge per le elezioni.",
    "ru": "Президент встретился в понедельник с министрами иностранных дел.",
    "uk": "Президент зустрівся в понеділок із міністрами закордонних справ її уряду.",
    "ar": "التقى الرئيس يوم الاثنين وزراء الخارجية في القاهرة.",
    "zh": "总统星期一在北京会见了外交部长。",
    "ja": "大統領は月曜日に東京で外相らと会談した。",
    "ko": "대통령은 월요일 서울에서 외교부 장관들을 만났다.",
    "": "14 - 15 - 16",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_it_tells_the_language(code: str, text: str) -> None:
    assert language_of(text) == code


def test_a_text_of_a_language_with_dates_alone_gives_its_dates_and_says_why() -> None:
    text = TEXTS["es"] + " La cumbre fue el 4 de mayo de 2019."
    found = extract(Document(text, date(2021, 3, 8)))
    assert found.notice == "language not supported yet, detected: es"
    assert found.candidates == ()
    assert "2019-05-04" in {expression.resolution.edtf for expression in found.expressions}


def test_a_text_of_a_language_without_a_folder_gives_nothing_and_says_why() -> None:
    found = extract(Document(TEXTS["fr"], date(2021, 3, 8)))
    assert (found.notice, found.expressions, found.candidates) == ("language not supported yet, detected: fr", (), ())


def test_an_english_text_is_read_without_a_notice() -> None:
    found = extract(Document(TEXTS["en"], date(2021, 3, 8)))
    assert found.notice == ""
    assert found.candidates


def test_names_and_quotations_of_another_language_leave_a_text_english() -> None:
    text = "The party, Die Linke, said on Monday that it will not vote for the bill. “Nicht mit uns,” the leader said of the plan."
    assert language_of(text) == "en"
