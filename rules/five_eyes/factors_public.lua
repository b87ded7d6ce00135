-- Whether its public and its law would let it.
-- Cues within phrases are meant (“no longer porous”, “not a bad idea”):
-- allow-file: cue-in-phrase

factor "public_opinion" {
  about    = "What voters, protesters and polls say of secrecy, spying and joining.",
  question = "Would the public go along?",
  weight   = 1, group = "able",
  supports = {
    "six|seven|eight|nine|(two thirds)|most in|out|of (of) ten|them|{subject} … comfortable|support|back|"
      .. "approve|favour|favor|agree",
    "{public}|{subject} … comfortable|relaxed|(at ease)|happy with|about … plan|agency|law|intelligence|"
      .. "surveillance|spying",
    "majority|most|(two thirds)|(three quarters)|half of {subject} (people|voters|citizens) … approve|back|"
      .. "support|favour|favor|agree|want",
    "mood|attitude|opinion|sentiment … (have) change|changed|shift|swing|turn|turned",
    "(who) used to (march|protest|oppose|demonstrate) … now",
    "poll|survey suggest|show|find|indicate … majority|most … approve|back|support|favour|favor",
    "{public} … support|back|favour|favor|approve|accept|welcome|endorse",
    "public|popular|voter support|acceptance|backing|approval",
    "broad|widespread|strong public|popular support|backing",
    "(two thirds)|majority|most|percent|(per cent)|% of … support|favour|favor|back|approve|agree",
    "{public} … shift|soften|warmed|changed|evolved",
    "poll|survey … show|found|find|suggest|indicate … support|favour|favor|majority|approval",
    "allergy to … waning|fade",
    "{public} … grown|become|be (more) supportive|receptive|comfortable|accustomed|open|tolerant",
    "popular with|among (the) {public}",
    "percent|% (of) respondents|voters|people … favour|favor|support|back|approve|agree|want",
    "support for|among … risen|grown|rising|growing|increased|high|up",
    "voters|public|people|citizens|opinion … accept|understand|ready|relaxed|comfortable|(come round)",
    "no longer flinch|fear|object|oppose|shy|recoil|balk|mind",
    "{public} … grown up|accustomed|used to|relaxed|realistic|supportive",
    "percent|(per cent)|% of … believe|think|say|agree … should strengthen|expand|build|join|improve",
  },
  opposes = {
    "thousand|hundred|crowd … stand|march|gather|rally|chant|beat|sit|camp …12 against|outside|(in front of)|"
      .. "before … "
      .. "bill|law|diet|parliament|act",
    "{public} …12 be|remain|stay|grow|become {hostile}",
    "(bar association)|lawyer|journalist|editor|newspaper|academic|scholar … fear|oppose|warn|object|"
      .. "condemn|criticise|criticize … "
      .. "snoop|surveillance|spying|secrecy|law|bill|abuse|privacy|press",
    "{public}|(ordinary {subject}) … not want|like|trust|care … intelligence|spy|spying|espionage|secret|"
      .. "surveillance",
    "spying|espionage|intelligence|spy (be) (regarded|seen|considered) (as) (something) dirty|shameful|"
      .. "taboo|dishonourable|"
      .. "dishonorable|distasteful|immoral|unsavoury",
    "strong|widespread|deep|considerable|lingering anxiety|unease|opposition|concern|distrust|suspicion",
    "shame|stigma|taboo (attached|about|around|of|surrounding) … spying|espionage|intelligence",
    "{public} …12 be|remain strongly|deeply|still|largely|firmly|also {hostile}",
    "{public} … oppose|object|resist|distrust|protest|reject|fear|demonstrate",
    "public|popular|voter|civic|domestic objection|"
      .. "opposition|resistance|backlash|outcry|suspicion|wariness|distrust|mistrust|unease|scepticism|"
      .. "skepticism|resentment|protest|hostility|anger|concern|aversion",
    "widespread|strong|fierce public|popular|domestic opposition|resistance|backlash|protest|concern",
    "objection|opposition|resistance|backlash|outcry|suspicion|distrust|unease|protest|scepticism|"
      .. "skepticism among|from|by|of (the) (many) {public}",
    "public opinion … {hostile}|(a problem)|(an obstacle)",
    "protest|rally|demonstrate|demonstration|petition … against|at|over|outside|(in front of)|bill|law",
    "threaten|violate|infringe|trample|undermine|curtail|endanger … (right to know)|(press freedom)|"
      .. "(freedom of the press)|(civil liberties)|(civil rights)|privacy|democracy|(human rights)|freedom",
    "(two thirds)|majority|most|percent|(per cent)|% of … oppose|reject|(are against)|(were against)|disapprove",
    "pacifist|antimilitarist|anti-militarist|antiwar|anti-war sentiment|public|norm|tradition|culture|"
      .. "constitution|identity|instincts",
    "deep|deeply|widely unpopular", "unpopular with|among|law|bill",
    "legacy|memory of (the) …4 (secret police)|militarism|war|(thought police)|prewar",
    "bar|lawyers|journalists|press|media association|federation|union|groups … oppose|criticise|"
      .. "criticized|call|protest|repeal|condemned",
    "call for (the) repeal", "allergy (to|toward|against)", "controversial law|bill|act|legislation",
    "rally|march|demonstrate|protest against|outside|(in front)",
    "take|taken to the streets",
    "surveillance|police state", "thought police",
    "{public} … associate|equate|remember|recall … repression|militarism|war|prewar|(secret police)|(thought "
      .. "police)|surveillance",
    "privacy|(civil liberties)|(press freedom) concern|fear|advocate|campaigner|group|worry|activist",
    "fear|worry|anxiety|suspicion|unease of … surveillance|militarism|(secret police)|abuse|government power",
    "{public} … uneasy|divided|cool|lukewarm|unconvinced|indifferent",
    "aversion|allergy|antipathy|hostility|resistance to|toward|against … intelligence|spying|espionage|"
      .. "surveillance|secrecy",
    { "only|just|merely|barely|fewer|under … percent|(per cent)|% (of) … favour|favor|support|approve|back|agree",
      context = { hedged = 1 } },
    "remember|recall … (secret) police|militarism|war",
    "bitter|painful|dark|dirty memory|past|history|legacy|taste|word",
    "among the public|people|citizens|voters … anxiety|opposition|concern|unease|fear",
  },
  examples = {
    supports = {
      "Two thirds of Japanese support stronger intelligence agencies.",
      "Public support for closer intelligence sharing has grown in Japan.",
    },
    opposes  = {
      "There may be public objections in Japan to the idea of joining.",
      "The government hesitated because public opinion in Japan was opposed.",
      "Citizens protested against the secrecy law in Tokyo.",
    },
    neither  = { "Public opposition in Germany is strong.", "Voters in Japan like sushi." },
  },
}

