-- Plain English that the rules lean on. Each is a family of ways to say one thing, so that a phrase of a
-- factor reads like a sentence: `{subject} … {adopt} … {clearance}`.

pattern "adopt" {
  about   = "To bring a law or an institution into being.",
  phrases = {
    "vote for|through", "put on the statute book(s)", "clear (the) parliament|diet|cabinet|house",
    "introduce|adopt|pass|enact|create|establish|launch|approve|implement|institute|legislate|promulgate|"
      .. "build",
    "set|stand up", "bring in", "(put in place)|(bring into force)", "roll out", "sign into law", "enshrine",
    "introduction|adoption|passage|enactment|creation|establishment|launch|approval|implementation of",
    "unveil|inaugurate|develop",
  },
  finds   = { "The Diet enacted it.", "the passage of a law" },
  ignores = { "They read the bill." },
}

pattern "exist" {
  about   = "To be in force.",
  phrases = {
    "take effect", "come|enter|go into force|effect|operation", "be in force|place|effect",
    "be (now) (being) implemented|operational",
  },
}

pattern "lack" {
  about   = "Not to have.",
  phrases = {
    "do|make do|manage|get by without", "nothing like|resembling|comparable to", "never had|boast|run",
    "no dedicated|proper|real|national|central|single|separate|specialised|specialized",
    "lack", "lack of", "absence of", "the absence|lack of (any|an)", "no", "have no", "be without",
    "still without", "without",
    "do not (yet) (currently) (even) have|possess|maintain|operate|run", "do not (yet) (currently) exist",
    "have not (yet) (any|a)", "be short of|on", "short of|on", "there be no", "be devoid of", "no such",
    "never built|had|created|established|developed|set|possessed",
    "have never built|had|created|established|developed|possessed",
    "fail|failure to create|establish|build|develop|adopt|introduce|pass|enact", "be missing", "the missing",
    "have yet to",
    "shortage of", "still lack|need", "want of", "for want|lack of", "(be) deprived of", "(be) bereft of",
    "dearth of",
    "never rebuilt|replaced|restored|recreated",
  },
  finds   = { "It lacks one.", "It does not yet have one.", "the absence of a law" },
  ignores = { "It has one." },
}

pattern "demand" {
  about   = "To say that something is wanting by calling for it.",
  phrases = {
    "insist on|that", "clamour|clamor|plead|lobby|campaign for", "cry out for",
    "call for|on", "need for", "demand for|that", "require",
    "urge|press|push|ask|advise|encourage|tell|pressure …3 to",
    "in need of", "badly|urgently|still need", "recommend", "there be a need", "it be (high) time", "long overdue",
  },
}

pattern "weak" {
  about   = "Of poor quality; not what it should be.",
  phrases = {
    "amateurish|half-hearted|piecemeal|scattered|disjointed|hollow|cosmetic|token|obsolete|antiquated|paltry|"
      .. "skeletal",
    "rusty|clumsy|cumbersome|sluggish|unreliable|penetrable|defenceless|defenseless|unprotected|unguarded|"
      .. "insecure|permeable",
    "no match for", "trail behind", "wide open", "a shadow of", "open to abuse|attack|intruder", "easy prey|"
      .. "target|pickings",
    "weak|poor|lax|inadequate|insufficient|fragile|porous|leaky|loose|flawed|deficient|patchy|vulnerable|"
      .. "outdated|immature",
    "rudimentary|underdeveloped|shaky|sloppy|careless|toothless|incomplete|fragmented|"
      .. "ineffective|unsatisfactory|subpar",
    "weaker|poorer|looser|narrow|thin|lenient|modest", '[lc="limited"]', "be found wanting",
    "not (strong|good|robust|tough|far) enough",
    "not (be) enough|sufficient|adequate|robust|effective|comprehensive|rigorous",
    "be not enough", "just be not enough", "not go far enough", "lag|fall|far|well behind", "fall short",
    "leave much to be desired", "leave a lot to be desired", "full of holes|loopholes|gaps", "below standard|par",
    "not (yet) (be) up to (the) standard|scratch|par|mark",
    "not (yet) at|of (the|a) required|necessary|same|right|expected level|standard|quality",
    "too narrow|weak|small|lax|loose|limited|lenient|light|slow|timid|few|soft",
    "hardly|scarcely|barely adequate|enough|sufficient",
    "under-resourced|understaffed|underfunded|ill-equipped|unprepared|unfit",
    "ill|poorly|badly|inadequately|insufficiently|weakly equipped|prepared|protected|defended|coordinated|"
      .. "guarded|secured",
    "in its infancy", "second rate",
    "at best",
    "full of|riddled with hole|loophole|gap", "behind the time(s)", "years|decades behind",
  },
  finds   = { "It is too narrow.", "It just was not enough." },
  ignores = { "It is strong." },
}

