"""The grammar of events: label sets, default roles by type, and the verbs that carry nouns.

Words that say *what happened* are in ``lexicon/``; the words here say how a clause is put
together, and hold for any subject matter.
"""

from collections.abc import Mapping

from pipeline.components.blame import BLAMING
from pipeline.components.events.lexicon import Role, Slots
from pipeline.schema import EventType

SUBJECT_DEPS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
NOMINAL_POS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
VERBAL_POS = frozenset({"VERB", "AUX"})
PREMODIFIER_DEPS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "npadvmod"})

# Control (Huddleston & Pullum 2002, ch. 14): whose act an infinitive is.
SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "agree", "refuse", "use"})
OBJECT_CONTROL = frozenset(
    """
    give allow enable permit force order urge ask persuade convince cause encourage lead compel
    push tell invite instruct help drive oblige require task authorise authorize dispatch send
    leave expect call exhort prompt implore beseech beg petition appeal plead lean prevail
    """.split()
)
"""Their infinitive is the object's act, also where the parser makes an adjunct of it."""
PREPOSITIONAL_CONTROL = frozenset({"call", "appeal", "lean", "prevail"})
"""Those of them whose object is a preposition's: "leaned on X to free them"."""
OBJECT_CONTROL_PREPS: Mapping[str, frozenset[str]] = {
    **BLAMING,
    **dict.fromkeys(
        "thank praise commend reward honour honor forgive pardon".split(), frozenset({"for"})
    ),
    **dict.fromkeys(
        "prevent stop deter dissuade discourage ban bar keep prohibit restrain exempt".split(),
        frozenset({"from"}),
    ),
    **dict.fromkeys(
        """pressure pressurise pressurize force coerce talk trick bully push lure goad provoke
        cajole drag""".split(),
        frozenset({"into"}),
    ),
    **dict.fromkeys(("warn", "caution", "advise"), frozenset({"against"})),
}

# Verbs whose object noun is the event ("carried out attacks"), by what their subject is to it.
LIGHT_ACTOR = frozenset(
    """
    carry call sponsor claim launch stage conduct mount hold deliver lead wage wag provide offer
    give make impose
    undertake execute deal strike open begin start resume continue step increase bolster
    intensify expand escalate pursue perform commit perpetrate unleash direct prepare plan
    announce order join run complete send initiate enact declare lay host organise organize
    convene set issue boost maintain keep renew extend accelerate perform orchestrate
    mastermind coordinate inflict do achieve broker mediate support
    participate engage take enter cooperate assist respond retaliate help
    grant supply receive propose repeat threaten sustain
    attempt express voice lodge level file put place exert convey reiterate pay slap reimpose
    tighten toughen wrap conclude approve tender submit finish deepen strengthen cement
    """.split()
)
LIGHT_RECIPIENT = frozenset(
    {
        "suffer",
        "face",
        "undergo",
        "sustain",
        "endure",
        "receive",
        "resist",
        "survive",
        "withstand",
        "fear",
        "escape",
        "draw",
        "attract",
        "earn",
        "elicit",
        "incur",
    }
)
"""Their subject is who the act is done to."""
LIGHT_NEITHER = frozenset(
    """
    prevent deter discourage stop foil thwart avert block forestall halt hinder impede obstruct
    provoke facilitate cause trigger spark fear risk raise heighten join mediate broker
    escape anticipate seek secure obtain
    """.split()
)
"""They prevent, cause, seek or fear the act; their subject is no party to it."""
PREVENTING = frozenset(
    "prevent deter discourage stop foil thwart avert block forestall halt".split()
)
"""An act they prevent counts without a participant of its own: they have one."""
LIGHT_PREPS: Mapping[str, frozenset[str]] = {
    "in": frozenset(
        {"participate", "engage", "take", "assist", "join", "help", "result", "succeed"}
    ),
    "with": frozenset(
        {
            "provide",
            "respond",
            "proceed",
            "continue",
            "supply",
            "answer",
            "begin",
            "start",
            "react",
            "threaten",
        }
    ),
    "to": frozenset({"resort", "turn", "return", "contribute", "put"}),
    "under": frozenset({"come", "be"}),
    "on": frozenset({"embark", "go"}),
    "into": frozenset(
        {"enter", "launch", "go", "translate", "escalate", "degenerate", "develop", "erupt", "turn"}
    ),
    "for": frozenset({"prepare", "plan"}),
}
CAUSATIVE_END = frozenset(
    {
        "end",
        "stop",
        "cease",
        "halt",
        "suspend",
        "freeze",
        "cut",
        "terminate",
        "discontinue",
        "abandon",
    }
)
"""Verbs that end the act their object names: the verb is the event, not the noun."""

# Heads that stand for what follows "of" or precedes them: "members of the militia", "its units".
TRANSPARENT = frozenset(
    """
    member unit element group part rest most some number dozen hundred thousand ten score
    series handful majority third column faction wing branch contingent remnant leader commander
    fighter force soldier troop militant supporter follower staff team all each both many
    several one two three four five first last body crew batch wave reinforcement people
    representative delegation effort position garrison half hand employee worker staffer envoy
    million billion ton tonne consignment
    """.split()
)

