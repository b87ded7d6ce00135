-- Whether the country keeps secrets: its networks and its people.

-- One hack is not counted as a leak as well: a sentence that speaks of break-ins from outside is for
-- cyber_security, unless somebody inside let the secrets out. What a law threatens is no leak either.
local function not_of_an_intrusion(hit)
  local sentence = hit.sentence:lower()
  local from_outside = sentence:find "hack" or sentence:find "cyber%-?%s?attack" or sentence:find "intruder"
    or sentence:find "intrusion" or sentence:find "infiltrat"
  local of_a_law = sentence:find "punishes" or sentence:find "prison terms?" or sentence:find "penalt"
    or sentence:find "imposes"
  return not of_a_law and (not from_outside or sentence:find "leak" ~= nil)
end

factor "cyber_security" {
  about    = "Intrusions from outside and the defence of networks.",
  question = "Are its networks safe from intruders?",
  weight   = 2, group = "keeps_secrets",
  supports = {
    "{subject} … {improve} …8 {cyber}", "{subject} … {adopt} … {cyber}",
    "{cyber} … (be) (now) {strong}|improved|strengthened|upgraded|expanded|no longer …2 (weak link)",
    "{strong} {cyber}", "{strong} … {cyber}",
    "{improve} (of) … {cyber}",
    "{cyber} law|bill|act|legislation … {exist}|passed|enacted|approved|adopted|allow|enable|bring",
    "passage|enactment|adoption of … {cyber}", "{cyber} … no longer (be) … {weak}|{weakness}",
    "{cyber} law|bill|act|legislation … (be) enacted|passed|approved",
    "{subject} … thwart|repel|foil|detect|block|neutralise|neutralize|disrupt … {intrusion}|attack|hacker|server",
    "able|authorise|authorize|allow|empower to … neutralise|neutralize|disable|(take down) … server|attack",
    "hire|recruit|train|add … (cyber|cybersecurity) expert|specialist|personnel|talent|troops",
    "triple|double|increase|raise|quadruple … budget … {cyber}",
    "share … (cyber) threat intelligence|information|signature",
    "{cyber} … found|judged|deemed|considered|rated {strong}",
    "no (major|serious|successful|known) (cyber) {intrusion} … since|in", "cyber shield",
    "{cyber} … double|quadruple|triple|expand|grow",
    "plug|close|fix|patch … hole|gap|vulnerability … network|system|cyber",
    "{subject} … repel|expel|evict|detect|catch … hacker|intruder",
    "{subject} (own) {cyber} … found|judged|rated|deemed (to be) {strong}",
    "joined … (cyber) defence|defense centre|exercise|center",
    "{cyber} …8 {positive}",
    "{positive} …3 {cyber}",
    "double|triple|quadruple|increase|raise|expand (the) size|number|strength|budget of its|the {cyber}|cyber",
    "new|the law|act|strategy on|for (active) {cyber}",
  },
  opposes = {
    "{subject} … {hit_by} …8 {intrusion}", "{intrusion} …2 on|of|against|in|at …3 {subject}",
    "{subject} (own) … {network} … {hit_by}|breached|hacked|compromised|penetrated|infiltrated|attacked|stolen",
    "{hacker} …8 {break_into} …5 {subject} … {network}",
    "{hacker} … {break_into} (deep) (into) … {subject}", "{hacker} …8 {break_into} …6 {network}",
    "{subject} … {network} … (be) (been) {break_into}",
    "{network} … (be) (been) hacked|breached|compromised|infiltrated|penetrated|targeted by|for|in",
    "{break_into} … by {hacker}",
    "{cyber} …8 {worry}|{weakness}|{weak}", "{weak}|{worry}|{weakness} … {cyber}", "{lack} … {cyber}",
    "{demand} … {cyber}", "{subject} … need|require … {cyber}", "{subject} … address … security {weakness}",
    "cyber|digital|network {weakness}", "cyber and information security {weakness}",
    "{subject} … (own) security {weakness}",
    "{intrusion} … expose|reveal|highlight|underline|show|(lay bare) … {weakness}",
    "{cyber} … (long) (been) considered|seen|regarded|viewed|judged {weak}",
    "shortage|lack of … (cyber|cybersecurity|skilled) expert|specialist|personnel|staff|talent|worker",
    "confidential|classified|sensitive file|data|document … may have been|was|were stolen|accessed|(exfiltrated)",
    "the breach (be) so deep|bad|serious|severe", "{intrusion} … so deep|bad|serious|severe|extensive",
    "(its|their) (own) email|network|system … (been) compromised|hacked|breached",
    "wake-up call", "{subject} … slow to … secure|patch|protect|respond|act|fix|strengthen (its|the) ({network})",
    "before {subject} took … action to secure",
    "malware|spyware|virus|backdoor|implant sit|sat|find|discover|plant|hide|hidden|lurk in|inside|on … {network}",
    "{network} … read|intercept|steal|tap in|by|from {rival}|hacker|intruder",
    "cable|email|message … read|intercepted|stolen … {rival}|hacker",
    "door|house … unlocked|(wide open)",
    "{subject} … easy|soft target|prey",
    "{subject} … wide open",
    "{hacker} … spend … inside|in|within … {network}",
    "{hacker} … steal|stole|copy|exfiltrate … (document|data|file|information|plan|secret|"
      .. "record|design|email)",
    "{subject} … outdated|obsolete|ageing|aging software|computer|system|network|technology",
    "{network} … (be) (left) exposed|unpatched|unprotected|open",
    "{cyber} …8 {negative}",
    "{negative} …4 {cyber}",
    '{intrusion} … [lc="laid|lays|lay"] bare … {weakness}',
    "{network} … poorly|badly|weakly|inadequately|insufficiently protected|defended|guarded|secured",
    "poorly|badly|inadequately|insufficiently protected|defended|guarded|secured against …4 {intrusion}|"
      .. "hacker|intruder",
  },
  examples = {
    supports = {
      "Japan passed an active cyber defence law.",
      "Tokyo has strengthened its cybersecurity.",
      "Japan's cyber defences are no longer the weak link.",
    },
    opposes = {
      "Chinese state hackers had infiltrated Japan's defence networks.",
      "Japan has experienced high-profile hacks in recent years.",
      "There are concerns about Tokyo's cyber security.",
      "Japan should strengthen its cybersecurity.",
      "Japan's cyber defences are inadequate.",
      "Hackers broke into the networks of Japan's foreign ministry.",
    },
    neither = {
      "Hackers infiltrated the defence networks of Taiwan.",
      "Japan hosted a conference on cyber security.",
    },
  },
}

