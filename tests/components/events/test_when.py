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


@pytest.mark.parametrize(("text", "trigger", "date"), SHARED)
def test_shared_dates(date_of, text, trigger, date):
    assert date_of(text, trigger) == date


@pytest.mark.parametrize(("text", "trigger", "date"), NEAR_MISSES)
def test_near_misses(date_of, text, trigger, date):
    assert date_of(text, trigger) == date
