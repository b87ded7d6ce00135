-- How well it would fit: institutions and aims.
-- Cues within phrases are meant (“no longer porous”, “not a bad idea”):
-- allow-file: cue-in-phrase

factor "institutional_integration" {
  about    = "Liaison, exchanges, dialogue, compatible classification: the plumbing.",
  question = "Do its institutions fit together with the members'?",
  weight   = 1, group = "wanted",
  supports = {
    "(joint|combined|information|intelligence) analysis cell|centre|center",
    "{member}|its analyst|officer … (have) work|serve|sit beside|alongside|among …3 {subject}|colleague|counterpart",
    "connect|link|join|hook|plug … database|platform|terminal … with|to|into … {partner}",
    "{subject} officer|colonel|official|analyst|general|captain|admiral|liaison … sit|sat|work|serve|"
      .. "embed … cell|staff|"
      .. "headquarters|centre|center|office|command|agency",
    "embed|second|secondment|post|posting (of) {subject} officer|official|personnel|analyst|staff|liaison",
    "{subject} … send|dispatch|sent|post … officer|official|personnel|analyst|staff|expert … to|at|in … "
      .. "{partner}|agency|centre|"
      .. "center|organisation|organization|headquarters",
    "align|harmonise|harmonize|synchronise|reconcile (of) (their|its|the) rule|standard|procedure|system|regulation",
    "joint|combined assessment|analysis|training|planning|centre|center|cell",
    "{subject} … officer|official|analyst … train|trained|study|studied at|with|in … {partner}",
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
      .. "standard|protocol|procedure|rules … (compatible|line|rule|level|with)|system",
    "legal compatibility … {partner}|classification",
    "standardization|standardisation|harmonization|harmonisation|alignment|compatibility of|with … "
      .. "security|classification|information protocol|standard|procedure|system|rule",
    "interoperable|interoperability", "as an observer|(associate member)", "observer status",
    "secure|encrypted communication|video link|line|channel|network", "working group",
    "joint operations|intelligence center|centre",
    "combined|joint (intelligence) (analysis|fusion) cell|centre|center",
    "institutional familiarity|integration|ties|links",
    "{subject} … joined|joins|attend|participated … meeting|conference|exercise|forum|drill",
    "invited … to (the) (regular) meeting|conference|exercise|session",
    "work|sit|serve side by side",
    "alongside their|its Australian|American|British|Canadian colleague|counterpart",
    "official|officer|analyst|agency|minister … meet every|each month|week|year|quarter",
    "meet regularly|annually|monthly|weekly",
    "exchange between … analyst|officer|agency|service|official",
    "bring together analyst|officer|official",
    "analyst|officer|official from both country|side|nation",
    "system|rule|procedure|standard|network … compatible",
    "make … compatible|interoperable",
    "link|connect … network|system … {partner}",
    "joint intelligence|operations|cyber|information cell|centre|center|unit|task force|team|hub|office",
    "second|attach|assign|post|embed … officer|analyst|official|liaison … to|at|in|with {partner}",
    "common procedure|standard|rule|protocol|system",
    "hotline|secure line|secure network",
    "{subject} … take part …6 war game|exercise|drill|meeting|conference|programme|program|centre",
    "{subject} … train|study|serve in|with|alongside {partner}",
    "train in|with {partner}",
    "secure link|line|terminal|channel",
    "{partner} … personnel|officer|analyst … embed",
    "fusion mechanism|cell|centre|center|unit",
    "(bilateral) intelligence analysis cell|centre|center",
    "deepen|strengthen|expand trilateral|bilateral cooperation in|on intelligence",
    "{subject} … represented|present at …6 gathering|meeting|conference|talks|summit",
    "{subject} … hold talk|consultation|meeting with …8 {world.five_eyes}|{partner} … agency|chief|services",
  },
  opposes = {
    "grade|classify|mark|label … secret|{secret}|information|document … different|differently|(own way)|"
      .. "(incompatible)",
    "marking|classification|clearance|level|category|rule|system … not correspond|match|map|fit|align|square",
    "few|no|hardly any … secure|encrypted|classified … link|line|channel|network",
    "secure|encrypted communication|link|line|channel … (be) few|scarce|rare|missing|lacking|limited",
    "{weakness} … {subject} … marking|classification|format|language",
    "{lack} … liaison|common|compatible|interoperable|secure classification|standard|system|officer|"
      .. "communication|procedure|protocol|language",
    "incompatible|mismatched … classification|standard|system|procedure|rules|network",
    "classification|standard|system|rule|procedure … (be) incompatible|different|differ|diverge|mismatched|(at odds)",
    "{subject} … understand|meet|adopt|match|satisfy|reach …3 standard … {partner}|that|of|all",
    "{subject} … need|have to align|harmonise|harmonize|meet|adopt|adapt …6 standard|classification|"
      .. "procedure|protocol",
    "below {partner} standard", "not|never (yet) (be) (fully) interoperable|compatible",
    "{demand} … common|compatible|shared standard|procedure|classification|protocol",
    "language … barrier|obstacle|problem|difficulty",
    "system|network … not speak|talk|connect|communicate to|with (each other)|(one another)|ours|theirs|{partner}",
    "no secure link|line|network|channel",
    "hold up by plumbing|(incompatible system)|bureaucracy",
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
    "same|shared|common|similar {worry} about|over|of …3 {rival}",
    "{subject} share {partner} … {worry} about|over|of",
    "{subject} … tie|tied|bind|bound|link …2 fate|future|fortune|security … to|with … {partner}",
    "{subject} … democracy under|with|and … (rule of law)",
    "both|all|alike regard|see|view|treat|consider {rival} … threat|danger|challenge|rival|adversary",
    "{subject} … regard|see|view|treat|consider {rival} …4 threat|danger|challenge|adversary|enemy",
    "see|saw|recognise|recognize|spot|understand|understood (the) … danger|threat|risk|challenge … earlier|"
      .. "first|before|sooner|alike|"
      .. "(the same way)|(as we do)",
    "(read|see|view|regard|judge) … {region}|{rival} … (in) the same way|light|terms|eyes",
    "maritime|liberal|fellow|pacific democracy",
    "{subject} share our|their|its|the … value|worry|concern|fear|interest|view|outlook|anxiety",
    "(look|looking|watch|see|face|track) (at) the same ship|missile|threat|map|challenge|adversary|danger|"
      .. "playbook|picture",
    "security of … cannot be separated|(be) indivisible|inseparable|linked|interlinked|interconnected|intertwined",
    "condemn|deplore|denounce|oppose … {rival} … invasion|aggression|coercion|war|missile|launch|claim|action",
    "like-minded country|nation|partner|state|democracy|economy",
    "free and open {region}",
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
    "see eye to eye",
    "shoulder to shoulder",
    "same side|boat|page|team",
    "stand together",
    "{subject} … join|impose … sanction",
    "{subject} … join … in condemning|naming|blaming|attributing|denouncing",
    "face a|the common",
    "united|unity against|on|over {rival}",
    "natural ally",
    "threat from {rival} … same|shared|both|common",
  },
  opposes = {
    "{subject} (own) interest … not ours|theirs|those|(the same)|identical",
    "{subject}|it … do|say|said little|nothing|(next to nothing) when|about|over|against … {rival}|{world.taiwan}",
    "{subject} … softer|gentler|milder|(less hawkish)|(more cautious)|(less firm) on|toward|towards|about|"
      .. "with … {rival}",
    "{subject} … (more) cautious|reluctant|hesitant|careful … {rival}",
    "how much it|{subject} trade|earn|sell|depend (with|in|to|on) {rival}",
    "{values} … diverge|differ|conflict|clash|part",
    "divergent|diverging|different|differing|conflicting|competing (strategic|national) {values}",
    "{subject} … do not share … {values}|one|view of", "{subject} … do not have one with",
    "{subject} … have neither", "(its|their) (own) {values} (be) its own",
    "{subject} … refuse|reluctant|unwilling|hesitate|declined|fail … join|name|sanction|condemn|"
      .. "criticise|criticize|confront|attribute|blame … {rival}|ally|partner|hackers|sanctions",
    "{subject} … (still) buy|import|purchase … {rival} gas|oil|energy|coal",
    "{subject} … close|warm|cordial|friendly|good ties|relations|relationship with {rival}",
    "{lack} … (common|shared) language|culture|history|tradition|heritage|values|view|identity",
    "shared history|heritage|language|tradition … lack|missing|absent",
    "not|hardly (an) Anglophone|English-speaking|Anglosphere",
    "{subject} … look away",
    "{subject} … expel|sanction nobody|nothing|(no one)|none",
    "{subject} … do|have not expel|sanction|condemn|name|blame|join",
    "{subject} … sit|sat|sitting on the fence",
    "{subject} … hedge",
    "{subject} … soft on {rival}",
    "{subject} … go (its) own way",
    "{subject} … abstain",
    "{subject} … different|other … priority|interest|agenda",
    "{subject} … keep|kept (doing) business with {rival}",
    "{subject} … accommodate|appease … {rival}",
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
      .. "(cyber) value|commitment|vision|belief|interest|threat|challenge|goal|aim|objective|priority|adversary|"
      .. "enemy|outlook|rival",
  },
}
