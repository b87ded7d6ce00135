-- What the factors talk about. A theme finds a mention and judges nothing.

theme "intelligence_sharing" {
  about   = "The topic: sharing secrets among states and what it takes. Words of intelligence, secrecy, espionage "
    .. "and cyber defence, and no word that any speech on international cooperation uses.",
  phrases = {
    -behind(phrase "artificial|emotional|business|market|competitive|machine|swarm|collective") * fold "intelligence",
    "six eyes", "special secrets", "secrecy of communication|correspondence", "tap … line|phone|call|cable|"
      .. "communication",
    "information sharing between|among", "(information) analysis cell|centre|center",
    "national intelligence",
    "secret paper|information|intelligence",
    "agreement|pact to protect|guard|safeguard … secrets",
    "satellite picture|imagery|photograph",
    "{world.five_eyes}", "{world.nine_eyes}|{world.fourteen_eyes}", "sixth eye|member", "another|additional eye",
    "spy|spying club|alliance|pact|network|partnership|ring|agreement",
    "intelligence sharing|exchange|cooperation|partner|partnership|alliance|relationship|community|network|pact|club",
    "intelligence-sharing", "information sharing with", "share|exchange … intelligence|secret",
    "exchange of (classified|military|sensitive) intelligence", "military information",
    "intelligence agency|service|officer|official|gathering|collection|capability|bureau|apparatus|organisation"
      .. "|organization|chief|report|unit|analyst|activity|expert|asset|dialogue|council|cell|centre|center|data|work"
      .. "|law|bill|ties|headquarters|assessment|source|picture|staff|system|budget|reform",
    "spy agency|service|law|satellite|chief|base|master", "signals intelligence|directorate", "human intelligence",
    "foreign|military|defence|defense|satellite|electronic|diplomatic|classified intelligence",
    "sigint|humint|gsomia|opsec",
    "security clearance", '[lc="classified"]', "top-secret|sensitive information|intelligence|data|material|document",
    "state|military|official|defence|defense secret", "secrecy|secrets law|act|bill|legislation|rule",
    "{secrecy_act}",
    "anti-espionage|anti-spying|counter-espionage|counterintelligence|espionage", "information security",
    "data security", "cyber security|defence|defense|attack|espionage|threat|intelligence", "cybersecurity",
    "cyberattack|cyberdefence|cyberdefense|cyberespionage", "hacker", "liaison officer",
    "wiretapping|wiretap|eavesdropping",
    "reconnaissance|spy|surveillance|intelligence satellite",
    "{clearance}",
    "spy|spying",
    "{world.cia}|{world.mi6}|{world.nsa}|{world.gchq}",
    "CIA|MI6|NSA|GCHQ",
    "raw|signals intelligence|intercept|product",
    "secret|classified project|programme|program|contract|network|file",
    "cyber command|operation|unit|force|intrusion|breach|capability",
    "active cyber",
    "classified|sensitive … information|technology|intelligence",
    "penetrate|hack … server|network",
    "case officer",
    "keep|protect|guard|share|betray|leak|trust … secrets",
    "diplomatic|encrypted cable|telegram",
  },
  finds   = { "Intelligence sharing is a matter of trust.", "Spy satellites circle the earth." },
  ignores = { "The festival opens on Sunday.", "Artificial intelligence is a shared concern.", "The group met "
      .. "its partners to exchange information on trade." },
}

theme "secret" {
  about   = "What must not get out.",
  phrases = {
    "secret|classified|confidential paper|blueprint|file|briefing|cable",
    "classified|sensitive|secret|top-secret|confidential|protected|restricted|restricted-access "
      .. "information|data|material|document|"
      .. "intelligence|file|technology|report|record|matter",
    "classified|sensitive … information|data|material|document",
    "state|military|defence|defense|national|official|diplomatic|trade|"
      .. "government|naval|economic|technological secret", "secret", "specially designated secret",
    "secret information|data|document",
    "defence|defense|military|security information|data", "top-secret|secret material",
    "information … relate to … defense|defence",
    "sensitive|classified (government) (defense|defence) information",
  },
}

