-- Whether the country can and will.
-- Cues within phrases are meant (“no longer porous”, “not a bad idea”):
-- allow-file: cue-in-phrase

-- "I wish to ask the minister about joining" wishes for an answer only.
local function not_of_asking(hit)
  return not hit.text:lower():find "wish to ask" and not hit.text:lower():find "want to ask"
end

factor "political_will" {
  about    = "What its leaders want and pledge; what they shy away from.",
  question = "Do its leaders want to join and to do what it takes?",
  weight   = 2, group = "able",
  context  = { future = 1, needed = 0 },
  when     = not_of_asking,
  supports = {
    { "we want in|(to be in)|(a seat)", subject = false },
    "{speaker}|{subject}|she|he … promise|pledge|vow … anti-espionage|anti-spying|intelligence|spy|secrecy|clearance "
      .. "law|act|bill|agency|bureau|service",
    "{subject}|{speaker} … instruct|order|task|direct|tell … (staff|ministry|official) … prepare|draft|write|"
      .. "submit … "
      .. "bill|law|plan|proposal",
    "{subject}|{speaker} … send|sent|submit|present … diet|parliament|lawmaker … bill|law|legislation",
    "{subject}|{speaker} … (have) make|made … {club}|intelligence|sharing|{services}|{secrecy_act} … (a) "
      .. "goal|priority|aim|pillar",
    "{subject}|{speaker} … put|place|placed … {services}|{spy_service}|intelligence|{secrecy_act} … agenda|"
      .. "priority|program|platform",
    "{speaker}|{subject} … love|like|happy|delighted|glad to see … country|{subject} … {joining}|eye|member|{club}",
    "{subject} … serious|ambitious|enthusiastic about … {club}|{joining}|intelligence",
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
    "{subject} … apply|lobby|campaigned|bid|seek|pushed|asked (to|for) … {joining}|{club}|member",
    "{subject} … agreed|decided|concurred|resolved … deepen|strengthen|expand|promote … (intelligence|"
      .. "information) sharing|cooperation|exchange",
    "determination|commitment|pledge|readiness to share",
    "get closer as the sixth eye", "(we) (very much) want|hope|wish|intend to …8 (sixth eye)|{club}|member",
    "welcome|propose|proposal … {joining} … (prime minister)|(defense minister)|(defence minister)|"
      .. "cabinet|(ruling party)",
    "{subject} … serious about intelligence|security|sharing|joining|membership",
    "{subject} … determined|resolved|bent to|on",
    "{subject} … make no secret of",
    "top of the|its agenda|(to-do list)",
    "{subject} … submit|introduce|table … bill",
    "{subject} … hope|aim|plan to pass|enact",
    "{subject} … push for|to",
    "{subject} … lobby",
    "{speaker} … say|tell|announce|promise|pledge … would|will {adopt} … {services}|{secrecy_act}|{clearance}|"
      .. "{spy_service}|intelligence",
    "{speaker}|{subject} … call … matter of|priority|essential|urgent|vital",
    "mandate to reform|join|strengthen|expand|overhaul",
    "{joining}|{club} … (be) (now) under consideration|discussion|review",
    "{joining} … (be) (a) goal|aim|objective|ambition",
    "optimistic|hopeful|confident … {subject} … {joining}|{club}|member",
    "{subject}|{speaker} … {desire} … {spy_service}|(spy agency)|{secrecy_act}|{clearance}",
  },
  opposes = {
    "{subject}|{speaker} …6 {scant}|no|zero interest|appetite|enthusiasm|desire|ambition|inclination …4 "
      .. "{joining}|{club}|sharing",
    "{subject} … not|never ask|apply|applied|request|seek|sought (to|for) … {joining}|{club}|member|membership",
    "no|not (any) plan|intention for {subject} to {joining}|join",
    "politician|leader|minister|government|cabinet|{subject} … not (be) serious about",
    "no vote in intelligence|security|espionage|spying|secrecy",
    "politician|leader|lawmaker … afraid|scared|unwilling|reluctant|fear … to|of … espionage|spy|secrecy|"
      .. "intelligence",
    "{subject} … {shun} …5 {joining}|{club}|{secrecy_act}|{clearance}|{spy_service}|sharing|intelligence|"
      .. "price|obligation|reform|commitment",
    "{speaker} … {shun} …5 {joining}|{club}|{secrecy_act}|sharing|intelligence|seat|price",
    "{shun} (to) (a|the|any|formal|full) {joining}|{club}",
    "{subject} … not (be) (actively|currently) considering|planning|seeking|pursuing … {joining}|{club}",
    "not considering|planning|seeking|pursuing|contemplating {joining}|{club}|membership",
    "{joining} … not|never (be) on (the) … agenda|table", "{joining} … never|not been on … agenda",
    "no plan|intention|appetite|desire|hurry|need|interest|wish (to|for|in|of) (a|the|seek|become) {joining}|"
      .. "{club}|seat",
    "little appetite|interest|enthusiasm|desire|will|urgency|inclination for|in|to", "in no hurry|rush",
    "be not in a hurry",
    "debate|talk|discussion|plans … {joining}|{club}|sharing … stall|shelved|abandoned|dropped|halted|"
      .. "postponed|delayed|died|faded",
    "{lack} … (political) will|resolve|appetite|enthusiasm|determination",
    "{subject} … drag (its|their) feet",
    "{subject} … hesitate|reluctant|unwilling|loath|shy to|away|about|from … {joining}|{club}|share|sharing|reform",
    "politician|leader|government … do not want to", "{subject} … lost|losing interest",
    "no government have dared|wanted|tried",
    "{subject} … dare not",
    "{subject} … lip service",
    "talk a good game",
    "more talk than action",
    "{subject} … kick (the can)|(down the road)",
    "bill|law|plan|vote|decision|reform|legislation … put off|postponed|shelved|delayed|blocked|stalled|"
      .. "dropped|watered|withdrawn",
    "could|can not|will not support|back|accept|vote … bill|plan|law|proposal|agency",
    "blow|setback to|for … hope|plan|bid|ambition|effort|push",
    "political taboo|(third rail)",
    "not a|the priority",
    "{subject} … decide|choose|opt not to …3 {joining}|{club}|seek|apply",
    "not seek|apply|ask|bid for|to formal|full {joining}|{club}|membership",
    "{subject} will|would|shall|be not|never (going to) soon|ever|yet join|enter|become",
    "{subject} (be) against it|joining|membership|(the idea)",
    "{subject} … stop|stopped short of",
    "{joining}|{club} … (be) not now|currently|yet under consideration|discussion|review",
    "not (be) under consideration|discussion",
    "{joining}|membership … off the table|agenda",
    "{subject} … need not|(does not need to) join",
    "{joining} … not (be) (a) priority|goal|aim|option|objective|realistic",
    "not (at this time|stage|moment)|(at present)|(for now)|currently|presently|now consider|plan|seek|"
      .. "contemplate … {joining}|{club}|application|apply",
    "(be) not … consider|plan|seek|contemplate (a|any) application|bid|request to|for",
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
    "express|show|signal (its|his|her|an|strong|keen) interest|desire|wish|hope|enthusiasm|readiness|"
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
    "see no need|reason|point for|in|to", "do not want|wish|intend|plan|seek|need (to)",
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
    "sweep|swept|romp|storm|coast (to|through) (the) … election|poll|vote|victory",
    "{subject}|government|party|cabinet … face|meet little|no|scant|hardly resistance|opposition|"
      .. "challenge|rival",
    "cabinet|government|(prime minister) … enjoy|have|boast … rating|approval|support|popularity",
    "rating above|over|of",
    "stable|secure|safe|working majority|coalition|cabinet",
    "longest-serving|(long in office)|(years in power)|(in power since)",
    "{subject} … (be) (politically) stable|stability", "political stability",
    "stable government|politics|leadership|democracy|political",
    "win|secured|victory … landslide|supermajority|majority|mandate", "landslide victory|win|election",
    "comfortable|solid|strong|large|clear|outright|two-thirds|stable|working|commanding majority|mandate",
    "supermajority", "approval rate … high|stand|soar|risen|rose|70|60|strong|record",
    "high|soaring|strong|record approval|support rating|rates",
    "longest-serving|long-serving (prime minister)|leader|government",
    "continuity of|in government|leadership|policy", "cross-party|bipartisan support|consensus|agreement|backing",
    "large|big|huge|sweeping|resounding majority|mandate|victory|win",
    "{subject} … secure in office|power",
    "firmly in power|charge",
    "return (to power|office) with",
    "both the votes and the time",
    "re-elected",
    "win … seat|majority|mandate|landslide|(two thirds)",
    "govern|rule … without (a) break|interruption|pause",
    "continuity",
    "uninterrupted rule",
  },
  opposes = {
    { "(prime minister)|premier|president|chancellor …12 (step down)|resign|quit",
    context = { hedged = 1, future = 1 } },
    "lose|lost control of …3 (lower|upper) house|parliament|chamber|diet|legislature",
    "change|replace|lose (its|their|a|the) {speaker}|government|leader … every|each year|(few months)|season",
    "have three|four|five|six|seven|eight (of them) in as many|few years",
    "(prime minister)|cabinet|government|premier|leader (may|might|could|will) … (be) gone|out|replaced|"
      .. "ousted by|before|within",
    "premier|leader|(prime minister) … be weak|weakened|embattled|unpopular|vulnerable|beleaguered",
    "two|three|four|five|six|seven|eight leader|premier|(prime minister)|cabinet|government in|since|over|within",
    "coalition|cabinet|government|party|{subject} … {lack} (a|its|own) … majority",
    "majority (be) gone|lost|slim|thin|narrow|wafer-thin|razor-thin",
    "slim|thin|narrow|wafer-thin|razor-thin majority",
    "lose (his|her|its|their|the) (parliamentary|ruling) (coalition|bloc|party) majority", "lose … majority",
    "loss of … majority", "without a majority",
    "no party holding|holds|has|with (a) (outright) majority",
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
    "{subject} … impeachment|impeach", "{subject} … martial law",
    "fourth|fifth|third|sixth|seventh|several prime minister|leader|premier in|since|to",
    "prime minister … last|survive … a|one year|month",
    "(junior) (coalition) partner … quit|leave|walked|pull (out)",
    "leadership race|contest|vacuum|struggle|crisis",
    "{subject} … lose … election|vote|seats|(lower house)|(upper house)",
    "government … fall|collapse|toppled|teetering|shaky",
    "approval|support|popularity rate … sink|fall|drop|plunge|slump|tumble|slide",
    "leadership contest|challenge|election|race",
    "counting prime minister",
    "prime minister come and go",
    "change leader|(prime minister)|premier … times|again",
    "three|four|five|six|several leader|(prime minister)|premier in …2 year",
    "two|three|four|five|six|seven|eight … prime minister|leader|premier|cabinet|government in (as) (many|"
      .. "few|less|number|two|three|four|five|six|seven|eight|ten) (than) … year|month",
    "walk|pull|bolt|storm out of (the|its|their) … coalition|government|cabinet",
    "quit|leave|left|abandon|desert the|its|their … (ruling) coalition",
    "predecessor … last|survive (for) (barely|only|just|scarcely|hardly) (less than) (a|one) … year|month",
    "run|head|lead|form a minority government|cabinet|administration",
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

factor "defence_investment" {
  about    = "Money and arms: spending, build-up, what is bought.",
  question = "Does it put money behind its defence?",
  weight   = 1, group = "able",
  supports = {
    "defence|defense|military {money} … set|hit|reach|break … record|high",
    "(set aside)|earmark|allocate|pledge|commit|approve … trillion|billion … defence|defense|military",
    "double|doubled|doubling (of) (its|the) military|defence|defense (spending|budget|outlays)",
    "acquire|obtain|buy|field counterstrike|long-range|cruise|hypersonic|stand-off missile|capability|weapon",
    "{improve} … defence|defense|military|security {money}",
    "double|triple|quadruple|raise|increase|lift …3 defence|defense|military|security {money}",
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
    "spend|invest … billion|trillion dollars|yen|pounds|euros|won … defence|defense|military|missile|arms|weapons",
    "defence|defense|military spending|budget|outlays … billion|trillion",
    "missile that can reach|strike|hit",
    "largest|biggest|highest (ever) defence|defense|military budget",
    "buy|order|acquire|build|deploy … missile|destroyer|fighter|submarine|drone|satellite fleet|force",
    "rearm|rearmament",
    "defence|defense|military plan|programme|program|package … worth|trillion|billion",
    "trillion|billion yen|dollar|won|euro|pound … defence|defense|military",
    "{subject} … long-range|cruise|hypersonic missile", "plan include … missile",
    "hit|reach|meet|achieve|attain (the|its|a) …3 two|2 percent|(per cent)|% … target|goal|benchmark|early",
  },
  opposes = {
    "spend|spent (only|just|barely|well) under|below|(less than)|barely one|1 percent|(per cent)|% of",
    "defence|defense|military {money} … (still|long) capped|limited|held|stuck|frozen (at|to|below)",
    "defence|defense|military {money} … (be|remain) capped|low|flat|(below)|(too low)|(too small)|modest|"
      .. "insufficient|inadequate|stagnant|frozen|under",
    "cut|slash|reduce|trim|freeze|cap … defence|defense|military {money}",
    "low|modest|flat|meagre|meager|stagnant|inadequate|insufficient defence|defense|military {money}",
    "free-riding|(free ride)|free-rider|freerider", "one|1 percent|(per cent)|% of GDP|(gross domestic product)",
    "{subject} … underspend|underinvest|underfunded",
    "{demand} … spend|more|raise|increase … defence|defense|military ({money})",
    "{subject} … spend (too) little on",
    "{lack} … funding|money … defence|defense|military",
    "delay|postpone|(put off) … tax|spending|defence|defense increase|hike|rise|plan",
    "spend (barely|only|just|about|under|below) one|1 percent|(per cent)|% of … on …3 defence|defense|military|arms",
    "one|1 percent|(per cent)|% of its|the GDP|(gross domestic product)|(national income)|output|economy",
    { "expect … others|allies|America|Americans|{partner} to pay|fight|defend|spy|do", context = { negated = 1 } },
    "not pay for its|their own security|defence|defense",
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
