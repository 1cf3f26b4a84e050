"""Cues of polarity and modality, and what ends their scope.

After ConText (Harkema et al. 2009) a cue has a scope; here the scope is the part of the parse
that the cue governs, so a coordinated clause with its own subject, or a relative clause, ends it.
"""

from collections.abc import Mapping

NEGATIVE_WORDS = frozenset(
    {"not", "n't", "never", "neither", "nor", "hardly", "barely", "scarcely"}
)
NEGATIVE_DETERMINERS = frozenset({"no", "neither", "none"})
NEGATIVE_PREPS = frozenset({"without"})
NOBODY = frozenset({"nobody", "none", "nothing"})
NEVER_NOUNS = frozenset("point time stage circumstance circumstances way".split())
"""With "no": "at no point", "under no circumstances"."""
NEARLY = frozenset({"nearly", "almost"})
AVOIDING = frozenset({"instead", "short", "rather"})
"""Before "of" or "than": "instead of attacking", "stopped short of it", "rather than"."""
AFTER_PSEUDO_NOT = frozenset("only just merely simply solely least until but".split())
"""After "not" they affirm: "not only bombed", "not until March did they leave"."""
EXCEPTIONS = frozenset({"but", "except", "save", "other"})
"""After "no one" and the like: "fought no one but the rebels"."""
PAST_AUXILIARIES = frozenset({"did", "was", "were", "had"})
CIRCUMSTANCE = frozenset("by before after since with while on upon for".split())
"""Prepositions whose gerund tells when or how, and is no complement of the verb."""
MEANS = frozenset({"use", "exploit", "employ"})
"""Their infinitive of purpose is done, or not done, with them: "used drones to bomb it"."""
LETTING = frozenset("allow let permit enable".split())

# Verbs, adjectives and nouns whose complement did not happen.
FAILURE = frozenset(
    """fail refrain decline refuse neglect omit unable struggle stop prevent avoid forgo abstain
    unwilling reluctant failure inability refusal cease hesitate""".split()
)
# Their complement was held off: negative, or hypothetical where it is only feared.
PREVENTION = frozenset(
    """prevent foil thwart avert block deter forestall stop halt dissuade
    discourage avoid frustrate hinder preclude impede stall check""".split()
)

BARRING = frozenset({"bar", "ban", "hold", "keep", "restrain", "exclude"})
"""With "from", their complement was held off too."""
HABITUAL = frozenset(
    {"usually", "often", "typically", "generally", "normally", "rarely", "seldom", "sometimes"}
)

# Their complement is intended, attempted, demanded or agreed for later.
# "hop" is what the lemmatizer makes of "hoped".
INTENTION = frozenset(
    """plan intend want seek try attempt prepare aim hope hop vow promise pledge threaten agree
    undertake propose prepared ready plot mean wish desire expect schedule order urge ask call
    demand request instruct authorise authorize tell invite command commit determine
    work consider volunteer offer set wait plead move aspire bid instruct task encourage
    advise need require determined poised due keen vote likely willing eager unwilling schedule
    design suppose""".split()
)
INTENTION_NOUNS = frozenset(
    """plan intention attempt effort bid aim goal ambition order offer proposal promise
    desire readiness preparation willingness pledge project call demand request aspiration
    conspiracy purpose objective authorisation authorization vow scheme plot determination hope
    mission
    """.split()
)
EVE = frozenset({"verge", "brink", "cusp", "eve"})
"""With "on the ... of": what is about to happen."""
CARRIED = frozenset({"xcomp", "conj", "dobj", "prep", "pobj", "pcomp", "acl"})
"""Links through which an event shares the intention above it."""
LATER = frozenset(
    "later eventually subsequently ultimately finally afterwards year years month".split()
)
"""With "would" they tell what came to pass: "they would later seize it"."""
TALK: Mapping[str, frozenset[str]] = dict.fromkeys(
    "talk speak think dream".split(), frozenset({"of", "about"})
)
"""Verbs and the preposition of what is only thought of: "spoke of taking the capital"."""
ORDERS = frozenset({"demand", "order", "urge", "propose"})
ANNOUNCEMENT = frozenset(
    {
        "announce",
        "order",
        "plan",
        "prepare",
        "propose",
        "promise",
        "schedule",
        "declare",
        "authorise",
        "authorize",
        "approve",
        "pledge",
        "envisage",
        "consider",
        "demand",
        "contemplate",
        "mull",
        "seek",
        "attempt",
        "try",
    }
)
"""Verbs that, governing an action noun, tell an act to come."""

RISK = frozenset(
    """risk fear danger possibility threat prospect likelihood chance concern worry potential
    scenario spectre specter unlikely""".split()
)
RISK_VERBS = frozenset({"risk", "fear", "imagine", "suppose", "fore", "dread", "worry"})
HYPOTHETICAL_MODALS = frozenset({"may", "might", "could", "should", "can"})
FUTURE_MODALS = frozenset({"will", "shall", "would"})
"""``would`` tells the future of a past narrative, but in a condition what is only supposed."""
MODALS = HYPOTHETICAL_MODALS | FUTURE_MODALS
HYPOTHETICAL_ADJECTIVES = frozenset(
    {
        "potential",
        "possible",
        "hypothetical",
        "future",
        "further",
        "eventual",
        "likely",
        "unlikely",
        "feared",
        "would-be",
    }
)
CONDITION_MARKS = frozenset({"if", "unless", "whether", "lest"})

MEDIA = frozenset(
    """medium media newspaper daily weekly magazine agency television tv radio broadcaster channel
    journal journalist reporter outlet website newswire press""".split()
)
"""Speakers that their country does not speak through: "Italian newspapers reported"."""
REPORT_NOUNS = frozenset(
    """report claim allegation accusation assertion rumour rumor statement suggestion charge
    suspicion testimony account finding""".split()
)
ISSUING = frozenset("issue make publish release repeat voice level".split())
"""With a noun of reporting as object, their subject is who reports."""
EVIDENCE = frozenset({"evidence", "sign", "indication", "proof", "confirmation"})
"""Where there is none of it, the event is only possible."""
PROVISO = frozenset({"condition", "proviso", "assumption", "event", "case"})
PROTESTING = frozenset(
    """march rally demonstrate gather assemble protest block blockade strike picket occupy riot
    walk take camp chant stage hold burn converge""".split()
)
VOICING = frozenset(
    "demand denounce condemn protest decry oppose reject urge call support back".split()
)
"""What a protest is held for is said by it: "marched to denounce the killing"."""
COMING_TO_NOTHING = frozenset({"fail", "collapse", "founder", "falter"})
ABANDONING = frozenset(
    """abandon repel repulse shelve scrap drop defeat crush abort quash beat give cancel rebuff
    disrupt""".split()
)
"""An attempt or a plan as their object was not carried out ("gave up an attempt")."""
HEARSAY = frozenset(
    """allegedly reportedly purportedly supposedly apparently alleged reported suspected purported
    """.split()
)
THINKING = frozenset({"think", "presume", "deem", "understand"})
"""Like verbs of reporting where a passive has an infinitive: "is thought to have fled"."""
THOUGHT = frozenset({"suspected", "believed", "thought", "alleged", "presumed", "said", "reported"})
CHARGES = frozenset({"suspicion", "charge", "accusation", "allegation"})
DOCUMENTS = frozenset("tally study investigation survey count inquiry communique estimate".split())
"""Their author is who says what they say: "a report by the UN"."""
SELF_REPORT = frozenset({"announce", "claim", "declare", "acknowledge", "admit", "confirm"})
"""With an action noun as object, they report an act of one's own side as done."""