theme "handling" {
  about   = "Keeping information safe, as an activity or a quality.",
  phrases = {
    "information|data|document|personnel|protective|operational|internal security", "opsec",
    "protect|safeguard|handle|guard|keep|manage|control|protection|safekeeping (of) (its|their|the) {secret}",
    "handling|protection|management|control|security of {secret}", "control over (its) information (security)",
    "keep (its|a|their) secret", "keep {secret} … safe|secure", "secret keeping",
    "data OPSEC",
    "protect|safeguard|handle … {secret}", "security culture|discipline|awareness|practice|procedure|standard",
    "counterintelligence|counter-espionage|counterespionage", "system for protecting {secret}",
  },
  finds   = { "It can keep secrets.", "the handling of classified information" },
  ignores = { "It keeps its word." },
}

theme "secrecy_act" {
  about   = "Laws that say what is secret and punish who betrays it.",
  phrases = {
    "secrecy|secrets (protection) law|act|legislation|bill|statute|regime",
    "(state|official|military) secrecy|secrets (protection) law|act|bill",
    "specially designated secrets (protection) (act|law|bill)", "designated secrets|secrecy act|law|system|bill",
    "law|act|legislation|statute on|for|governing (the) (protection) (of) … {secret}",
    "law|act|legislation … protect|safeguard … {secret}",
    "law|act|legislation … address|cover|govern|concern … {secret}", "law … penalty|prison|punish … {secret}",
    "anti-spy|anti-espionage|counter-espionage|counterespionage|espionage|anti-leak law|act|legislation|statute",
    "law … leak|disclose … {secret}", "spy prevention law|act",
    "act on the protection of … secrets",
    "law against spying|espionage|leaks|spies",
    "(legal) framework|rule|regime|protection for|on|of protect|keep|handle|guard … {secret}",
    "information protection law|act",
  },
  finds   = { "the Specially Designated Secrets Act", "the State Secrecy Law", "an anti-spy law" },
  ignores = { "the law on fishing" },
}

theme "clearance" {
  about   = "Vetting people before they see secrets.",
  phrases = {
    "need-to-know (basis|principle|rule)", "positive vetting", "check on who sees|handles|reads", "security "
      .. "check(s) on|of",
    "check|screen (the) background|loyalty of", "reliability|loyalty check|test|assessment",
    "(look|looking|dig|dug|digging) into (his|her|their|the) past|background|finances",
    "security clearance(s)",
    "security clearance system|regime|scheme|framework|process|programme|program|mechanism|law|legislation|bill|rule",
    "clearance system|regime|scheme|framework|process|programme|program|mechanism|law|legislation|bill|"
      .. "procedure|requirement",
    "system|regime|scheme|framework|law|process of|for (security) clearance(s)", "level of clearance",
    "cleared personnel|staff|official|people",
    "clearance for|of personnel|staff|official|employee|minister|engineer|people|worker|researcher",
    "receive|grant|obtain|hold (security) clearance(s)",
    "personnel|background|staff|security vetting (system|regime|process|procedure|scheme)", '[lc="vetting"]',
    "vetting of personnel|staff|officials|ministers|employees",
    "vetting (of) (any) (cabinet|government|public) personnel|staff|official|minister|employee|"
      .. "contractor|civil (servant)",
    "vet (government|its|their|the) personnel|staff|individual|official|employee|minister|contractor|"
      .. "people|engineer|those",
    "vetting system|regime|process|procedure|scheme|department|agency|rules",
    "vetted individual|personnel|staff|official|people", "background check|screening|investigation|vetting",
    "personnel security (system|regime|framework)", "security screening|vetting",
    "suitability assessment|evaluation|check|screening", '[lc="clearances"]',
    "screening of personnel|staff|officials|employees|people|those",
    "vetting|screening scheme|arrangement|law|bill|act|legislation",
    "clearance arrangement|rules|standard",
    "hold|have|possess (a|the|proper) clearance",
    "legislation|law|bill|act|rule on (the) (security) clearance(s)",
  },
  finds   = { "a security clearance system", "the vetting of ministers" },
  ignores = { "customs clearance", "the vet saw the dog" },
}

