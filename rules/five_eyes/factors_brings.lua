-- What the country would bring to the table.
-- Cues within phrases are meant (“no longer porous”, “not a bad idea”):
-- allow-file: cue-in-phrase

-- “he showed interest in the beefing up of intelligence”: nothing is beefed up yet.
local function not_a_wish(hit)
  local sentence = hit.sentence:lower()
  return not sentence:find("interest in .*" .. hit.text:lower():sub(1, 6)) and not sentence:find "talk of"
end

factor "technical_collection" {
  about    = "Satellites, signals, sensors under the sea and along the coast: owned, run, praised, wanted, lacking.",
  question = "Does it gather by technical means what others want?",
  weight   = 2, group = "brings",
  supports = {
    "{subject} … submarine|aircraft|plane|ship|destroyer|satellite|radar|drone … collect|gather|record|"
      .. "intercept … data|intelligence|"
      .. "signal|imagery|information",
    "{collection} (that|which) {subject} … {operate}|(set up)",
    "{collection} … see|spot|register|catch|(pick up)|sense …6 launch|missile|submarine|{rival}|ship|aircraft",
    "two|three|four|five|six|seven|eight|nine|ten|dozen|dozens (of) {collection}",
    "{subject} {collection} … (be) collecting|gathering|recording|intercepting|monitoring",
    "{collection} along|across|stretch|dotted|scattered …4 island|coast|chain|archipelago",
    "constellation|fleet|network|chain of … {collection}",
    "{subject} … {operate} …8 {collection}",
    "{subject} (own) {collection} … be|provide|cover|offer|give|keep|watch|monitor|can|have … {valued}|"
      .. "{strong}|able|capable",
    "{collection} … be (extremely|very|highly|among) {valued}|{strong}|advanced",
    "{collection} … {valued}", "{valued} … {collection}",
    "interest in {subject} (own) {collection}", "{want} … {subject} … {collection}",
    "{subject} … {give} …8 {collection}", "share (of) {collection}", "{collection} … (be) shared with {partner}",
    "new|more|additional|extra|next-generation {collection}",
    "{collection} … able|capable|trained … {rival}|area|region|outer space",
    "those|these|they … (be) trained|focused on …8 {rival}",
    "{collection} … watch|track|monitor|(keep watch on)|pick|(pick up)|intercept|hoover|hear|detect …8 {rival}",
    "{subject} … (keep watch)|eavesdrop|(listen in) on … {rival}|submarine|fleet|traffic|communication",
    "{improve} … {collection}",
    "{subject} (own) satellite|radar|sensor|antenna|submarine|drone … {strong}|(first class)",
    "{subject} (own) satellite|radar|sensor|antenna … look|peer|see|watch|photograph|collect|shadow|cover|"
      .. "track|(pick up)",
    "antenna|satellite|sensor|(listening post)|station … collect|gather|(pick up)|hear|see",
    "cryptologic|codebreaking|code-breaking|eavesdropping capability|capacity|skill",
    "{collection} … (be) (first class)|(world class)",
    "network of … sensor|radar|antenna|satellite",
    "{collection} …8 {positive}",
    "{positive} …3 {collection}",
    "{collection} … record|capture|intercept|photograph|spot",
    "signals branch|unit|regiment|squadron|directorate|corps … intercept|listen|collect|monitor|follow|track",
    "intercept|collect …6 {rival} …2 communication|signal|traffic|transmission",
    "{collection} …12 yield|produce|deliver|return|generate|supply|take (of) imagery|image|picture|data|"
      .. "intelligence|photograph",
    "{collection} …6 watch|track|monitor|follow|detect|hear|locate …6 submarine|warship|fleet|vessel|missile|"
      .. "launcher",
    "hoover|scoop|suck|vacuum up … traffic|signal|communication|data|transmission",
    "{subject} station|post|radar|unit|antenna … record|intercept|overhear|hear|(pick up)|capture … {rival}|"
      .. "pilot|signal|transmission|communication|traffic",
    "{subject} … build|plan|develop|assemble … {collection}",
  },
  opposes = {
    "{subject} …6 {scant} …4 {collection}",
    "{collection} … (be) down|idle|delayed|late|grounded|(out of service)|(behind schedule)",
    "{subject} … no|few|little {collection}",
    "{lack} … {collection}",
    "{subject} … rely|depend|reliant|dependent …3 {partner} for … {collection}",
    "{collection} … (be) {weak}", "{weak} … {collection}",
    "launch|rocket … fail|failure … {collection}", "{collection} … fail|crash|malfunction|break",
    "{collection} … be|grow too few|old", "ageing|aging {collection}", "gap in … {collection}",
    "{collection} …8 {negative}",
    "{negative} …4 {collection}",
  },
  examples = {
    supports = {
      "Japan operates seven reconnaissance satellites.",
      "Five Eyes is interested in Japan's satellite intelligence.",
      "Japan is alert. Its listening posts pick up Russian radio traffic.",
      "Tokyo shares signals intelligence with Washington.",
      "Japan has launched another information-gathering satellite.",
    },
    opposes = {
      "Japan lacks spy satellites of its own.",
      "Tokyo depends on Washington for satellite imagery.",
      "Japan's signals intelligence is outdated.",
    },
    neither = {
      "South Korea operates five reconnaissance satellites.",
      "Satellite television is popular in Japan.",
      "If Japan had spy satellites, it could help.",
    },
  },
}

