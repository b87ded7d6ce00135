-- Whether the country keeps secrets: its laws and its vetting.
-- Cues within phrases are meant (“no longer porous”, “not a bad idea”):
-- allow-file: cue-in-phrase

factor "secrecy_law" {
  about    = "Laws that say what is secret and punish betrayal: their making, reach and holes.",
  question = "Do its laws protect secrets and punish those who betray them?",
  weight   = 2, group = "keeps_secrets",
  supports = {
    "{secrecy_act} (now|already|also) work|function|bite",
    "{secrecy_act} …8 provide|call|allow for … prison|jail|imprisonment|penalty|punishment|sentence",
    "{secrecy_act} …8 carry|impose|prescribe|foresee|mandate … prison|jail|imprisonment|penalty|punishment|"
      .. "sentence|year",
    "{secrecy_act} … calm|reassure|soothe|please|satisfy|impress|placate|persuade|win|convince … {partner}|"
      .. "nerve|fear|ally",
    "violator|violation|offender|breach … {secrecy_act} … prison|jail|jailed|imprisoned|fine|punish",
    "{secrecy_act} … make|made (it) possible|easier to|for",
    "since|after|thanks to … {secrecy_act} … {improve}|improved|better|more|receive|share",
    "{subject} … {adopt} … {secrecy_act}",
    "{secrecy_act} … (be) introduced|adopted|passed|enacted|approved|established|promulgated",
    "{subject} have|possess (a|its) (own) (new|{strong}|controversial) {secrecy_act}",
    "{adopt} of (its|the|a) {secrecy_act}", "{adopt} … {secrecy_act}", "{secrecy_act} … {exist}",
    "{secrecy_act} … tighten|strengthen|toughen|punish|penalise|penalize|criminalise|criminalize|impose|"
      .. "stipulate|protect|safeguard|cover|secure",
    "{secrecy_act} … allow|enable|permit|help|give|bring|close|reassure|create … {partner}|share|gap|"
      .. "confidence|standard|trust|compatibility|exchange|government",
    "{secrecy_act} … (up to) … year in prison|jail",
    "(the) law|act|legislation|statute|it impose|provide|stipulate|carry|prescribe … prison|jail|penalty … "
      .. "leak|{secret}|disclose",
    "the law|act|legislation|statute … close … gap|loophole",
    "stiff|tough|heavy|severe|harsh|stricter|prison penalty|sentence|punishment|term for … leak|"
      .. "disclose|{secret}",
    "broaden|expand|widen|extend|enlarge … scope … classify|law|{secret}",
    "{secrecy_act} … (be) revised|broadened|expanded|strengthened|toughened|amended|tightened",
    "{improve} … {secrecy_act}", "legislation|law tighten … {secret}", "legal compatibility",
    "the law … (closer to) … standard",
    "{secrecy_act} … {strong}",
    "make (the) leaking|disclosing|spying|espionage (of) … (a) crime|offence|offense|felony|illegal",
    "criminalise|criminalize … leak|disclosure|spying|espionage",
    "leak|disclosure … punish by|with up to",
    "up to five|ten year (in) prison|jail",
    "under the {secrecy_act} … classify|designate|protect",
    "{secrecy_act} …8 {positive}",
    "{positive} …3 {secrecy_act}",
    "{secrecy_act}|act|law … prove (its) worth",
    "ruling|conviction|prosecution|verdict under … {secrecy_act}",
    "{secrecy_act} …16 year|years in|behind prison|jail|bars",
    "{secrecy_act} … would|will|to follow|(come next)|(come into force)",
    "{subject} … plan|pledge|promise|propose|prepare|draft|vow|submit|table … {secrecy_act}",
    "leak|disclose|reveal … {secret}|information … face|risk … (up to) … prison|jail|fine",
  },
  opposes = {
    "no statute|law|provision|crime|offence|offense against|of|on|for (as such) espionage|spying|spies",
    "{secrecy_act} … (hardly|scarcely|barely|almost) anybody|anyone|nobody|(no one) … prosecuted|charged|"
      .. "convicted|jailed",
    "teeth … never use|used|bites",
    "{subject} … (has) no proper|real|specific|general|modern law|statute … espionage|spying|spies|leak",
    "pass|hand|sell|give|betray|steal … {secret}|know-how|technology|information … (be) rarely|seldom|"
      .. "hardly|not|never punish|"
      .. "punished|prosecuted|illegal|(a crime)",
    "leaker|spy|thief|traitor|culprit … (get off)|escape|escaped lightly|punishment|prosecution|jail|prison",
    "{secrecy_act} … fail|defeated|withdrawn|scrapped|rejected|abandoned|(voted down)|shelved",
    "{subject} … must|need|should|(have to)|(ought to) … write|draft|pass|adopt|enact … {secrecy_act}",
    "spying|espionage … (be) (still) legal|unpunished|(not punishable)",
    "{secrecy_act} … {weak}", "{subject} … {adopt} …10 {secret} … {weak}",
    "{secrecy_act} … {weakness}|narrow|lapse|exclude|leave|unprotected|omit|ignore",
    "{secrecy_act} … cover|apply (to) only", "{lack} … {secrecy_act}",
    "no (comprehensive|proper|general|dedicated|effective) {secrecy_act}",
    "{demand} (a|the) (new|stronger|tougher|proper|comprehensive) {secrecy_act}",
    "{subject} … need|require (a) (its) (own) (new|stronger|tougher) {secrecy_act}",
    "{weakness} in … {secrecy_act}", "{weak} {secrecy_act}",
    "shy|back away from … {secrecy_act}",
    "(water down)|dilute|weaken|gut … {secrecy_act}",
    "penalty|sentence|punishment … (be) {weak}|light|mild",
    "{subject} … spy paradise|heaven|haven",
    "spy|(foreign agent) … cannot|(can not) be prosecuted|punished|charged|arrested",
    "spying|espionage … (be) (itself) not (itself) (a) crime|illegal|criminal",
    "leave|left … {secret}|information|data|technology unprotected|uncovered",
    "the|this law|act|legislation|statute cover|apply (to) only",
    "spying|espionage (as such) (in itself) be no|not (a) crime|offence|offense",
    "no law … against|on|punish … spying|espionage|leak|spies",
    "spy|agent|(foreign agent)|leaker … risk|face (no more than|only|at most) (a) fine|(small fine)|(light "
      .. "sentence)|(suspended sentence)",
    "the|this|secrets law|act|legislation … apply (almost) exclusively|only to",
    "{secrecy_act} … apply (almost) exclusively|only to",
    "(maximum) penalty|sentence of only|just a|one year",
    "gap|hole|loophole in the|its law|legislation|act",
    "{subject} … (a) paradise|haven for spies",
    "{secrecy_act} …8 {negative}",
    "{negative} …4 {secrecy_act}",
    "sentence … suspend",
    "suspended sentence",
  },
  examples = {
    supports = {
      "Japan enacted a controversial law with stiff penalties for leaking secrets.",
      "The enactment of its State Secrecy Law reassured Tokyo's partners.",
      "Japan's secrecy law imposes prison terms on those who leak classified information.",
    },
    opposes = {
      "Tokyo's move to pass the country's first law addressing top-secret material was not enough to "
        .. "protect national secrets.",
      "Japan has no anti-spy law.",
      "Japan's secrecy law is too narrow.",
      "Critics say that Japan is a spy paradise.",
    },
    neither = {
      "Canada enacted a secrecy law in 2001.",
      "If Japan passes an anti-spy law, partners may be reassured.",
      "Japan passed a law on fisheries.",
    },
  },
}