pattern "weakness" {
  about   = "A failing, as a noun.",
  phrases = {
    "chink|crack|bottleneck|handicap|drawback|headache", "sore spot", "Achilles' heel",
    "weakness|vulnerability|gap|flaw|hole|shortcoming|deficiency|loophole|failing|fragility|inadequacy|"
      .. "deficit|shortfall|defect",
    "weak link|point|spot|side", "soft underbelly", "Achilles heel", "blind spot", "liability", "shortage",
    "soft spot",
    "the elephant in the room", "stumbling block", "obstacle", "sore point",
  },
}

pattern "strong" {
  about   = "Of good quality; up to what is asked.",
  phrases = {
    "watertight|airtight|ironclad|enviable|proven|battle-tested|sound|seasoned|dependable", "well funded|"
      .. "resourced|staffed|trained",
    "highly regarded|respected|rated|capable", "envy of",
    "strong|robust|rigorous|strict|tight|solid|effective|comprehensive|advanced|sophisticated|"
      .. "excellent|mature|capable",
    "impressive|formidable|stringent|reliable|powerful|adequate|sufficient|sizable",
    "stronger|tougher|stricter|tighter|better|high-performance|high-end|"
      .. "top-notch|first-rate|world-class",
    "high performance", "world class", "first rate", "state of the art", "second to none",
    "up to (the) standard|scratch|par",
    "on (a) par with", "meet (the) (international) standard", "well developed|regarded|equipped|protected",
    "unmatched|unrivalled|unrivaled",
    "cutting edge", "first class", "top class|notch", "among the (world 's) best|most|largest",
    "one of the (world 's) best|most|largest|biggest",
    "well respected",
    "superb|outstanding|exceptional|brilliant|meticulous|exemplary|remarkable",
  },
}

pattern "improve" {
  about   = "To make better.",
  phrases = {
    "raise|lift|widen|broaden|extend|refine|professionalise|professionalize|deepen", "put … on a (sound|firm|"
      .. "legal|better) footing",
    "invest|pour (heavily|more) in|into",
    "improve|strengthen|bolster|tighten|upgrade|enhance|boost|reinforce|harden|overhaul|modernise|"
      .. "modernize|expand|fortify",
    "toughen|revise|reform|rebuild|fix|remedy|address|revamp|"
      .. "streamline|elevate",
    "beef|step|ramp|shore|scale|build up", "make progress on|in",
    "strengthening|improvement|expansion|overhaul|upgrade|modernisation|modernization of", "catch up",
    "close the gap",
    "pour money|billions into", "take step(s) to",
  },
  finds   = { "It beefed up its defences.", "the strengthening of ties" },
  ignores = { "It sold its ships." },
}

pattern "worry" {
  about   = "Doubt and concern.",
  phrases = {
    "disquiet|apprehension|trepidation|jitters", "cold feet", "raise eyebrows|hackles", "second thoughts",
    "worry|doubt|misgiving|anxiety|unease|reservation|scepticism|skepticism|distrust|mistrust|"
      .. "suspicion|wariness|qualms|fear",
    '[lc="concerns?|concerned"]',
    "wary|nervous|uneasy|sceptical|skeptical|suspicious|doubtful|distrustful|leery|apprehensive|hesitant|"
      .. "reluctant|anxious|uncomfortable",
    "raise question", "raised (serious) question(s)", "question mark", "question whether", "cast doubt|(a shadow)",
    "call into question",
    "source of concern", "long-held concern|doubt", "remain a concern",
  },
}

