-- Whether the country is wanted, and what is shared with it already.
-- Cues within phrases are meant (“no longer porous”, “not a bad idea”):
-- allow-file: cue-in-phrase

factor "partner_support" {
  about    = "Members' invitations, welcomes and trust in words; and their doubts. What they urge is no lack here.",
  question = "Do the members want it, and trust it?",
  weight   = 3, group = "wanted",
  context  = { needed = 1, hedged = 0.5 },
  supports = {
    { "(we|i|they|{partner}) would|do|can|could trust them|it|{subject} with",
      context = { hedged = 1 } },
    "they be (very|highly|completely) reliable|discreet|trustworthy|dependable|professional",
    "{subject} … deserve|merit|warrant|earn|belong … seat|chair|place|table|member|{joining}|{club}",
    "{partner} … tell|assure|assured|signal|let {subject} (that|know) … door|welcome|open|support|place|chair",
    "door (be) (now|wide|already) open|ajar",
    "{partner} … want {subject} … closer|nearer|inside|involved|more|in",
    "{partner} … want it|them closer|nearer|inside|involved",
    "take the opposite line|view … {subject}",
    "{partner} … describe|call|name|regard|hail … {subject} (as) (a|its|the|their) … {good}|partner|ally|friend",
    "{partner} … (be) open to … {joining}|idea|expand|{subject}",
    "{partner} … pleased|happy|glad|delighted|eager|keen (to) … {subject}",
    "{partner} … ask|instruct|direct|require … report|study|assess|examine … benefit|feasibility|merit|"
      .. "expand|widen|add|include",
    "benefit|merit|advantage of expand|widen|enlarge|broaden|extend|add|include|open (the) … {club}|circle|{subject}",
    "{partner} … trust … {subject} … more than|increasingly|fully",
    "{partner} … trust (in) (their|its|our) {subject} counterpart|colleague|partner",
    "{partner} … {favour} … {subject}", "(be) welcomed|backed|supported|endorsed|applauded|praised by {partner}",
    "{subject} … (be) (been) invited|welcomed|asked to", "{partner} … make overtures to|toward {subject}",
    "{partner} … broach|float|raise the possibility|idea|prospect of {subject} {joining}",
    "{subject} …8 {good} {fellow}", "{good} {fellow} … {subject}", "{good} {fellow} for|of {partner}",
    "{member} {good} {fellow}", "{subject} …12 {member} {good} {fellow}",
    "{subject} (own) {joining} … (be) (long) overdue|welcome|natural|sensible|logical|desirable|inevitable",
    "{subject} … should be invited|admitted|included|brought|welcomed|let|offered",
    "{partner} should invite|admit|include|welcome|let|bring|embrace {subject}",
    "{partner} … confidence|faith|trust in {subject}", "trusted by {partner}",
    "{partner} … willing|ready|happy|able|keen|eager to share|pass … {subject}|intelligence|information",
    "share …6 {secret}|intelligence … with confidence", "{partner} … willing|ready to share more",
    "{give} … {partner}|services … confidence", "reassured|convinced|persuaded {partner}",
    "{partner} … interest in {subject}", "{partner} covet|prize|value|appreciate … {subject}|that|data",
    "(huge|great|major|big|real) advantage|asset|boon for|to {partner}",
    "attractive sixth member|partner|eye|candidate",
    "invite {subject}", "invitation to {subject}", "{subject} … be trusted",
    "signs … point toward|to … inclusion|membership|admission|accession",
    "case|argument for admitting|including|inviting|bringing|letting … {subject}",
    "like to see {subject} … in|join|inside|{joining}",
    "let|bring|have {subject} in",
    "{partner} … keen|eager on|to … {subject}",
    "appetite|enthusiasm|support in|among {partner} to|for …4 {subject}",
    "{partner} … look forward to … {subject}",
    "{subject} (be) serious about intelligence|sharing|security",
    "{partner} … (be) impressed by|with … {subject}",
    "{subject} … friend|backer|supporter|advocate in {partner}|Washington|London|Canberra",
    "trust them|it|{subject} with",
    "{partner} … trust|value|rate … {subject}",
    "{subject} … earned|won|gained … trust|confidence|respect",
    "{subject} … prove|show itself … reliable|trustworthy|trusted|dependable partner|ally|friend",
    "should not be excluded|(left out)|(kept out)|ignored",
    "{subject} … champion|advocate|cheerleader",
    "{partner} … warm to|toward",
    "natural fit|ally|candidate|choice",
    "{partner} … applaud|welcome|praise|hail|back|endorse|support the|this|that|its|{subject} …2 plan|move|"
      .. "step|decision|law|bill|proposal|idea|reform|strategy|bid",
    "{partner} … regard|see|view|treat {subject} as … {good}|partner|ally|equal|member",
    "we trust {subject}|it|them",
    "make sense to bring|have|include|invite {subject}",
    "bring {subject} … into the fold|circle|club|tent|group|alliance",
    "time to bring|include|invite|admit|welcome {subject}",
    "we … {favour} {subject}",
    "{partner} … full|complete|great|every confidence|trust in {subject}",
    "{subject} would make|be a … addition|member|partner|candidate|fit|asset",
    "(most|many|all) of my|our|their (old|former) colleague … would|agree|do",
  },
  opposes = {
    "concerned|nervous|uneasy|anxious|worried|hesitant|cautious about hand|give|pass|share|show|entrust … {subject}",
    "(be) sceptical|skeptical|doubtful|wary|nervous about|of let|bring|admit|include|add|have|invite … {subject}",
    "(in) no rush|hurry|mood|position to add|admit|include|enlarge|expand|let|bring|share|welcome",
    "{partner} … unmoved|unimpressed|unpersuaded|indifferent|lukewarm|cold by|to|on|about … {subject}|idea|"
      .. "enlarge|expand",
    "{partner} … prefer|want (to) … keep|stay … five|small|(as it is)|closed",
    "{partner} … see|saw|find|have no|little appetite|case|need|reason|room for",
    "warn|caution|advise against … hand|give|share|trust|admit|let … {subject}|newcomer",
    "{partner}|insider … doubt … {subject} … keep|protect|hold|guard",
    "no|little appetite for … member|enlargement|expansion|newcomer",
    "{partner} … {doubt} … {subject}", "{doubt} among|in|from {partner}",
    "{partner} …2 be|remain|feel {doubt}",
    "{worry} … for|among|of {subject} (own) (security|foreign) {partner}", "remain|be a concern for … {partner}",
    "{subject} (will|would|can) not be trusted", "leave (the) {partner} cold", "leave … {partner} cold",
    { "make … {partner} … nervous|wary|uneasy|hesitate", context = { negated = 1 } },
    "won't|not|never be trusted", "cannot|(can not) be trusted", "{partner} … do not (fully|yet) trust",
    "{partner} … {worry} … {subject}",
    "{partner} …8 no plan|intention|appetite|desire|need to expand|enlarge|admit|broaden|widen|change",
    "{partner} …8 uncomfortable|uneasy|unhappy with|about expand|broaden|widen|enlarge|admit",
    "{partner} …8 play down … {joining}|admit|(the idea)|suggestion",
    "no plan|intention|appetite|desire|need to expand|enlarge|admit|broaden|widen|(change the membership)",
    "no plan for expansion|enlargement",
    "uncomfortable with expanding|broadening|widening|enlarging", "against expanding|enlarging|admitting|expansion",
    "play down … {joining}|admitted|(the idea)|suggestion",
    "{partner} … rule out … {subject}|{joining}|expansion|expanding",
    "{partner} … withhold|(hold back)|(held back) … {subject}|intelligence|information",
    "trust in {subject} … damage|shaken|eroded|undermined|low|limited",
    "damage|shook|eroded|undermined|hurt … trust in {subject}",
    "{subject} … (be) excluded|(left out)|(turned down)|(turned away)|rebuffed|rejected|(kept out)",
    "the door should|must|will stay|remain|be closed|shut",
    "{subject} … should not be admitted|invited|included|allowed",
    "nobody|(no one) in {partner} … forgotten|forgiven",
    "raise (serious) question about|whether … {subject} … support|protect|trust|reliable",
    "intelligence|information shared with {subject} could|may|might|would … (end up)|leak|reach",
    "{partner} fear … {subject}",
    { "{partner} … warn {subject}", when = function(hit) return not hit.sentence:lower():find "hack"
      and not hit.sentence:lower():find "intru" and not hit.sentence:lower():find "cyber" end },
    "(do to)|hurt|damage|tarnish its|the|{subject} reputation",
    "{partner} … (be) lukewarm|unenthusiastic|cool|divided|split",
    "mixed feelings|(second thoughts)|reservations|doubts about|on … {subject}",
    "{partner} … oppose|resist|reject|block|veto … expansion|enlargement|membership|admission|entry|newcomer|"
      .. "{subject}",
    "{subject} … (be) simply|still|just not (yet) ready|fit|suitable|qualified|eligible|trusted",
    "{subject} … (be) (still) (a) long way from|off|to",
    "unlikely to be admitted|invited|accepted|offered",
    "not Five Eyes material",
    "what worries|concerns|bothers|troubles {partner}|them",
    "{partner} … (be) worried|concerned|alarmed|troubled|bothered|frustrated about|by|that|with",
    "{partner} … take note",
    "why … would|should anyone|anybody|they|we|Washington|{partner} … share|trust … {subject}",
    "keep|kept … {subject} out|(at arm's length)|(at a distance)",
    "{partner} … think twice",
    "{partner} … (be) reluctant|unwilling|hesitant to …6 {subject}|share|trust|admit",
    "{partner} … complain|grumble … {subject}",
    "only as safe as",
    "not safe with {subject}",
    "be a (very) bad idea",
    "keep the club small",
    "last straw",
    "few in|among {partner} … trust|want|believe",
    "trust deficit|gap|problem|issue",
    "lack of trust",
    "not all|(every) {partner} (be) convinced|agreed|keen|sure",
    "{partner} fear|worry … {joining}|newcomer|dilute|trust|expansion",
    "would|might|may|will hesitate (before|to) … put|share|hand|give|pass|trust … {subject}",
    { "{partner} … tell|warn|caution … {subject} … sharing|cooperation … slow|limit|suffer|stop|curtail",
      context = { conditional = 1, hedged = 1 } },
  },
  examples = {
    supports = {
      "Britain would welcome Japan into the Five Eyes.",
      "Australia invited Japan to the meeting of the alliance.",
      "Japan is an obvious choice for the spy alliance.",
      "Washington trusts Tokyo.",
      "Japan is the United States' most reliable Asian partner.",
    },
    opposes = {
      "Washington doubts that Tokyo can keep secrets.",
      "Canada has no plans to expand the alliance to Japan.",
      "Japan's lax security left the US and Australia cold.",
      "Tokyo won't be trusted by its allies.",
    },
    neither = {
      "Britain would welcome South Korea into the Five Eyes.",
      "Washington welcomed the vote in Taiwan.",
      "Would Britain welcome Japan?",
    },
  },
}

