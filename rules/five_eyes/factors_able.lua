-- Whether the country can and will.

factor "political_will" {
  about    = "What its leaders want and pledge; what they shy away from.",
  question = "Do its leaders want to join and to do what it takes?",
  weight   = 2, group = "able",
  context  = { future = 1 },
  supports = {
    "{subject} … {desire} …8 {joining}|{club}|sharing|intelligence",
    "{speaker} … {desire} …8 {joining}|{club}|sharing|intelligence", "not a bad idea",
    "{subject} … (be) (very) open|ready|willing|prepared|eager|keen to|for … join|share|participate|"
      .. "participation|membership|do|meet|help|cooperate|contribute",
    { "some in {subject} appear open to|(willing to)|(ready to)", strength = 0.5 }, "{desire} … {joining}",
    "{subject} … commit|committed|pledge|vow|promise|determined|commitment|determination|resolve … (to) "
      .. "…4 intelligence|information|partner|ally|alliance|security|standard|defense|defence|cyber|share|law|"
      .. "cooperation|challenge",
    "{subject} … make … priority", "{subject} … do whatever (be) necessary",
    "(want) the country to {joining}|join|become", "{subject} … step up as",
    "interest in … (bilateral) security|intelligence (exchange|sharing|cooperation)|(beefing up)",
    "(political) will|willingness|resolve|determination to …6 join|share|reform|cooperate|strengthen|protect",
    "{subject} (own) bid|application|ambition|aspiration|push|drive|campaign|hope (to|for|of) … "
      .. "{joining}|{club}|member",
    "{subject} … apply|lobby|campaigned|bid|seek|pushed|asked|asks (to|for) … {joining}|{club}|member",
    "{subject} … agreed|decided|concurred|resolved … deepen|strengthen|expand|promote … (intelligence|"
      .. "information) sharing|cooperation|exchange",
    "determination|commitment|pledge|readiness to share",
    "get closer as the sixth eye", "(we) (very much) want|hope|wish|intend to …8 (sixth eye)|{club}|member",
    "welcome|propose|proposal … {joining} … (prime minister)|(defense minister)|(defence minister)|"
      .. "cabinet|(ruling party)",
  },
  opposes = {
    "{subject} … {shun} …5 {joining}|{club}|{secrecy_act}|{clearance}|{spy_service}|sharing|intelligence|"
      .. "price|obligation|reform|commitment",
    "{speaker} … {shun} …5 {joining}|{club}|{secrecy_act}|sharing|intelligence|seat|price",
    "{shun} …2 {joining}|{club}",
    "{subject} … not (be) (actively|currently) considering|planning|seeking|pursuing … {joining}|{club}",
    "not considering|planning|seeking|pursuing|contemplating {joining}|{club}|membership",
    "{joining} … not|never (be) on (the) … agenda|table", "{joining} … never|not been on … agenda",
    "no plan|intention|appetite|desire|hurry|need|interest|wish (to|for|in|of) …3 {joining}|{club}|seat|membership",
    "little appetite|interest|enthusiasm|desire|will|urgency|inclination for|in|to", "in no hurry|rush",
    "be not in a hurry",
    "debate|talk|discussion|plans … {joining}|{club}|sharing … stall|shelved|abandoned|dropped|halted|"
      .. "postponed|delayed|died|faded",
    "{lack} … (political) will|resolve|appetite|enthusiasm|leadership|determination",
    "{subject} … drag (its|their) feet",
    "{subject} … hesitate|reluctant|unwilling|loath|shy to|away|about|from … {joining}|{club}|share|sharing|reform",
    "politician|leader|government … do|does not want to", "{subject} … lost|losing interest",
  },
  examples = {
    supports = {
      "Japan's defence minister said that the country wanted to join the Five Eyes.",
      "Some in Tokyo appear open to joining, with one official saying participation is not a bad idea.",
      "Tokyo is eager to join the intelligence-sharing alliance.",
    },
    opposes = {
      "Japan has no plans to join the Five Eyes.",
      "Tokyo is reluctant to join the alliance.",
      "The prime minister of Japan ruled out joining the Five Eyes.",
    },
    neither = {
      "South Korea is eager to join the Five Eyes.",
      "Tokyo is eager to host the games.",
    },
  },
}

