"""One clause within another: relative and indirect, of time and condition, in the subjunctive, as an infinitive."""

from __future__ import annotations

from grammar import (
    NOUNS,
    SUBJECTS,
    VERBS,
    Grammar,
    HeldOutError,
    Pair,
    Subject,
    elided_pronoun,
    joined,
    subjunctive,
    that,
    vowel,
    whether,
)
from tables import (
    ABLE,
    DEEDS,
    HOMES,
    JUDGED,
    LASTING,
    OBJECTIVE,
    SINCE,
    SITUATIONS,
    SOON,
    SUPPOSED,
    TIMES,
    TOGETHER,
    TOO_LATE,
)


class Subordination(Grammar):
    """Each method draws a pair, French first, without capital; or raises `HeldOutError`."""

    # Clause in clause

    def said_that(self) -> Pair:
        begin, tenses, own = self.chance.choice([
            (("je pense", "I think"), ("present", "future", "past"), -1), (("je crois", "I believe"), ("present", "future", "past"), -1),
            (("je sais", "I know"), ("present", "past", "future"), 0), (("j'espère", "I hope"), ("future", "present"), -1),
            (("il a dit", "he said"), ("imperfect", "conditional", "pluperfect"), -1), (("elle m'a dit", "she told me"), ("imperfect", "conditional", "pluperfect"), -1),
            (("je pensais", "I thought"), ("imperfect", "conditional"), -1), (("ils ont promis", "they promised"), ("conditional",), -1),
            (("il m'a demandé si", "he asked me if"), ("imperfect", "conditional"), -1), (("je suis sûr", "I am sure"), ("future", "present", "past"), 0),
            (("elle savait", "she knew"), ("imperfect", "pluperfect", "conditional"), -1), (("on dit", "people say"), ("present",), 0),
            (("tout le monde sait", "everybody knows"), ("present",), -1), (("il paraît", "it seems"), ("present", "past"), 0),
            (("tu as dit", "you said"), ("conditional", "imperfect"), 4), (("je ne savais pas", "I didn't know"), ("imperfect", "pluperfect"), 0),
            (("j'ai entendu dire", "I heard"), ("imperfect", "conditional"), 0), (("j'avais peur", "I was afraid"), ("imperfect",), 0),
        ])  # fmt: skip
        tense = self.chance.choice(tenses)
        if begin[0] == "j'avais peur":
            raise HeldOutError  # wants a subjunctive; drawn in vain, as leaving it out would draw all pairs anew
        subject = self.subject(*[person for person in range(6) if person != own])
        french, english = self.clause(tense, subject, no=tense != "imperfect" and self.chance.random() < 0.2)
        if begin[0].endswith(" si"):
            return f"{begin[0].removesuffix(' si')} {whether(french)}.", f"{begin[1]} {english}."
        link = " that" if self.chance.random() < 0.5 or begin[1] == "it seems" else ""
        return f"{begin[0]} {that(french)}.", f"{begin[1]}{link} {english}."

    def asked(self) -> Pair:
        begin = self.chance.choice([
            ("je ne sais pas", "I don't know", "."), ("sais-tu", "do you know", "?"), ("savez-vous", "do you know", "?"), ("je me demande", "I wonder", "."),
            ("dis-moi", "tell me", "."), ("dites-moi", "tell me", "."), ("personne ne sait", "nobody knows", "."), ("est-ce que tu sais", "do you know", "?"),
            ("je voudrais savoir", "I would like to know", "."), ("je ne comprends pas", "I don't understand", "."), ("peux-tu me dire", "can you tell me", "?"),
        ])  # fmt: skip
        word = self.chance.choice(
            [("pourquoi", "why"), ("pourquoi", "why"), ("si", "if"), ("quand", "when"), ("comment", "how")]
        )
        if begin[0] == "je ne comprends pas" and word[0] in ("si", "quand"):
            raise HeldOutError
        tense = self.chance.choice(["past", "present", "future"] if word[0] != "comment" else ["past"])
        no = word[0] == "pourquoi" and self.chance.random() < 0.35
        subject = self.subject(
            *([1, 2, 3, 5] if "tu" in begin[0] or "-tu" in begin[0] or "dis-" in begin[0] else [2, 3, 4, 5])
        )
        french, english = self.clause(tense, subject, no=no, timeless=word[0] in ("quand", "comment"))
        whole = whether(french) if word[0] == "si" else f"{word[0]} {french}"
        return f"{begin[0]} {whole}{' ?' if begin[2] == '?' else '.'}", f"{begin[1]} {word[1]} {english}{begin[2]}"

    def who_does(self) -> Pair:
        noun = self.nouns.of("person")
        more = self.chance.random() < 0.3
        subject: Subject = (5 if more else 2, "qui", "who", noun.gender == "f")
        tense = self.chance.choice(["present", "past", "progressive"])
        french, english = self.clause(tense, subject, no=self.chance.random() < 0.1 and tense != "imperfect")
        the = NOUNS.the(noun, more=more)
        name = noun.english_more if more else noun.english
        way = self.chance.random()
        if way < 0.45:
            adjective = self.nouns.kept(
                noun, self.chance.choice([each for each in self.nouns.adjectives if "person" in each.kinds])
            )
            form = adjective.form(noun.gender, more=more)
            return (
                f"{the} {french} {'sont' if more else 'est'} {form}.",
                f"the {name} {english} {'are' if more else 'is'} {adjective.english}.",
            )
        begin = self.chance.choice([
            ("je connais", "I know"), ("voici", "here is" if not more else "here are"), ("j'ai vu", "I saw"), ("nous avons rencontré", "we met"),
            ("où est" if not more else "où sont", "where is" if not more else "where are"), ("elle parle avec", "she is talking with"),
            ("ce n'est pas" if not more else "ce ne sont pas", "this is not" if not more else "these are not"),
        ])  # fmt: skip
        end = (" ?", "?") if begin[0].startswith("où") else (".", ".")
        if more or begin[0].startswith(("où", "voici", "ce ")) or way < 0.75:
            return f"{begin[0]} {the} {french}{end[0]}", f"{begin[1]} the {name} {english}{end[1]}"
        return (
            f"{begin[0]} {NOUNS.a(noun.gender)} {noun.one} {french}.",
            f"{begin[1]} {NOUNS.english_a(name)} {english}.",
        )

    def which_was_done(self) -> Pair:
        noun, participle = self.nouns.done_to()
        more = self.chance.random() < 0.3
        person, who, whom, _ = self.subject(0, 1, 2, 4, 5)
        self.kept(participle.masculine, person, "which")
        form = participle.form(noun.gender, more=more)
        clause = that(joined(who, VERBS.AVOIR[person], form))
        name, link = noun.english_more if more else noun.english, self.chance.choice([" that", "", "", " which"])
        french, english = f"{NOUNS.the(noun, more=more)} {clause}", f"the {name}{link} {whom} {participle.past}"
        if noun.kind == "person":
            english = english.replace(" which ", " that ")
        if self.chance.random() < 0.5 and noun.kind != "text":
            adjective = self.nouns.kept(
                noun, self.chance.choice([each for each in self.nouns.adjectives if noun.kind in each.kinds])
            )
            is_so = adjective.form(noun.gender, more=more)
            return (
                f"{french} {'sont' if more else 'est'} {is_so}.",
                f"{english} {'are' if more else 'is'} {adjective.english}.",
            )
        begin = self.chance.choice([
            ("c'est" if not more else "ce sont", "this is" if not more else "these are"), ("où est" if not more else "où sont", "where is" if not more else "where are"),
            ("j'ai vu", "I saw"), ("montre-moi", "show me"), ("je n'aime pas", "I don't like"), ("as-tu vu", "have you seen"), ("voici", "here is" if not more else "here are"),
        ])  # fmt: skip
        end = (" ?", "?") if begin[0].startswith(("où", "as-")) else (".", ".")
        return f"{begin[0]} {french}{end[0]}", f"{begin[1]} {english}{end[1]}"

    def whose(self) -> Pair:
        one, gender, name = self.chance.choice(NOUNS.KIN)
        does = self.chance.choice(NOUNS.LIVING)
        if gender == "f" and "his" in does[1]:
            does = (does[0], does[1].replace("his", "her"))
        self.kept(one, does[0])
        begin = self.chance.choice([
            ("j'ai un ami", "I have a friend"), ("je connais un homme", "I know a man"), ("je connais une femme", "I know a woman"),
            ("il a un ami", "he has a friend"), ("voici la fille", "here is the girl"), ("c'est le garçon", "this is the boy"),
        ])  # fmt: skip
        return (
            f"{begin[0]} dont {'la' if gender == 'f' else 'le'} {one} {does[0]}.",
            f"{begin[1]} whose {name} {does[1]}.",
        )

    def together(self) -> Pair:
        noun = self.nouns.of("person")
        adjective = self.nouns.kept(
            noun, self.chance.choice([each for each in self.nouns.adjectives if "person" in each.kinds])
        )
        preposition, infinitive, base, after = self.chance.choice(TOGETHER)
        person, who, whom, _ = self.subject(0, 1, 2, 5)
        self.kept(infinitive, person, "together")
        form = infinitive[:-2] + VERBS.PRESENT_ER[person]
        if infinitive == "voyager":
            form = self.by_name["voyager", False].present[person]
        english = (
            f"{whom} {VERBS.BE[person]} {VERBS.ing(base)}"
            if base == "talk"
            else f"{whom} {VERBS.third(base) if person == 2 else base}"
        )
        return (
            f"{NOUNS.the(noun)} {preposition} qui {joined(who, form)} est {adjective.form(noun.gender, more=False)}.",
            f"the {noun.english} {english} {after} is {adjective.english}.",
        )

    def home(self) -> Pair:
        french, english, where = self.chance.choice(HOMES)
        if where == "when":
            clause = self.clause("past", self.subject(), timeless=True)
        else:
            verb = self.verb(["habiter", "travailler", "vivre", "manger", "dormir"])
            person, who, whom, feminine = self.subject()
            self.kept(verb.infinitive, person, "where")
            clause = self.chance.choice([
                (joined(who, verb.present[person]), self.verbs.english_present(verb, person, whom, no=False, progressive=False)),
                (self.verbs.compound(verb, person, who, feminine=feminine), f"{whom} {verb.past}"),
                (joined(who, verb.imperfect(person)), f"{whom} used to {verb.base}"),
            ])  # fmt: skip
        begin = self.chance.choice(
            [
                ("c'est", "this is"),
                ("je me souviens de", "I remember"),
                ("c'était", "it was"),
                ("je n'oublierai jamais", "I will never forget"),
            ]
        )
        first = f"{begin[0]} {french}"
        first = first.replace("de le ", "du ")
        return f"{first} où {clause[0]}.", f"{begin[1]} {english} {where} {clause[1]}."

    # Time

    def since(self) -> Pair:
        verb = self.verb(LASTING)
        subject = self.subject()
        person, who, whom, _ = subject
        self.kept(verb.infinitive, person, "since")
        what = self.what(verb, subject)
        if what[0].split()[-1] in {*VERBS.SAY_WHEN, "midi", "nuit", "trop", "peu", "vite"}:
            raise HeldOutError
        long = self.chance.random() < 0.6
        time = self.chance.choice(TIMES if long else SINCE)
        been = f"{VERBS.HAVE[person]} been {VERBS.ing(verb.base)}"
        if verb.base in ("live", "work") and self.chance.random() < 0.5:
            been = f"{VERBS.HAVE[person]} {verb.done}"
        lasting = f"for {time[1]}" if long else f"since {time[1]}"
        if long and time[0] != "longtemps" and self.chance.random() < 0.15:
            return (
                f"cela fait {time[0]} {that(joined(who, verb.present[person], what[0]))}.",
                f"{whom} {been} {what[1]} for {time[1]}.",
            )
        return f"{joined(who, verb.present[person], what[0])} depuis {time[0]}.", f"{whom} {been} {what[1]} {lasting}."

    def since_it_is(self) -> Pair:
        person, who, whom, feminine = self.subject()
        state = self.chance.choice(
            [("malade", "sick", False), ("marié", "married", True), ("seul", "alone", True), ("absent", "absent", True)]
        )
        time = self.chance.choice(TIMES + SINCE)
        self.kept(state[0], person, time[0])
        form = state[0] + ("e" * feminine if state[2] else "") + "s" * (person > 2)
        lasting = f"for {time[1]}" if time in TIMES else f"since {time[1]}"
        return (
            f"{joined(who, VERBS.ETRE[person], form)} depuis {time[0]}.",
            f"{whom} {VERBS.HAVE[person]} been {state[1]} {lasting}.",
        )

    def not_since(self) -> Pair:
        person, who, whom, _ = self.subject(0, 1, 2, 3, 5)
        whose, direct, _, _, english, ending = self.someone(other_than=person if person in (0, 1, 3) else -1)
        if whose == 4:
            raise HeldOutError
        time = self.chance.choice(TIMES + SINCE)
        self.kept(person, whose, time[0])
        lasting = f"for {time[1]}" if time in TIMES else f"since {time[1]}"
        seen = self.chance.choice([("vu", "seen"), ("appelé", "called"), ("rencontré", "met")])
        said = joined(who, "ne", *elided_pronoun(direct, VERBS.AVOIR[person]), "pas", seen[0] + ending)
        return f"{said} depuis {time[0]}.", f"{whom} {VERBS.HAVE[person]} not {seen[1]} {english} {lasting}."

    def how_long(self) -> Pair:
        verb = self.verb(LASTING)
        person, who, whom, _ = self.chance.choice([each for each in SUBJECTS[:10] if each[0] in (1, 2, 4, 5)])
        self.kept(verb.infinitive, person, "how long")
        what = self.what(verb, (person, who, whom, False))
        if what[0].split()[-1] in {*VERBS.SAY_WHEN, "midi", "nuit", "trop", "peu", "vite"}:
            raise HeldOutError
        turned = f"{verb.present[person]}{'-t' if person == 2 and verb.present[person][-1] in 'ae' else ''}-{who}"
        have = VERBS.HAVE[person]
        return (
            f"depuis combien de temps {turned} {what[0]} ?",
            f"how long {have} {whom} been {VERBS.ing(verb.base)} {what[1]}?",
        )

    # Conditions

    def if_it_is(self) -> Pair:
        if self.chance.random() < 0.4:
            condition = self.chance.choice(SITUATIONS)
            subject = self.subject()
        else:
            subject = self.pronoun_subject()
            condition = self.clause("present", subject)
            condition = whether(condition[0]), f"if {condition[1]}"
            subject = self.subject(*[person for person in range(6) if person != subject[0] or person in (0, 3)])
        then = self.clause("future", subject, no=self.chance.random() < 0.25)
        return self.either_way(condition, then)

    def either_way(self, condition: Pair, then: Pair) -> Pair:
        if self.chance.random() < 0.6:
            return f"{condition[0]}, {then[0]}.", f"{condition[1]}, {then[1]}."
        return f"{then[0]} {condition[0]}.", f"{then[1]} {condition[1]}."

    def if_it_were(self) -> Pair:
        if self.chance.random() < 0.6:
            condition, subject = self.chance.choice(SUPPOSED), self.subject(0, 3)
        else:
            subject = self.pronoun_subject()
            verb = self.verb()
            self.kept(verb.infinitive, subject[0], "if")
            if verb.is_be:
                raise HeldOutError
            what = self.what(verb, subject)
            clause = joined(self.verbs.finite(verb, subject[0], subject[1], verb.imperfect(subject[0])), what[0])
            condition = whether(clause), f"if {subject[2]} {verb.past} {what[1]}"
            subject = self.subject()
        return self.either_way(condition, self.clause("conditional", subject, no=self.chance.random() < 0.25))

    def if_it_had(self) -> Pair:
        if self.chance.random() < 0.5:
            condition = self.chance.choice(TOO_LATE)
        else:
            clause = self.clause("pluperfect", self.pronoun_subject(), no=self.chance.random() < 0.2)
            condition = whether(clause[0]), f"if {clause[1]}"
        return self.either_way(
            condition, self.clause("past conditional", self.subject(), no=self.chance.random() < 0.3)
        )

    def when_he_comes(self) -> Pair:
        word, subject = self.chance.choice(SOON), self.subject()
        verb = self.verb()
        person, who, whom, _ = subject
        self.kept(verb.infinitive, person, "when")
        what = self.what(verb, subject)
        if what[0].split()[-1] in VERBS.SAY_WHEN:
            raise HeldOutError
        clause = joined(self.verbs.finite(verb, person, who, verb.future + VERBS.FUTURE[person]), what[0])
        first = that(clause).replace("qu", "dès qu", 1) if word[0] == "dès que" else f"quand {clause}"
        said = f"{word[1]} {self.verbs.english_present(verb, person, whom, no=False, progressive=False)} {what[1]}"
        then = self.clause("future", self.subject(0, 3, 5, 2), timeless=True)
        return self.either_way((first, said), then)

    # Subjunctive

    def wants_him_to(self) -> Pair:
        begin = self.chance.choice([
            (("je veux", "I want"), 0), (("elle veut", "she wants"), -1), (("il voulait", "he wanted"), -1), (("mes parents veulent", "my parents want"), -1),
            (("je voudrais", "I would like"), 0), (("je ne veux pas", "I don't want"), 0), (("veux-tu", "do you want"), 1), (("il préfère", "he prefers"), -1),
            (("nous voulons", "we want"), 3),
        ])  # fmt: skip
        (french, english), own = begin
        subject = self.subject(
            *[person for person in range(6) if person != own and {person, own} not in ({0, 3}, {1, 4})]
        )
        verb = self.verb()
        self.kept(verb.infinitive, subject[0], "wants")
        what = self.what(verb, subject)
        clause = joined(self.verbs.finite(verb, subject[0], subject[1], subjunctive(verb, subject[0])), what[0])
        end = (" ?", "?") if "-tu" in french else (".", ".")
        return (
            f"{french} {that(clause)}{end[0]}",
            f"{english} {OBJECTIVE.get(subject[2], subject[2])} to {verb.base.replace('_', ' ')} {what[1]}{end[1]}",
        )

    def although(self) -> Pair:
        begin = self.chance.choice([
            ("je suis content", "I am glad that"), ("il est possible", "it is possible that"), ("je ne pense pas", "I don't think"),
            ("je doute", "I doubt that"), ("il est important", "it is important that"), ("je ne crois pas", "I don't believe that"), ("c'est dommage", "it is a pity that"),
            ("je regrette", "I am sorry that"), ("il est normal", "it is normal that"), ("j'attendrai jusqu'à ce", "I will wait until"),
            ("il travaille beaucoup bien", "he works a lot although"), ("restez ici jusqu'à ce", "stay here until"), ("partons avant", "let's leave before"),
        ])  # fmt: skip
        own = (
            0
            if begin[0].startswith(("je", "j'"))
            else 4
            if begin[0].startswith("restez")
            else 3
            if begin[0].startswith("partons")
            else -1
        )
        subject = self.subject(*[person for person in range(6) if person != own])
        no = begin[0] in ("c'est dommage", "je regrette") and self.chance.random() < 0.5
        french, english = self.clause("subjunctive", subject, no=no)
        return f"{begin[0]} {that(french)}.", f"{begin[1]} {english}."

    def has_to(self) -> Pair:
        subject = self.subject()
        verb = self.verb()
        person, who, whom, _ = subject
        self.kept(verb.infinitive, person, "has to")
        what = self.what(verb, subject)
        clause = joined(self.verbs.finite(verb, person, who, subjunctive(verb, person)), what[0])
        must = "must" if self.chance.random() < 0.5 else "has to" if person == 2 else "have to"
        if self.chance.random() < 0.25:
            return f"il faudra {that(clause)}.", f"{whom} will have to {verb.base.replace('_', ' ')} {what[1]}."
        return f"il faut {that(clause)}.", f"{whom} {must} {verb.base.replace('_', ' ')} {what[1]}."

    # Infinitives

    def without_doing(self) -> Pair:
        subject = self.subject()
        person, _who, _whom, _ = subject
        first, second = self.verb(), self.verb()
        if first is second or second.is_be or not second.has_ing:
            raise HeldOutError
        main = self.clause(
            self.chance.choice(["past", "past", "future", "present"]), subject, verb=first, timeless=True
        )
        self.kept(second.infinitive, person, "without")
        infinitive, base, doing = self.infinitive(second, subject)
        way = self.chance.choice(["sans", "avant de", "pour", "après", "avant de", "pour"])
        if way == "après":
            be = "être" if second.with_etre or second.reflexive else "avoir"
            mine = VERBS.REFLEXIVE[person] if second.reflexive else ""
            what = self.what(second, subject)
            phrase = joined("après", *elided_pronoun(mine, be), second.agreed(person, feminine=subject[3]), what[0])
            return f"{main[0]} {phrase}.", f"{main[1]} after {VERBS.ing(second.base)} {what[1]}."
        if way == "sans":
            return f"{main[0]} sans {infinitive}.", f"{main[1]} without {doing}."
        if way == "pour":
            return f"{main[0]} pour {infinitive}.", f"{main[1]} {self.chance.choice(['to', 'in order to'])} {base}."
        before = f"avant d'{infinitive}" if vowel(infinitive) else f"avant de {infinitive}"
        if self.chance.random() < 0.3:
            return f"{before}, {main[0]}.", f"before {doing}, {main[1]}."
        return f"{main[0]} {before}.", f"{main[1]} before {doing}."

    def judged(self) -> Pair:
        word, english = self.chance.choice(JUDGED)
        verb = self.verb()
        self.kept(verb.infinitive, word)
        subject: Subject = (2, "x", "x", False)
        french, base, _ = self.infinitive(verb, subject)
        if any(own in f" {french} " for own in (" son ", " sa ", " ses ")) or verb.reflexive or verb.is_be:
            raise HeldOutError
        begin = self.chance.choice(
            [
                ("il est", "it is"),
                ("il est", "it's"),
                ("il n'est pas", "it is not"),
                ("il serait", "it would be"),
                ("il était", "it was"),
            ]
        )
        de = f"d'{french}" if vowel(french) else f"de {french}"
        return f"{begin[0]} {word} {de}.", f"{begin[1]} {english} to {base}."

    def able(self) -> Pair:
        masculine, feminine, english, link = self.chance.choice(ABLE)
        subject = self.subject(0, 1, 2)
        person, who, whom, woman = subject
        verb = self.verb()
        self.kept(verb.infinitive, person, masculine)
        if verb.is_be:
            raise HeldOutError
        french, base, _ = self.infinitive(verb, subject)
        word = feminine if woman else masculine
        if link == "de":
            word = word.removesuffix(" de")
            tail = f"d'{french}" if vowel(french) else f"de {french}"
        else:
            tail = f"pour {french}" if not link else french
        was = self.chance.random() < 0.35
        be = "était" if was and person == 2 else "étais" if was else VERBS.ETRE[person]
        return (
            f"{joined(who, be)} {word} {tail}.",
            f"{whom} {(VERBS.WAS if was else VERBS.BE)[person]} {english} to {base}.",
        )

    def made_do(self) -> Pair:
        deed, base = self.chance.choice(DEEDS)
        person, who, whom, _ = self.subject()
        whose, direct, _, after, english, ending = self.someone(other_than=person if person in (0, 1, 3, 4) else -1)
        my = {0: "my", 1: "your", 2: "her" if english == "her" else "his", 3: "our", 4: "your", 5: "their"}[whose]
        base = base.format(my=my)
        self.kept(deed, person, whose)
        way = self.chance.choice(["made", "let", "saw", "want"])
        if way == "made":
            return (
                f"{joined(who, *elided_pronoun(direct, VERBS.AVOIR[person]), 'fait', deed)}.",
                f"{whom} made {english} {base}.",
            )
        if way == "saw":
            if whose == 4 or deed in ("changer d'avis", "réfléchir", "attendre"):
                raise HeldOutError
            return (
                f"{joined(who, *elided_pronoun(direct, VERBS.AVOIR[person]), 'vu' + ending, deed)}.",
                f"{whom} saw {english} {base}.",
            )
        if way == "let":
            after = {"lui": "le", "elle": "la", "eux": "les"}.get(after, after)
            if whose in (1, 4):
                raise HeldOutError
            order = self.chance.choice(["laisse", "laissez"])
            return f"{order}-{after} {deed}.", f"let {english} {base}."
        asked = self.chance.choice([("a demandé", "asked"), ("a dit", "told")])
        subject = self.chance.choice(
            [("il", "he"), ("elle", "she"), ("mon père", "my father"), ("le médecin", "the doctor")]
        )
        indirect = {"le": "lui", "la": "lui", "les": "leur"}.get(direct, direct)
        de = f"d'{deed}" if vowel(deed) else f"de {deed}"
        return f"{joined(subject[0], indirect, asked[0])} {de}.", f"{subject[1]} {asked[1]} {english} to {base}."
