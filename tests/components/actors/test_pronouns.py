"""Pronouns and descriptions: the words in brackets stand for the ids behind the text."""

import pytest


@pytest.fixture(scope="module")
def resolve(nlp):
    """Ids, else names, of the bracketed words: of the narrowest mention that ends with them."""
    with nlp.select_pipes(disable=["events", "context", "claims"]):

        def resolve(marked):
            start, end = marked.index("["), marked.index("]") - 1
            text = marked.replace("[", "").replace("]", "")
            doc = nlp(text)
            found = [
                actor
                for actor in doc._.actors
                if actor.refs and actor.refs[0].end == end and actor.refs[0].start <= start
            ]
            best = min(found, key=lambda actor: actor.end - actor.start, default=None)
            return tuple(ref.id or ref.name for ref in best.refs) if best else ()

        yield resolve


CASES = [
    # first persons of direct speech
    ('"[We] will not withdraw," Putin said in Sochi.', ("russia",)),
    ('"[We] killed ten men," said Abu Ubaida, a spokesman for Hamas.', ("hamas",)),
    ('"[Our troops] left Goma," M23 spokesman Willy Dole said.', ("m23",)),
    ('RSF spokesman Yusuf Dole told reporters: "They fired at [us] first."',
     ("rapid-support-forces",)),
    ('Macron said the coup failed. "The junta expelled [our] ambassador," he said.', ("france",)),
    ('"The army bombed [us]," residents of a village in Sagaing said.', ("civilians",)),
    ('"Israel hit [our] embassy and its jets fled," a minister of Iran said.', ("iran",)),
    ("Turkey shelled Afrin, and [it] sent tanks.", ("turkey",)),
    ("Moscow said [it] had struck a depot.", ("russia",)),
    ("The rebels left Aleppo in Syria after [they] ran out of food.", ("syrian-rebels",)),
    ("Hamas and Israel agreed to a truce. [They] exchanged prisoners.", ("hamas", "israel")),
    ("The M23 seized Goma. [It] named a governor.", ("m23",)),
    ("Hezbollah fired at Haifa. Israel vowed to hit [it] hard.", ("hezbollah",)),
    ("Putin met Erdogan, who praised [him].", ("russia",)),
    ("At [its] summit in Abuja, ECOWAS kept the sanctions.", ("ecowas",)),
    ("Chad and Mauritania declared [themselves] ready.", ("chad", "mauritania")),
    ("Ukraine's army said [its] troops had left.", ("ukraine",)),
    # who harms is not whom the harmed belong to
    ("Hamas accused Israel of assassinating [its leader].", ("hamas",)),
    ("UN peacekeepers said that M23 fighters had stopped one of [their patrols].",
     ("united-nations",)),
    ("India said that Chinese troops had attacked [its soldiers].", ("india",)),
    ("Hamas accused Israel of moving [its troops].", ("israel",)),
    ("After Japan left, China attacked [its] neighbours.", ("china",)),
    ("After Japan left, China shelled [its] own villages.", ("china",)),
    ("Ethiopia withdrew, but [its] soldiers returned.", ("ethiopia",)),
    ("Al-Shabaab fighters hit a base. [The group] bombed a hotel.", ("al-shabaab",)),
    ("ECOWAS met on Sunday. [The regional bloc] closed the border.", ("ecowas",)),
    ("The WFP lost three workers, prompting [the agency] to leave.", ("world-food-programme",)),
    ("The army accused the RSF in Sudan of lying, which [the latter] denied.",
     ("rapid-support-forces",)),
    ("The army fought the RSF in Sudan. The army won. [Both sides] claimed gains.",
     ("sudanese-armed-forces", "rapid-support-forces")),
    ("In Sudan, the army fought the RSF. The RSF mocked [its adversaries].",
     ("sudanese-armed-forces",)),
    ("In Sudan, the UN said that people were killed by the RSF and [its] allies.",
     ("rapid-support-forces",)),
    ("Sudan blamed the RSF and allied Arab militias. Men were killed by the RSF and [its allies].",
     ("arab-militias",)),
    ("Islamic State fighters overran Mosul. The [jihadists] then entered Tikrit in Iraq.",
     ("islamic-state",)),
    ("Chinese and Indian soldiers clashed. [The two sides] then agreed to talk.",
     ("china", "india")),
    ("Thailand bombed Cambodia. In May, Thailand and Cambodia met, and [the two countries] agreed.",
     ("thailand", "cambodia")),
    ("India blamed Pakistan. Islamabad denied it. Washington urged [both governments] to talk.",
     ("pakistan", "india")),
    ("A plan was made by Russia after [its] intervention in Chad.", ("russia",)),
    ("The fright decided Turkey to strike, and [it] bombed Afrin.", ("turkey",)),
    ("The army took Homs. When rebels in Syria marched on Hama, [they] were driven off.",
     ("syrian-rebels",)),
    ("The US seemed weak, but [it] was unlikely to attack Iran.", ("united-states",)),
    ("Hamas fled after [it] was attacked by men who came from Rafah.", ("hamas",)),
    ("Tanzania feared M23. The [rebels] seized Goma.", ("m23",)),
    ("Kenya repelled a raid by Al-Shabaab on its base and killed eight of [them].",
     ("al-shabaab",)),
    ("Maduro spoke. Men led by Macron detained [him].", ("venezuela",)),
    ("In Sudan the army fought the RSF. China said the [two sides] had met in Kunming.",
     ("sudanese-armed-forces", "rapid-support-forces")),
    ("The LTTE in Sri Lanka left the talks; Colombo blamed the rebels. Norway urged [both sides].",
     ("ltte", "sri-lanka")),
    ("Guerrillas hit Colombia, which bombed guerrillas. The ELN left. Cuba urged [both sides].",
     ("eln", "colombia")),
    ("Hundreds of Palestinians marched. Israel arrested ten of [them].", ("civilians",)),
    ("Kenya bombed a camp of M23 rebels, killing twelve of [them].", ("m23",)),
    ("Relations froze as gains by Popular Mobilization Units allowed [them] to bomb Turkey.",
     ("popular-mobilization-units",)),
    ("Sudan burns. The medical charity running the clinic said [it] had left.",
     ("medical charity",)),
    ("Doctors fled. The Joint Force, a coalition loyal to Sudan, said [it] had struck the RSF.",
     ("Joint Force",)),
    ("Peru spoke. Guards in Pyongyang detained a surveyor and freed [him].", ("surveyor",)),
    ("Police in Myanmar arrested nine students after [they] marched.", ("civilians",)),
    ("Egypt condemned Ethiopia because [it] had filled the dam.", ("ethiopia",)),
    ("Washington urged Serbia to pull back tanks [it] had moved.", ("serbia",)),
    ("Boko Haram raided Dapchi. A week passed. The [captors] asked for money.", ("boko-haram",)),
    ("Mali mourned. A post was attacked by JNIM on Monday. The [assailants] then left.", ("jnim",)),
    ("Boko Haram signed a truce. The [kidnappers] left.", ("nigerian-bandits",)),
    ("Irish police stormed a hideout. The [kidnappers] left.", ("unidentified-gunmen",)),
    ("Egypt launched a search for the [attackers]. It rained.", ("unidentified-gunmen",)),
    ("Boko Haram raided Dapchi. The [raiders] of Sokoto fled.", ("unidentified-gunmen",)),
    ("Boko Haram raided Dapchi. Farmers met [raiders] later.", ("unidentified-gunmen",)),
    ("In Syria, the [coalition] struck as the UN met.", ("global-coalition-against-daesh",)),
    ("Iran, which had urged Iraq to leave, said [it] would stay.", ("iran",)),
    ("Turkey bombed Afrin. The general met Putin, and a lawyer told Erdogan that [he] had left.",
     ("lawyer",)),
    ("Rwanda condemned Burundi before [it] left.", ("rwanda",)),
    ("Rwanda left Burundi because [it] was weak.", ("rwanda",)),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "actors"), CASES)
def test_resolved(resolve, marked, actors):
    assert resolve(marked) == actors


NOBODY = [
    # outside of quotation marks the author speaks
    "The general said his men had left. [We] saw rebels attack a convoy.",
    # whom no table knows
    '"[We] heard shots in Goma," said Adam Musa, a Kenyan trader.',
    # beside the speaker, others
    '"[They] attacked us at dawn," Hamas said.',
    "Turkey pulled out. [It] was the first time that a truce had held.",
    "Russia struck at dawn. [It] is likely to rain.",
    "[They] say that truth dies first.",
    "Rebels left Mali. Mali cheered. On Monday [two men] were killed.",
    "Rain fell on the valley. [It] froze.",
    "Turkey left. [It] was said that a truce had held.",
    "Iran left. [It] is important to wait.",
    "Rain fell in Peru. The gamble paid, and [it] went on.",
    "Iran left. The statement said that [it] was binding.",
    "Kenya left. The truce was announced, but [it] broke.",
]


@pytest.mark.parametrize("marked", NOBODY)
def test_nobody_is_meant(resolve, marked):
    assert resolve(marked) == ()