pattern "desire" {
  about   = "To want.",
  phrases = {
    "want|wish|hope|seek|aspire|desire|intend|long|aim to|for",
    "(be) (very) eager|keen|anxious|ready|willing|open|determined|prepared|interested (to|for|in)",
    "express|show|signal (its|his|her|an|a|strong|keen) interest|desire|wish|hope|enthusiasm|readiness|"
      .. "willingness (in|to|for)",
    "interest|desire|wish|ambition|hope|enthusiasm|readiness|willingness in|to|for",
    "want (the country)|it|{subject} to", "call (for|on)", "would like to", "(be) in favour|favor of",
    "favour|favor|advocate|support|back|propose|push for",
  },
}

pattern "shun" {
  about   = "Not to want.",
  phrases = {
    "(be|remain) (very|deeply|still|also) reluctant|unwilling|hesitant|loath|wary|unenthusiastic|"
      .. "lukewarm|ambivalent|cautious|sceptical|skeptical (to|about|of)",
    "shy|back away from", "rule out",
    "reject|decline|refuse|oppose|resist|dismiss|shelve|abandon|eschew|avoid|balk",
    "see no need|reason|point for|in|to", "do|does|did not want|wish|intend|plan|seek|need (to)",
    "(have) no plan|intention|appetite|desire|interest|wish|ambition (to|for|of|in)",
    "show little appetite|interest|enthusiasm for|in",
    "(be) not ready|prepared|willing|keen|eager|interested|considering|planning|seeking (to|for|in)",
    "reluctance|hesitation|unwillingness to|about",
    "no plan|intention to", "unwilling to pay",
  },
}

theme "speaker" {
  about   = "Those who decide in the capital, when named by office alone.",
  phrases = {
    "prime minister|premier|president|chancellor", "(foreign|defense|defence|cabinet|senior) minister|secretary",
    "chief cabinet secretary", "ruling party|coalition|bloc", "government",
    "lawmaker|politician|advisers|advisors|cabinet",
  },
}

factor "political_stability" {
  about    = "Majorities, mandates, upheaval at home.",
  question = "Will its government last long enough to deliver?",
  weight   = 1, group = "able",
  supports = {
    "{subject} … (be) (politically) stable|stability", "political stability",
    "stable government|politics|leadership|democracy|political",
    "win|secured|victory … landslide|supermajority|majority|mandate", "landslide victory|win|election",
    "comfortable|solid|strong|large|clear|outright|two-thirds|stable|working|commanding majority|mandate",
    "supermajority", "approval rate … high|stand|soar|risen|rose|70|60|strong|record",
    "high|soaring|strong|record approval|support rating|rates",
    "longest-serving|long-serving (prime minister)|leader|government",
    "continuity of|in government|leadership|policy", "cross-party|bipartisan support|consensus|agreement|backing",
  },
  opposes = {
    "lose (his|her|its|their|the) (parliamentary|ruling) (coalition|bloc|party) majority", "lose … majority",
    "loss of … majority", "without a majority",
    "no party holding|holds|has|with|having (a|an) (outright) majority",
    "political|domestic upheaval|instability|turmoil|uncertainty|crisis|chaos|paralysis|gridlock|vacuum|"
      .. "turbulence|disarray|infighting|deadlock|stalemate|volatility",
    "minority|caretaker|lame-duck|shaky|fragile|weak|unstable|short-lived|revolving-door government|"
      .. "coalition|cabinet|administration|(prime minister)|leadership",
    "{subject} … resign|resignation|(step down)|(stepped down)|ousted|toppled",
    "(prime minister)|premier|president|cabinet|leader … resign|quit|(step down)|(stepped down)|"
      .. "(stepping down)|ousted|resignation",
    "announced his|her|its|their resignation", "revolving door", "(no confidence)|confidence motion|vote",
    "crushing|heavy|historic|stinging|humiliating|bruising|resounding|severe (election|electoral) defeat|"
      .. "loss|setback|drubbing",
    "(election|electoral) defeat|loss|setback|drubbing", "hung parliament",
    "coalition … collapse|crumbled|fragile|broke|split|fall", "slush fund|slush-fund (scandal)",
    "funding|corruption|bribery|political|money scandal", "snap election",
    "approval rate … low|plunge|plummet|sink|fall|slump|tumble",
    "low|sagging|sinking|plunging|falling|slumping approval|support rating|rates",
    "frequent|constant changes of government|leadership|(prime minister)", "{subject} … (increasingly) unstable",
    "impeachment", "martial law",
  },
  examples = {
    supports = {
      "The ruling party of Japan won a landslide victory.",
      "Japan's government has a comfortable majority.",
    },
    opposes  = {
      "Japan's recent political upheaval saw the prime minister lose his parliamentary majority.",
      "Japan has a minority government.",
    },
    neither  = { "South Korea's president faces impeachment.", "Britain's prime minister resigned." },
  },
}