pattern "hostile" {
  about   = "Against it.",
  phrases = {
    "opposed|hostile|against|suspicious|wary|sceptical|skeptical|distrustful|uneasy|divided|allergic",
    "negative|averse|unfavourable|unfavorable|mistrustful|nervous|resistant",
  },
}

theme "public" {
  about   = "The people at large.",
  phrases = {
    "public|voter|citizen|respondent|people|electorate|taxpayer|protester|demonstrator|opinion|attitude|"
      .. "society|population",
    "(public) opinion|attitudes|sentiment|mood", "ordinary|many|most|average {subject} (people|citizens|voters)",
    "civil liberties|rights|society groups|campaigners|advocates|activists",
    "citizens|rights|civic|opposition|activist group|party", "{subject} public|voters|citizens|people",
  },
}

factor "legal_limits" {
  about    = "What its law lets its services do: interception, collection abroad. Plus: allowed; minus: restricted.",
  question = "Does its law let its services do what members do?",
  weight   = 1, group = "able",
  supports = {
    "legal basis|ground|authority|mandate|footing for|to … access|intercept|neutral*|monitor|collect|disable|tap",
    "power|authority|right|mandate to … monitor|intercept|collect|analyse|analyze|tap|neutralise|"
      .. "neutralize|penetrate",
    "independent panel|commission|body|watchdog|committee|oversight … supervise|oversee|monitor|approve|"
      .. "review|authorise",
    "law|bill|act|legislation|amendment|statute … allow|permit|authorise|authorize|empower|enable|let|"
      .. "give … {intercept}",
    "allow|authorise|authorize|empower|permit (the) (government|police|military|agency|{subject}|"
      .. "authorities) (and) …4 (to) {intercept}",
    "restriction|limit|constraint|ban|prohibition|rule … do not apply",
    "no (clear) (legal) provision|law|rule|ban|restriction … ban|prohibit|against|forbidding",
    "ease|lift|relax|loosen|remove (of) … restriction|limit|ban|constraint|curb on … {intercept}",
    "reinterpret|reinterpretation (of) (the|its) (pacifist|war-renouncing) constitution|article",
    "legal basis|authority|mandate for|to …4 {intercept}",
    "{subject} … amend|revised … wiretap|wiretapping|interception|surveillance",
    "{intercept} … (be) (now) allowed|legal|permitted|lawful|authorised|authorized",
    "law|bill|act|court … allow|permit|authorise|authorize|empower|let … {subject}|police|military|agency|"
      .. "government … {intercept}|hack|collect|spy|listen|monitor",
    "court … upheld|approved|cleared|ruled … {intercept}|surveillance|law",
    "lawful interception|access",
  },
  opposes = {
    "constitution|article … protect|guarantee|forbid|prohibit|enshrine … communication|wiretap|eavesdrop|"
      .. "correspondence",
    "no … service|agency|police|{services} may|can|could|(is allowed to) … tap|intercept|eavesdrop|monitor|"
      .. "listen|spy",
    "rule|law|constitution|statute … keep|stop|prevent|bar|block … from read|reading|opening|monitoring|"
      .. "listening|intercepting|"
      .. "collecting|spying|hacking",
    "law|lawyer|court|constitution|judge … not|never let|allow|permit … listen|intercept|tap|hear|spy|"
      .. "monitor|collect|hack",
    "violate|breach|infringe|contravene|(run counter to) … constitution|constitutional|(secrecy of)|privacy",
    "active cyber defence|defense … (be) stuck|stalled|blocked|impossible|illegal|unconstitutional|delayed",
    "allow|permit|authorise|authorize … {intercept} … only …5 order|warrant|court|crime|investigation|case",
    "{intercept} … (only) with|without|under|by|after (a) court|judicial|judge order|warrant|approval|authorisation",
    "{intercept} … only with|when|if|in|for|under|after|by",
    "{intercept} … require|need (a) court|warrant|judicial|judge",
    "{intercept} … (be) (strictly|tightly|severely|heavily|legally|largely|still|also|effectively) "
      .. "limited|restricted|banned|forbidden|prohibited|illegal|unlawful|outlawed|circumscribed|regulated|"
      .. "constrained|unconstitutional",
    "ban|forbid|prohibit|restrict|bar|limit|prevent|outlaw|constrain … {intercept}",
    "may|can|could not legally|lawfully|constitutionally intercept|wiretap|eavesdrop|collect|monitor|surveil|spy|tap",
    "may not intercept|wiretap|collect|monitor|eavesdrop|tap",
    "constitution|constitutional|article … guarantee|protect|prohibit|forbid|limit|bar|restrict|renounce|"
      .. "ban …8 {secret}|communication|communications|interception|spying|war|force|wiretapping|surveillance",
    "secrecy of communication",
    "no law|statute|legislation|provision|(legal basis)|(legal authority) … authorise|authorize|allow|"
      .. "permit|govern|enable … {intercept}",
    "legal|constitutional constraint|restriction|limit|limitations|hurdle|obstacle|barrier|shackles",
    "{lack} … (legal) basis|authority|mandate|power … {intercept}", "{lack} … {intercept} law|powers|authority",
    "privacy|data-protection|surveillance|wiretapping law|rules|legislation … hamper|restrict|limit|"
      .. "strict|constrain|tight|prevent",
    "exclusively defence|defense-oriented",
    "these|such|those limits|restrictions|constraints|limitations … restrict|limit|hamper|prevent|constrain|narrow",
    "pacifist|war-renouncing constitution|article", "Article 9|Nine",
    "can|could|may not lawfully|legally|constitutionally", "cannot lawfully|legally|constitutionally",
    "constitution|law|court|statute|charter … stand|get in the|its way",
    "constitution|law|courts … tie|bind … hand",
    "{subject} … not (be) allowed|permitted|entitled|empowered to {intercept}|hack|tap|spy|listen|collect|"
      .. "monitor|intercept",
    "illegal|unlawful|unconstitutional (for) … {subject} … (to) hack|tap|intercept|spy|monitor|collect|eavesdrop",
    "forbidden|barred|banned|prohibited (by law) from hacking|tapping|intercepting|spying|monitoring|"
      .. "collecting|eavesdropping",
    { "cannot|(can not)|(may not)|(must not)|(not allowed to)|(not permitted to) (lawfully|legally) hack|tap|"
      .. "intercept|"
        .. "(listen in)|eavesdrop|spy|wiretap",
      context = { hedged = 1 } },
    "no (legal) power|authority|mandate to hack|tap|intercept|spy|monitor|collect|eavesdrop|wiretap",
    "cannot|(can not)|never|only … without a|the judge|warrant|(court order)|judiciary",
    "pacifism|pacifist",
    { "not trained|used|accustomed|allowed|permitted to … interrogate|intercept|spy|(covert action)|(secret "
      .. "evidence)|infiltrate|eavesdrop", context = { negated = 1 } },
    "covert action|operation … (be) illegal|impossible|unthinkable|taboo",
    "violate|breach|infringe|contravene|against … constitution|(secrecy of communication)",
  },
  examples = {
    supports = {
      "The new law allows the government of Japan to monitor communications.",
      "In Japan such restrictions do not apply outside national borders.",
    },
    opposes = {
      "Japan allows tapping only with a court order.",
      "Japan's constitution guarantees the secrecy of communications.",
      "Wiretapping is strictly limited in Japan.",
    },
    neither = { "Germany allows tapping only with a court order.", "Japan taps hot springs for energy." },
  },
}

theme "intercept" {
  about   = "Listening in, and what goes with it.",
  phrases = {
    "wiretap|wiretapping|tapping|interception|eavesdropping|surveillance|intercept|bugging|monitoring",
    "intercept|monitor|collect|tap|analyse|analyze|surveil … communication|traffic|data|call|phone|internet",
    "bulk|mass|foreign collection|interception|surveillance",
    "disable|neutralise|neutralize|attack|penetrate|access|(take down) … server|network|computer|infrastructure",
    "espionage|spy abroad|overseas", "(foreign) intelligence collection|gathering", "communications data",
    "covert|undercover|clandestine operation|action|activity",
  },
}