theme "private_sector" {
  about   = "Companies and their people.",
  phrases = {
    "private sector|company|firm|business|industry|enterprise|citizen|entity",
    "company|firm|business|industry|contractor|supplier|enterprise|manufacturer|corporation",
    "defence|defense industry|contractor|supplier|company|firm|manufacturer|industrial base",
    "outside (of) (the) government", "corporate sector",
    "private sector employee|worker|researcher|engineer", "company|corporate employee|worker|researcher|engineer",
    "civilian|business sector|people|employee|researcher",
    "university|academia|researcher", "industrial base",
  },
}

theme "cyber" {
  about   = "Defence of networks.",
  phrases = {
    "cyber security|defence|defense|capability|resilience|posture|protection|shield|hygiene|preparedness|"
      .. "force|command|unit|readiness",
    "cybersecurity", "cyberdefence|cyberdefense", "active cyber defence|defense",
    "ability to detect|repel|stop|spot|trace intruder|attack|hacker|intrusion", "cyber and information security",
    "cybersecurity and data systems",
    "network|computer|digital|IT|cyberspace|internet security|defence|defense|protection",
    "data|information|defence|defense|computer|government|military network|system",
    "security of (its|their|the) (defence|defense|computer|government|military|data|information) network|system",
    "cyber … security|defence|defense", "layered cyber shield", "cyber expert|specialist|talent|personnel",
    "cybersecurity capability|system|law|agency|centre|center|force|budget|expert|specialist|measures|"
      .. "strategy|staff|workforce",
  },
  finds   = { "active cyber defence", "the country's cybersecurity" },
  ignores = { "a cyber café" },
}

theme "hacker" {
  about   = "Those who break in, with the country they are said to work for.",
  phrases = {
    "hacker|intruder|cyberspy",
    "{rival} (state|government|military) (sponsored|backed|linked) hacker|intruder|cyberspies|spy|agent|operative",
    "(state|government|military) (sponsored|backed|linked) hacker|group|actor",
    "hacker linked|tied|connected to (the) {rival}", "hackers working for|backed by|from {rival}",
    "{rival}", "{rival} 's … hackers",
  },
}

theme "intrusion" {
  about   = "Break-ins into networks, as an event.",
  phrases = {
    "trojan|phishing|backdoor|spyware", "data|computer|network|cyber theft|raid|break-in", "break-in to",
    "server|network|system|computer|mailbox … (be) encrypted|paralysed|paralyzed|crippled|(knocked out)|(shut "
      .. "down)|entered|ransacked",
    "hack|cyberattack|cyberintrusion|cyberbreach|ransomware|malware|cyberespionage",
    "cyber attack|intrusion|breach|espionage|incident|raid|assault|penetration|operation",
    "network|system|computer|email|security|data breach|intrusion|penetration|compromise",
    "breach|penetration|compromise|infiltration|hacking of (its|their|the) … network|system|server|computer|email",
    "attack on (its|their|the) … network|system|server|computer|website",
    "series|wave|spate|string of (cyber|hacking) attacks|hacks|cyberattacks|breaches",
    "high-profile hack|breach|attack|cyberattack",
    "unauthorised|unauthorized access",
  },
  finds   = { "high-profile hacks", "a breach of its defence networks" },
  ignores = { "a breach of contract" },
}

