"""What is said to callers, in every language: the texts from which ``make_sounds.py`` has the prompts spoken."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the grammar of numbers is the program's own

from agent_desktop.server.ivr.numbers import LANGUAGES, cardinal, minutes
from agent_desktop.server.ivr.spoken import MINUTES, MOST

VOICES: dict[str, tuple[str, int]] = {
    "en": ("en-gb+f2", 145),
    "sv": ("sv+f2", 145),
    "uk": ("uk+f2", 140),
    "pl": ("pl+f2", 145),
    "fr": ("fr-fr+f2", 145),
}
"""Language → espeak-ng's voice, and words a minute."""

SENTENCES: dict[str, dict[str, str]] = {
    "welcome": {
        "en": "Welcome. Please wait, you are in the queue.",
        "sv": "Välkommen. Var god vänta, du står i kö.",
        "uk": "Вітаємо. Будь ласка, зачекайте, ви в черзі.",
        "pl": "Witamy. Proszę czekać, są Państwo w kolejce.",
        "fr": "Bienvenue. Veuillez patienter, vous êtes dans la file d'attente.",
    },
    "please_hold": {
        "en": "Thank you for waiting. We will be with you as soon as we can.",
        "sv": "Tack för att du väntar. Vi svarar så snart vi kan.",
        "uk": "Дякуємо за очікування. Ми відповімо, щойно зможемо.",
        "pl": "Dziękujemy za cierpliwość. Odbierzemy, gdy tylko będzie to możliwe.",
        "fr": "Merci de patienter. Nous vous répondrons dès que possible.",
    },
    "nobody_logged_in": {
        "en": "All our agents are away at the moment. Please stay on the line; you keep your place in the queue.",
        "sv": "Ingen av våra handläggare är på plats just nu. Stanna kvar, du behåller din plats i kön.",
        "uk": "Зараз усі наші оператори відсутні. Залишайтеся на лінії, ваше місце в черзі збережеться.",
        "pl": "W tej chwili nie ma żadnego konsultanta. Proszę pozostać na linii, zachowują Państwo miejsce w kolejce.",
        "fr": "Tous nos conseillers sont absents pour le moment. Restez en ligne, vous gardez votre place.",
    },
    "nobody_free": {
        "en": "We called you, but all our agents are busy now. We are sorry. Goodbye.",
        "sv": "Vi ringde upp dig, men alla våra handläggare är upptagna. Vi ber om ursäkt. Hej då.",
        "uk": "Ми вам телефонували, але всі наші оператори зараз зайняті. Вибачте. До побачення.",
        "pl": "Zadzwoniliśmy do Państwa, ale wszyscy konsultanci są zajęci. Przepraszamy. Do widzenia.",
        "fr": "Nous vous avons appelé, mais tous nos conseillers sont occupés. Veuillez nous excuser. Au revoir.",
    },
    "next_in_line": {
        "en": "You are next in line.",
        "sv": "Du är först i kön.",
        "uk": "Ви перші в черзі.",
        "pl": "Są Państwo pierwsi w kolejce.",
        "fr": "Vous êtes le prochain appel.",
    },
    "place": {
        "en": "Your place in the queue is number",
        "sv": "Din plats i kön är nummer",
        "uk": "Ваше місце в черзі: номер",
        "pl": "Państwa miejsce w kolejce to numer",
        "fr": "Vous êtes dans la file d'attente au numéro",
    },
    "place_many": {
        "en": "There are more than sixty callers before you.",
        "sv": "Det är fler än sextio före dig i kön.",
        "uk": "Перед вами в черзі понад шістдесят осіб.",
        "pl": "Przed Państwem jest ponad sześćdziesiąt osób.",
        "fr": "Il y a plus de soixante personnes avant vous.",
    },
    "wait": {
        "en": "The expected wait is",
        "sv": "Den beräknade väntetiden är",
        "uk": "Орієнтовний час очікування:",
        "pl": "Przewidywany czas oczekiwania:",
        "fr": "Le temps d'attente estimé est de",
    },
    "minutes_few": {
        "en": "less than a minute.",
        "sv": "mindre än en minut.",
        "uk": "менше хвилини.",
        "pl": "mniej niż minuta.",
        "fr": "moins d'une minute.",
    },
    "minutes_many": {
        "en": "more than an hour.",
        "sv": "mer än en timme.",
        "uk": "понад годину.",
        "pl": "ponad godzina.",
        "fr": "plus d'une heure.",
    },
    "menu": {
        "en": "To speak to us, press one. To be called back, press two. To leave a message, press three.",
        "sv": "För att tala med oss, tryck ett. För att bli uppringd, tryck två. För att lämna ett meddelande, "
        "tryck tre.",
        "uk": "Щоб поговорити з нами, натисніть один. Щоб ми вам передзвонили, натисніть два. Щоб залишити "
        "повідомлення, натисніть три.",
        "pl": "Aby z nami porozmawiać, naciśnij jeden. Aby zamówić rozmowę, naciśnij dwa. Aby zostawić wiadomość, "
        "naciśnij trzy.",
        "fr": "Pour nous parler, tapez un. Pour être rappelé, tapez deux. Pour laisser un message, tapez trois.",
    },
    "press_1_callback": {
        "en": "To be called back instead of waiting, press one.",
        "sv": "För att bli uppringd i stället för att vänta, tryck ett.",
        "uk": "Щоб ми передзвонили вам, а ви не чекали, натисніть один.",
        "pl": "Aby nie czekać i zamówić rozmowę, naciśnij jeden.",
        "fr": "Pour être rappelé au lieu d'attendre, tapez un.",
    },
    "press_2_message": {
        "en": "To leave a message, press two.",
        "sv": "För att lämna ett meddelande, tryck två.",
        "uk": "Щоб залишити повідомлення, натисніть два.",
        "pl": "Aby zostawić wiadomość, naciśnij dwa.",
        "fr": "Pour laisser un message, tapez deux.",
    },
    "callback_offer": {
        "en": "We will call you back in your turn. For the number you are calling from, press hash. For another one, "
        "enter it, then press hash. To go on waiting, press star.",
        "sv": "Vi ringer upp dig när det är din tur. För numret du ringer från, tryck fyrkant. För ett annat, slå det "
        "och tryck sedan fyrkant. För att vänta kvar, tryck stjärna.",
        "uk": "Ми передзвонимо, коли настане ваша черга. На номер, з якого ви телефонуєте, натисніть решітку. На "
        "інший, наберіть його і натисніть решітку. Щоб чекати далі, натисніть зірочку.",
        "pl": "Oddzwonimy, gdy przyjdzie Państwa kolej. Na ten numer: naciśnij krzyżyk. Na inny: wpisz go i naciśnij "
        "krzyżyk. Aby czekać dalej, naciśnij gwiazdkę.",
        "fr": "Nous vous rappellerons à votre tour. Au numéro dont vous appelez, tapez dièse. À un autre, composez-le, "
        "puis tapez dièse. Pour continuer à attendre, tapez étoile.",
    },
    "callback_confirm": {
        "en": "If this is right, press one. To enter another number, press two.",
        "sv": "Om det stämmer, tryck ett. För att slå ett annat nummer, tryck två.",
        "uk": "Якщо це правильно, натисніть один. Щоб набрати інший номер, натисніть два.",
        "pl": "Jeśli to się zgadza, naciśnij jeden. Aby wpisać inny numer, naciśnij dwa.",
        "fr": "Si c'est exact, tapez un. Pour composer un autre numéro, tapez deux.",
    },
    "callback_thanks": {
        "en": "Thank you. We will call you back. Goodbye.",
        "sv": "Tack. Vi ringer upp dig. Hej då.",
        "uk": "Дякуємо. Ми вам передзвонимо. До побачення.",
        "pl": "Dziękujemy. Oddzwonimy. Do widzenia.",
        "fr": "Merci. Nous vous rappellerons. Au revoir.",
    },
    "leave_message": {
        "en": "Please leave your message after the tone, and hang up when you have finished.",
        "sv": "Lämna ditt meddelande efter tonen, och lägg på när du är klar.",
        "uk": "Залиште повідомлення після сигналу і покладіть слухавку, коли закінчите.",
        "pl": "Proszę zostawić wiadomość po sygnale, a potem odłożyć słuchawkę.",
        "fr": "Laissez votre message après le bip, puis raccrochez.",
    },
    "message_thanks": {
        "en": "Thank you. Your message has been taken. Goodbye.",
        "sv": "Tack. Ditt meddelande är mottaget. Hej då.",
        "uk": "Дякуємо. Ваше повідомлення прийнято. До побачення.",
        "pl": "Dziękujemy. Wiadomość została przyjęta. Do widzenia.",
        "fr": "Merci. Votre message a été pris. Au revoir.",
    },
    "enter_number": {
        "en": "Please enter your customer number, then press hash.",
        "sv": "Slå ditt kundnummer och tryck sedan fyrkant.",
        "uk": "Введіть свій номер клієнта і натисніть решітку.",
        "pl": "Proszę wpisać numer klienta i nacisnąć krzyżyk.",
        "fr": "Composez votre numéro de client, puis tapez dièse.",
    },
    "closed": {
        "en": "We are closed at the moment.",
        "sv": "Vi har stängt just nu.",
        "uk": "Зараз ми не працюємо.",
        "pl": "W tej chwili jest zamknięte.",
        "fr": "Nous sommes fermés pour le moment.",
    },
    "sorry": {
        "en": "Sorry, that did not work.",
        "sv": "Det gick tyvärr inte.",
        "uk": "На жаль, не вийшло.",
        "pl": "Niestety, nie udało się.",
        "fr": "Désolé, cela n'a pas marché.",
    },
    "goodbye": {
        "en": "Thank you for calling. Goodbye.",
        "sv": "Tack för samtalet. Hej då.",
        "uk": "Дякуємо за дзвінок. До побачення.",
        "pl": "Dziękujemy za telefon. Do widzenia.",
        "fr": "Merci de votre appel. Au revoir.",
    },
}
"""Prompt → language → what is said."""


def texts() -> dict[str, tuple[str, str]]:
    """Every prompt by the name of its sound: its language, and what is said."""
    said = {f"prompts/{lang}/{name}": (lang, text) for name, row in SENTENCES.items() for lang, text in row.items()}
    for lang in LANGUAGES:
        for number in range(MOST + 1):
            said[f"prompts/{lang}/number_{number}"] = lang, f"{cardinal(lang, number)}."
        for number in MINUTES:
            said[f"prompts/{lang}/minutes_{number}"] = lang, f"{minutes(lang, number)}."
    return said