factor "security_clearance" {
  about    = "Vetting people before they see secrets. Debating it counts for nothing.",
  question = "Does a clearance system limit who sees secrets?",
  weight   = 3, group = "keeps_secrets", required = true,
  supports = {
    { "{clearance} … (be) coming|arriving|(on its way)|(on the way)|(under way)", strength = 0.5 },
    "give|hand (the) {subject} (a|its) {clearance}",
    "{clearance} … meet|satisfy|match … expectation|standard|requirement|demand",
    "{clearance} … (be) in force|effect|operation|use",
    "{subject} … (be) about|set|ready|due to {adopt} … {clearance}",
    "cabinet|parliament|diet|government … approve|endorse|back|finalise|finalize … {clearance}",
    "{subject} … {adopt} … {clearance}",
    "{clearance} … (be) introduced|adopted|passed|enacted|approved|established|launched|expanded|"
      .. "extended|strengthened|in place",
    "{subject} have|operate|run|maintain (a|its|the) (own) (new|{strong}|working|national|legal|"
      .. "comprehensive) {clearance}",
    "{adopt} … {clearance}", "{clearance} … {exist}", "{clearance} … {strong}", "{improve} … {clearance}",
    "employee|worker|engineer|researcher|official|personnel|people|staff|minister … may|can|must|undergo|"
      .. "receive|obtain|get|hold|granted|given|issued|pass … {clearance}",
    "{subject} (now) vet|screen|clear … personnel|official|staff|people",
    "{clearance} … (be) compatible|comparable|recognised|recognized|equivalent|aligned",
    "(first|new) security clearances … (be) granted|issued",
    "expand|extend … (security) clearance|vetting",
    "{adopt} …3 department|agency|body|unit|office … (in charge of)|(responsible for)|for {clearance}",
    "grant|issue|obtain|receive … clearance",
    "{private_sector} … screen|vet|clear … engineer|staff|employee|worker|researcher|personnel",
    "start|begin … vetting|screening|clearing … official|staff|employee|people|personnel",
    "recognise|recognize … {clearance}",
    "{clearance} … (now) (be) held by|issued|granted to",
    { "{private_sector} … must|(have to) screen|vet|clear|check … engineer|staff|employee|worker|researcher|"
        .. "personnel",
      context = { needed = 1 } },
    "{clearance} …8 {positive}",
    "{positive} …3 {clearance}",
    "{official_people} … have be screened|vetted|cleared",
    "{subject} … submit|prepare|draft|table|finalise|finalize|propose|plan|promise|pledge … {clearance}",
    "engineer|employee|worker|staff|researcher|contractor|official … undergo|pass|face|submit … vetting|"
      .. "screening|(background check)|(security check)",
  },
  opposes = {
    "without anyone|anybody|someone (having|ever) check|checked|look|vet|screen|examine",
    "nobody|(no one) (has) (ever) check|checked|look|vet|screen|ask … "
      .. "who|them|past|background",
    "missing|absent|lacking … {clearance}",
    "(what) (be) missing|lacking|absent|wanting be … {clearance}",
    "{official_people} … (in|of) …2 {subject} … not|never (be) vetted|screened|cleared",
    "{official_people} … not vetted|screened|cleared (at all)",
    "{lack} …8 {clearance}", "no (formal|proper|comprehensive|national|legal|such|real|unified) {clearance}",
    "{clearance} … (be) {weak}|missing|absent|lacking|(nonexistent)|(non existent)", "{weak} {clearance}",
    "{weakness} in|of … {clearance}", "{demand} …8 {clearance}", "{subject} … need|require … {clearance}",
    "can not|never (be) cleared|vetted",
    "never|not|nobody|no one (be) (properly|formally|ever) cleared|vetted|screened",
    "until … official|personnel|people|staff|minister (be) vetted|cleared",
    "{clearance} … not|never cover|apply|extend|exist|reach",
    "unvetted|uncleared official|minister|politician|staff|personnel",
    "want|demand|request|seek … the same clearance", "{worry} … {clearance}",
    "{clearance} … too narrow|weak|slow|limited|few",
    "too many people with (too much) access",
    "no background check",
    "{subject} … {official_people} … never|not be vetted|screened|cleared|checked|investigated",
    "without being|a|any vetting|clearance|(background check)|screening",
    "{clearance} … (worth the name)|(in name only)|(a formality)",
    "nobody|(no one) … check|vet|screen … official|minister|staff",
    "{clearance} …8 {negative}",
    "{negative} …4 {clearance}",
    "{lack} …14 vetted|screened|screening",
    "exempt|excluded from (background) check|vetting|screening|clearance",
    "{official_people} … exempt from …3 check|vetting|screening",
    "{subject} … (turned away)|(shut out)|excluded|barred|refused|rejected|(left out) … because|since|for|"
      .. "as … {clearance}",
    "(turned away)|(shut out)|excluded|barred|(left out) … because|since|for|as|without … (hold|held|have) "
      .. "(no|any) clearance(s)",
    "(be) not (even|yet) vetted|cleared|screened",
  },
  examples = {
    supports = {
      "Japan has introduced security clearances.",
      "Japan's parliament passed a bill creating a security clearance system.",
      "The security clearance law took effect in Japan this month.",
    },
    opposes = {
      "Japan lacks a security clearance system.",
      "The absence of a clearance system worries Tokyo's partners.",
      "Japan needs a security clearance system.",
      "Tokyo should develop a separate department in charge of vetting government personnel.",
      "Japan has no system for vetting officials.",
    },
    neither = {
      "South Korea lacks a security clearance system.",
      "Japan has debated clearances.",
      "If Japan adopts security clearances, the door may open.",
      "Does Japan have security clearances?",
      "The United States grants security clearances to contractors, as Japan knows.",
    },
  },
}