pattern "favour" {
  about   = "What supporters do.",
  phrases = {
    "welcome|invite|back|support|endorse|favour|favor|encourage|advocate|champion|applaud|praise|commend|embrace|"
      .. "sponsor|propose|court|woo",
    "call for", "push|press|lobby for", "(be) open to", "(be) in favour|favor of", "would like", "hail",
    "reach out to", "stand ready to", "express (its) (strong|full) support for", "look forward to", "look to",
  },
}

pattern "good" {
  about   = "What a wanted partner is called.",
  phrases = {
    "(more|most|increasingly|highly|very|so) trusted|trustworthy|reliable|dependable|close|natural|ideal|"
      .. "obvious|attractive|indispensable|worthy|credible|valued|strong|logical|perfect|suitable|"
      .. "foremost|leading|favoured|favored|preferred|likely|key|vital|crucial|important",
    "closest|strongest|best", "most trusted|reliable", "good|better|right",
  },
}

pattern "fellow" {
  about   = "What a wanted partner is.",
  phrases = {
    "(Asian|security|intelligence|defence|defense|sixth|intelligence-sharing|regional|strategic|"
      .. "potential|new|Five-Eyes) (and reconnaissance) partner|choice|candidate|member|ally|addition|friend|"
      .. "contender|fit|eye",
    "candidate for membership|inclusion|expansion", "(intelligence and) (reconnaissance) partner",
    "defense|defence partner", "(and) (trusted|reliable) partner",
  },
}

