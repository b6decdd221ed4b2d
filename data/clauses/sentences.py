"""Within one clause: pronouns in their places, negation, what French has where English is, questions."""

from __future__ import annotations

from grammar import SUBJECTS, VERBS, Grammar, HeldOutError, Pair, Subject, elided_pronoun, joined, that, vowel
from tables import AGES, BODY, COUNTED, FEARS, MISSED, NEEDS, ONLY, PAINS, STATES, TO_GIVE, TO_SEE


class Sentences(Grammar):
    """Each method draws a pair, French first, without capital; or raises `HeldOutError`."""

    # Pronouns

    def sees_him(self) -> Pair:
        verb = self.verb(TO_SEE)
        person, who, whom, _feminine = self.subject()
        whose, direct, _, _, english, ending = self.someone(other_than=person if person in (0, 1, 3, 4) else -1)
        base = verb.base.replace("_", " ")
        self.kept(verb.infinitive, person, whose, "him")
        no = self.chance.random() < 0.3
        ne, pas = ("ne", "pas") if no else ("", "")
        tense = self.chance.choice(["present", "past", "future", "modal", "imperfect", "past"])
        if tense == "past":
            if whose == 4:
                raise HeldOutError  # vous: one or several
            participle = verb.participle + (ending if not verb.participle.endswith("s") or ending == "e" else "")
            after = self.verbs.after("past", "x") if not no else ("", "")
            past = f"didn't {base}" if no else verb.past
            said = joined(who, ne, *elided_pronoun(direct, VERBS.AVOIR[person]), pas, participle, after[0])
            return f"{said}.", f"{whom} {past} {english} {after[1]}".strip() + "."
        if tense == "present":
            progressive = (
                verb.has_ing
                and verb.base in ("help", "wait_for", "watch", "listen_to", "look_for", "follow", "call")
                and self.chance.random() < 0.6
            )
            form, said = (
                verb.present[person],
                self.verbs.english_present(verb, person, whom, no=no, progressive=progressive),
            )
        elif tense == "future":
            form, said = verb.future + VERBS.FUTURE[person], f"{whom} {'will not' if no else 'will'} {base}"
        elif tense == "imperfect":
            if verb.base in ("know", "love", "understand", "see", "believe", "forget", "find") or no:
                raise HeldOutError
            form, said = verb.imperfect(person), f"{whom} {VERBS.WAS[person]} {VERBS.ing(verb.base)}"
        else:
            form, can = self.modal(person, no=no)
            said = joined(who, ne, form, pas, *elided_pronoun(direct, verb.infinitive))
            return f"{said}.", f"{whom} {can} {base} {english}."
        return f"{joined(who, ne, *elided_pronoun(direct, form), pas)}.", f"{said} {english}."

    def gives_him(self) -> Pair:
        verb = self.verb(list(TO_GIVE))
        subject = self.subject()
        person, who, whom, feminine = subject
        whose, _, indirect, _, english, _ = self.someone(other_than=person if person in (0, 1, 3, 4) else -1)
        self.kept(verb.infinitive, person, whose, "gives")
        french_thing, english_thing = self.chance.choice(
            [each.strip().split("=") for each in TO_GIVE[verb.infinitive].split(",")]
        )
        masculine, female, plural, my = VERBS.MY[person]
        if person == 2 and feminine:
            my = "her"
        if "{f} adresse" in french_thing:
            female = masculine
        thing = french_thing.format(m=masculine, f=female, p=plural), english_thing.format(my=my)
        tense, base = self.chance.choice(["past", "past", "future", "present", "modal"]), verb.base
        no = self.chance.random() < 0.25
        ne, pas = ("ne", "pas") if no else ("", "")
        if no:
            thing = VERBS.without(thing[0]), thing[1].replace("some ", "any ")
        if tense == "past":
            said = joined(who, ne, indirect, VERBS.AVOIR[person], pas, verb.participle, thing[0])
            past = f"didn't {base}" if no else verb.past
            return f"{said}.", f"{whom} {past} {english} {thing[1]}."
        if tense == "modal":
            form, can = self.modal(person, no=no)
            said = joined(who, ne, form, pas, indirect, verb.infinitive, thing[0])
            return f"{said}.", f"{whom} {can} {base} {english} {thing[1]}."
        form = verb.present[person] if tense == "present" else verb.future + VERBS.FUTURE[person]
        if tense == "present":
            said_english = self.verbs.english_present(verb, person, whom, no=no, progressive=False)
        else:
            said_english = f"{whom} {'will not' if no else 'will'} {base}"
        return f"{joined(who, ne, indirect, form, pas, thing[0])}.", f"{said_english} {english} {thing[1]}."

    def gives_it(self) -> Pair:
        verb = self.verb(["donner", "dire", "envoyer", "vendre", "offrir"])
        person, who, whom, _ = self.subject()
        whose, _, indirect, _, english, _ = self.someone(other_than=person if person in (0, 1, 3, 4) else -1)
        self.kept(verb.infinitive, person, whose, "it")
        them = self.chance.random() < 0.3 and verb.infinitive != "dire"
        le = "les" if them else "le"
        first, second = (indirect, le) if indirect not in ("lui", "leur") else (le, indirect)
        past = self.chance.random() < 0.6
        form = VERBS.AVOIR[person] if past else verb.future + VERBS.FUTURE[person]
        pronouns = (
            joined(first, *elided_pronoun(second, form)) if second in ("le", "les") else joined(first, second, form)
        )
        if second == "lui" and vowel(form):
            pronouns = f"{first} lui {form}"
        participle = verb.participle + ("s" if them and not verb.participle.endswith("s") else "") if past else ""
        if verb.infinitive == "dire":
            said = verb.past if past else "will tell"
            return f"{joined(who, pronouns, participle)}.", f"{whom} {said} {english}."
        said = verb.past if past else f"will {verb.base}"
        return f"{joined(who, pronouns, participle)}.", f"{whom} {said} {'them' if them else 'it'} to {english}."

    def see_him(self) -> Pair:
        """An order: pronouns after the verb, or before it where it is denied."""
        verb = self.verb([name for name in TO_SEE if name not in ("connaître", "voir", "trouver", "aimer")])
        person = self.chance.choice([1, 4])
        whose, direct, _, after, english, _ = self.someone(other_than=person)
        self.kept(verb.infinitive, person, whose, "order")
        form, base = verb.present[person], verb.base.replace("_", " ")
        if person == 1 and form.endswith("es"):
            form = form[:-1]
        if self.chance.random() < 0.4:
            return f"{joined('ne', *elided_pronoun(direct, form), 'pas')}.", f"don't {base} {english}."
        after = {"lui": "le", "elle": "la", "eux": "les"}.get(after, after)
        please = self.chance.choice(
            [("", ""), ("", ""), (", s'il te plaît" if person == 1 else ", s'il vous plaît", ", please")]
        )
        return f"{form}-{after}{please[0]}.", f"{base} {english}{please[1]}."

    # Negation

    def no_more(self) -> Pair:
        verb, subject = self.verb(), self.subject()
        person, who, whom, _ = subject
        self.kept(verb.infinitive, person, "no more")
        what = self.what(verb, subject)
        what = VERBS.without(what[0]), what[1]
        french = joined(self.verbs.finite(verb, person, who, verb.present[person], "plus"), what[0])
        if verb.is_be:
            return (
                f"{french}.",
                f"{whom} {VERBS.BE[person]} {self.chance.choice(['no longer', 'not'])} {what[1]}"
                + self.chance.choice([" any more."]),
            )
        if self.chance.random() < 0.35:
            present = (
                self.verbs.english_present(verb, person, whom, no=False, progressive=False).removeprefix(whom).strip()
            )
            return f"{french}.", f"{whom} no longer {present} {what[1]}."
        said = self.verbs.english_present(verb, person, whom, no=True, progressive=False)
        return f"{french}.", f"{said} {what[1]} {self.chance.choice(['any more', 'anymore'])}."

    def nobody(self) -> Pair:
        verb = self.verb()
        person, who, whom, _feminine = self.subject()
        if self.chance.random() < 0.5:
            tense = self.chance.choice(["past", "future", "present"])
            self.kept(verb.infinitive, tense, "nobody")
            subject: Subject = (2, "personne ne", "nobody", False)
            what = self.what(verb, subject)
            if (
                " son " in f" {what[0]} "
                or " his " in f" {what[1]} "
                or verb.is_be
                or VERBS.without(what[0]) != what[0]
            ):
                raise HeldOutError
            mine = "se" if verb.reflexive else ""
            if tense == "past":
                helper = (VERBS.ETRE if verb.with_etre or verb.reflexive else VERBS.AVOIR)[2]
                return joined(
                    "personne", "ne", mine, helper, verb.participle, what[0]
                ) + ".", f"nobody {verb.past} {what[1]}."
            form = verb.present[2] if tense == "present" else verb.future + "a"
            said = (
                f"nobody {VERBS.third(verb.base)}"
                if tense == "present"
                else f"nobody will {verb.base.replace('_', ' ')}"
            )
            return joined("personne", "ne", mine, form, what[0]) + ".", f"{said} {what[1]}."
        nothing = self.chance.random() < 0.5
        verb = self.verb(["voir", "acheter", "dire", "manger", "boire", "trouver", "entendre", "faire", "comprendre", "oublier", "recevoir"] if nothing else
                         ["voir", "connaître", "aider", "appeler", "attendre", "écouter", "croire", "entendre"])  # fmt: skip
        self.kept(verb.infinitive, person, nothing)
        if nothing and verb.base == "tell":
            said, past = "say", "said"
        else:
            said, past = verb.base.replace("_", " "), verb.past
        if self.chance.random() < 0.5:
            word, any_ = ("rien", "anything") if nothing else ("personne", "anybody")
            negated = f"didn't {said} anything"
            if nothing:
                return joined(
                    who, "ne", VERBS.AVOIR[person], "rien", verb.participle
                ) + ".", f"{whom} {self.chance.choice([negated, f'{past} nothing'])}."
            return joined(who, "ne", VERBS.AVOIR[person], verb.participle, word) + ".", f"{whom} didn't {said} {any_}."
        does = "doesn't" if person == 2 else "don't"
        any_ = "anything" if nothing else "anybody"
        if said in ("eat", "drink", "make") and not nothing:
            raise HeldOutError
        return joined(
            who, "ne", verb.present[person], "rien" if nothing else "personne"
        ) + ".", f"{whom} {does} {'do' if said == 'make' else said} {any_}."

    def only(self) -> Pair:
        verb, subject = self.verb(ONLY), self.subject()
        person, who, whom, _ = subject
        self.kept(verb.infinitive, person, "only")
        what = self.what(verb, subject)
        if what[0] in (
            "trop",
            "à voix basse",
            "trop vite",
            "beaucoup de lettres",
            "au restaurant",
            "au lit",
            "trop de vin",
        ):
            raise HeldOutError
        past = self.chance.random() < 0.4
        tail = that(what[0])
        if past:
            return joined(
                who, "ne", VERBS.AVOIR[person], verb.participle
            ) + f" {tail}.", f"{whom} only {verb.past} {what[1]}."
        said = self.verbs.english_present(verb, person, whom, no=False, progressive=False).removeprefix(whom).strip()
        return joined(who, "ne", verb.present[person]) + f" {tail}.", f"{whom} only {said} {what[1]}."

    def not_yet(self) -> Pair:
        verb, subject = self.verb(), self.subject()
        person, who, whom, feminine = subject
        self.kept(verb.infinitive, person, "yet")
        what = self.what(verb, subject)
        if what[0].split()[-1] in VERBS.SAY_WHEN:
            raise HeldOutError
        if self.chance.random() < 0.3:
            if not verb.has_ing or verb.is_be:
                raise HeldOutError
            return (
                joined(self.verbs.finite(verb, person, who, verb.present[person]), "encore", what[0]) + ".",
                f"{whom} {VERBS.BE[person]} still {VERBS.ing(verb.base)} {what[1]}.",
            )
        french = self.verbs.compound(verb, person, who, feminine=feminine, no="pas encore")
        have = {"have": "haven't", "has": "hasn't"}[VERBS.HAVE[person]]
        return f"{joined(french, VERBS.without(what[0]))}.", f"{whom} {have} {verb.done} {what[1]} yet."

    # What French has where English is

    def has_hunger(self) -> Pair:
        person, who, whom, _ = self.subject()
        way = self.chance.choice(["state", "state", "pain", "age", "fear", "need", "need"])
        was = self.chance.random() < 0.3
        have = f"av{VERBS.IMPERFECT[person]}" if was else VERBS.AVOIR[person]
        be = (VERBS.WAS if was else VERBS.BE)[person]
        has = "had" if was else VERBS.HAVE[person]
        if way == "state":
            what, english = self.chance.choice(STATES)
            self.kept(person, what)
            no = self.chance.random() < 0.25
            if no:
                what = what.replace("de la ", "de ")
                return joined(who, "ne", have, "pas", what) + ".", f"{whom} {be} not {english}."
            much = (
                self.chance.choice([("", ""), ("", ""), ("très", "very")])
                if what not in ("de la chance", "raison", "tort")
                else ("", "")
            )
            return joined(who, have, much[0], what) + ".", f"{whom} {be} {much[1]} {english}."
        if way == "pain":
            what, english = self.chance.choice(PAINS)
            self.kept(person, what)
            return joined(who, have, "mal", what) + ".", f"{whom} {has} {english}."
        if way == "age":
            years, english = self.chance.choice(AGES)
            self.kept(person, years)
            return joined(
                who, have, years, "ans"
            ) + ".", f"{whom} {be} {english}{self.chance.choice(['', ' years old'])}."
        what, english = self.chance.choice(FEARS if way == "fear" else NEEDS)
        if what in ("de toi", "de ton aide") and person in (1, 4):
            raise HeldOutError
        self.kept(person, what)
        if way == "fear":
            return joined(who, have, "peur", what) + ".", f"{whom} {be} afraid of {english}."
        no = self.chance.random() < 0.25
        if no:
            does = "didn't" if was else "doesn't" if person == 2 else "don't"
            return joined(who, "ne", have, "pas besoin", what) + ".", f"{whom} {does} need {english}."
        return joined(
            who, have, "besoin", what
        ) + ".", f"{whom} {'needed' if was else 'needs' if person == 2 else 'need'} {english}."

    def feels_like(self) -> Pair:
        subject, verb = self.subject(), self.verb()
        person, who, whom, _ = subject
        self.kept(verb.infinitive, person, "feels like")
        if verb.is_be or not verb.has_ing:
            raise HeldOutError
        french, base, doing = self.infinitive(verb, subject)
        de = f"d'{french}" if vowel(french) else f"de {french}"
        need, no = self.chance.random() < 0.35, self.chance.random() < 0.35
        ne, pas = ("ne", "pas") if no else ("", "")
        does = "doesn't" if person == 2 else "don't"
        have = VERBS.AVOIR[person]
        if need:
            said = f"{does} need to" if no else "needs to" if person == 2 else "need to"
            return joined(who, ne, have, pas, "besoin") + f" {de}.", f"{whom} {said} {base}."
        if self.chance.random() < 0.3:
            return joined(
                who, ne, have, pas, "peur"
            ) + f" {de}.", f"{whom} {VERBS.BE[person]}{' not' if no else ''} afraid of {doing}."
        said = f"{does} feel like" if no else "feels like" if person == 2 else "feel like"
        return joined(who, ne, have, pas, "envie") + f" {de}.", f"{whom} {said} {doing}."

    def own_body(self) -> Pair:
        infinitive, participle, part, base, past, english = self.chance.choice(BODY)
        person, who, whom, feminine = self.subject(0, 1, 2, 3, 5)
        my = "her" if person == 2 and feminine else VERBS.MY[person][3]
        self.kept(infinitive, part, person)
        mine = VERBS.REFLEXIVE[person]
        way = self.chance.choice(["past", "past", "future", "must"])
        if person in (3, 5) and part in ("la jambe", "le bras", "le doigt", "la main", "la cheville"):
            raise HeldOutError
        if way == "past":
            return joined(
                who, *elided_pronoun(mine, VERBS.ETRE[person]), participle, part
            ) + ".", f"{whom} {past} {my} {english}."
        if way == "future" or base in ("break", "burn", "sprain"):
            return joined(
                who, VERBS.ALLER[person], mine, infinitive, part
            ) + ".", f"{whom} {VERBS.BE[person]} going to {base} {my} {english}."
        forms = VERBS.MODALS[0][0]
        return joined(who, forms[person], mine, infinitive, part) + ".", f"{whom} must {base} {my} {english}."

    def misses(self) -> Pair:
        what, english, more = self.chance.choice(MISSED)
        person, _who, whom, _ = self.chance.choice([each for each in SUBJECTS[:10] if each[0] not in (1, 4)])
        me = {0: "me", 2: "lui", 3: "nous", 5: "leur"}[person]
        if self.chance.random() < 0.5:
            you = self.chance.choice(
                [
                    ("tu", "manques", "you"),
                    ("il", "manque", "him"),
                    ("elle", "manque", "her"),
                    ("vous", "manquez", "you"),
                    ("ils", "manquent", "them"),
                ]
            )
            self.kept(person, you[0], "misses")
            return f"{you[0]} {me} {you[1]}.", f"{whom} {'misses' if person == 2 else 'miss'} {you[2]}."
        if english.startswith(("his", "our")) and person != 0:
            raise HeldOutError
        if english.startswith("my") and person != 0:
            raise HeldOutError
        self.kept(person, what, "misses")
        return (
            f"{what} {me} {'manquent' if more else 'manque'}.",
            f"{whom} {'misses' if person == 2 else 'miss'} {english}.",
        )

    # Questions

    def is_it_not(self) -> Pair:
        tense = self.chance.choice(["present", "past", "future", "imperfect"])
        subject = self.chance.choice([each for each in SUBJECTS[:10] if each[0] in (1, 2, 4, 5)])
        verb = self.verb()
        french, english = self.clause(tense, subject, verb=verb)
        person, _, whom, _ = subject
        do = {"past": "didn't", "future": "won't"}.get(tense, "doesn't" if person == 2 else "don't")
        if verb.is_be or tense == "imperfect":
            do = (
                ("weren't" if VERBS.WAS[person] == "were" else "wasn't")
                if tense in ("past", "imperfect")
                else "won't"
                if tense == "future"
                else f"{VERBS.BE[person]}n't"
            )
        if verb.base == "have" and tense == "present":
            raise HeldOutError
        return f"{french}, n'est-ce pas ?", f"{english}, {do} {whom}?"

    def asks(self) -> Pair:
        """Questions with a word: where, when, why, how, with the ways French has to turn them."""
        verb, subject = self.verb(), self.chance.choice([each for each in SUBJECTS[:10] if each[0] != 0])
        person, who, whom, feminine = subject
        word = self.chance.choice(
            [("pourquoi", "why"), ("quand", "when"), ("comment", "how"), ("où", "where"), ("que", "what")]
        )
        what = self.what(verb, subject)
        base = verb.base.replace("_", " ")
        if verb.is_be or (verb.reflexive and word[0] != "pourquoi"):
            raise HeldOutError
        if word[0] == "où":
            verb = self.verb(["habiter", "travailler", "manger", "dormir", "vivre", "aller", "partir", "apprendre"])
            base, what = verb.base, ("", "")
            if verb.infinitive in ("apprendre", "partir"):
                raise HeldOutError
        if word[0] == "que":
            verb = self.verb(
                [
                    "acheter",
                    "manger",
                    "boire",
                    "faire",
                    "voir",
                    "lire",
                    "écrire",
                    "chercher",
                    "vendre",
                    "prendre",
                    "choisir",
                    "perdre",
                    "trouver",
                    "comprendre",
                    "apprendre",
                    "préparer",
                ]
            )
            base, what = "do" if verb.infinitive == "faire" else verb.base.replace("_", " "), ("", "")
        if word[0] in ("quand", "comment") and what[0].split()[-1] in VERBS.SAY_WHEN:
            raise HeldOutError
        tense = self.chance.choice(["past", "past", "present", "future"]) if word[0] != "comment" else "past"
        self.kept(verb.infinitive, person, word[0], tense)
        mine = VERBS.REFLEXIVE[person] if verb.reflexive else ""
        helper = (VERBS.ETRE if verb.with_etre or verb.reflexive else VERBS.AVOIR)[person]
        form = {"present": verb.present[person], "future": verb.future + VERBS.FUTURE[person], "past": helper}[tense]
        participle = verb.agreed(person, feminine=feminine) if tense == "past" else ""
        if self.chance.random() < 0.5 and not mine:
            t = "-t" if person == 2 and form[-1] not in "td" else ""
            turned = f"{form}{t}-{who} {participle} {what[0]} ?"
            french = (
                (f"qu'{turned}" if vowel(turned) else f"que {turned}") if word[0] == "que" else f"{word[0]} {turned}"
            )
        else:
            plain = joined(who, *elided_pronoun(mine, form), participle, what[0])
            est_ce = "qu'est-ce" if word[0] == "que" else f"{word[0]} est-ce"
            french = f"{est_ce} {that(plain)} ?"
        do = {"past": "did", "future": "will"}.get(tense, "does" if person == 2 else "do")
        progressive = (
            tense == "present"
            and verb.has_ing
            and word[0] in ("pourquoi", "que", "où")
            and verb.base not in ("live", "understand", "see", "know")
            and self.chance.random() < 0.6
        )
        if progressive:
            return (
                french,
                f"{word[1]} {VERBS.BE[person]} {whom} {'doing' if base == 'do' else VERBS.ing(verb.base)} {what[1]}".strip()
                + "?",
            )
        return french, f"{word[1]} {do} {whom} {base} {what[1]}".strip() + "?"

    def who_did(self) -> Pair:
        verb = self.verb()
        subject: Subject = (2, "qui", "who", False)
        what = self.what(verb, subject)
        tense = self.chance.choice(["past", "past", "future", "present"])
        self.kept(verb.infinitive, tense, "who")
        if " his " in f" {what[1]} " or verb.is_be or verb.reflexive:
            raise HeldOutError
        helper = (VERBS.ETRE if verb.with_etre else VERBS.AVOIR)[2]
        form = {"past": f"{helper} {verb.participle}", "future": verb.future + "a", "present": verb.present[2]}[tense]
        said = {"past": verb.past, "future": f"will {verb.base.replace('_', ' ')}", "present": VERBS.third(verb.base)}[
            tense
        ]
        wants = self.chance.choice([("", ""), ("", ""), ("veut", "wants to")])
        if wants[0]:
            return f"qui veut {verb.infinitive} {what[0]} ?", f"who wants to {verb.base.replace('_', ' ')} {what[1]}?"
        return f"qui {form} {what[0]} ?", f"who {said} {what[1]}?"

    def how_many(self) -> Pair:
        what, english, counted = self.chance.choice(COUNTED)
        person, who, whom, _ = self.chance.choice([each for each in SUBJECTS[:10] if each[0] in (1, 2, 4, 5)])
        self.kept(what, person)
        de = f"d'{what}" if vowel(what) else f"de {what}"
        t = "-t" if person == 2 else ""
        much = "many" if counted else "much"
        do = "does" if person == 2 else "do"
        if self.chance.random() < 0.5:
            return f"combien {de} {VERBS.AVOIR[person]}{t}-{who} ?", f"how {much} {english} {do} {whom} have?"
        so = self.chance.choice([("tant", "so"), ("trop", "too"), ("assez", "enough"), ("peu", "few")])
        have = VERBS.HAVE[person]
        if so[0] == "assez":
            return f"{joined(who, VERBS.AVOIR[person])} assez {de}.", f"{whom} {have} enough {english}."
        if so[0] == "peu":
            return (
                f"{joined(who, VERBS.AVOIR[person])} peu {de}.",
                f"{whom} {have} {'few' if counted else 'little'} {english}.",
            )
        return f"{joined(who, VERBS.AVOIR[person])} {so[0]} {de}.", f"{whom} {have} {so[1]} {much} {english}."