factor "information_security_record" {
  about    = "Leaks and lax handling by its own people, and the trust lost or won by it. A hack is no leak.",
  question = "Do its own people keep secrets?",
  weight   = 2, group = "keeps_secrets",
  when     = not_of_an_intrusion,
  supports = {
    "no (major|serious|significant|known|big) leak (of {secret}) … (in|since|for)",
    "{subject} (own) … record … {handling}|{secret} … improved|good|solid|clean|{strong}|excellent",
    "(track) record of|on|in|for {handling}|protecting|keeping … (be|has) … {strong}|improved|good|clean|solid",
    "{subject} … {improve} … {handling}", "{improve} of … {handling}",
    "{handling} … (be) (been) {strong}|improved|tightened|strengthened", "{strong} {handling}",
    "{subject} can|could keep (a|its) secret(s)",
    "{subject} … prove|proven|shown (itself) able|capable|trustworthy|reliable … {secret}|secrets",
    "{subject} … protect|keep|guard … {secret} … well|carefully|closely|safely|rigorously",
    "reassure … {partner} … {handling}|{secret}", "protected according to … (rigorous|strict|high) standard",
    "{handling} … meet|satisfy|match … standard|requirement",
    "tighten … handling of {secret}",
    "{subject} … clean up its|their act",
    "{subject} … learn its|the lesson",
    "plug (the) leak",
    "trust them|it|{subject} with most|more|sensitive|such",
    "leak … rare|stop|cease|(dry up)|fewer",
    "{subject} … keep|kept its|our|their secret",
    "{handling} …8 {positive}",
    "only|just (a) handful|few of … violation|breach|leak|lapse",
    "no|few violation|breach|leak|lapse",
    "{partner} … confidence|trust|faith in {subject} (own) ability to protect|safeguard|keep|guard|handle",
  },
  opposes = {
    "{subject} … {leak}", "{leak} … by|in|from|of|at|within {subject}",
    "officer|official|sailor|employee|minister|soldier|bureaucrat|diplomat|politician|lawmaker|clerk|"
      .. "engineer … {leak}",
    "officer|official|sailor|employee|minister|soldier|bureaucrat|diplomat|lawmaker|engineer …8 hand|pass|give|"
      .. "sell|send|show|(take home) …8 classified|secret|confidential|sensitive information|data|document|file|"
      .. "material",
    "arrest|charge|indict|prosecute|convict|jail|punish|dismiss|discipline … for|of|with|over … {leak}",
    "arrested|charged|indicted|convicted|jailed|dismissed|disciplined|punished for|of|with|over …8 {secret}",
    "{subject} (own) poor|lax|weak|sloppy|loose|careless|leaky … security|opsec|control|handling",
    "poor|lax|weak|sloppy|loose|careless|inadequate|insufficient {handling}",
    "record of|on|in|for {handling}|protecting|keeping …4 (be) {weak}|bad|dismal|mixed",
    "{handling} … {weak}|{worry}|{weakness}", "{worry}|{weakness} … {handling}",
    "{lack} (of) (basic|proper|adequate) information|data|document security|discipline",
    "{worry} …8 ability|able|capacity|whether … protect|keep|safeguard|handle … {secret}|data|information",
    "{worry} … {subject} can|could … protect|keep|safeguard … data|information|{secret}",
    "question about|over whether {subject} can … {secret}|data|information|(keep secrets)",
    "{subject} face … task|challenge|problem of … ensure|build|protect|keep …8 {secret}|data|information",
    "government face (the) challenge|task of …8 {secret}", "{demand} … {handling}",
    "{subject} … need|must|should|(have to) … better|improve|tighten|protect|keep …4 {secret}|{handling}",
    "{subject} poor|lax|weak|sloppy …3 opsec", "poor control over", "lax security", "lose … data … to",
    "trust … damage|shaken|eroded|undermined|lost … {leak}|leak",
    "{leak} … damage|hurt|undermine|erode|shake|slow|strain … trust|confidence|sharing|{partner}|relation",
    "hinge|depend on how|whether {subject} keep secret",
    "have to be|need to be satisfied that … {handling} meet(s)", "vulnerability … sensitive data|information",
    "careless|negligent|cavalier with|about … {secret}",
    "on suspicion|charges of leaking|passing|telling|handing|selling|spying|giving|disclosing|stealing|removing",
    "suspected|accused|convicted|guilty of leaking|passing|telling|handing|selling|spying|giving|disclosing|"
      .. "stealing",
    "hand|pass|sell|give|tell … secret|document|data|file|(what he knew)|(what she knew) to …4 {rival}|"
      .. "retired|former|journalist|reporter|(trade official)|attaché|diplomat",
    "talk too much",
    "loose lips|tongue|talk",
    "take home … data|document|file|secret|classified|information",
    "{subject} … (a) sieve",
    "leave … classified|secret|confidential … train|taxi|bar|restaurant",
    "{subject} … cannot|(can not) keep (a) secret",
    "{officer} … pass|sell|hand|give|tell … secret|document|data|file|information|(what he knew)",
    "{handling} …8 {negative}",
    "catch|arrest … handing|passing|giving|selling|leaking|telling",
    "culture of impunity|carelessness|laxity|leaks",
    "{leak} be|remain (a) {worry}|problem|threat|headache|issue",
    "reputation as|for (a) leaky|lax|leak|carelessness|sieve",
    "leaky capital|country|government|ministry|place",
  },
  examples = {
    supports = {
      "There has been no major leak in Japan in a decade.",
      "Japan's record of protecting classified information has improved.",
    },
    opposes = {
      "A petty officer of the Maritime Self-Defense Force leaked secret data on the Aegis system.",
      "Japan's poor control over its information security left its partners cold.",
      "The government of Japan faces the challenge of building a more effective system for protecting "
        .. "sensitive information.",
      "A Japanese official was indicted for handing classified documents to a diplomat.",
    },
    neither = {
      "An intelligence leak from 2013 revealed that the alliance had more levels.",
      "An American airman leaked secret documents, which surprised Tokyo.",
      "The roof of the museum in Kyoto leaks.",
    },
  },
}
