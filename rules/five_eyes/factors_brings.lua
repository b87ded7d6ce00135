-- What the country would bring to the table.

factor "technical_collection" {
  about    = "Satellites, signals, sensors under the sea and along the coast: owned, run, praised, wanted, lacking.",
  question = "Does it gather by technical means what others want?",
  weight   = 2, group = "brings",
  supports = {
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
  },
  opposes = {
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

factor "human_intelligence" {
  about    = "A foreign spy service or the lack of one; people who run agents.",
  question = "Can it contribute what people abroad find out?",
  weight   = 1, group = "brings",
  supports = {
    "{subject} … {adopt} … {spy_service}", "{spy_service} … (be) set|stood|established|created|launched|founded",
    "{subject} have|maintain|run|operate (a|an|its) (own) (new|{strong}) {spy_service}",
    "{subject} … {spy_service} … {strong}|grow|expand|recruit|(in place)",
    "{subject} (own) {spy_service} … {valued}", "{improve} … human intelligence|humint",
    "{subject} … recruit|run|handle … agent|informant|spies", "{subject} … {give} … human intelligence|humint",
    "new|planned {spy_service} … modelled|modeled|based|like",
    "plan|bill|law|decision to|for {adopt} … {spy_service}",
    "{spy_service} …8 {positive}",
    "{positive} …3 {spy_service}",
  },
  opposes = {
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
    "{demand} … {spy_service}", "{subject} … need|must|should … {spy_service}",
    "if … {spy_service} … (set up)|created|established",
    "{subject} … rely|depend (mainly|largely|heavily|mostly) on open source(s)",
    "{spy_service} … remain a|an dream|idea|distant|taboo",
    "(be|remain) without (a|an) … {spy_service}",
    "{subject} … (have) few|no spies|agents|informants|sources",
    "no one|nobody in {subject} … run|recruit|handle agent|spies|source",
    "{subject} … diplomat … not|never recruit|run|handle agent|spies",
    "{lack} … spies|(human source)|(sources abroad)|(agents abroad)",
    "{spy_service} …8 {negative}",
    "{negative} …4 {spy_service}",
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
    "{subject} … one of the …2 biggest|largest|best|finest {services}",
    "one of the …2 biggest|largest|best|finest {services}",
    "{subject} … {strong} {services}", "{services} … (be) {strong}", "{subject} {services} … {strong}",
    "{improve} (of) …2 {services}", "beef up (of) {subject} intelligence",
    "{services} … be (being) improved|strengthened|expanded|doubled|tripled|overhauled|reformed|upgraded",
    "beefing up of … {services}", "expertise|(know-how) … {valued}",
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
    "{services} … (be) (now) (under one roof)|coordinated|unified",
    "{services} …4 {positive}",
    "{positive} …3 {services}",
    "{improve} … coordination of|between|among … {services}",
    "national security council|secretariat … coordinate|improve|central|centralise|centralize",
  },
  opposes = {
    "pale in|by comparison (to|with) (the) (intelligence) ({member}) (and {member})",
    "{subject} {services} … pale|dwarf", "{services} … (be|remain) {weak}",
    "{weak} {services}", "{subject} … {services} … {weak}",
    "{lack} (a|an|any|of) central|national|strong|effective|capable|unified|proper|coordinated|all-source "
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

pattern "watch" {
  about   = "To observe.",
  phrases = {
    "watch|monitor|track|observe|see|follow|detect|surveil|understand", "keep|have (a) (close) eye|watch|tabs on",
    "(have) long had eyes on", "monitoring of", "keep track of",
    "peer into", "listen in on",
  },
}

pattern "insight" {
  about   = "What one knows of a place.",
  phrases = {
    "information|intelligence|insight|knowledge|data|understanding|expertise|experience|familiarity|"
      .. "reporting|assessment on|about|into|of|with|regarding|in|from",
    "know (more|much) about|of",
    "(deep|institutional|regional|local|long) knowledge|understanding|experience|expertise (of)",
  },
}

pattern "region" {
  about   = "The parts of the world in question.",
  phrases = {
    "{rival}",
    "Asia|region|Indo-Pacific|Asia-Pacific|Taiwan|neighbour|neighbor|neighbourhood|neighborhood|Pacific",
    "East|Northeast|North-east|Southeast Asia|Asian area|country|waters", "Korean Peninsula|peninsula",
    "{world.taiwan}", "south|east china sea", "major regional power", "sea lane", "missile test|launch",
    "military movement", "naval activity",
  },
}

factor "geographic_reach" {
  about    = "Where it lies, what it can see from there, and what it knows of its region.",
  question = "Does its place on the map show what others cannot see?",
  weight   = 2, group = "brings",
  supports = {
    "geographic|geographical|strategic|unique|key|privileged|advantageous|forward location|position|"
      .. "situation|vantage|setting|geography",
    "{subject} location|position|geography|proximity", "geographic|geographical|physical|close proximity to",
    "proximity to {region}", "{subject} … close|closest|near|next|adjacent|opposite to {region}|port|fleet",
    "{subject} … sit|lie|located|situated|perched … close|astride|next|(on the doorstep)|(front line)|"
      .. "(frontline)|near|along|across|between|facing",
    "vantage point", "ring-side|front row|ringside seat",
    "{subject} … {watch} … {region}", "eyes|eye on {region}",
    "monitoring|monitor|watch|track (of) … military movement|(missile test)|(missile launch)|(naval activity)|"
      .. "submarine|fleet",
    "{subject} … {give} … {insight} … {region}",
    "{insight} …3 {region} … {valued}",
    "deep|institutional|regional|local|intimate|long|unrivalled knowledge|understanding|experience|expertise "
      .. "of|with|about|in …3 {region}",
    "knowledge|expertise would|could|will (prove) (be) {valued} (for|to {partner})",
    "that|its knowledge … {valued} (for|to {partner})",
    "localized|localised|regional intelligence", "{subject} see|hear (things) … {partner}|others do|can not",
    "frontline|(front line) intelligence|state|position|nation",
    "{subject} … situational awareness", "doorstep", "astride", "{subject} … better|best placed|positioned",
    "long experience of|in dealing (with) {region}", "eyes and ears",
    "{subject} … irreplaceable … regional (security) threat",
    "{subject} … live|sit|lie (so) close|closest|near|nearer (as) to {rival}|it|them",
    "close|closest|near|nearer|next door to {rival}",
    "{subject} … know|understand|read|study … {rival} … better|well|closely|long|language|press|navy|mind",
    "knowledge|understanding|reading|grasp|study of {rival}|{region}",
    "{subject} (own) radar|submarine|ship|plane|aircraft … look|shadow|track|follow|watch … {rival}",
    "linguist|analyst|expert|scholar … read|know|follow … {rival}",
    "proximity",
    "first island chain",
    "speak its language",
    "what happens in {region}",
    "bridge to|between|into {region}|east|world",
    "{subject} hear|learn|know|see (of) … before {partner}|we|they|anyone|others",
    "see every|each|(all the) …3 missile|ship|submarine|plane|launch|aircraft",
    "few|no country|nation|state|other|one know|see|hear more|better|so much",
  },
  opposes = {
    "{subject} … know|see|offer|bring|have|add (very) little … beyond|outside|of|about|on …3 (its)|"
      .. "region|area|{region}",
    "little|limited|scant {insight} …8 beyond|outside (its) region|neighbourhood|neighborhood|Asia|waters",
    "{lack} … {insight} … {region}|world",
    "geographic|geographical|regional|global reach … {weak}|limited|narrow|confined|small",
    "limited|narrow|regional geographic|geographical|regional|global focus|reach|scope|interest",
    "{subject} … (be) confined|restricted|limited to (its) (own|immediate) region|neighbourhood|neighborhood|waters",
    "too far|distant from",
  },
  examples = {
    supports = {
      "Thanks to its geographical location, Japan could offer valuable information on China.",
      "Tokyo has long had eyes on China and North Korea.",
      "Japan's proximity to Russia is an asset for intelligence sharing.",
    },
    opposes = {
      "Japan has little knowledge of Africa or the Middle East, beyond its region.",
    },
    neither = {
      "Taiwan's proximity to China worries its neighbours.",
      "The hotel has a great location in Tokyo's suburbs.",
    },
  },
}

pattern "technology" {
  about   = "What industry is good at.",
  phrases = {
    "technology|semiconductor|chip|robotics|electronics|materials|manufacturing|telecommunications|"
      .. "quantum|battery|shipbuilding",
    "(materials) science", "supply chain(s)", "(the) semiconductor supply chain", "equipment manufacturing",
    "critical minerals|technology|component", "high tech|technology", "advanced technology|manufacturing|materials",
  },
}

factor "economic_reach" {
  about    = "Business and diplomatic networks, technology and supply chains.",
  question = "Do its companies and diplomats reach where others do not?",
  weight   = 1, group = "brings",
  context  = { needed = 1 },
  supports = {
    "(global|worldwide|vast|wide) network of {subject} business|company|trading|diplomatic|firm|trader",
    "{subject} (global|worldwide|extensive|vast|own) business|company|corporate|diplomatic|trading|"
      .. "commercial|economic (and) business|company|diplomatic|economic|trading network|presence|footprint|"
      .. "reach|ties|house|relationship",
    "economic and diplomatic presence|network|reach|ties",
    "diplomatic and economic|business|commercial presence|network|reach|ties",
    "{subject} (own) trading|big|global|multinational (house|company|firm|business) … know|collect|gather|"
      .. "reach|operate",
    "{subject} … company|firm|business|trader … collect|gather|know|hear … intelligence|insight|information|more",
    "{subject} … company|firm|business … (supply chain)|presence|office|branch",
    "{subject} (own) diplomat|embassy … welcome|open|present|active|listen",
    "trading house|company|firm … know|collect|gather|network|intelligence|insight|operate|reach|presence|more",
    "{subject} … (be) (a) (the) (world|global|market) leader|leading … {technology}",
    "{subject} … dominate|lead|control|(excel in)|(edge in) … {technology}",
    "technological|technical|industrial|economic prowess|edge|strength|expertise|know-how|might|"
      .. "leadership|superiority|lead",
    "{subject} … industrial (capacity|base|strength)",
    "industrial capacity|base … bolster|boost|help|support|expand|contribute",
    "business(es)|company|firm|corporation … know|collect|gather|hear|see … intelligence|insight|information|more",
    "commercial|business|economic intelligence",
    "embassy|diplomat|mission …3 (be) open|welcome|present|active … where|capital",
    "embassy … where …5 have none|no", "(no embassy)|(no diplomatic) … {subject}",
    "unique opportunity … collect|gather|intelligence", "{subject} … unique opportunity … collect|gather|intelligence",
    "diplomatic or intelligence reporting …16 valuable|useful|welcome",
    "{subject} … draw on insight|knowledge|contact",
    "underutilised|underutilized|untapped|unused asset",
    "{subject} … supply chain … {valued}|critical|key|resilient|built|across",
    "{subject} (own) firm|company|trader|bank|engineer … eyes and ears",
    "{subject} … sole|only|main|leading|largest|biggest supplier|maker|producer|manufacturer|lender|"
      .. "investor|donor of|in|to",
    "{subject} … good|warm|close tie|relation|access with|to|in {world.iran}|Myanmar|Gulf|ASEAN|Africa|"
      .. "(Middle East)|(Central Asia)",
    "investment in … port|mine|infrastructure|{region}",
    "development aid|assistance … give|access|influence|welcome|open",
    "{subject} (own) bank|engineer|builder|firm|company|factory|lender … finance|build|run|own|operate|fund|supply",
  },
  opposes = {
    "{subject} … (economic|trade|business) dependence|reliance|dependency on {rival}",
    "{subject} … dependent|reliant|depend|rely … on {rival}|(Chinese market)|(Chinese trade) … market|"
      .. "trade|energy|gas|economy|supply",
    "{lack} … business|diplomatic|economic|commercial network|presence|reach",
    "{subject} … technological|industrial|economic decline|stagnation",
    "{subject} … {technology} … (fall behind)|decline|stagnate",
    "exposed|exposure to (the) {rival} market|trade|retaliation",
  },
  examples = {
    supports = {
      "The global network of Japanese businesses is an underutilised asset.",
      "Japan is a world leader in materials science.",
      "Japan, with its economic and diplomatic presence in countries like Iran, could draw on insights.",
    },
    opposes = { "Japan's dependence on Chinese trade is a risk." },
    neither = { "Taiwan is a world leader in semiconductors.", "A trading company opened a shop in Osaka." },
  },
}
