"""When events happened: a row is a sentence, a trigger in it, and its date in EDTF."""

import pytest

PUBLISHED = "2023-06-08"  # a Thursday


@pytest.fixture(scope="module")
def date_of(nlp):
    def find(text, trigger):
        doc = nlp.make_doc(text)
        doc._.published = PUBLISHED
        claims = {claim.action.text: claim for claim in nlp(doc)._.claims}
        date = claims[trigger].date
        return date.edtf if date else None

    return find


SHARED = [
    ("Poland expelled five diplomats on Friday and froze their accounts.", "froze", "2023-06-02"),
    ("On 5 May 2021, police arrested him and searched his home.", "arrested", "2021-05-05"),
    ("Students demonstrated in Lima on 3 May 2021, and police fired on them.", "fired",
     "2021-05-03"),
    ("In May 2021, police arrested him and shot his brother.", "shot", "2021-05"),
    ("Tuesday's attack killed ten soldiers.", "killed", "2023-06-06"),
    ("Ten soldiers were killed in an ambush on 4 May 2021.", "killed", "2021-05-04"),
    ("Six villagers were killed when gunmen raided Kuriga on 4 May 2021.", "killed", "2021-05-04"),
    ("As the army shelled Goma in May 2021, rebels attacked Bukavu.", "attacked", "2021-05"),
    ("The army shelled Goma in May 2021, killing six people.", "killing", "2021-05"),
    ("They signed a pact in May 2021 under which Iran released two sailors.", "released",
     "2021-05"),
    ("He flew to Cairo on 4 May 2021, where he met Egyptian generals.", "met", "2021-05-04"),
    ("The army boycotted a summit convened in Abuja on 10 July 2021 by Nigeria.", "boycotted",
     "2021-07-10"),
    ("At a summit held in Abuja on 10 July 2021, leaders condemned the coup.", "condemned",
     "2021-07-10"),
    ("No group claimed the killing of two elders in Baidoa on 22 January 2021.", "killing",
     "2021-01-22"),
    ("In May 2021, aircraft bombed troops advancing on Sirte.", "advancing", "2021-05"),
]  # fmt: skip

ENTRIES = [
    ("2003 – US forces invade Iraq.\n2011 – US forces leave Iraq for Kuwait.", "invade", "2003"),
    ("May 2015 - Islamic State captures Ramadi.", "captures", "2015-05"),
    ("Sep 12 2019 - Taliban fighters attacked an army base.", "attacked", "2019-09-12"),
    ("2012 April: Rebels seize Gao. 2013 January: French troops bomb Gao.", "bomb", "2013-01"),
    ("Mid-2013: Rebels attacked Bangui and looted homes.", "looted", "2013-05/2013-08"),
    ("03/04/2016: Gunmen shot a priest in Bria and abducted two nuns.", "abducted", "2016-03-04"),
    ("2014\nMarch 3: Gunmen raid Konduga.\nMarch 14: Soldiers kill 20 men.", "kill",
     "2014-03-14"),
    # a date of its own, and what came before
    ("May 2015 - Rebels attacked Homs and, on 9 June, seized it.", "seized", "2015-06-09"),
    # the entry is a sentence long
    ("2016 - The army attacked Palma. Rebels killed six men.", "killed", None),
    # records of labelled fields
    ("Date: 5 May 2022. Place: Goma. Event: Rebels attacked a camp.", "attacked", "2022-05-05"),
    ("Incident date: 17/08/2020\nPlace: Palma\nDetails: Rebels attacked a camp.", "attacked",
     "2020-08-17"),
    ("Date: 5 May 2022. Subject: Rebels attacked a camp.", "attacked", None),
    ("Date: 5 May 2022. Place: Goma.\n\nEvent: Rebels attacked a camp.", "attacked", None),
    ("He left on 5 May 2022. Event: Rebels attacked a camp.", "attacked", None),
]  # fmt: skip

OWN = [
    ("Rebels seized Goma in 2012, and in May 2013 the army attacked them.", "attacked", "2013-05"),
    ("He fled to Dakar on 3 May 2021 and, two days later, flew to Paris.", "flew", "2021-05-05"),
    ("On Monday, rebels attacked a convoy near Goma, officials said on Tuesday.", "attacked",
     "2023-06-05"),
    ("Rebels attacked a convoy on Monday, officials said on Tuesday.", "attacked", "2023-06-05"),
    ("Having attacked Goma in May 2021, the rebels seized it the following month.", "seized",
     "2021-06"),
    ("He served as the leader of the men who attacked Palma, in March 2021, and fled.",
     "attacked", "2021-03"),
    ("The bombing of Goma of 5 May 2021 killed ten people.", "killed", "2021-05-05"),
    # an apposition tells the event again, and dates it
    ("The army's assault on Duma, the last of May 2017, failed.", "assault", "2017-05"),
    ("The raid, the third attack of May 2023, killed ten people in Goma.", "killed", "2023-05"),
    ("The capture of Bangui, the great prize of March 2013, ended the war.", "capture", "2013-03"),
    ("Militants carried out an attack on Baidoa, the first bombing of 2021, and claimed it.",
     "attack", "2021"),
    ("On 18 February 2021, gunmen ambushed a patrol near Bakouma.", "ambushed", "2021-02-18"),
]  # fmt: skip

NEAR_MISSES = [
    ("The minister said on Wednesday that troops had killed ten rebels.", "killed", None),
    ("The minister said on Wednesday the rebels attacked a convoy.", "attacked", None),
    ("Troops clashed with rebels near Sirte, the army said on Wednesday.", "clashed", None),
    ("Talks opened in Doha on 4 May 2021, but the rebels rejected a truce.", "rejected", None),
    ("On 4 May 2021, he accused Kenya of sending arms to the rebels.", "sending", None),
    ("The army freed three men held since June 2021.", "freed", None),
    ("The rebels launched an attack in May 2021 and now besiege Goma.", "besiege", None),
    ("Police arrested a man who had attacked a church.", "arrested", None),
    # what is dated stands beside the event: "the lull of March 2019" in a list
    (("Rwanda's retreat preceded the government attack on the Goma suburbs, the lull of March 2019 "
     "the capture of Bukavu, and the talks of June 2020 the march to the border."), "attack", None),
    ("The Houthi capture of Sanaa, the transition of 2011 and the drought explain the war.",
     "capture", None),
    (("The first truce followed the Saudi bombing of Aden, the second truce of April 2016 the "
      "siege of Taiz."), "bombing", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "date"), OWN)
def test_own_dates(date_of, text, trigger, date):
    assert date_of(text, trigger) == date


@pytest.mark.parametrize(("text", "trigger", "date"), ENTRIES)
def test_the_date_of_an_entry_or_a_record(date_of, text, trigger, date):
    assert date_of(text, trigger) == date


@pytest.mark.parametrize(("text", "trigger", "date"), SHARED)
def test_shared_dates(date_of, text, trigger, date):
    assert date_of(text, trigger) == date


@pytest.mark.parametrize(("text", "trigger", "date"), NEAR_MISSES)
def test_near_misses(date_of, text, trigger, date):
    assert date_of(text, trigger) == date
