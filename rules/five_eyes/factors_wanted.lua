-- Whether the country is wanted, what is shared already, and how well it would fit.

factor "partner_support" {
  about    = "Members' invitations, welcomes and trust in words; and their doubts. What they urge is no lack here.",
  question = "Do the members want it, and trust it?",
  weight   = 3, group = "wanted",
  context  = { needed = 1, hedged = 0.5 },
  supports = {
    "{partner} … {favour} … {subject}", "(be) welcomed|backed|supported|endorsed|applauded|praised by {partner}",
    "{subject} … (be) (been) invited|welcomed|asked to", "{partner} … make overtures to|toward {subject}",
    "{partner} … broach|float|raise the possibility|idea|prospect of {subject} {joining}",
    "{subject} …8 {good} {fellow}", "{good} {fellow} … {subject}", "{good} {fellow} for|of {partner}",
    "{member} {good} {fellow}", "{subject} …12 {member} {good} {fellow}",
    "{subject} (own) {joining} … (be) (long) overdue|welcome|natural|sensible|logical|desirable|inevitable",
    "{subject} … should be invited|admitted|included|brought|welcomed|let|offered",
    "{partner} should invite|admit|include|welcome|let|bring|embrace {subject}",
    "{partner} … trust {subject}", "{partner} … confidence|faith|trust in {subject}", "trusted by {partner}",
    "{partner} … willing|ready|happy|able|keen|eager to share|pass … {subject}|intelligence|information",
    "share …6 {secret}|intelligence … with confidence", "{partner} … willing|ready to share more",
    "{give} … {partner}|services … confidence", "reassured|convinced|persuaded {partner}",
    "{partner} … interest in {subject}", "{partner} covet|prize|value|appreciate … {subject}|that|data",
    "(huge|great|major|big|real) advantage|asset|boon for|to {partner}",
    "attractive sixth member|partner|eye|candidate",
    "invite {subject}", "invitation to {subject}", "{subject} … be trusted",
    "signs … point toward|to … inclusion|membership|admission|accession",
  },
  opposes = {
    "{partner} … {doubt} … {subject}", "{doubt} among|in|from {partner}",
    "{partner} … (be|remain|feel) {doubt}",
    "{worry} … for|among|of {subject} (own) (security|foreign) {partner}", "remain|be a concern for … {partner}",
    "{subject} (will|would|can) not be trusted", "leave (the) {partner} cold", "leave … {partner} cold",
    { "make … {partner} … nervous|wary|uneasy|hesitate", context = { negated = 1 } },
    "won't|not|never be trusted", "can not be trusted", "{partner} … do not|n't (fully|yet) trust",
    "{partner} … {worry} … {subject}",
    "{partner} …8 no plan|intention|appetite|desire|need to expand|enlarge|admit|broaden|widen|change",
    "{partner} …8 uncomfortable|uneasy|unhappy with|about expand|broaden|widen|enlarge|admit",
    "{partner} …8 play down … {joining}|admit|(the idea)|suggestion",
    "no plan|intention|appetite|desire|need to expand|enlarge|admit|broaden|widen",
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
    "{partner} … warn {subject}", "(do to)|hurt|damage|tarnish its|the|{subject} reputation",
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
    "welcome|invite|back|support|endorse|favour|favor|encourage|advocate|champion|applaud|praise|embrace|"
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
    { "{subject} … continue to share|work|cooperate|exchange …12 intelligence|information", context = { future = 1 } },
    "{subject} … share|exchange|swap … {matter} … with …4 {partner}",
    "{partner} … share|exchange|pass|provide|give …3 {matter} with|to {subject}",
    "{subject} and …3 {partner} … share|exchange|swap|cooperate|collaborate … {matter}",
    "{subject} and …3 {partner} … collaborate|cooperate|(work together)|(worked together)",
    "{subject} … (already) share … {matter}",
    "{matter} sharing|exchange|flow|cooperation agreement|arrangement|pact|deal … {subject}",
    "{matter} … (be) shared with {partner}|{subject}",
    "sharing|exchange|flow of {matter} … {subject}",
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
  },
  opposes = {
    "{subject} … (be) kept out of the loop|(in the dark)|outside",
    "{subject} … (be) (not) (privy to)|(given access to)|(cut off from)",
    "{subject} … {matter} sharing|exchange … (be) limited|minimal|patchy|one-way|stalled|suspended|"
      .. "rare|(held back)|hampered",
    "little|limited|minimal|no (actual|real|meaningful) {matter} sharing|exchange … {subject}",
    "{matter} sharing|exchange|cooperation with {subject} … (be|remain) {weak}|stalled|suspended|"
      .. "one-way|rare|hampered|(held back)|(ad hoc)",
    "suspend|terminate|cancel|cancelled|scrap … GSOMIA|(sharing agreement)|(information agreement)",
    "{partner} … do|does|did not share … (with) {subject}", "{partner} share only|little … {subject}",
    "{subject} … receive|get only|little … (intelligence|information)",
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

factor "institutional_integration" {
  about    = "Liaison, exchanges, dialogue, compatible classification: the plumbing.",
  question = "Do its institutions fit together with the members'?",
  weight   = 1, group = "wanted",
  supports = {
    "liaison (officer|office|post|team)|liaisons", "liaisons (embedded)",
    "{exchange} of personnel|officers|staff|analysts|liaison|officials",
    "personnel|staff|officer|liaison exchange",
    "joint training|center|centre|unit|cell|team|assessment|analysis|exercise|patrol",
    "embedded|posted|seconded|assigned|stationed in|within|to|at … agency|service|headquarters|centre|"
      .. "center|command|{partner}|cyber",
    "2 + 2", "two plus two",
    "(regular|annual|frequent|high-level|working-level|strategic|intelligence|cyber|security|bilateral|"
      .. "trilateral) (level) (intelligence|security|cyber|policy) dialogue|consultation",
    "first|annual|regular meeting|conference|summit|gathering …3 in {subject}",
    "hold|host|convened|met … meeting|conference|talks|summit … in {subject}", "{partner} … meet in {subject}",
    "compatible|common|shared|harmonised|harmonized|aligned|standardised|standardized|equivalent (legal) "
      .. "classification|standard|procedure|protocol|system|security",
    "make|bring|compare|align|harmonise|harmonize|standardise|standardize|reconcile … classification|"
      .. "standard|protocol|procedure|rules … (compatible|line|rule|level|with)|system|rules",
    "legal compatibility … {partner}|classification",
    "standardization|standardisation|harmonization|harmonisation|alignment|compatibility of|with … "
      .. "security|classification|information protocol|standard|procedure|system|rule",
    "interoperable|interoperability", "as an observer|(associate member)", "observer status",
    "secure|encrypted communication|video link|line|channel|network", "working group",
    "joint operations|intelligence center|centre",
    "combined|joint (intelligence) (analysis|fusion) cell|centre|center",
    "institutional familiarity|integration|ties|links",
    "{subject} … joined|joins|attend|participated|participates … meeting|conference|exercise|forum|drill",
    "invited … to (the) (regular) meeting|conference|exercise|session",
  },
  opposes = {
    "{lack} … liaison|common|compatible|interoperable|secure classification|standard|system|officer|"
      .. "communication|procedure|protocol|language",
    "incompatible|mismatched … classification|standard|system|procedure|rules|network",
    "classification|standard|system|rule|procedure … (be) incompatible|different|differ|diverge|mismatched|(at odds)",
    "{subject} … understand|meet|adopt|match|satisfy|reach …3 standard … {partner}|that|of|all",
    "language barrier",
    "{subject} … need|have to align|harmonise|harmonize|meet|adopt|adapt …6 standard|classification|"
      .. "procedure|protocol",
    "below {partner} standard", "not|never (yet) (be) (fully) interoperable|compatible",
    "{demand} … common|compatible|shared standard|procedure|classification|protocol",
  },
  examples = {
    supports = {
      "The alliance held its first meeting in Japan with senior enlisted personnel.",
      "Japan posted a liaison officer to the Five Eyes centre.",
      "Extensive personnel exchanges support the information sharing of Japan and the United States.",
    },
    opposes = {
      "Japan's classification system is incompatible with that of the Five Eyes.",
      "To join the grouping, Tokyo should understand the standards that all partners meet.",
    },
    neither = {
      "South Korea posted a liaison officer to NATO.",
      "Pupils from Osaka took part in a school exchange.",
    },
  },
}

pattern "exchange" {
  about   = "Sending people to each other.",
  phrases = {
    "exchange|secondment|posting|rotation|dispatch",
  },
}

factor "strategic_alignment" {
  about    = "Common threats and aims, shared values; or interests that part.",
  question = "Do its aims and threats match the members'?",
  weight   = 1, group = "wanted",
  supports = {
    "{subject} (also|already|broadly) share (many) {values}",
    "country|nation|side|government|both|they|we share … {values}",
    { "{common}", strength = 0.5 },
    "{subject} … face|confront {common}", "face|confront {common}",
    "{subject} … alignment|align|converge|convergence … {partner}|interest|strategy",
    "alignment of … {values}|strategy|interest|policy", "growing alignment", "rules-based (international) order",
    "coalition|alliance|front of democracy",
    "express|share|voice (serious|grave|strong|deep|common|their) concern|alarm (about|over|at|regarding) …4 {rival} "
      .. "(nuclear|missile|military) (and) (missile) (programme|program|test|launch|activity|missiles)",
    "express|share|voice (serious|grave|strong|deep|common|their) concern|alarm (about|over|at|"
      .. "regarding) …6 {region}|{rival}|coercive|nuclear|missile",
    "growing|shared|rising|mutual|common alarm|concern|unease|wariness (about|over|at|regarding) …4 {region}|{rival}",
    "{subject} … contain|counter|deter|balance|confront|combat|resist …6 {rival}|challenge|threat|"
      .. "aggression|assertiveness",
    "region|it combat {rival}", "{partner} … counter|counterbalance|deter|contain … {rival}",
    "{partner} …12 coalition|alliance|front of (the) democracy (against {rival})",
    "both|two country|nation|sides|governments face …4 threat|challenge|danger|target", "prime target of|for",
    "{subject} commitment to … partner|ally|alliance|order|peace",
    "{rival} … both|all (be) considered|seen|regarded|viewed …10 threat",
    "threat|challenge posed by {rival}", "(security|strategic) interest … coincide|overlap|converge|match|align",
  },
  opposes = {
    "{values} … diverge|differ|conflict|clash|part",
    "divergent|diverging|different|differing|conflicting|competing (strategic|national) {values}",
    "{subject} … do|does|did not share … {values}|one|view of", "{subject} … do|does not have one with",
    "{subject} … have neither", "(its|their) (own) {values} (be|are) its own",
    "{subject} … refuse|reluctant|unwilling|hesitate|declined|fail … join|name|sanction|condemn|"
      .. "criticise|criticize|confront|attribute|blame … {rival}|ally|partner|hackers|sanctions",
    "{subject} … (still) buy|import|purchase … {rival} gas|oil|energy|coal",
    "{subject} … close|warm|cordial|friendly|good ties|relations|relationship with {rival}",
    "{lack} … (common|shared) language|culture|history|tradition|heritage|values|view|identity",
    "shared history|heritage|language|tradition … lack|missing|absent",
    "not|hardly (an) Anglophone|English-speaking|Anglosphere",
  },
  examples = {
    supports = {
      "Japan shares the values of the Five Eyes.",
      "Japan and Australia expressed serious concern about North Korea's missiles.",
      "Both Japan and the United States face the same threats.",
    },
    opposes = {
      "Japan's interests diverge from those of the Five Eyes.",
      "Japan does not share the members' view of the world.",
    },
    neither = { "South Korea shares the values of the Five Eyes.", "Japan shares a border with nobody." },
  },
}

pattern "values" {
  about   = "What is shared by those who pull together.",
  phrases = {
    "(democratic|strategic|national|security|fundamental|common|basic|universal|core|the|same|their|our|its) (same) "
      .. "(security|strategic|democratic|national) value|interest|concern|threat|challenge|goal|aim|objective|"
      .. "priority|"
      .. "adversary|enemy|vision|outlook|worldview|purpose|rival|commitment",
    "view of the world", "world view", "interests in the Middle East",
  },
}

pattern "common" {
  about   = "The same for both.",
  phrases = {
    "(the) (a) common|shared|same|mutual|identical|converging|aligned|similar (,) (security|strategic|"
      .. "democratic|state-sponsored) "
      .. "(cyber) value|interest|threat|challenge|goal|aim|objective|priority|adversary|enemy|vision|outlook|rival",
  },
}