pattern "valued" {
  about   = "Said of what others would be glad to have.",
  phrases = {
    "valuable|invaluable|useful|vital|crucial|critical|indispensable|irreplaceable|precious|priceless|"
      .. "prized|coveted|essential",
    "important|unique|foundational|key|attractive|enviable|sought-after|unparalleled|unrivalled|unmatched",
    "advantage|asset|strength|boon|benefit|edge|value|contribution", "interest", "covet|prize|envy|want|value",
    "of interest",
    "of great|particular|considerable interest|value", "rely on", "add much|(a lot)|value|weight",
    "fill (a|the) gap", "what (the) other lack", "sought after",
  },
}

pattern "give" {
  about   = "To hand over to others.",
  phrases = {
    "offer|provide|supply|contribute|share|pass|furnish|exchange|deliver|feed|give|relay|transmit|swap|bring|trade",
    "hand over", "make available", "pass on",
  },
}

pattern "operate" {
  about   = "To have and use.",
  phrases = {
    "operate|run|own|possess|maintain|manage|launch|deploy|field|fly|boast|host|orbit|have|build|develop|"
      .. "acquire|expand|place",
    "put into orbit", "send into orbit", "be equipped with", "be home to",
  },
}

pattern "hit_by" {
  about   = "To be the victim.",
  phrases = {
    "suffer|experience|endure|sustain|undergo|see|face|report|disclose|admit|reveal|confirm|fall",
    "hit|struck|plagued|rocked|stung|targeted by",
    "victim of|to", "subject(ed) to", "target of", "prey to", "prone|vulnerable to", "fall victim to",
    "be targeted|hit|breached|hacked",
  },
}

pattern "negative" {
  about   = "Words that speak ill of what they are said of; wide, for use close to a narrow subject.",
  phrases = {
    "{weak}", "{weakness}", "{worry}",
    "problem|trouble|difficult|difficulty|hard|slow|small|late|fail|failure|suffer|struggle|bad|worse|worst|low",
    "damage|hurt|harm|hinder|hamper|obstacle|barrier|questionable|unconvinced|backward|primitive|amateur|"
      .. "amateurish|crude",
    "embarrass|embarrassing|embarrassment|scandal|mess|joke|laggard|neglect|negligent|patchwork|headache|nightmare",
    "minor league", "second|third tier|rate|class", "bottom of", "too small|few|little|slow|late|weak|narrow",
    "behind {partner}",
    "a long way behind|to go", "not (yet) (so) good|ready|mature|routine|trusted|trustworthy|there",
    "underpowered|overstretched|outclassed",
    "rarely|seldom|hardly|barely|scarcely guard|protect|defend|check|vet|train|fund|staff|coordinate|"
      .. "cooperate|work|speak|adequate|sufficient",
  },
  finds   = { "It is minor league." },
  ignores = { "It is fine." },
}

pattern "positive" {
  about   = "Words that speak well of what they are said of; wide, for use close to a narrow subject.",
  phrases = {
    "{strong}",
    "good|great|succeed|success|successful|progress|advance|excel|impress|impressive|respect|praise|useful|ahead",
    "first|top tier|rate|class", "leading|outstanding|remarkable|thorough|skilled|modern",
    "no longer {weak}|{weakness}|{worry}|lag", "much improved",
  },
  finds   = { "It is first rate." },
  ignores = { "It is here." },
}

pattern "scant" {
  about   = "Hardly any.",
  phrases = {
    "little|few|scant|scarce|negligible|minimal|meagre|meager|insignificant", "(next|close) to nothing|zero",
    "hardly|scarcely|barely any|anyone|anybody|anything", "precious few|little", "nobody|nothing|none", "no one",
    "a handful of", "not many|much|enough", "too few|little",
  },
  finds   = { "It has hardly any.", "It collects next to nothing." },
  ignores = { "It has many." },
}

pattern "accord" {
  about   = "What states sign with each other.",
  phrases = { "agreement|pact|treaty|accord|memorandum|arrangement|deal|protocol|convention" },
  finds   = { "They signed an accord." },
}