pattern "want" {
  about   = "Partners' appetite.",
  phrases = { "covet|want|seek|need|prize|value|desire|crave", "be eager|keen for", "be after",
    "look for|to", "hungry for" },
}

-- "Its capacity to run agents is negligible" says nothing good, whatever stands before *is*.
local function not_of_hardly_any(hit)
  local sentence = hit.sentence:lower()
  return not (sentence:find "negligible" or sentence:find "minimal" or sentence:find "non%-?existent"
    or sentence:find "close to zero" or sentence:find "next to nothing")
end

factor "human_intelligence" {
  about    = "A foreign spy service or the lack of one; people who run agents.",
  question = "Can it contribute what people abroad find out?",
  weight   = 1, group = "brings",
  supports = {
    "{spy_service} … (is) to be founded|created|established|launched|formed|(set up)",
    "{subject} … {adopt} … {spy_service}", "{spy_service} … (be) set|stood|established|created|launched|founded",
    "{subject} have|maintain|run|operate (a|its) (own) (new|{strong}) {spy_service}",
    "{subject} … {spy_service} … {strong}|grow|expand|recruit|(in place)",
    "{subject} (own) {spy_service} … {valued}", "{improve} … human intelligence|humint",
    { "{subject} … recruit|run|handle … agent|informant|spies", when = not_of_hardly_any },
    "{subject} … {give} … human intelligence|humint",
    "new|planned {spy_service} … modelled|modeled|based|like",
    "plan|bill|law|decision to|for {adopt} … {spy_service}",
    "{spy_service} …8 {positive}",
    "{positive} …3 {spy_service}",
    "{subject} … promise|pledge|propose|plan|envisage|envision|draft|prepare … {spy_service}",
  },
  opposes = {
    "consider|weigh|study|discuss|debate|explore … agency|service|body … abroad|overseas|"
      .. "(human intelligence)|{world.mi6}|{world.cia}",
    "{subject} …8 {scant} …6 agent|spies|informant|(human source)|(human intelligence)|(sources abroad)",
    "{subject} … (have|with) nobody|none|(no one)|(hardly anyone)|(hardly anybody)|(few people)|(nobody at "
      .. "all) in|inside|on {rival}",
    "{subject} … not run|recruit|handle|have|cultivate … source|agent|informant|asset",
    "no|lack {subject} {world.cia}|{world.mi6}",
    "(no one|nobody) be even|now|yet drafting|planning|proposing … {spy_service}",
    "{subject} … abolish|disband|dismantle … {spy_service}|{services}",
    "{lack} …8 {spy_service}", "{subject} … never built|had|created|established|set … {spy_service}",
    "no {spy_service}", "{subject} … hesitate|decline|refuse … {adopt} … {spy_service}|{services}",
    "{subject} … (hesitate to create) an intelligence community",
    "hesitate to create an intelligence community",
    { "difficult|hard|impossible for {subject} to {give} … human intelligence|{spy_service}",
      context = { negated = 1 } },
    "(not able)|unable|cannot … {give} … human intelligence", "{spy_service} … {weak}|missing|absent",
    "{weak} … human intelligence|humint",
    "{subject} … be forbidden|barred|banned|prohibited from {spy_service}",
    "forbid|bar|prohibit|ban from running agents|spies",
    "{demand} …8 {spy_service}", "{subject} … need|must|should … {spy_service}",
    "if … {spy_service} … (set up)|created|established",
    "{subject} … rely|depend (mainly|largely|heavily|mostly) on open source(s)",
    "{spy_service} … remain a dream|idea|distant|taboo",
    "(be|remain) without (a) … {spy_service}",
    "{subject} … (have) few|no spies|agents|informants|sources",
    "no one|nobody in {subject} … run|recruit|handle agent|spies|source",
    "{subject} … diplomat … not|never recruit|run|handle agent|spies",
    "{lack} … spies|(human source)|(sources abroad)|(agents abroad)",
    "{spy_service} …8 {negative}",
    "{negative} …4 {spy_service}",
    "delegate|outsource|leave … intelligence to its|the|an ally|{partner}|others",
    "no covert|clandestine section|officer|operation|unit|arm|staff",
    "open source(s) make up|account for|provide|supply",
    "{subject} {world.cia}|{world.mi6} … be|remain … dream|idea|fantasy|wish",
    "nobody|(no one) … spy abroad|overseas",
    "only major|G7|big … without … {spy_service}",
    "recruit|run|handle … agent|informant|source|spies … {weak}|negligible|minimal|nil|zero|slight|(non existent)",
    "{subject} … few|no|hardly|scarcely|barely (any) human source|agent|informant",
  },
  examples = {
    supports = {
      "Japan has set up a foreign intelligence agency.",
      "Tokyo's human intelligence is strong in Asia.",
    },
    opposes = {
      "Tokyo does not have the equivalent of the CIA or MI6.",
      "Japan has no foreign intelligence service.",
      "It is difficult for Japan to contribute human intelligence.",
      "The absence of a foreign intelligence agency hampers Japan.",
    },
    neither = {
      "Canada has no foreign intelligence service.",
      "The CIA was founded in 1947.",
      "If Japan had a foreign intelligence agency, things would be different.",
    },
  },
}