HEADCOUNT = frozenset("dozen score hundred thousand several many both other others".split())
"""Words that stand for people when they head an object: "arrested several", "killed dozens"."""

LOCATIVE = frozenset(
    """
    in at near on around outside inside within above beyond behind between across along over
    against off throughout beside amid opposite into to towards toward onto through from via
    past of north south east west northeast northwest southeast southwest
    """.split()
)
DIRECTIONS = frozenset(
    """
    north south east west northward southward eastward westward northwards southwards eastwards
    westwards northeast northwest southeast southwest home abroad back away forward inland there
    """.split()
)
"""Adverbs of direction that the parser at times takes for objects."""
OBJECT_PRONOUNS = frozenset({"him", "her", "them", "himself", "herself", "itself", "themselves"})
SPEECH_LOCATIVE = frozenset(
    {"in", "at", "near", "inside", "outside", "to", "into", "aboard", "around", "across"}
)
"""Where a speech act takes place: its other prepositions name parties and contents."""
DESTINATION = (
    "to",
    "into",
    "towards",
    "toward",
    "onto",
    "for",
    "through",
    "across",
    "over",
    "against",
    "on",
    "in",
    "at",
    "near",
    "around",
    "inside",
    "along",
    "beyond",
)
ORIGIN = ("from", "out of", "of")
MOTION_TYPES = frozenset({EventType.MOBILIZE, EventType.RETREAT})
FORCEFUL = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.CRIME})
"""Types of acts done to somebody by force."""

_DONE_TO: Slots = ("object", "dative", "against", "on", "upon", "from", "with", "at", "to")
_SAID_TO: Slots = ("object", "dative", "with", "to", "on", "upon", "of", "from", "for", "against")
DEFAULT_VERB_ROLES: Mapping[EventType, Mapping[Role, Slots]] = {
    EventType.ASSAULT: {"actor": ("subject",), "recipient": _DONE_TO},
    EventType.COERCE: {"actor": ("subject",), "recipient": ("object", "on", "against", "from")},
    EventType.CRIME: {"actor": ("subject",), "recipient": ("object", "from", "against")},
    EventType.MOBILIZE: {"actor": ("subject",), "recipient": ("against",)},
    EventType.RETREAT: {"actor": ("subject",), "recipient": ()},
    EventType.PROTEST: {"actor": ("subject",), "recipient": ("against", "at")},
    EventType.AID: {"actor": ("subject",), "recipient": ("dative", "object", "to", "for", "with")},
    EventType.SANCTION: {
        "actor": ("subject",),
        "recipient": ("object", "on", "against", "to", "for", "with", "from", "of"),
    },
    EventType.COOPERATE: {"actor": ("subject",), "recipient": ("with", "object", "to")},
    EventType.AGREE: {"actor": ("subject",), "recipient": ("with", "to", "object", "dative")},
    EventType.CONSULT: {"actor": ("subject",), "recipient": ("with", "object", "between", "to")},
    EventType.SUPPORT: {"actor": ("subject",), "recipient": ("with", "object", "for", "to")},
    EventType.CONCEDE: {
        "actor": ("subject",),
        "recipient": ("with", "to", "dative", "object", "on"),
    },
    EventType.INVESTIGATE: {
        "actor": ("subject",),
        "recipient": ("object", "into", "of", "against"),
    },
    EventType.DEMAND: {"actor": ("subject",), "recipient": _SAID_TO},
    EventType.DISAPPROVE: {"actor": ("subject",), "recipient": _SAID_TO},
    EventType.REJECT: {
        "actor": ("subject",),
        "recipient": ("object", "from", "with", "to", "of", "by"),
    },
    EventType.THREATEN: {
        "actor": ("subject",),
        "recipient": ("object", "against", "to", "with", "of"),
    },
}
_NOUN_ACTOR: Slots = ("by", "possessive", "between", "among", "modifier", "from")
_DONE_BY: Slots = (*_NOUN_ACTOR, "of")
_NOUN_DEFAULT: Mapping[Role, Slots] = {
    "actor": _NOUN_ACTOR,
    "recipient": ("against", "on", "upon", "of", "at", "with", "to", "for"),
}
DEFAULT_NOUN_ROLES: Mapping[EventType, Mapping[Role, Slots]] = {
    **dict.fromkeys(EventType, _NOUN_DEFAULT),
    EventType.MOBILIZE: {"actor": _DONE_BY, "recipient": ("against",)},
    EventType.RETREAT: {"actor": _DONE_BY, "recipient": ()},
    EventType.AGREE: {"actor": _DONE_BY, "recipient": ("with", "to")},
    EventType.CONSULT: {"actor": _DONE_BY, "recipient": ("with", "to")},
    EventType.COOPERATE: {"actor": _DONE_BY, "recipient": ("with",)},
    EventType.CONCEDE: {"actor": _DONE_BY, "recipient": ("with",)},
    EventType.DEMAND: {"actor": _DONE_BY, "recipient": ("to", "on", "from", "for", "against")},
    EventType.THREATEN: {"actor": _DONE_BY, "recipient": ("against", "to", "on")},
    EventType.AID: {"actor": _NOUN_ACTOR, "recipient": ("to", "for", "of")},
    EventType.INVESTIGATE: {
        "actor": _NOUN_ACTOR,
        "recipient": ("into", "of", "against", "on", "for"),
    },
}
"""The slots of each role, tried in order; the first that is filled by an actor decides."""

