-- How do states speak of alliances? Made for the speeches of the UN General Debate, one a country and year.
--
--   gimlet load speeches.jsonl.gz                           # text, date, country of each speech
--   gimlet kwic alliances.blocs --group year                # a theme over the years, drawn
--   gimlet kwic alliances.non_alignment --group country     # who speaks of it, per million words
--   gimlet run alliances --by country                       # who speaks for alliances and who against them
--   gimlet timeline                                         # the same, by year
--
-- No factor has a subject: each delegation speaks for itself. After a change: gimlet check alliances
pack "alliances" {
  about   = "Do states speak for military alliances or against them?",
  version = "1.0.0",
  uses    = { "std", "world" },
}

-- ---- themes --------------------------------------------------------------------------------------------

theme "alliance" {
  about   = "Military alliances, by name or not.",
  phrases = {
    "{world.nato}|{world.csto}|{world.aukus}|{world.anzus}|{world.quad}",
    "military|security|defence|defense|Atlantic alliance|pact", "collective defence|defense",
    "mutual defence|defense treaty|pact",
  },
  finds   = { "the military alliances of the continent", "NATO" },
  ignores = { "an alliance of small islands against hunger" },
}

theme "blocs" {
  about   = "Alliances seen from outside: blocs, hegemony, the mentality of the cold war.",
  phrases = {
    "military|(military - political)|opposing|rival|hostile|exclusive bloc", "bloc confrontation|politics|mentality",
    "cold war mentality|thinking|logic|alliance", "hegemony|hegemonic|hegemonism|hegemon", "spheres of influence",
    "unipolar",
  },
  finds   = { "bloc confrontation", "a hegemonic power" },
  ignores = { "a bloc of flats" },
}

theme "non_alignment" {
  about   = "Standing apart: the Non-Aligned Movement, neutrality of states.",
  phrases = {
    "non aligned|alignment", "nonaligned|nonalignment", "neutral state|country", "permanent|military|active neutrality",
    "our|its|policy|status of neutrality", "strategic autonomy",
  },
  finds   = { "the Non-Aligned Movement", "our permanent neutrality" },
  ignores = { "carbon neutrality", "the neutrality of aid workers" },
}

theme "deterrence" {
  about   = "Nuclear weapons as protection.",
  phrases = { "nuclear umbrella|deterrence|deterrent|doctrine|sharing",
    "doctrine of deterrence", "extended deterrence" },
  finds   = { "under a nuclear umbrella" },
  ignores = { "deterrence of crime" },
}

theme "coercion" {
  about   = "Sanctions, embargoes and blockades that single states impose.",
  phrases = { "unilateral|coercive|illegal … measure|sanction", "economic|commercial|financial embargo|blockade",
    "extraterritorial law|measure|application|effect" },
  finds   = { "unilateral coercive measures", "the economic blockade" },
  ignores = { "sanctions imposed by the Council" },
}

theme "guarantees" {
  about   = "Promises that states give each other's security.",
  phrases = { "security guarantee|assurance|commitment|umbrella",
    "mutual|collective assistance|defence|defense|security" },
  finds   = { "a system of collective security" },
  ignores = { "guarantees for investors" },
}

-- ---- what speaks for and against -----------------------------------------------------------------------

factor "membership" {
  about    = "Belonging to an alliance, wanting to, being glad of it.",
  question = "Does the speaker stand with an alliance?",
  weight   = 2, group = "for_itself",
  supports = {
    "we|(our country)|(our nation)|I|{country} … {join} … {alliance}", "as (a) … member|ally of|in {alliance}",
    "(full) membership in|of (the) (European Union|EU) (and) {alliance}", "{alliance} membership|member",
    "integration into|with (the) (European Union|EU) (and) {alliance}", "we and our ally",
    "stand (firmly) (shoulder to shoulder) with|alongside|by our ally", "together with our ally",
    "contribute|deploy|contribution … {alliance} … force|mission|operation",
  },
  opposes  = {
    "we|I|(our country)|(our nation)|{country} reject|oppose|condemn|denounce … {alliance}",
    "(not to)|(never to)|never join (any) {alliance}|{blocs}", "withdraw|withdrawal from {alliance}",
  },
  examples = {
    supports = { "We aspire to full membership of NATO.", "We stand with our allies in defence of peace.",
      "Finland joined NATO this spring." },
    opposes  = { "We oppose military alliances.", "My country has pledged never to join any military bloc." },
    neither  = { "Would we join NATO?" },
  },
}

