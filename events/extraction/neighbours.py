"""Whether a reading may stand where it is: the words and capitals beside it make some of them numbers, rates or names."""

from events.extraction.engine import Node, Tokens
from events.extraction.languages import Company, Language
from events.extraction.meanings import Calendar, DayPart, Fixed, Holiday, Length, Repeat, Shift, Vague


def stands(node: Node, language: Language, tokens: Tokens, titled: bool) -> bool:
    """Whether a reading stands. `titled`: capitals say nothing here."""
    company = language.company
    if node.start and tokens.words[node.start - 1] in company.quotes and _quoted_alone(node, company, tokens):
        return node.kind == "not"
    if node.kind == "latent":
        return _in_company(node, language, tokens)
    if node.kind == "lone":
        return _lone(node, company, tokens)
    if node.kind == "rate":
        return _rate(node, company, tokens)
    if isinstance(node.value, Length) and _tied(node, tokens):
        return False
    if any(_counts(part, node, language, tokens) for part in node.children):
        return False
    return titled or not any(_named(part, company, tokens) for part in (node, *node.children))


def _at(tokens: Tokens, position: int) -> str:
    """The word at that place, "" outside the sentence."""
    return tokens.words[position] if 0 <= position < len(tokens.words) else ""


def _capital(tokens: Tokens, position: int) -> bool:
    """Whether a word with a capital stands there."""
    return _at(tokens, position).isalpha() and tokens.text[tokens.starts[position]].isupper()


# Names


def _named(node: Node, company: Company, tokens: Tokens) -> bool:
    """Whether capitals make it a name: "USA Today", ABC's "This Week", "the Winter Games", "Saturday Night Live", "Ms. August", "the Six-Day War".

    So do the capitals of a paper ("China Daily").

    Likewise whether the words of its sentence make it a half or quarter of a game.
    """
    match node.value:
        case Shift() | Vague():
            if node.end - node.start > 1 and _capital(tokens, node.start) and _capital(tokens, node.end - 1):
                return True
            return _capital(tokens, node.start) and _capital(tokens, node.start - 1)
        case Calendar(year=None, half=half, quarter=quarter) if half or quarter:
            return not company.play.isdisjoint(tokens.words) and company.business.isdisjoint(tokens.words)
        case Calendar() if node.kind == "shortday_":  # on Sun Street
            return _capital(tokens, node.end)
        case Calendar(season=str(season)) if season:
            return _capital(tokens, node.end - 1) and _capital(tokens, node.end)
        case Calendar(year=None, day=None, month=int()):
            return _at(tokens, node.start - 1).strip() in company.titles or (
                _at(tokens, node.start - 1) == "." and _at(tokens, node.start - 2) in company.titles
            )
        case Holiday(key=str(key)) if key in company.national:
            return _of_another_country(node, company, tokens)
        case DayPart():
            alone = node.end - node.start == 1 and _capital(tokens, node.start - 1)  # World News Tonight
            parts = [part.start for part in node.children if part.kind == "daypart" and part.start]
            return any(_capital(tokens, at) for at in ([node.start] if alone else parts))
        case Length() if node.start:
            alone = node.end - node.start == 1  # One Hundred “Years” of Solitude, or the Thirty Years War
            return _capital(tokens, node.end - 1) and (not alone or _capital(tokens, node.start - 1))
        case Fixed():
            return node.end - node.start > 1 and _capital(tokens, node.end - 1) and _capital(tokens, node.end)
        case Repeat(value=str(value)) if node.end - node.start == 1 and _capital(tokens, node.start):
            return _capital(tokens, node.end) or (value.startswith("P") and _capital(tokens, node.start - 1))
    return False


def _tied(node: Node, tokens: Tokens) -> bool:
    """Whether a hyphen ties its last word to the next and none to that before: "a day-care center", "a month-to-month lease"."""
    hyphens = _at(tokens, node.end - 2) == "-", _at(tokens, node.end) == "-"
    tight = node.end + 1 < len(tokens.words) and tokens.ends[node.end - 1] + 1 == tokens.starts[node.end + 1]
    return hyphens == (False, True) and tight and _at(tokens, node.end + 1).isalpha()


