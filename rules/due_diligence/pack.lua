-- Can we buy from this supplier? What letters, replies to questionnaires and press say of sanctions and bribery.
--
--   gimlet scan due_diligence rules/due_diligence/samples
--   gimlet scan due_diligence --subject halden,tarsus rules/due_diligence/samples    # two suppliers side by side
--
-- Your own suppliers go into suppliers.tsv; rows with one id are one firm. After a change: gimlet check due_diligence
pack "due_diligence" {
  about   = "Does a supplier meet our policy on sanctions and bribery?",
  version = "1.0.0",
  subject = "supplier",
}

entity "supplier" {
  about   = "The firms that are asked about, under all their names.",
  kind    = "company",
  names   = file "suppliers.tsv",
  finds   = { "Halden Pumps replied.", "Tarsus's agent called." },
  ignores = { "The supplier replied." },
}

-- ---- what is talked about ------------------------------------------------------------------------------

theme "sanctions_list" {
  about   = "Lists of those one must not deal with, and being on one.",
  phrases = {
    "sanctions|watch|denied-party list", "consolidated list", "sanctions regime|measure|law|rule",
    "sanctioned|listed|designated|blacklisted person|party|entity|bank|shareholder|owner|company|individual",
    "(politically exposed) person|official",
  },
  finds   = { "It checks the consolidated list.", "a sanctioned bank" },
  ignores = { "The list of parts is long." },
}

theme "policy" {
  about   = "Written rules against bribery, and what makes them known.",
  phrases = {
    "anti-bribery|anti-corruption|(code of conduct)|compliance policy|programme|program|procedure|training|manual",
    "code of conduct|ethics", "anti-bribery|anti-corruption rules",
    "gift(s) register", "gift(s) and hospitality policy|rules|register",
  },
  finds   = { "Its code of conduct is public.", "anti-bribery training" },
  ignores = { "The insurance policy ends in May." },
}

theme "bribery" {
  about   = "Payments that buy a favour, and what goes with them.",
  phrases = {
    "bribe|bribery|kickback|corruption|graft|embezzlement", "money laundering", "facilitation|improper|illicit payment",
    "sanctions evasion|breach|violation", "slush fund", "false|fake|sham invoice",
  },
  finds   = { "He took a kickback.", "facilitation payments" },
  ignores = { "They paid the invoice." },
}

pattern "set_up" {
  about   = "To have, and to bring into being.",
  phrases = {
    "have|adopt|introduce|maintain|operate|publish|keep|run|launch|update|apply", "set up", "put in place",
    "train|brief … on|in",
  },
  finds   = { "It set up a hotline." },
  ignores = { "It sold pumps." },
}

-- ---- what speaks for and against -----------------------------------------------------------------------

factor "sanctions" {
  about    = "Screening of customers and owners; dealings with those who are listed.",
  question = "Does it keep clear of sanctioned parties?",
  weight   = 3, group = "law", required = true,
  supports = {
    "{subject}|we … screen|check|vet|compare … customer|partner|supplier|agent|owner|bank …6 {sanctions_list}",
    "{subject} … comply with … {sanctions_list}",
    -- allow: cue-in-phrase
    "none of its|their|our owner|shareholder|director|customer …3 {sanctions_list}",
  },
  opposes  = {
    "{subject} … sell|sold|ship|deliver|pay|deal … to|with … {sanctions_list}",
    "{sanctions_list} … hold|own|control … share|stake|(per cent)|% … {subject}",
    "{subject} … hide|conceal|disguise|obscure|reroute … destination|end-user|owner|route|shipment",
    "{subject} … breach|violate|evade|circumvent … sanctions|embargo|(export controls)",
  },
  examples = {
    supports = { "Halden screens its customers daily against the consolidated list.",
      "Halden has never sold pumps to a sanctioned company." },
    opposes  = { "Tarsus sold valves to a listed company.", "Tarsus evaded the embargo.",
      "Halden does not screen its agents against any sanctions list." },
    neither  = { "If Halden sells to a sanctioned bank, we must end the contract.", "The sanctions list was updated." },
  },
}

factor "ownership" {
  question = "Do we know who owns it in the end?",
  weight   = 2, group = "openness",
  supports = {
    "{subject} … disclose|name|list|declare|register|provide … (beneficial) owner|shareholder|ownership",
    "owner of {subject} (be) known|registered|disclosed",
  },
  opposes  = {
    "owned|held|controlled … (by|through) … trust|nominee|(shell company)|(bearer shares)|offshore",
    "owner|ownership of {subject} (be|remain) unknown|unclear|opaque|hidden",
    "{subject} … (refuse|decline to) … (name|say|disclose) who|its own|owner",
  },
  examples = {
    supports = { "Halden disclosed its beneficial owners." },
    opposes  = { "Tarsus has not disclosed its beneficial owners.",
      "Tarsus is held through a chain of shell companies.",
      "Tarsus refused to disclose its owners." },
    neither  = { "Halden must name its owners by June; we asked whether the owner is known." },
  },
  context = { needed = 0 },
}