pattern "break_into" {
  about   = "What hackers do to networks.",
  phrases = {
    "ransack|plunder|burgle|siphon|exfiltrate|crack|paralyse|paralyze|cripple|encrypt|read|enter|copy",
    "infiltrate|penetrate|hack|breach|compromise|attack|target|access|infect|burrow|steal|raid|invade",
    "break|get|hack|burrow|worm (deep) into|inside", "gain access to|deep",
    "gained (deep) (and) (persistent) access to", "(be) inside", "roam freely|around in", "steal … from",
  },
}

pattern "network" {
  about   = "What is broken into.",
  phrases = {
    "cable|file|account|port|hospital|airport|utility|agency|ministry",
    "network|system|server|computer|website|email|database|mailbox|infrastructure",
    "(defence|defense|military|government|classified|sensitive|foreign|ministry|diplomatic) "
      .. "(communication) network|system|server|cable|email",
    "space|cybersecurity|defence|defense|foreign agency|ministry|centre|center", "defense contractor|networks",
  },
}

theme "leak" {
  about   = "Secrets let out by one's own people: not break-ins from outside.",
  phrases = {
    "turn up|appear|end in|on|up the press|newspaper|internet|market|front page", "stolen|missing|lost laptop|"
      .. "memory stick|USB|hard drive|document",
    "pass|hand|sell|slip|give|smuggle (secret|classified|confidential) document|manual|file|plan|data|"
      .. "information|{secret} to (a|the) {rival}|spy|attaché|journalist|reporter",
    "leak|spill|divulge|mishandle|mislay", "leak|leakage|loss|theft|disclosure|mishandling of … {secret}",
    "leak … {secret}", "lose … data|files|documents|{secret}",
    "betray|sell … {secret}", "walk|make away|out|off with … {secret}",
    "{secret} … be leaked|lost|disclosed|sold|mishandled", "leak like a sieve",
    "spy scandal|case|ring", "espionage scandal|case", "honeytrap|honeypot", "(honey) trap",
    "file-sharing|filesharing software|program|programme", "file sharer", "security lapse|breach by|scandal",
    "insider leak|threat",
    "information|data leak|leakage|loss", "{secret} leak|leakage", "mishandling|mismanagement of … {secret}",
    "lax handling",
    "lax|careless|improper handling of … {secret}",
  },
  finds   = { "He leaked secret data.", "a spy scandal" },
  ignores = { "The roof held." },
}

theme "spy_service" {
  about   = "A service that gathers secrets abroad through people.",
  phrases = {
    "network of agent|informant|spy|source", "spies|agents|informants|sources on the ground|inside|(in the "
      .. "field)", "attaché|station chief",
    "(separate|dedicated|new|own) overseas|foreign|external service",
    "(dedicated|full-fledged|independent|own|proper|real|civilian) foreign|overseas|external "
      .. "intelligence|spy agency|service|organisation|organization|arm|body|capability|bureau",
    "foreign intelligence agency|service|organisation|organization|arm|body|capability|gathering",
    "human intelligence (service|capability|capacity|network|collection|gathering|agency|activity)",
    "HUMINT (service|capability|capacity|network|collection|agency)",
    "spy agency|service|corps|network", "(foreign|overseas|human) spying|espionage service|agency",
    "equivalent|counterpart|version|analogue|answer of|to (the) (a) CIA|MI6|{world.cia}|{world.mi6}",
    "CIA|MI6 style|type|like agency|service|organisation|organization|body",
    "own CIA|MI6", "{world.cia} or|and {world.mi6}", "James Bond", "run agents|spies",
    "secret|clandestine|undercover agent|service|operative|officer", "spies|agents|operatives abroad|overseas",
    "intelligence officers abroad|overseas",
    "clandestine|covert collection|operation|service|capability", "spying abroad",
    "human espionage|spying arm|branch|wing|service|capability|network",
    "espionage arm|service|agency|branch",
  },
  finds   = { "a foreign intelligence agency", "the equivalent of the CIA" },
  ignores = { "a travel agency" },
}