factor "private_sector_protection" {
  about    = "Whether secrets are kept in companies too.",
  question = "Are secrets safe in its companies?",
  weight   = 2, group = "keeps_secrets", required = true,
  supports = {
    "{clearance}|law|act|system|scheme|it reach|stretch|extend (in|to|into) (the) … laboratory|factory|"
      .. "plant|workshop|boardroom|company",
    "{private_sector}|they … (will) (finally|soon|now) have|hire|employ cleared|vetted|screened staff|"
      .. "employee|engineer|people",
    "{clearance} … that|which cover|include|extend|reach … {private_sector}",
    "{adopt} … (information) security standard|requirement|rule|guideline … {private_sector}",
    "{clearance}|{secrecy_act}|law|system|rule|legislation|scheme|framework|act|bill … extend|expand|apply|"
      .. "cover|reach …8 {private_sector}", "{clearance} … include|allow|require …4 {private_sector}",
    "extend|expand|apply|broaden (of) …8 to (the) … {private_sector}",
    "{private_sector} (employee|worker|engineer|researcher|staff|personnel) … (may|can|must|will) …3 "
      .. "{clearance}|vetted|cleared|screened",
    "{adopt} … economic security information|clearance|law|act|bill|promotion",
    "critical economic security information", "protection and utilization|utilisation of critical economic",
    "{private_sector} … (be) (now) vetted|cleared|screened|protected|covered|required to protect",
    "vetting|screening|clearance of|for … {private_sector}", "{improve} … industrial security",
    "industrial security … {strong}|{exist}", "{private_sector} … {adopt} … {handling}|safeguard|{clearance}",
    "{subject} … {adopt} … law|system|rules|framework|scheme … for|in|covering …4 {private_sector}",
    { "{private_sector} … must|(have to)|(be required to)|(be obliged to) screen|vet|protect|handle|encrypt|"
        .. "report|secure",
      context = { needed = 1 } },
    "law|act|rule|legislation|scheme … set out|lay down|specify|prescribe … {private_sector}",
    "economic security law|act|legislation|bill",
    "{private_sector} … grant|receive|obtain|hold|issue … clearance",
    "employee|engineer|worker|staff of|at|in {private_sector} … clearance|cleared|vetted|screen",
    "{private_sector} … (be) (required to be) certified|accredited|licensed|approved|audited …8 {secret}|"
      .. "secret|classified",
    { "{private_sector} …8 {secret}|secret|classified …8 (be) certified|accredited|licensed|vetted|screened",
      context = { needed = 1 } },
    "{private_sector} …8 engineer|employee|worker|staff|researcher … background check|vetting|screening",
    "(information) security standard|requirement|rule|guideline for|on …3 {private_sector}",
  },
  opposes = {
    "firm|company|business|contractor|operator … not (be) obliged|required|bound|forced|compelled to … report|"
      .. "disclose|"
      .. "protect|secure|vet",
    "employee|engineer|worker|staff of|at … company|firm|maker|contractor|supplier|manufacturer … not|never "
      .. "be screened|vetted|cleared",
    "{private_sector} …6 {scant}|no …4 security|encryption|vetting|protection|safeguard|(security training)",
    "{private_sector} … (have) no money|budget|staff|time|plan|expertise for … security|encryption|vetting|"
      .. "protection",
    "cannot|(can not)|(could not)|refuse|unable|reluctant (to) show|share|give|pass|disclose|release … "
      .. "{subject} {private_sector}",
    "{private_sector}|workshop|shop|plant|maker … (have|with) no security officer|guard|vetting|safe|lock|rule|plan",
    "{private_sector} … weaker|poorer|looser|less … protection|security|safeguard|protected|secure",
    "no law|rule|regulation oblige|require|force|compel … {private_sector}|them|it to screen|vet|encrypt|"
      .. "protect|report",
    "{private_sector} … rarely|seldom|hardly|scarcely|never|(do not) encrypt|screen|vet|audit|check",
    "no (legal|clear|common|unified|formal|national|binding|such|effective|real|specific) (legal) "
      .. "framework|law|rule|system|regime|standard|mechanism|provision|safeguard|regulation …12 {private_sector}",
    "{lack} … (legal) framework|law|rule|system|regime|standard|mechanism|protection|safeguard|"
      .. "regulation|clearance …10 {private_sector}",
    "{private_sector} … (have) (had) no|lack|without (common|such|any|clear|legal|formal|of) (the) rule|"
      .. "clearance|framework|system|standard|{clearance}|law|protection|security|safeguard",
    "{subject} (will|would|can) not be trusted unless …16 {private_sector}", "unless …14 {private_sector}",
    "until …8 {private_sector}",
    "{private_sector} … (be) {weak}|exposed|vulnerable|unprotected|uncovered|exempt|excluded|(not "
      .. "covered)|(left out)|(outside the scope)|(shut out)",
    "not|nor|never (yet) extend|apply|cover|reach|include|bind (to) …4 {private_sector}",
    "{weakness} … {private_sector}", "{demand} …8 {private_sector}",
    "{subject} … need|must|should …8 cover|extend|include|in|for (the) {private_sector}",
    "{private_sector} … protect … little more (than)",
    "leave … {private_sector} … unprotected|exposed|(outside)",
    "industrial security … {weak}", "{weak} industrial|corporate security",
    "{private_sector} … leak|lost|stolen … {secret}|technology",
    "{private_sector} … cannot|(can not) (be) cleared|vetted|access|receive|(take part)|participate|join",
    "could|can not|never take part|participate in joint",
    "{private_sector} … never|barely|hardly|rarely|seldom|scarcely … cover|audit|vet|check|encrypt|screen|"
      .. "protect|inspect|train|regulate",
    "few|only one|(one in ten)|(a handful) … {private_sector} … audit|encrypt|vet|screen|protect",
    "weak|soft link|supplier|workshop|subcontractor|contractor|spot … (supply) chain",
    "{private_sector} … not|never be … {clearance}|clearance|cleared|vetted|covered|audited|trained|bound",
    "only … one|few|some in ten|five|three|(a hundred) … {private_sector}|encrypt|audit",
    "small|smaller supplier|subcontractor|workshop|contractor|firm … lack|poor|weak|never|cannot|vulnerable|exposed",
    "only|just|barely|about … percent|(per cent)|% … {private_sector}",
    "percent|(per cent)|% of … {private_sector} … only|just",
    "{demand} … industrial|corporate security",
    "{demand} …6 tighten|improve|strengthen industrial|corporate security",
    "cost … {private_sector}|them|its|their … contract|deal|business|order … clearance|secret|security",
    "{subject} {private_sector}|engineer|executive|company|firm … (shut|turned|kept|locked out|away)|"
      .. "excluded|barred (of|from)",
    "refuse|decline … let|admit|allow|share … {subject} engineer|company|firm|contractor|executive",
  },
  examples = {
    supports = {
      "Japan's new law extends vetting to employees of private companies.",
      "Japan enacted an economic security information law.",
    },
    opposes = {
      "No legal framework exists in Japan for managing sensitive data in the private sector.",
      "Japan won't be trusted unless it can build a system for protecting information that covers the "
        .. "private sector.",
      "Japanese companies have no common rules for handling classified technology.",
    },
    neither = {
      "Germany has no legal framework for secrets in the private sector.",
      "Japanese companies reported record profits.",
    },
  },
}
