#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes the example region from what was written by hand (docs/developers/example.md).

    tools/make_example.py            writes data/voorbeeldregio/voorbeeldregio.json
    tools/make_example.py --check    says whether that file is what the sources make; exit 1 where not

The same sources make the same bytes: days within a round and times of day follow from a hash of who answers and when. What is wrong
in a source is named by its action and line.
"""
import datetime
import json
import pathlib
import re
import sys
import tomllib
import zlib

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "data" / "voorbeeldregio"
OUT = FOLDER / "voorbeeldregio.json"
TASKS = ["work", "making", "leisure", "energy", "logistics"]
LIGHTS = {"+": "on_track", "~": "at_risk", "-": "off_track"}
# id, name, opens, due; the last ones lie ahead.
ROUNDS = [
    ("2025-1", "Eerste kwartaal 2025", "2025-03-17", "2025-04-04"),
    ("2025-2", "Tweede kwartaal 2025", "2025-06-16", "2025-07-04"),
    ("2025-3", "Derde kwartaal 2025", "2025-09-15", "2025-10-03"),
    ("2025-4", "Vierde kwartaal 2025", "2025-11-24", "2025-12-12"),
    ("2026-1", "Eerste kwartaal 2026", "2026-03-16", "2026-04-03"),
    ("2026-2", "Tweede kwartaal 2026", "2026-06-15", "2026-07-03"),
    ("2026-3", "Derde kwartaal 2026", "2026-09-14", "2026-10-02"),
    ("2026-4", "Vierde kwartaal 2026", "2026-11-16", "2026-12-04"),
    ("2027-1", "Eerste kwartaal 2027", "2027-03-15", "2027-04-02"),
    ("2027-2", "Tweede kwartaal 2027", "2027-06-14", "2027-07-02"),
    ("2027-3", "Derde kwartaal 2027", "2027-09-13", "2027-10-01"),
    ("2027-4", "Vierde kwartaal 2027", "2027-11-15", "2027-12-03"),
]
ROUND_WORDS = ("Twee minuten werk: kies hoe het gaat en schrijf één zin. De zinnen van trekkers staan letterlijk in de brief aan de raden.")
POPULATION_YEARS = (2023, 2024, 2025, 2026)
CONTRIBUTION_YEARS = (2025, 2026)
CENTS_AN_INHABITANT = 120


class Wrong(Exception):
    pass


def day(text):
    return datetime.date.fromisoformat(text)


def chance(*words):
    """The same number for the same words, on every machine."""
    return zlib.crc32("|".join(words).encode())


def workday(date, last):
    """`date`, or the Monday after a weekend; never after `last`."""
    while date.weekday() > 4 and date < last:
        date += datetime.timedelta(days=1)
    while date.weekday() > 4:
        date -= datetime.timedelta(days=1)
    return min(date, last)


def bars(text):
    return [part.strip() for part in text.split("|")]


def filled(**members):
    """Only what is known: an absent key means unknown."""
    return {key: value for key, value in members.items() if value not in (None, "", [])}


class Region:
    def __init__(self):
        self.source = self.read("region")
        self.tasks = [self.read(task) for task in TASKS]
        self.money, self.agreed, self.signup = self.read("money"), self.read("agreed"), self.read("signup")
        self.facts = self.source["programme"]
        self.today = day(self.facts["today"])
        self.municipalities = [line.split() for line in self.facts["municipalities"]]
        self.towns = [line[0] for line in self.municipalities]
        self.actions = [action for task in self.tasks for action in task["action"]]
        self.topics = {line.split()[0]: theme["id"] for theme in self.source["theme"] for line in theme["topics"]}
        self.rounds = {identity: (day(opens), day(due)) for identity, _, opens, due in ROUNDS}
        self.contacts, self.persons, self.mandates = {}, [], []
        self.people()
        self.entries = self.participation()

    @staticmethod
    def read(name):
        with open(FOLDER / "source" / f"{name}.toml", "rb") as file:
            return tomllib.load(file)

    def everybody(self, value):
        return self.towns if value == "all" else value

    # Who there is

    def person(self, identity, name, email, capacity, party, function):
        self.persons.append({"id": identity, "name": name, "email": email})
        self.mandates.append(filled(person=identity, capacity=capacity, party=party, function=function, valid_from="2025-01-01"))

    def people(self):
        names = {None: self.facts["region"]}
        for town, name, *_ in self.municipalities:
            names[town], self.contacts[town] = name, town
            self.person(town, f"Beleidsadviseur economie {name}", f"economie@{town}.invalid", "member", town, "Beleidsadviseur economie")
        for line in self.facts["parties"]:
            (party, kind, name), function = line.split("|")[0].split(None, 2), bars(line)[1]
            names[party] = name.strip()
            if function != "-":
                self.contacts[party] = party
                self.person(party, f"{function} {names[party]}", f"contact@{party}.invalid",
                            "contact" if kind in ("company", "civil_society") else "member", party, function)
        for line in self.source["people"]["extra"]:
            identity, party, capacity, function = line.split(None, 3)
            party = None if party == "-" else party
            at = re.sub(r"[^a-z]+", "-", function.lower().replace("ö", "o")).strip("-")
            self.person(identity, f"{function} {names[party]}", f"{at}@{party or self.facts['id']}.invalid", capacity, party, function)

    def parties(self):
        found = []
        for town, name, number, growth, code in self.municipalities:
            found.append({"id": town, "name": name, "kind": "municipality", "cbs_code": code, "role_text": "opdrachtgever",
                          "populations": [{"date": f"{year}-01-01", "origin": "verzonnen",
                                           "value": self.inhabitants(int(number), int(growth), year)} for year in POPULATION_YEARS]})
        for line in self.facts["parties"]:
            key, kind, name = line.split("|")[0].split(None, 2)
            more = dict(self.source.get("party", {}).get(key, {}))
            if "members" in more:
                more["members"] = self.everybody(more["members"])
            found.append({"id": key, "name": name.strip(), "kind": kind, **more})
        return found + [{"kind": "municipality", **successor} for successor in self.source["successor"]]

    @staticmethod
    def inhabitants(number, growth, year):
        for _ in range(abs(year - 2025)):
            number += (1 if year > 2025 else -1) * ((number * growth + 500) // 1000)
        return number

    def contributions(self):
        """So much an inhabitant, half up to the euro; who only read along paid nothing."""
        return [{"party": town, "year": year, "purpose": "samenwerkingsovereenkomst",
                 "amount_eur": (self.inhabitants(int(number), int(growth), year) * CENTS_AN_INHABITANT + 50) // 100}
                for year in CONTRIBUTION_YEARS for town, _, number, growth, _ in self.municipalities
                if not (town == "tillervoort" and year == 2025)]

    # The tree

    def topic_list(self):
        found = []
        for theme in self.source["theme"]:
            for line in theme["topics"]:
                head, labels = bars(line)
                key, name = head.split(None, 1)
                found.append(filled(id=key, theme=theme["id"], name=name, labels=labels.split()))
        return found

    def themes(self):
        return [filled(id=theme["id"], name=theme["name"], description=theme["description"], emphasis=theme["emphasis"],
                       leading_document=theme.get("leading_document")) for theme in self.source["theme"]]

    def scope(self, key):
        if key == "programme":
            return {"scope": "programme", "scope_id": self.facts["id"]}
        if key in self.topics:
            return {"scope": "topic", "scope_id": key}
        if any(theme["id"] == key for theme in self.source["theme"]):
            return {"scope": "theme", "scope_id": key}
        if any(action["number"] == key for action in self.actions):
            return {"scope": "action", "scope_id": self.action_key(key)}
        raise Wrong(f"{key}: no theme, topic or action")

    @staticmethod
    def action_key(number):
        return number.lower()

    def action_list(self):
        found = []
        for action in self.actions:
            theme = self.topics.get(action.get("topic"))
            if "topic" in action and not theme:
                raise Wrong(f"{action['number']}: no topic {action['topic']}")
            keys = ("title", "topic", "status", "status_reason", "start", "end", "done_when", "why", "goals", "origin", "result",
                    "leading_item", "internal", "visibility", "cross_cutting")
            found.append(filled(id=self.action_key(action["number"]), number=action["number"], theme=theme,
                                **{key: action.get(key) for key in keys},
                                carried_over_from=action.get("predecessor"),
                                programme_owned=False if action.get("outside") else None,
                                continues=filled(reason=action.get("continues_reason"), by=action.get("continues_by")) or None,
                                milestones=self.milestones(action), result_figures=self.figures(action)))
        return found

    def milestones(self, action):
        found = []
        for place, line in enumerate(action.get("milestones", []), 1):
            planned, reached, title = re.fullmatch(r"(\S+)(?: > (\S+))? (\D.*)", line).groups()
            found.append(filled(id=f"{self.action_key(action['number'])}-m{place}", title=title, planned=planned, reached=reached))
        return found

    def figures(self, action):
        found = []
        for place, line in enumerate(action.get("figures", []), 1):
            name, unit, aim, *words = bars(line)
            key = f"{self.action_key(action['number'])}-f{place}"
            method = action.get("methods", {}).get(str(place))
            found.append(filled(id=key, name=name, unit=unit if unit != name else None, aim=int(aim), cumulative="cumulative" in words, method=method,
                                municipal=next((word for word in words if word in ("sum", "apart")), None),
                                aims=action.get("aims", {}).get(str(place))))
        return found

    # Who takes part, and who does what

    def participation(self):
        first = {"scope": "programme", "scope_id": self.facts["id"]}
        found = [{"party": town, **first, "mode": "participates", "valid_from": self.facts["first"],
                  "decision": f"Raadsbesluit {name}, najaar 2024"}
                 for town, name, *_ in self.municipalities if town != "tillervoort"]
        for line in self.source["participation"]["entries"]:
            head, reason, decision, *undecided = bars(line) + [""]
            party, where, mode, since, until = head.split()
            mode, _, region = mode.partition(":")
            decided_by, decide_by = (undecided + ["", ""])[:2]
            found.append(filled(party=party, **self.scope(where), mode=mode, counterpart=region, valid_from=since,
                                valid_to=None if until == "-" else until, reason=reason, decision=decision,
                                decided_by=decided_by, decide_by=decide_by))
        for action in self.actions:
            found += self.outside_pilot(action, found)
        return found

    def takes_part(self, town, action, date):
        """The nearest entry of the day: on the action, its topic, its theme, the programme."""
        topic = action.get("topic")
        for where in (self.action_key(action["number"]), topic, self.topics.get(topic), self.facts["id"]):
            for entry in self.entries:
                if entry["party"] == town and entry["scope_id"] == where and \
                        day(entry.get("valid_from", "2000-01-01")) <= date <= day(entry.get("valid_to", "2999-12-31")):
                    return entry["mode"] in ("participates", "also_oriented_to")
        return False

    def by_town(self, action, figure, value, date):
        """A sum, told by town: by inhabitants, a little uneven, and the largest town has what is left."""
        weights = {town: int(number) * (60 + chance(town, figure["id"]) % 80) for town, _, number, *_ in self.municipalities
                   if self.takes_part(town, action, date)}
        largest = max(weights, key=weights.get)
        told = {town: value * weight // sum(weights.values()) for town, weight in weights.items()}
        told[largest] += value - sum(told.values())
        return [{"figure": figure["id"], "party": town, "value": number} for town, number in told.items()]

    def outside_pilot(self, action, told):
        """Of an action in a few municipalities: the others, but who does not take part above it or said so already."""
        if "only" not in action:
            return []
        here = self.scope(action["number"])
        theme = self.topics.get(action.get("topic"))
        out = {entry["party"] for entry in told if entry["scope_id"] in (here["scope_id"], theme) and
               entry["mode"] not in ("participates", "also_oriented_to")}
        return [{"party": town, **here, "mode": "does_not_participate", "valid_from": action["start"],
                 "reason": action["only_reason"]} for town in self.towns if town not in action["only"] and town not in out]

    def roles(self):
        found = []
        for theme in self.source["theme"]:
            here = self.scope(theme["id"])
            if "lead" in theme:
                found.append(self.role(here, "lead", theme["lead"], "accepted", valid_from="2025-01-01"))
            found.append(self.role(here, "executor", theme["executor"], "accepted", valid_from="2025-01-01"))
            found += [self.role(here, "executor", party, "accepted", together=True, valid_from="2025-01-01")
                      for party in theme.get("together", [])]
        for action in self.actions:
            found += self.roles_of(action)
        return found

    def role(self, here, kind, party, state, **more):
        if state == "asked":
            more.update(asked_on="2026-11-02", answer_by="2026-11-20" if kind == "lead" else "2026-12-15")
        if (kind == "lead" or state == "asked") and "contact" not in more:
            more["contact"] = self.contacts.get(party)
        if state == "asked" and not more["contact"]:
            state = None            # nobody to ask yet
            more.pop("asked_on"), more.pop("answer_by")
        if more.get("deputy") == more.get("contact"):
            more.pop("deputy", None)
        return filled(**here, party=party, kind=kind, state=state, **more)

    def roles_of(self, action):
        here, found = self.scope(action["number"]), []
        state = action.get("state") or ("accepted" if action["status"] not in ("announced", "planned") else "asked")
        if "declined" in action:
            party, reason = bars(action["declined"])
            found.append(self.role(here, "lead", party, "declined", state_reason=reason, asked_on="2025-05-12", answered_on="2025-05-20",
                                   on_behalf=True))
        if "earlier_lead" in action:
            party, last = bars(action["earlier_lead"])
            found.append(self.role(here, "lead", party, "accepted", valid_to=last))
        if "lead" in action:
            more = {"contact": action["contact"], "deputy": self.contacts.get(action["lead"])} if "contact" in action else {}
            found.append(self.role(here, "lead", action["lead"], state, valid_from=action.get("lead_from"), **more))
        for place, party in enumerate(action.get("executors", [])):
            found.append(self.role(here, "executor", party, "accepted", together=place > 0 or None))
        return found + [self.role(here, "partner", party, "accepted" if state == "accepted" else "asked")
                        for party in action.get("partners", [])]

    # Rounds and updates

    def round_list(self):
        return [{"id": identity, "name": name, "opens": opens, "due": due, "remind_before": 3, "remind_after": 4, "text": ROUND_WORDS}
                for identity, name, opens, due in ROUNDS]

    def answer_day(self, action, when, late):
        """A lead answers about everything at once, so the day follows from who it is; nobody answers after today."""
        if when not in self.rounds:
            return day(when)
        opens, due = self.rounds[when]
        number = chance(self.lead_on(action, opens), when)
        if late:
            return workday(due + datetime.timedelta(days=4 + number % 6), due + datetime.timedelta(days=14))
        last = min(due, self.today)
        return workday(opens + datetime.timedelta(days=number % ((last - opens).days + 1)), last)

    @staticmethod
    def lead_on(action, date):
        if "earlier_lead" in action and date <= day(bars(action["earlier_lead"])[1]):
            return bars(action["earlier_lead"])[0]
        return action["lead"]

    def moment(self, date, *words):
        minutes = 7 * 60 + chance(date.isoformat(), *words) % (9 * 60)
        return f"{date.isoformat()}T{minutes // 60:02}:{minutes % 60:02}:00Z"

    def updates(self):
        """In the order in which they were given, so that a correction comes after what it corrects."""
        found, wrong = [], []
        self.latest = {}
        for action in self.actions:
            for line in action["updates"].splitlines():
                line = line.strip()
                if line and line.split()[1] != ".":
                    try:
                        found += self.update(action, line)
                    except (KeyError, ValueError, IndexError) as error:
                        wrong.append(f"{action['number']}: {line[:60]}: {error!r}")
        if wrong:
            raise Wrong("\n".join(wrong))
        return sorted(found, key=lambda update: (update["day"], update["moment"], update["id"]))

    def update(self, action, line):
        head, *tails = bars(line)
        when, light, text = head.split(None, 2) if len(head.split()) > 2 else (*head.split(), "")
        tails = [tuple(part.strip() for part in tail.partition(":")[::2]) for tail in tails]
        date = self.answer_day(action, when, ("late", "") in tails)
        start = day(action["start"])
        if date < start or date > self.today:
            raise ValueError(f"{date} lies before the action or after today")
        key = self.action_key(action["number"])
        lead = self.lead_on(action, date)
        contact = action.get("contact") or self.contacts.get(lead)
        if light == "=":
            return [self.unchanged(key, when, date, lead, contact)]
        update = filled(id=f"{key}-{when}", action=key, round=when if when in self.rounds else None, day=date.isoformat(),
                        moment=self.moment(date, lead), light=LIGHTS[light], text=text, party=lead, person=contact)
        more = []
        for word, value in tails:
            more += self.tail(action, update, word, value) or []
        self.latest[key] = (more or [update])[-1]
        return [update, *more]

    def unchanged(self, key, when, date, lead, contact):
        """Told in one tap: what the update before said still holds."""
        last = self.latest[key]
        return filled(id=f"{key}-{when}", action=key, round=when, day=date.isoformat(), moment=self.moment(date, lead),
                      light=last["light"], text=last["text"], next_step=last.get("next_step"), spent_eur=last.get("spent_eur"),
                      help_wanted=last.get("help_wanted"), help_from=last.get("help_from"),
                      party=lead, person=contact, unchanged=True)

    def tail(self, action, update, word, value):
        key, *rest = word.split()
        identity = self.action_key(action["number"])
        date = day(update["day"])
        if key == "next":
            update["next_step"] = value
        elif key == "help":
            update["help_wanted"], parties = (part.strip() for part in value.split(">"))
            update["help_from"] = parties.split()
        elif key == "milestone":
            milestone = self.milestones(action)[int(value) - 1]
            if day(milestone["reached"]) > date:
                raise ValueError(f"{milestone['title']} was reached on {milestone['reached']}, after this update of {date}")
            update.setdefault("milestones", []).append(milestone["id"])
        elif key == "figure":
            figure = self.figures(action)[int(rest[0]) - 1 if rest else 0]
            if figure.get("municipal") == "sum":
                update.setdefault("readings", []).extend(self.by_town(action, figure, int(value), date))
            else:
                update.setdefault("readings", []).append({"figure": figure["id"], "value": float(value) if "." in value else int(value)})
        elif key == "towns":
            words = value.split()
            figure = self.figures(action)[int(rest[0]) - 1]
            update.setdefault("readings", []).extend({"figure": figure["id"], "party": town, "value": int(number)}
                                                     for town, number in zip(words[::2], words[1::2], strict=True))
        elif key == "spent":
            update["spent_eur"] = int(value)
        elif key == "internal":
            update["internal"] = value
        elif key == "proof":
            update.setdefault("proof", []).append(value)
        elif key == "behalf":
            update["on_behalf"], update["person"] = True, "office-2"
        elif key == "question":
            asked = min(date + datetime.timedelta(days=1 + chance(update["id"]) % 3), self.today)
            update.setdefault("questions", []).append({"text": value, "person": "office-1", "day": asked.isoformat(),
                                                       "moment": f"{asked.isoformat()}T17:00:00Z"})
        elif key == "offer":
            offered = min(date + datetime.timedelta(days=4 + chance(update["id"], rest[0]) % 9), self.today)
            update.setdefault("help_offers", []).append({"party": rest[0], "text": value, "day": offered.isoformat()})
        elif key == "correct":
            corrected = date + datetime.timedelta(days=int(rest[0]))
            light, text = value.split(None, 1)
            told = {name: update[name] for name in ("action", "round", "party", "person", "spent_eur", "readings") if name in update}
            return [{"id": f"{update['id']}-corrected", **told, "day": corrected.isoformat(), "light": LIGHTS[light], "text": text,
                     "moment": self.moment(corrected, update["id"]), "corrects": update["id"]}]
        elif key != "late":
            raise ValueError(f"“{key}” is no word of an update")
        return None

    # Money

    def budget_lines(self):
        found = []
        for line in self.money["line"]:
            line = dict(line)
            line.update(self.scope(line.pop("on")))
            year, each = line["year"], line.pop("each_eur", None)
            if each:
                on = next(entry for entry in self.money["line"] if entry["id"] == line["id"])["on"]
                line["parts"] = [{"party": town, "amount_eur": each} for town in self.towns if self.pays(town, on, year)]
            elif "parts" in line:
                kind = "percentage" if line["key"] == "percentage" else "amount_eur"
                line["parts"] = [{"party": town, kind: float(part) if "." in part else int(part)}
                                 for town, part in (entry.split() for entry in line["parts"])]
            found.append(line)
        return found

    def pays(self, town, theme, year):
        """Who takes part in a theme on a day of the year."""
        for where in (theme, self.facts["id"]):
            told = [entry for entry in self.entries if entry["party"] == town and entry["scope_id"] == where and
                    entry.get("valid_from", "2000") <= f"{year}-12-31" and entry.get("valid_to", "2999") >= f"{year}-01-01"]
            if told:
                return any(entry["mode"] in ("participates", "also_oriented_to") for entry in told)
        return False

    def spending(self):
        found = []
        for entry in self.money["spending"]["lines"]:
            head, text = bars(entry)
            line, date, *forecast, amount = head.split()
            found.append(filled(line=line, day=date, amount_eur=float(amount) if "." in amount else int(amount),
                                forecast=True if forecast else None, text=text))
        return found

    # What was agreed and decided

    def signing(self):
        """Who signs the agreement, by link or on paper."""
        paper = self.agreed["agreement"]["by_paper"]
        return [filled(party=town, role="mayor", role_text="burgemeester", how="on_paper" if town in paper else "by_link",
                       signed_on="2024-12-12", place="Merkelstein" if town in paper else None) for town in self.towns] + \
            [{"party": self.source["agreement"]["contractor"], "role": "director", "role_text": "directeur", "how": "on_paper",
              "signed_on": "2024-12-12", "place": "Merkelstein"}]

    def agreement(self):
        more = {key: value for key, value in self.agreed["agreement"].items() if key not in ("by_paper", "services")}
        services = []
        for entry in self.agreed["agreement"]["services"]:
            number, title, due, proof, action = bars(entry)
            services.append({"number": int(number), "title": title, "due": due, "proof": proof, "actions": [self.action_key(action)]})
        payments = [{"party": town, "year": year, "amount_eur": float(f"{self.inhabitants(int(number), int(growth), year) * 1.2:.2f}"),
                     "budget_line": f"bureau-{year}"} for year in CONTRIBUTION_YEARS for town, _, number, growth, _ in self.municipalities
                    if not (town == "tillervoort" and year == 2025)]
        return {**self.source["agreement"], **more, "client": self.everybody(self.source["agreement"]["client"]), "services": services,
                "contributions": payments, "signatories": self.signing()}

    def offered(self):
        found = []
        for entry in self.agreed["offered"]:
            entry = {**entry, "client": self.everybody(entry["client"])}
            if entry["signatories"] == "all":
                entry["signatories"] = [{"party": party, "role_text": "burgemeester" if party in self.towns else "directeur"}
                                        for party in [*self.towns, entry["contractor"]]]
            found.append(entry)
        return found

    def bodies(self):
        found = [{**body, **({"members": self.everybody(body["members"])} if "members" in body else {})} for body in self.source["body"]]
        names = {town: name for town, name, *_ in self.municipalities}
        for town in self.agreed["bodies"]["towns"]:
            found.append({"id": f"raad-{town}", "name": f"Gemeenteraad van {names[town]}", "kind": "council", "party": town,
                          "calendar": self.agreed["bodies"]["calendar"], "papers_days": 14})
            found.append({"id": f"college-{town}", "name": f"College van B&W van {names[town]}", "kind": "executive", "party": town})
        return found + self.agreed["body"]

    def subjects(self):
        found = []
        for subject in self.agreed["subject"]:
            subject = dict(subject)
            due, opinion, asked, told = (subject.pop(key, None) for key in ("due", "opinion", "asked", "decisions"))
            subject.update(self.scope(subject.pop("on", "programme")))
            asked = list(dict.fromkeys((asked or []) + [entry.split()[0] for entry in told if entry.split()[0] != opinion]))
            subject["referrals"] = [{"body": body, "due": due} for body in asked] + \
                ([{"body": opinion, "opinion_only": True, "due": due}] if opinion else [])
            subject["decisions"] = [self.decision(entry) for entry in told]
            found.append(subject)
        return found

    @staticmethod
    def decision(entry):
        head, *more = bars(entry)
        body, outcome, date = head.split()
        decision = {"body": body, "outcome": outcome, "day": date}
        text = more[0] if more else ""
        if text.startswith("!"):
            text, decision["confirmation"] = (part.strip() for part in text[1:].split(">"))
            decision["amended"] = True
        if text:
            decision["text"] = text
        if len(more) > 1 and outcome == "adopted_with_conditions":
            words, due, met, how = ([part.strip() for part in more[1].split(">")] + [None, None])[:4]
            decision["conditions"] = [filled(text=words, due=due, met_on=met, how=how)]
        elif len(more) > 1:
            words = more[1].split()
            if "corrects" in words:
                decision["corrects"] = int(words[words.index("corrects") + 1])
            if "votes" in words:
                votes = words[words.index("votes") + 1:][:3]
                decision.update(zip(("votes_for", "votes_against", "votes_blank"), map(int, votes)))
        return decision

    # The sign-up round

    def signups(self):
        round_, offers = dict(self.signup["round"]), []
        for offer in self.signup["offer"]:
            offer = dict(offer)
            offer.update(self.scope(offer.pop("on")))
            offer["answers"] = [self.signup_answer(entry) for entry in offer["answers"]]
            offers.append(offer)
        return [{**round_, "text": round_["text"].strip(), "final_text": round_["final_text"].strip(), "offers": offers, "reactions": self.signup["reaction"]}]

    def signup_answer(self, entry):
        head, remark = bars(entry) if "|" in entry else (entry, None)
        town, outcome, date, *amount = head.split()
        if town not in self.towns:
            raise Wrong(f"{town} answers and is no municipality")
        return filled(party=town, outcome=None if outcome == "open" else outcome, up_to_eur=int(amount[0]) if amount else None, day=date, remark=remark)

    # The file as a whole

    def documents(self):
        found = []
        for document in self.source["document"]:
            document = dict(document)
            if "scope_id" in document:
                document.update(self.scope(document["scope_id"]))
            if "summary" in document:
                document["summary"] = document["summary"].strip()
            found.append(document)
        return found

    def whole(self):
        source, facts = self.source, self.facts
        return {
            "format": "regional-programme/1", "id": facts["id"], "name": facts["name"], "language": "nl", "example": True,
            "note": facts["note"], "region": {"name": facts["region"], "country": "NL", "province": facts["province"]},
            "period": {"start": facts["first"], "end": facts["last"]}, "plan_horizon": facts["horizon"], "status": "in_execution",
            "predecessor": facts["predecessor"], "goal": {"text": facts["aim"]}, "updates_public": "at_once",
            "persons": self.persons, "mandates": self.mandates, "parties": self.parties(),
            "bodies": self.bodies(),
            "themes": self.themes(), "cross_cutting": source["cross_cutting"], "topics": self.topic_list(),
            "goals": [{"id": goal["id"], **self.scope(goal["on"]), "text": goal["text"]} for goal in source["goal"]],
            "documents": self.documents(),
            "funds": self.money["fund"], "budget_lines": self.budget_lines(), "spending": self.spending(),
            "plan_versions": self.agreed["plan_version"], "change_rules": self.agreed["change_rule"],
            "agreement": self.agreement(), "agreements": self.offered(), "subjects": self.subjects(),
            "council_items": [{**{key: value for key, value in entry.items() if key != "on"}, **self.scope(entry["on"])}
                              for entry in self.agreed["council_item"]],
            "signup_rounds": self.signups(),
            "actions": self.action_list(), "participation": self.entries, "roles": self.roles(),
            "rounds": self.round_list(), "updates": self.updates(), "contributions": self.contributions(),
            "indicators": [filled(id=entry["id"], name=entry["name"], theme=entry["theme"],
                                  target={name: entry[name] for name in ("kind", "value", "baseline", "baseline_year", "target_year")})
                           for entry in source["indicator"]],
            "decisions": source["decision"], "meetings": source["meeting"], "evaluation": source["evaluation"],
            "context": source["context"], "known_conflicts": source["conflict"], "open_questions": facts["open_questions"],
        }


def text_of(whole):
    """One line for each entry of a list, so that a change shows as what it is."""
    lines = []
    for key, value in whole.items():
        if isinstance(value, list):
            entries = ",\n".join("    " + json.dumps(entry, ensure_ascii=False) for entry in value)
            lines.append(f'  "{key}": [\n{entries}\n  ]')
        else:
            lines.append(f'  "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main():
    try:
        text = text_of(Region().whole())
    except Wrong as wrong:
        sys.exit(str(wrong))
    if sys.argv[1:] == ["--check"]:
        if not OUT.exists() or OUT.read_text() != text:
            sys.exit(f"{OUT.name} is not what its sources make; run tools/make_example.py")
        print("the example is what its sources make")
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        OUT.write_text(text)


if __name__ == "__main__":
    main()