factor "intelligence_capability" {
  about    = "Size, budget, staff, analysis and coordination of its services.",
  question = "Are its services big, able and coordinated enough?",
  weight   = 2, group = "brings",
  supports = {
    "{services}|(intelligence center)|(intelligence centre)|(intelligence headquarters) … growing|rising|"
      .. "bigger|larger|increased|"
      .. "record budget|staff|workforce",
    "growing|rising|bigger|larger|increased intelligence budget|staff|workforce",
    "pull|draw|bring|knit|fuse together report|intelligence|information|agency|assessment|work",
    "double|triple|increase|raise|expand … (the) number of analyst|specialist|(intelligence officer)|linguist",
    "(defense|defence) intelligence headquarters … employ|have|read|monitor|process|analyse|analyze",
    "spending|budget|money|funds on|for … {services}|intelligence|(spy satellite) … rise|rose|grow|"
      .. "double|doubled|increase",
    "increase|expand|double|triple|add|raise … (number of) analyst|(intelligence staff)|(intelligence personnel)",
    "{subject} … further|steadily|gradually|greatly {improve} … {services}|intelligence",
    "{subject} … one of the …2 biggest|largest|best|finest {services}",
    "one of the …2 biggest|largest|best|finest {services}",
    "{subject} … {strong} {services}", "{services} … (be) {strong}", "{subject} {services} … be|remain|become|"
      .. "look … {strong}",
    { "{improve} (of) …2 {services}", when = not_a_wish }, { "beef up (of) {subject} intelligence",
    when = not_a_wish },
    "{services} … be (being) improved|strengthened|expanded|doubled|tripled|overhauled|reformed|upgraded",
    { "beefing up of … {services}", when = not_a_wish }, "expertise|(know-how) … {valued}",
    { "advantage of {subject} expertise|knowledge|experience", context = { negated = 1, needed = 1 } },
    "coordinate|centralise|centralize|consolidate|unify|integrate … {services}",
    "bring … {services} … (under one roof)|together",
    "{adopt} …3 (national|central|cabinet) intelligence council|bureau|director|secretariat|headquarters|office",
    "(national|central) intelligence council|bureau|director|secretariat|office … (be) set|created|"
      .. "established|launched|coordinate",
    "number of analyst|officer|staff … double|triple|grow|rise",
    "(more|highly|very) capable|competent|professional {services}|(intelligence partner)",
    "{services} … {give} … {valued}|comprehensive|picture",
    "{subject} … analyst … (second to none)|excellent|respected|skilled",
    "linguist|analyst … (second to none)|excellent|{strong}",
    "{subject} … intelligence budget … {improve}|double|record",
    "{services} contribute to", "{subject} … pool|fuse … intelligence|assessment",
    "{subject} … hire|recruit|train … analyst|(intelligence officer)|(case officer)",
    "{services} … professional|professionalised|professionalized|respected|skilled",
    "{subject} (own) analyst|linguist … {strong}|read|respected|excellent|(first class)",
    "{subject} … punch above its weight",
    "bill|law|plan … {adopt} … intelligence council|bureau|agency|secretariat",
    "{services} (be) (now) (better|well|closely) coordinated|unified|integrated",
    "{services} …4 {positive}",
    "{positive} …3 {services}",
    "{improve} … coordination of|between|among … {services}",
    "national security council|secretariat … coordinate|improve|central|centralise|centralize",
    "{subject} … (have) much|more|plenty|(a lot)|something to bring|offer|contribute|teach",
    "{subject} … reporting|analysis|assessment|reports on {rival} … {positive}|excellent|valued",
    "largest|biggest of the|its …3 intelligence",
    "national security council|secretariat …8 ease|alleviate|help|narrow|bridge|reduce|mitigate|cure",
    "upgrade|elevate|transform|reorganise|reorganize|turn … {services}|(research office) … into (a) … "
      .. "bureau|agency|council",
    "{services} … make|made … stride|progress|advance|gains in|on",
  },
  opposes = {
    "{services}|agency|service … employ|have …2 fewer|smaller|less people|staff|officer|analyst|money than",
    "spend (only|just|about|barely|a mere) …3 percent|%|fraction|tenth|hundredth of what … {partner} …5 intelligence",
    "budget|staff of (this|that|such) size buy|allow|permit",
    "{services} …6 {scant} …4 staff|money|analyst|budget|linguist|specialist|funds",
    "{subject} (own) agency|service|bureau … distrust|mistrust|dislike|ignore|rival|jealous …4 (each other)|"
      .. "(one another)",
    "{services} … distrust|mistrust|dislike|ignore …4 (each other)|(one another)",
    "nobody|(no one)|none … (be) in (overall|sole) charge|control|command of … intelligence|spying|it",
    "nobody|(no one) … responsible for|coordinate|oversee|lead … intelligence|{services}",
    "{subject} … too few|(not enough)|(far fewer) analyst|linguist|spies|specialist",
    "intelligence budget|spending|staff … fraction|tenth|half|third|(one twentieth)|(far below)|less|"
      .. "smaller … {partner}",
    "budget for … {services}|intelligence … fraction|tenth|half|third|(one twentieth)|less|smaller",
    "vertical|vertically|bureaucratic division|divided|rivalry|silo|sectionalism|wall",
    "no (parliamentary|independent|effective|real|proper) oversight (of) …4 {services}|intelligence|agency",
    "{services} … (have|with|of) (a) staff of (only|merely|just|some|about)",
    "pale in|by comparison (to|with) (the) (intelligence) ({member}) (and {member})",
    "{subject} {services} … pale|dwarf", "{services} … (be|remain) {weak}",
    "{weak} {services}", "{subject} … {services} … {weak}",
    "{lack} (a|any|of) central|national|strong|effective|capable|unified|proper|coordinated|all-source "
      .. "(intelligence) {services}|service|agency|body|capability",
    "{subject} … {lack} … analyst|analysis|staff|coordination|budget",
    "{services} … {lack} … staff|budget|resource|coordination|personnel|money|expertise|experience|"
      .. "mandate|power|analyst",
    "{services} … (be|remain) {scattered}", "{scattered} … {services}",
    "rivalry|infighting|competition|(turf war)|(turf battle)|(poor coordination) among|between … {services}",
    "{services} … (seldom|rarely|hardly|never)|(do not)|not share|cooperate|coordinate|talk|speak …5 "
      .. "(with|to) (one another)|(each other)|other",
    "guard|hoard|hide|jealous* … from (one another)|(each other)", "stovepipe|silo|sectionalism",
    "only|just|merely|barely (a) few|(a handful of)|hundred|200|300|400|500 … staff|analyst|officer|employee|people",
    "{subject} … rely|depend|reliant|dependent (heavily|largely|almost|too|entirely|mainly) on "
      .. "{partner} for … intelligence|information|warning",
    "{subject} … rel*|depend* … on … what … {partner} (choose to) share|tell", "intelligence failure",
    "{demand} … {improve} … {services}", "small|tiny|meagre|meager|shoestring {services}|(intelligence budget)",
    "{subject} … bring|offer|add|contribute little|nothing", "struggle to (hold up)|contribute|match|keep|(keep up)",
    "{services} … struggle", "{services} … not (be) trained|able|equipped|ready",
    "fraction of the size|budget|staff|number|strength",
    "dwarfed by {partner}",
    "tiny|small|puny compared with|to (those of) {partner}",
    "{services} … starved of fund|money|staff|resource",
    "these|those|the agency|service … small|weak|starved|underfunded|understaffed",
    "{services} … dominated|run|staffed by (the) police|policemen|(officers on loan)",
    "against|versus (more than) … at the {member}",
    "about|roughly|some|only|just|(fewer than) … people|officer|staff (who) work on|in (foreign) intelligence",
    "{subject} … behind {partner} … in|on … intelligence",
    "{subject} … punch below its weight",
    "amateur|amateurish",
    "{services} …4 {negative}",
    "{negative} …4 {services}",
    "consumer rather than (a) producer|(a) provider",
    "consumer|importer|recipient of intelligence",
    "{subject} … delegate|outsource … intelligence",
    "cluster|patchwork|jumble|tangle|hotchpotch|(alphabet soup) of … bureau|agency|unit|office|service",
    "report to different|separate|various|several|competing minister|ministry|boss|chain",
    "(have|with|employ) (only|just) (a) few|couple hundred|dozen … staff|analyst|officer|people|official",
    "police|policemen|officer on loan|secondment from|(from other)",
    "policemen|(police officer) on loan",
    "guard|hoard|hide … (their|its) (own) file|secret|report|turf|information|product",
  },
  examples = {
    supports = {
      "Japan has one of the world's biggest intelligence-gathering establishments.",
      "Tokyo has overhauled its intelligence apparatus.",
    },
    opposes = {
      "Japan's intelligence agencies pale in comparison to the CIA.",
      "Japan also needs to improve its capabilities in gathering intelligence.",
      "Japan has a problem. Its intelligence community is fragmented.",
      "Japan relies heavily on Washington for intelligence.",
    },
    neither = {
      "Britain has one of the world's biggest intelligence services.",
      "Germany's intelligence agencies are understaffed.",
    },
  },
}

pattern "scattered" {
  about   = "Not pulling together.",
  phrases = {
    "scattered|fragmented|divided|disjointed|siloed|stovepiped|uncoordinated|splintered|balkanised|"
      .. "balkanized|decentralised|decentralized|compartmentalised",
    "spread (out) (thinly) across|over", "poorly coordinated", "split among|between",
  },
}
