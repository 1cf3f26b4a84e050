"""Who acts and who is acted upon: actors, trigger and recipients of whole sentences."""

import pytest
from spacy.language import Language

# sentence | trigger | actors | recipients, by id or by their words
ROLES = [
    ("In Syria, rebels fled. Turkey bombed one of their bases.", "bombed", "turkey",
     "syrian-rebels"),
    ("Gunmen killed three employees of the World Food Programme in Sudan.", "killed",
     "unidentified-gunmen", "world-food-programme"),
    ("Washington began to train a formation of its own, the New Syrian Army.", "train",
     "united-states", "new-syrian-army"),
    ("The deployment of Turkish, Russian and American units near Manbij in Syria ended it.",
     "deployment", "turkey; russia; united-states", ""),
    ("Sudan's army and the RSF met in Jeddah. The pact which both signed held.", "signed",
     "sudanese-armed-forces; rapid-support-forces", ""),
    ("Kenyan troops challenged Al-Shabaab's control of Jubaland.", "challenged", "kenya",
     "al-shabaab"),
    ("Mali foiled an offensive carried out against the Wagner Group by JNIM in Kidal.",
     "offensive", "jnim", "wagner-group"),
    ("Talks sponsored by Riyadh opened in Jeddah.", "Talks", "saudi-arabia", ""),
    ("Haftar advanced on Sirte with Russian support in 2020.", "support", "russia",
     "libyan-national-army"),
    ("The junta undertook to protect civilians in Mali.", "undertook", "mali", ""),
    ("Gunmen identified as members of Boko Haram ambushed a patrol in Nigeria.", "ambushed",
     "boko-haram", ""),
    ("Police in Kenya arrested four ministers suspected of links with Al-Shabaab.", "arrested",
     "kenya", "four ministers"),
    ("Egypt hosted talks between Hamas and Israel in Cairo.", "talks", "egypt; hamas; israel", ""),
    ("Police in Kenya broke up a rally of students in Mombasa.", "rally", "civilians", ""),
    ("Kenya accused Sudan of arming rebels and of sending its own troops to Chad.", "sending",
     "sudan", ""),
    ("Kenya condemned the raid, said it would respond and called on Sudan to act.", "called on",
     "kenya", "sudan"),
    # blamed, punished or praised for it: the object's deed; a reason of one's own: the subject's
    ("A court in Kenya jailed fighters of Boko Haram for attacking civilians.", "attacking",
     "boko-haram", "civilians"),
    ("Paris fined the Taliban for supporting Hamas.", "supporting", "taliban", "hamas"),
    ("Chad pressured Mali into releasing prisoners.", "releasing", "mali", "civilians"),
    ("Rwanda was criticised for attacking Uganda.", "attacking", "rwanda", "uganda"),
    ("Rwanda made claims which Uganda dismissed.", "dismissed", "uganda", "rwanda"),
    ("Chad boycotted a meeting convened by ECOWAS.", "boycotted", "chad", "ecowas"),
    ("A truce announced by Washington was broken.", "broken", "", ""),
    ("Mali refused to recognise Kosovo.", "refused", "mali", "kosovo"),
    ("The prime minister visited Madrid.", "visited", "prime minister", ""),
    ("Kenya recaptured Bossembele from Al-Shabaab.", "recaptured", "kenya", "al-shabaab"),
    ("Russia attacked an airport held by Chadian rebels.", "attacked", "russia",
     "chadian-rebels"),
    ("Iran accused Israel of preparing a major invasion.", "invasion", "israel", ""),
    ("Gunmen in Iraq killed four soldiers and wounded six.", "wounded", "unidentified-gunmen",
     "iraq"),
    ("In Chad, Boko Haram killed two fishermen, wounding three others.", "wounding", "boko-haram",
     "civilians"),
    ("Rebels in Chad destroyed three trucks and wounded six.", "wounded", "chadian-rebels", ""),
    ("The army in Chad fought off the M23 and killed two of them.", "killed",
     "chad", "m23"),
    ("Hundreds of students marched in Lagos and police shot two of them dead.", "shot", "nigeria",
     "civilians"),
    ("JNIM raided the army camp at Bourem in Mali.", "raided", "jnim", "malian-armed-forces"),
    ("JNIM attacked the garrison of Kati in Mali.", "attacked", "jnim", "malian-armed-forces"),
    ("JNIM attacked a military post at Bamba in Mali.", "attacked", "jnim",
     "malian-armed-forces"),
    ("Israel bombed a camp for displaced people in Rafah.", "bombed", "israel", ""),
    ("The RSF reported the capture of the army base at Jebel Aulia in Sudan.", "capture",
     "rapid-support-forces", "sudanese-armed-forces"),
    ("In the course of a raid in the village of Moura, Malian soldiers and JNIM executed 30 men.",
     "executed", "malian-armed-forces; jnim", "civilians"),
    ("It ended in clashes with fighters of Boko Haram, who accused Chad of a raid.", "accused",
     "boko-haram", "chad"),
    ("The deployment of Russian, American and regime units near Manbij in Syria ended it.",
     "deployment", "russia; united-states; syrian-government-forces", ""),
    ("Boko Haram accused Chad of violating the truce.", "violating", "chad", ""),
    ("France suspended joint operations with the Malian army.", "suspended", "france",
     "malian-armed-forces"),
    ("Kenya denied Russian involvement.", "denied", "kenya", ""),
    ("France condemned the arrival of the Wagner Group, whose presence Mali denied.", "denied",
     "mali", ""),
    ("Chad said that Sudan was arming rebels, a claim that Khartoum denied.", "denied", "sudan",
     "chad"),
    ("In Mali, mutineers suspended the constitution.", "suspended", "malian-mutineers", ""),
    ("In Mali, men wearing army uniforms killed a teacher.", "killed", "unidentified-gunmen",
     "teacher"),
    ("In Kenya, men in red shirts marched.", "marched", "civilians", ""),
    ("On 22 March, residents (Size=300) marched in Mali.", "marched", "civilians", ""),
    ("Soldiers in Sudan fought the RSF. The RSF and the army met in Geneva, where Soldiers left.",
     "fought", "sudanese-armed-forces", "rapid-support-forces"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "actors", "recipients"), ROLES)
def test_roles(nlp: Language, text: str, trigger: str, actors: str, recipients: str) -> None:
    claim = next(claim for claim in nlp(text)._.claims if claim.action.text == trigger)
    assert [ref.id or ref.text for ref in claim.actors] == _names(actors)
    assert [ref.id or ref.text for ref in claim.recipients] == _names(recipients)


def _names(text: str) -> list[str]:
    return [name for name in text.split("; ") if name]