CONTENT_RECIPIENT = frozenset(
    {EventType.AGREE, EventType.DEMAND, EventType.THREATEN, EventType.DISAPPROVE}
)
"""Types whose recipient can be named only in what is said: "demanded that X withdraw"."""


HOLDER_ADJECTIVES = frozenset({"held", "controlled", "occupied", "run", "dominated", "ruled"})
"""``rebel-held town``: who holds what is attacked is the recipient."""

TRAVELLING = frozenset("travel fly go arrive return head come journey drive visit".split())
"""Verbs of a visit: their ``to`` is where it went, not whom it was paid."""
LOYAL = frozenset({"loyal", "linked", "affiliated", "aligned"})
"""``fighters loyal to X`` fight for X."""
DYING = frozenset({"die", "perish"})
"""``died in an attack``: the light verb's subject is who the act is done to."""
SENDING = frozenset(
    "send command lead deploy dispatch control direct recruit launch fire fly operate pilot".split()
)
"""``bombers sent by X``: X acts through them."""
TELLING = frozenset("say report tell announce state add claim".split())
CARRIER_NOUNS = frozenset(
    {
        "programme",
        "program",
        "campaign",
        "effort",
        "operation",
        "mission",
        "package",
        "attempt",
        "plan",
        "drive",
        "wave",
        "series",
        "spree",
    }
)
"""Nouns that name no act themselves but frame the one before them: "support programme"."""

SPEECH_TYPES = frozenset(
    {
        EventType.AGREE,
        EventType.SUPPORT,
        EventType.DEMAND,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.CONCEDE,
    }
)
"""Their content is part of the claim and not a claim of its own."""
SAYING_TYPES = SPEECH_TYPES | {EventType.DISAPPROVE, EventType.SANCTION, EventType.CONSULT}
"""Acts of words: "threatened retaliation", "put off the talks" are acts of the verb."""
CONTENT_DEPS = frozenset({"xcomp", "ccomp", "dobj", "pobj", "prep", "pcomp", "nsubjpass", "conj"})
TALKING = frozenset({"talk", "speak", "think", "dream"})
CONTENT_PREPS = frozenset({"to", "for", "of", "on", "over", "against"})


MISPLACED_PREPS: Mapping[str, frozenset[str]] = {
    "of": frozenset({"by", "between", "with", "to"}),
    "on": frozenset({"by"}),
    "against": frozenset({"by"}),
    "by": frozenset({"against", "on"}),
    "to": frozenset({"of", "by"}),
}
"""Phrases of an action noun that the model hangs on its other phrase's object: "by" in "the
expulsion of villagers by soldiers", "between" in "the exchange of prisoners between X and Y",
"against" in "an offensive by the army against rebels"."""

HARMING = frozenset(
    """kill wound injure maim hurt behead murder massacre slaughter destroy damage wreck flatten
    level""".split()
)
"""Verbs that tell what an attack did to people and things."""

PORTIONS = frozenset(
    """
    day hour week month round series set string spate wave commission committee panel board
    """.split()
)
"""Heads of a light verb's object that only measure or house the act: "two days of talks"."""

HAPPENING = frozenset(
    """
    begin start continue resume occur happen erupt break take come follow open end last unfold meet
    escalate intensify spread persist cease stop conclude remain go ensue
    """.split()
)
"""Verbs whose subject noun is the event they tell of: "fighting erupted in Khartoum"."""

SEIZING_PEOPLE = frozenset(
    """kidnap abduct arrest detain jail imprison intern behead torture wound injure murder
    assassinate lynch deport extradite interrogate apprehend handcuff""".split()
)
"""Verbs whose object, as a rule, is a man or woman, whatever noun says who."""

JUDGING = frozenset({"sentence", "convict", "pardon", "free"})
"""So are theirs, but what courts do to burglars is no event of politics."""

CAPTURING = frozenset(
    "capture seize take retake overrun occupy conquer recapture liberate reoccupy enter".split()
)
"""Verbs whose country object is ground taken, not a state attacked."""

AFTERMATH = frozenset({"after", "following"})
"""``after the capture of X, Y advanced``: who goes on is as a rule who took it."""

STATES = frozenset(
    """
    back support lead hold control command dominate occupy sponsor fund base arm rule own station
    elect
    """.split()
)
"""``rebels backed by X``: a participle that says what somebody is, not what happened."""

ALLEGING = frozenset("allege accuse claim say announce report state charge assert".split())
"""Verbs of those whose word can be denied."""
