-- What the country would bring: where it lies and whom it knows.
-- Cues within phrases are meant (“no longer porous”, “not a bad idea”):
-- allow-file: cue-in-phrase

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
    "East|Northeast|North-east|Southeast Asia|Asian area|country|waters", "Korean Peninsula",
    "{world.taiwan}", "south|east china sea", "major regional power", "sea lane", "missile test|launch",
    "military movement", "naval activity",
    "Vladivostok|Sakhalin|Kamchatka|Okhotsk|Senkaku",
    "Sea of {world.japan}|Okhotsk",
  },
}

factor "geographic_reach" {
  about    = "Where it lies, what it can see from there, and what it knows of its region.",
  question = "Does its place on the map show what others cannot see?",
  weight   = 2, group = "brings",
  supports = {
    "{subject}|they know|understand|read {rival}|region|Asia|neighbourhood|neighborhood (far|much) better than",
    "place|position|spot on the map … bring|give|offer|help|make|value|valuable",
    "no|few (other) ally|partner|country|member|nation|one live|sit|be|lie|come closer|nearer to|as|so",
    "{subject} … live|sit|lie|be closer|nearer|closest|nearest to",
    "within|in range|sight|earshot|reach|hours|minutes of … {rival}|{region}",
    "{subject} … border|flank|overlook … {rival}|(nuclear power)|{region}",
    "strait|choke point|chokepoint|sea lane|waterway … {rival}|fleet|submarine|navy|pass|transit",
    "{subject} … (have) study|studied|watch|follow … {region} … century|decade|generation|year",
    "{subject} speaker|linguist|scholar|expert|student of … {rival}|dialect|language",
    "fluent in|speaker of … {rival}|dialect|language",
    "geographic|geographical|strategic|unique|key|privileged|advantageous|forward location|position|"
      .. "situation|vantage|setting|geography",
    "{subject} location|position|geography|proximity", "geographic|geographical|physical proximity to",
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
    "first island chain",
    "speak its language",
    "what happens in {region}",
    "bridge to|between|into {region}|east|world",
    "{subject} hear|learn|know|see (of) … before {partner}|we|they|anyone|others",
    "see every|each|(all the) …3 missile|ship|submarine|plane|launch|aircraft",
    "few|no country|nation|state|other|one know|see|hear more|better|so much",
    "no other partner|ally|country|member offer|have|provide|can",
    "perch|lookout|window on|into",
    "from … one|you can see|hear|watch {region}|{rival}",
    "few|no country|nation|state|other know|see|hear more|better …8 {rival} (and {rival})",
    "speak (the) language of",
    "understand its|the politics|region|culture|neighbour",
    "can (practically|almost|nearly|virtually|all but|even) see|hear|watch …3 {rival}|{region}",
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
    "{subject} … company|firm|house|business|bank|diplomat … contact|connection|link|tie|relationship in|across|with",
    "{subject} engineer|firm|company|maker|supplier … make|build|supply|produce|sell … rely|depend|(no one else)",
    "{subject} … lens|wafer|magnet|chip|sensor|robot|battery|chemical|component … rely|depend|world",
    "{subject} … lead|dominate (the) world|market|globe in",
    "value|importance|strength|resilience of … {subject} … {technology}|(supply chain)|industry",
    "{subject} firm|company|trader|trading house|bank … see|know|hear … before|more|better",
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
    "{subject} … industrial capacity|base|strength",
    "industrial capacity|base … bolster|boost|help|support|expand|contribute",
    "business(es)|company|firm|corporation … know|collect|gather|hear|see … intelligence|insight|information|more",
    "commercial|business|economic intelligence",
    "embassy|diplomat|mission …3 (be) open|welcome|present|active … where|capital",
    "embassy … where …5 have none|no", "(no embassy)|(no diplomatic) … {subject}",
    "unique opportunity … collect|gather|intelligence", "{subject} … unique opportunity … collect|gather|"
      .. "intelligence",
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
    "{subject} … maker|shipping|insurer|bank|trader|exporter|shipper|airline … know|see|hear|learn|track|watch",
    "trading house … employ|report|rival|network|ear|eye|listen|staff|office",
    "third|fourth|second largest economy",
    "{subject} … cutting-edge|advanced|world-class technology|industry", "cutting-edge technology",
  },
  opposes = {
    "{rival} buy|take|absorb|import … of what (it|they|{subject}) sell|make|export|produce",
    "{subject} company|firm|board|executive|business|exporter … nervous|worried|fear|exposed|afraid|anxious … "
      .. "{rival}",
    "{subject} … (economic|trade|business) dependence|reliance|dependency on {rival}",
    "{subject} … dependent|reliant|depend|rely … on {rival}|(Chinese market)|(Chinese trade) … market|"
      .. "trade|energy|gas|economy|supply",
    "{lack} … business|diplomatic|economic|commercial network|presence|reach",
    "{subject} … technological|industrial|economic decline|stagnation",
    "{subject} … {technology} … (fall behind)|decline|stagnate",
    "exposed|exposure to (the) {rival} market|trade|retaliation",
    "{rival} … {subject} (own) largest|biggest|top|main trading partner|(export market)|customer|market",
    "earn|make … of (its|their|our) (export) income|revenue|profit|earnings in|from (there|{rival})",
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