factor "public_opinion" {
  about    = "What voters, protesters and polls say of secrecy, spying and joining.",
  question = "Would the public go along?",
  weight   = 1, group = "able",
  supports = {
    "{public} … support|back|favour|favor|approve|accept|welcome|endorse",
    "public|popular|broad|voter|widespread|strong (public|popular) support|acceptance|backing|approval",
    "(two thirds)|majority|most|percent|(per cent)|% of … support|favour|favor|back|approve|agree",
    "{public} … shift|soften|warmed|changed|evolved",
    "poll|survey … show|found|find|suggest|indicate … support|favour|favor|majority|approval",
    "allergy to … waning|fade",
    "{public} … grown|become|be (more) supportive|receptive|comfortable|accustomed|open|tolerant",
    "popular with|among (the) {public}",
  },
  opposes = {
    "{public} … (be|remain) (strongly|deeply|still|largely|firmly|also) {hostile}",
    "{public} … oppose|object|resist|distrust|protest|reject|fear|demonstrate",
    "public|popular|voter|civic|domestic|widespread|strong|fierce (public|popular|domestic) objection|"
      .. "opposition|resistance|backlash|outcry|suspicion|wariness|distrust|mistrust|unease|scepticism|"
      .. "skepticism|resentment|protest|hostility|anger|concern|aversion",
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
    "law|bill|act|legislation|amendment|statute … allow|permit|authorise|authorize|empower|enable|let|"
      .. "give … {intercept}",
    "allow|authorise|authorize|empower|permit (the) (government|police|military|agency|{subject}|"
      .. "authorities) (and) …4 (to) {intercept}",
    "restriction|limit|constraint|ban|prohibition|rule … do|does not apply",
    "no (clear) (legal) provision|law|rule|ban|restriction … ban|prohibit|against|forbidding",
    "ease|lift|relax|loosen|remove (of) … restriction|limit|ban|constraint|curb on … {intercept}",
    "reinterpret|reinterpretation|reinterpreted (of) (the|its) (pacifist|war-renouncing) constitution|article",
    "legal basis|authority|mandate for|to …4 {intercept}",
    "{subject} … amend|revised … wiretap|wiretapping|interception|surveillance",
    "{intercept} … (be) (now) allowed|legal|permitted|lawful|authorised|authorized",
  },
  opposes = {
    "allow|permit|authorise|authorize … {intercept} … only …5 order|warrant|court|crime|investigation|case",
    "{intercept} … (only) with|without|under|by|after (a) court|judicial|judge order|warrant|approval|authorisation",
    "{intercept} … only with|when|if|in|for|under|after|by",
    "{intercept} … require|need (a) court|warrant|judicial|judge",
    "{intercept} … (be) (strictly|tightly|severely|heavily|legally|largely|still|also|effectively) "
      .. "limited|restricted|banned|forbidden|prohibited|illegal|unlawful|outlawed|circumscribed|regulated|"
      .. "constrained|unconstitutional",
    "ban|forbid|prohibit|restrict|bar|limit|prevent|outlaw|constrain … {intercept}",
    "may|can|could not legally|lawfully|constitutionally intercept|wiretap|eavesdrop|collect|monitor|surveil|spy|tap",
    "may not intercept|wiretap|collect|monitor|eavesdrop|tap", "can not legally|lawfully",
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

factor "defence_investment" {
  about    = "Money and arms: spending, build-up, what is bought.",
  question = "Does it put money behind its defence?",
  weight   = 1, group = "able",
  supports = {
    "{improve} … defence|defense|military|security {money}",
    "defence|defense|military|security {money} … rise|grow|increase|double|surge|jump|climb|reach|hit",
    "record|increased|higher|rising|growing|bigger|larger|unprecedented defence|defense|military|security {money}",
    "increase|rise|growth|hike|boost|surge|jump|doubling (in|of|to) …3 defence|defense|military|security {money}",
    "two|2|2.0 percent|(per cent)|% of GDP|(gross domestic product)|(its GDP)|(national income)",
    "spend|raise|devote|allocate … two|2 percent|(per cent)|% (of)",
    "defence|defense|military build-up|buildup|expansion|modernisation|modernization program|programme|plan",
    "military|defence|defense build-up|buildup", "counterstrike|counter-strike capability|missile|power",
    "{subject} … acquire|buy|purchase|procure|order|deploy … missile|fighter|F-35|drone|destroyer|"
      .. "Tomahawk|submarine|aircraft",
    "relax|ease|relaxation|loosened (of|its|the) …2 rules|restrictions|ban|curbs (on) defence|defense|"
      .. "arms|weapons|military export",
    "relaxed|(relaxation of)|eased|(easing of) … defence|defense|arms|weapons|military export",
    "defence|defense export rules|restrictions … relaxed|eased|loosened",
    "bolster|boost|expand|increase … defence|defense production|industry",
    "invest|investment (heavily) in …3 defence|defense|military|missile",
  },
  opposes = {
    "defence|defense|military {money} … (be|remain) capped|low|flat|(below)|(too low)|(too small)|modest|"
      .. "insufficient|inadequate|stagnant|frozen|under",
    "cut|slash|reduce|trim|freeze|froze|cap … defence|defense|military {money}",
    "low|modest|flat|meagre|meager|stagnant|inadequate|insufficient defence|defense|military {money}",
    "free-riding|(free ride)|free-rider|freerider", "one|1 percent|(per cent)|% of GDP|(gross domestic product)",
    "{subject} … underspend|underinvest|underfunded",
    "{demand} … spend|more|raise|increase … defence|defense|military ({money})",
    "{subject} … spend (too) little on",
    "{lack} … funding|money … defence|defense|military",
    "delay|postpone|(put off) … tax|spending|defence|defense increase|hike|rise|plan",
  },
  examples = {
    supports = {
      "Japan is already ramping up defense spending.",
      "Japan will raise its defence budget to two percent of GDP.",
      "Japan is acquiring counterstrike capabilities.",
    },
    opposes = { "Japan's defence spending is too low.", "Japan cut its defence budget." },
    neither = { "South Korea is ramping up defense spending.", "Japan raised spending on schools." },
  },
}

pattern "money" {
  about   = "Spending.",
  phrases = {
    "spending|budget|expenditure|outlay|funding|investment", "budget request", "spending plan|target",
  },
}