pattern "join" {
  about   = "To belong, or to want to.",
  phrases = { "join|aspire|accede", "belong to", "become (a) (full) member", "(be) proud to be", "seek membership" },
  finds   = { "We belong to NATO." },
}

pattern "country" {
  about   = "Countries by name.",
  match   = ref "world.country",
  finds   = { "Finland joined." },
}

factor "order" {
  about    = "Alliances as a good or an evil for everybody.",
  question = "Does the speaker hold that alliances make the world safer?",
  weight   = 2, group = "for_all",
  supports = {
    "{alliance} … bring|keep|preserve|secure|strengthen|contribute … peace|security|stability",
    "{alliance} (be) (a) (purely) defensive|(force for good)|(pillar of)",
    "grateful|thank|welcome|appreciate|commend|applaud|support … {alliance}",
    "we need|want|seek {guarantees}", "strengthen {guarantees}",
  },
  opposes  = {
    { "{blocs}", when = function(hit) return not hit.sentence:lower():find "end of the cold war" end },
    "{alliance} … threaten|endanger|provoke|destabilise|destabilize|bomb|destroy",
    "aggression|bombing|bombardment|war|attack|intervention of|by {alliance}", "{alliance} aggression|attack|bombing",
    "expand|expansion|enlargement|advance of (the) {alliance}", "dissolve|dismantle … {alliance}",
    "{alliance} … {weigh_down}",
  },
  examples = {
    supports = { "The alliance of free nations is strong, and NATO keeps peace in Europe.", "We commend NATO." },
    opposes  = { "We must reject bloc confrontation.", "NATO bombed our cities.", "The expansion of NATO goes on.",
      "Military alliances are a relic." },
    neither  = { "We do not seek hegemony." },
  },
  context = { needed = 1, negated = 0 },
}

pattern "weigh_down" {
  about   = "What is past its time.",
  phrases = { "relic|anachronism|anachronistic|obsolete|outdated|legacy|vestige" },
  finds   = { "It is a relic." },
}

factor "standing_apart" {
  about    = "Non-alignment and neutrality as a policy of one's own.",
  question = "Does the speaker stand apart on purpose?",
  weight   = 2, group = "for_itself",
  supports = { "abandon|renounce|(give up) … (our) neutrality|{non_alignment}" },
  opposes  = { "{non_alignment}" },
  examples = {
    supports = { "We gave up our neutrality." },
    opposes  = { "As a founding member of the Non-Aligned Movement, we believe in dialogue." },
    neither  = { "If we became a neutral country, who would defend us?" },
  },
  context = { past = 1, future = 1, needed = 1 },
}

factor "pressure" {
  about    = "Sanctions, blockades and bases of the powerful.",
  question = "Does the speaker accept the pressure that allied states exert?",
  weight   = 1, group = "for_all",
  supports = { "we|I|{country}|{alliance} support|welcome|impose|maintain|tighten|join …3 sanction" },
  opposes  = {
    "lift|end|condemn|reject|denounce|oppose|repeal … {coercion}",
    "{coercion} … (be) illegal|unjust|unacceptable|criminal|inhuman",
    "victim of|subjected to … {coercion}", "foreign military base|presence",
  },
  examples = {
    supports = { "We support the sanctions on the aggressor." },
    opposes  = { "We demand an end to the economic blockade; we reject unilateral coercive measures.",
      "The unilateral sanctions are unjust." },
    neither  = { "We do not support sanctions; what if the blockade is lifted?" },
  },
  context = { needed = 1, negated = 0 },
}

score "alignment" {
  about  = "Whether the speaker is for alliances (100) or against them (0)",
  groups = { for_itself = "For itself", for_all = "For the world" },
  scale  = { 0, 100 },
}