def _quoted_alone(node: Node, company: Company, tokens: Tokens) -> bool:
    """Whether it fills a quotation that the sentence goes on to name: "she hosts “Today”", the film "Friday"."""
    before, after = node.start - 1, node.end
    if not _capital(tokens, node.start) and not _at(tokens, node.start)[:1].isdigit():
        return False
    while _at(tokens, before) in company.quotes:
        before -= 1
    if _at(tokens, after) in company.stops:
        after += 1
    return _at(tokens, before).isalpha() and _at(tokens, after) in company.quotes


def _of_another_country(node: Node, company: Company, tokens: Tokens) -> bool:
    """Whether a feast belongs to another country: "Greek Independence Day", "India's Independence Day"."""
    owner = node.start - 3 if _at(tokens, node.start - 1) == "s" else node.start - 1
    word = _at(tokens, owner)
    if not _capital(tokens, owner) or word in company.own_country:
        return False
    return owner < node.start - 1 or company.adjective.match(word) is not None


# Numbers


def _in_company(node: Node, language: Language, tokens: Tokens) -> bool:
    """A bare year stands unless the words beside it make it a number or a name; other doubtful words need a preposition."""
    if node.rule in language.lexicon.get("before_noun", ()):
        return _before_noun(node, language, tokens)
    if node.rule not in language.lexicon.get("bare", ()):
        return False
    company = language.company
    before, after = _at(tokens, node.start - 1), _at(tokens, node.end)
    if before in company.before_number or after in company.after_number or _address(node, company, tokens):
        return False
    if before in company.before_amount and (not after or after in company.ends_clause):  # closed at 2000.
        return False
    if before in company.joins and _at(tokens, node.start - 3) in company.before_number:  # flights 1205 and 1931
        return not _at(tokens, node.start - 2)[:1].isdigit()
    counted = company.plural.match(after) and after not in company.of_years
    return not (counted and tokens.text[tokens.starts[node.end]].islower())


def _before_noun(node: Node, language: Language, tokens: Tokens) -> bool:
    """Whether it stands between an article and a noun: "the March figures", not "the March on Washington" or "the May government"."""
    after, company = _at(tokens, node.end), language.company
    noun = after.isalpha() and not _capital(tokens, node.end)
    other = after in company.ends_clause or after in company.after_number or after in company.of_persons
    before, cues = _at(tokens, node.start - 1), language.cues
    return noun and not other and (before in cues.definite or before in cues.articles or before in cues.genitive)


def _counts(part: Node, node: Node, language: Language, tokens: Tokens) -> bool:
    """Whether a bare year in a phrase counts something, or begins it after a word for a number: "for 1995 pesos", "pages 1995-2001"."""
    bare = part.rule in language.lexicon.get("bare", ()) or node.rule in language.lexicon.get("bare", ())
    company = language.company
    if not bare or part.end - part.start > 3:
        return False
    amount = part.end == node.end and _at(tokens, part.start - 1) in company.before_amount
    if amount and _at(tokens, node.end) in ("", *company.ends_clause):
        return True
    begins = part.start == node.start and _at(tokens, node.start - 1) in company.before_number
    return begins or _at(tokens, part.end) in company.counted or _address(part, company, tokens)


def _address(node: Node, company: Company, tokens: Tokens) -> bool:
    """Whether a number is that of a house: "1600 Pennsylvania Avenue"."""
    return _capital(tokens, node.end) and any(_at(tokens, node.end + step) in company.streets for step in (1, 2))


# Company


def _lone(node: Node, company: Company, tokens: Tokens) -> bool:
    """An adverb of time at the end of a clause: before a stop, a comma or a quotation; one that names no time before no preposition."""
    if node.start == 0 and node.end == 1 and tokens.words[0] in company.no_start:
        return False
    after = _at(tokens, node.end)
    return not after or (after in company.ends_clause and not (isinstance(node.value, Vague) and after.isalpha()))


def _rate(node: Node, company: Company, tokens: Tokens) -> bool:
    """ "A week" says how often after an amount or a plural: "four flights a week"; "per week" does always.

    So it does behind what an amount is told for: "$40 a person a day".
    """
    if _at(tokens, node.start) in company.rates:
        return True
    at = node.start - 1
    if _at(tokens, at - 1) == _at(tokens, node.start) and _amount(_at(tokens, at - 2), company):
        return True
    return _amount(_at(tokens, at), company)


def _amount(word: str, company: Company) -> bool:
    """Whether the word is a number, a plural or stands for an amount: "40", "flights", "percent"."""
    if not word or word in company.no_amounts:
        return False
    return word in company.amounts or word[0].isdigit() or company.plural.match(word) is not None