theme "services" {
  about   = "The country's intelligence services and what they do.",
  phrases = {
    "intelligence community|apparatus|establishment|agency|service|organisation|organization|body|"
      .. "machinery|bureaucracy|system|structure|capability|capacity|analysis|function|work|effort|"
      .. "architecture|set-up|setup",
    "intelligence analyst|officer|bureau|council|infrastructure|reform|professional",
    "intelligence (gathering|collection) establishment|agency|capability|capacity|system|apparatus|"
      .. "service|network|ability|effort",
    "capability|ability|capacity (in|for|to) gather|collect|analyse|analyze intelligence",
    "all-source analysis|assessment|analytic (service)",
    "intelligence gathering|collection", "security and intelligence services",
    "these|its agency|service|spies", "spy agency|service|chief",
    "{world.ciro}|{world.psia}|{world.dih}|{world.nss_japan}|{world.nis}|{world.bnd}",
  },
  finds   = { "its intelligence community", "intelligence-gathering establishments" },
  ignores = { "the room service" },
}

theme "collection" {
  about   = "Gathering by technical means: satellites, signals, sensors at sea and on the coast.",
  phrases = {
    "early-warning|over-the-horizon|coastal radar",
    "satellite picture|photograph",
    "listening|eavesdropping|interception|monitoring|surveillance network|array|system|capability",
    "spy plane",
    "ground station",
    "radar and sonar station|network",
    "small satellites",
    "reconnaissance|spy|surveillance|imaging|imagery|optical|radar|observation|early-warning|military satellite",
    "reconnaissance|spy|surveillance|optical|radar and|information|intelligence (reconnaissance|surveillance|radar|"
      .. "optical) (gathering) satellite", "high-performance (reconnaissance) (information) (gathering) satellite",
    "information|intelligence (gathering|collection|collecting) satellite",
    "satellite intelligence|imagery|image|reconnaissance|constellation|data|surveillance|network|photo|"
      .. "photograph|fleet|capability",
    "(constellation|fleet|network) of … satellites",
    "signals intelligence", "SIGINT|ELINT|GEOINT|IMINT|COMINT|MASINT",
    "communications|electronic|geospatial|imagery|technical|acoustic intelligence", "signals collection|intercept",
    "electronic eavesdropping|surveillance",
    "listening|intercept|interception|monitoring|eavesdropping post|station|site|base|facility",
    "antenna (site|field|array|farm)",
    "undersea|underwater|seabed|submarine sensor|surveillance|array|detection|monitoring|cable|listening",
    "hydrophone", "sonar (network|array|surveillance)",
    "coastal (radar|surveillance|monitoring|collection|station)",
    "intelligence collected|gathered in … coastal|territorial|surrounding waters",
    "maritime|naval patrol aircraft|plane|surveillance", "maritime domain awareness|surveillance",
    "patrol aircraft|plane", "radar station|site|network|installation", "military intelligence collected",
    "intercept", "reconnaissance (aircraft|plane|drone)", "radio traffic|intercept|interception", "sensors",
    "missile warning|tracking data",
  },
  finds   = { "spy satellites", "listening posts", "signals intelligence" },
  ignores = { "satellite television" },
}

pattern "officer" {
  about   = "One of its own people who knows secrets.",
  phrases = {
    "(former|retired|senior|petty|naval|army|intelligence) officer|official|sailor|captain|colonel|lieutenant|"
      .. "admiral|major",
    "bureaucrat|diplomat|employee|contractor|engineer|analyst|soldier|minister|aide|clerk|sergeant|serviceman|"
      .. "commander",
  },
}

pattern "official_people" {
  about   = "Those whose vetting is in question.",
  phrases = {
    "official|minister|politician|lawmaker|staff|personnel|employee|engineer|people|contractor|officer|aide",
  },
}