pattern "doubt" {
  about   = "What doubters do.",
  phrases = {
    "doubt|distrust|mistrust|question|reject|oppose|resist|veto|dismiss|hesitate|balk|baulk|fear|worry|"
      .. "decline|refuse",
    "reluctant|wary|unwilling|hesitant|sceptical|skeptical|cautious|cool|lukewarm|uncomfortable|"
      .. "unconvinced|nervous|uneasy|suspicious|concerned|worried|opposed|reticent|unenthusiastic",
    "reluctance|scepticism|skepticism|wariness|distrust|mistrust|hesitation|reservations|misgivings|"
      .. "opposition|resistance|objections|unease",
    "be against", "have reservations|doubts|misgivings|concerns", "think twice",
    "be not convinced|comfortable|ready|prepared|interested",
  },
}

factor "existing_sharing" {
  about    = "What is shared already: agreements, routine exchange, informal membership, precedents.",
  question = "Is intelligence shared with it already?",
  weight   = 2, group = "wanted",
  context  = { future = 0 },
  supports = {
    "{subject}|{partner} … sign|conclude|ratify|initial|have … {accord} … exchange|share|protect …4 {matter}|"
      .. "{secret}",
    "we|they|{partner} work|cooperate|(hand in hand) (closely) with {subject} on|against",
    "{subject} let|allow|permit|invite {partner} (expert|officer|specialist|analyst) examine|study|inspect|see|"
      .. "use|take|copy",
    "{subject} … receive|get|see|obtain … {partner} (satellite|radar|signals) track|feed|imagery|data|picture",
    "(bilateral|trilateral) information|intelligence sharing between|among … {subject}",
    "{accord} … (in force)|(in place)|(takes effect) … analyst|officer|agency|material",
    "{partner} … pass|relay|forward|offer|transmit|provide|hand {subject} … feed|data|{matter}|signature|"
      .. "report|warning|picture",
    "{partner}|we … feed|brief|supply|slip|show|send|give|lend {subject} … {collection}|{matter}|picture|"
      .. "report|briefing",
    "{subject} … conclude|concluded|sign|signed|agree|negotiate|ratify … agreement|pact|treaty … secret|"
      .. "{secret}|intelligence",
    "government|country|nation|side|we … conclude|sign|ratify|initial … agreement|pact|treaty … secret|"
      .. "{secret}|intelligence",
    "{subject} … attend|attended|sit|sat|join|joined … meeting|session|conference|gathering of … {club}",
    "(we|they|{subject}) receive|get|obtain … paper|report|briefing|assessment|intelligence|product from … {partner}",
    "share|sharing … data|intelligence|imagery|information gathered|collected|gleaned|obtained by",
    "two|three|both country|nation|side|government|ally … already share|exchange|pool",
    { "{subject} … continue to share|work|cooperate|exchange …12 intelligence|information",
    context = { future = 1 } },
    "{subject} … share|exchange|swap … {matter} … with …4 {partner}",
    "{partner} … share|exchange|pass|provide|give …3 {matter} with|to {subject}",
    "{subject} and …3 {partner} … share|exchange|swap|cooperate|collaborate … {matter}",
    "{subject} and …3 {partner} … collaborate|cooperate|(work together)|(worked together)",
    "{subject} … (already) share … {matter}",
    "{matter} sharing|exchange|flow|cooperation agreement|arrangement|pact|deal … {subject}",
    "{matter} … (be) shared with {partner}|{subject}",
    "sharing|exchange|flow of {matter} …3 between|with|to|from|by …3 {subject}",
    "agreement|pact|arrangement|deal|accord|memorandum on|for|about (the) security|protection|sharing|"
      .. "exchange of (classified) (military) information|intelligence",
    "security of information agreement|pact|accord", "information security agreement",
    "general security of military information agreement", "GSOMIA",
    "intelligence|information sharing|cooperation|exchange agreement|arrangement|pact|deal|accord|mechanism",
    "allows|enables|permits … {matter} … (to be) exchanged|shared",
    "informal|(de facto)|associate|quasi|unofficial partner|member", "one foot inside|in",
    "precedent|precedence for", "informal membership",
    "{subject} … cooperate|work|collaborate (already) (closely|together|extensively) with {partner}",
    "{subject} (already) cooperate closely",
    "{world.nine_eyes}|{world.fourteen_eyes}|{world.sigint_seniors_pacific} … {subject}",
    "{subject} … {world.nine_eyes}|{world.fourteen_eyes}|{world.sigint_seniors_pacific}",
    "{subject} … co-sign|cosigned|signed|join … {partner} … guidance|advisory|statement|document|report|"
      .. "attribute|attribution",
    "{subject} … co-signed|cosigned|(signed on to)",
    "{partner} … give|provided|supplied {subject} … software|tools|access|equipment",
    "{subject} … contribute to (a) … operational picture",
    "existing|current|ongoing|growing|longstanding intelligence|information sharing|cooperation|exchange|ties|links",
    "{subject} and|or …2 {partner} … share … {matter}", "alliance … share {matter}",
    "shared technical|real-time intelligence", "share (of) higher-grade",
    "{world.five_eyes} plus {subject}", "receive|get … intelligence|information|material from {partner}",
    "pass … material|intelligence|information to {subject}",
    "{subject} … give access to",
    "{subject} … receive|get|obtain … warning|briefing|report|tip|intelligence|assessment",
    "share data|intelligence|information|imagery|images … real time",
    "real-time data|information|intelligence sharing",
    "{matter} sharing|cooperation|exchange with {member}|{subject}|{partner} … (be) (already) deep|close|"
      .. "extensive|routine|intimate|strong|good|unprecedented|deepened|grown|expanded",
    "{subject} … (already) share|get|receive|see … most|much|more|some of what",
    "in return|exchange … share|give|get|receive|pass",
    "{subject} … take part in … {world.five_eyes}",
    "{subject} … work with {world.five_eyes}|{partner} on",
    "already share|cooperate|exchange|work",
    "{subject} … plugged|tapped into … intelligence|network|system",
    "sixty|seventy|decades|years of intelligence|close|secret cooperation|sharing|collaboration|partnership",
    "{subject} … take part …16 {world.five_eyes}|{club}",
    "exchange|share|pass intelligence|information|data …6 with|to {subject}",
    "{subject} … join {partner} in",
    "the five (also) … exchange|share … with {subject}",
    "agreement|pact|deal|arrangement|treaty|accord to|for share|exchange … data|information|intelligence|"
      .. "secret|imagery",
    "{subject} … was|already (already) admitted|looped|let in|into|to …4 {world.five_eyes}",
    "share|exchange|swap {matter} with (each|all|most|many) of the|those|its (five) (member) (country|"
      .. "nation|state|ally|partner)",
    "{subject} … exchange|share|cooperate … on a daily|regular|routine|weekly basis",
    "exchange|share … {matter} … on a daily|regular|routine|weekly basis",
    "daily|routine|regular|weekly exchange|sharing of … {matter}",
    "{partner} … hand over|gave|lend|lent|supply|equip … {subject}",
    "(quality|quantity|amount|volume) of (the) information|intelligence … provided|received|shared … "
      .. "{partner} … improve|grow|increase|rise",
  },
  opposes = {
    "{subject} … {scant} …3 {matter} … from {partner}",
    "{partner} … keep|withhold|reserve|guard … (the) best|top|most … from|for … {subject}|themselves|itself",
    "(never|not|rarely|seldom) the best|good|raw|sensitive (ones|material|stuff|intelligence)",
    "{subject} … information|intelligence … (previously) withheld|denied|refused",
    "{subject} … (be) kept out of the loop|(in the dark)|outside",
    "{subject} … not (be) (privy to)|(given access to)|(allowed to see)", "{subject} … cut off from",
    "{subject} … {matter} sharing|exchange … (be) limited|minimal|patchy|one-way|stalled|suspended|"
      .. "rare|(held back)|hampered",
    "little|limited|minimal|no (actual|real|meaningful) {matter} sharing|exchange … {subject}",
    "{matter} sharing|exchange|cooperation with {subject} … (be|remain) {weak}|stalled|suspended|"
      .. "one-way|rare|hampered|(held back)|(ad hoc)",
    "suspend|terminate|cancel|cancelled|scrap … GSOMIA|(sharing agreement)|(information agreement)",
    "{partner} … do not share … (with) {subject}", "{partner} share only|little … {subject}",
    "{subject} … receive|get only|little … (intelligence|information)",
    "{matter} sharing … suffer|freeze|frozen|(cut back)|(scaled back)|dried|dwindle",
    "{subject} … (be) not told|briefed|informed|warned",
    "{subject} … get (only) sanitised|sanitized|scraps|leftovers|summaries",
    "one-way street|flow|traffic",
    "{partner} … cut|reduce|limit|restrict … {matter} … {subject}",
  },
  examples = {
    supports = {
      "Japan shares information with the group's members.",
      "Japan has been an informal partner within the Nine Eyes framework.",
      "Japan and Australia signed an agreement on the security of information.",
      "Washington has shared intelligence with Tokyo for decades.",
    },
    opposes = {
      "Intelligence sharing with Japan remains limited.",
      "Japan is kept out of the loop.",
    },
    neither = {
      "South Korea shares intelligence with the United States.",
      "If Japan joined, it would share intelligence with Canada.",
      "The United States shares intelligence with Israel, Japan's ministry noted.",
    },
  },
}

pattern "matter" {
  about   = "What is shared.",
  phrases = {
    "(sensitive|classified|technical|military|vital|cyber|real-time|signals|satellite|defence|defense|"
      .. "high-value|selected|raw) (threat|military|cyber) intelligence|information|data|imagery|secret|"
      .. "material|intercept",
    "threat signature|information|intelligence", "{secret}", "a great deal of information|intelligence",
    "high-value , multi-domain information", "higher-grade|more sensitive intelligence", "images|intercepts",
    "the take",
  },
}