factor "anti_bribery" {
  about    = "Rules against bribery that exist, are known and are kept.",
  question = "Does it have rules against bribery, and live by them?",
  weight   = 2, group = "conduct",
  supports = {
    "{subject} … {set_up} … {policy}", "{policy} … (be) binding|mandatory|compulsory|published",
    "{subject} … (certify|certified) … anti-bribery|(ISO 37001)",
    "{subject} … ban|prohibit|forbid|refuse … {bribery}",
  },
  opposes  = {
    "no {policy}", { "{policy} … exist only on paper|(in draft)", strength = 0.5 },
    "{subject} … tolerate|excuse|defend … {bribery}",
    "only|just|merely half|third|few|some of … train|attend|complete|sign",
  },
  examples = {
    supports = { "Halden introduced anti-bribery training in 2021.", "Halden prohibits facilitation payments." },
    opposes  = { "Tarsus has no code of conduct.", "Tarsus tolerates facilitation payments in ports." },
    neither  = { "We sent Tarsus our code of conduct." },
  },
}

factor "payments" {
  about    = "Where money goes: agents, commissions, cash, accounts in third countries.",
  question = "Are its payments in order?",
  weight   = 2, group = "conduct",
  supports = {
    "payment|account|book (of) … (be) audited|reconciled|approved|traceable|(in order)",
    "commission …3 (be) capped|published|approved",
  },
  opposes  = {
    "commission|fee|payment … cash|offshore|(third country)|(private account)|(personal account)",
    "unexplained|unusual|excessive|inflated commission|fee|payment|invoice", "pay … agent|middleman … in cash",
    "{subject} … ask|request|want … pay|paid|payment … account|company in another|(third country)",
  },
  examples = {
    supports = { "All payments of Halden are audited every year." },
    opposes  = { "Tarsus paid its agent a commission in cash.",
      "The auditors of Tarsus found unexplained commissions." },
    neither  = { "Would Tarsus pay commissions in cash?" },
  },
}

factor "record" {
  about    = "Charges, fines, settlements, and their absence.",
  question = "Is its record clean?",
  weight   = 3, group = "law", half_life = 1825,
  supports = {
    "{subject}|director|manager … acquit|cleared of … {bribery}", "clean record",
    -- allow: cue-in-phrase
    "investigation|inquiry|case …6 (be) closed|dropped|(found nothing)|(found no)",
  },
  opposes  = {
    "{subject}|director|manager|{employee} … charge|indict|convict|accuse|suspect … {bribery}",
    "{subject} … fine|settle|pay … over|for …2 {bribery}", "{subject} (be) (currently) under investigation",
    "police|prosecutor … search|raid|investigate … {subject}",
    "blacklist|debar {subject}", "{subject} (be) debarred|blacklisted|excluded",
  },
  examples = {
    supports = { "Halden was cleared of corruption.", "No manager of Halden has been charged with bribery." },
    opposes  = { "Prosecutors raided Tarsus in March.", "Tarsus was fined for bribery.", "Tarsus was debarred." },
    neither  = { "Another firm was fined for bribery; Tarsus was not at issue." },
  },
  context = { past = 1 },
}

pattern "employee" {
  about   = "People who act for a firm.",
  phrases = { "employee|agent|representative|salesman|executive|officer|chairman" },
  finds   = { "an agent of Tarsus" },
}

factor "openness" {
  about    = "Audits, answers, a line for those who want to report.",
  question = "Does it let us look?",
  weight   = 1, group = "openness",
  supports = {
    "{subject} … accept|agree|invite|allow|welcome|grant … audit|inspection|(site visit)",
    "{subject} … answer|complete|return …3 (every|all) question|questionnaire",
    "{subject} … {set_up} … hotline|whistle*",
  },
  opposes  = {
    "{subject} … ignore|evade|dodge|(leave blank)|(left blank) … question|questionnaire|section|letter|reminder",
    "retaliate|retaliation against … whistle*|employee", "{subject} … delay|cancel|block … audit|inspection|visit",
  },
  examples = {
    supports = { "Halden agreed to an unannounced audit.", "Halden has a hotline for its employees." },
    opposes  = { "Tarsus refuses to accept audits.", "Tarsus left blank two sections." },
    neither  = { "Tarsus will have to answer the questionnaire by Friday." },
  },
  context = { needed = 0, future = 0 },
}

score "fitness" {
  about  = "Whether the supplier meets our policy",
  groups = { law = "Within the law", conduct = "How it behaves", openness = "What it lets us see" },
  scale  = { 0, 100 },
}
