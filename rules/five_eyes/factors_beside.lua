-- Beside the total: what could be had without joining, and what rivals would do about it.

factor "alternatives" {
  about    = "Sharing more without joining; beside the total.",
  question = "Could it have most of this without joining?",
  weight   = 0, group = "beside",
  context  = { hedged = 1, needed = 1, conditional = 1 },
  topic    = "intelligence_sharing",
  supports = {
    "without (formally|fully|actually|ever) {joining}|admitting|being",
    "without (formally|fully|actually) joining|participating|entering|becoming",
    "without (full|formal) membership", "without (a) formal seat|membership|status",
    "short of (full|formal) membership|joining|accession",
    "rather than (full|formal) membership|joining|accession|participation",
    "instead of (full|formal) membership|joining|accession|admitting", "{world.five_eyes} plus", '"Five Eyes +"',
    "Five Eyes+", "case by case",
    "(ad hoc)|project-by-project|issue-by-issue|selective cooperation|basis|participation|sharing",
    "observer|associate|affiliate|partner status|member|membership", "{subject} … not need to be|join|become",
    "bilateral deal|agreement|arrangement|channels … (most of)|instead|enough|suffice|same|rather",
    "most|many of the benefits (of membership) … without",
    "expand|deepen|increase … sharing|cooperation … without",
    "seat|place at the odd", "halfway house", "looser|informal|flexible arrangement|framework|association",
    { "membership (be) neither|not|hardly … necessary|needed|essential|required|likely", context = { negated = 1 } },
    "get|have|obtain what it wants|need through|from|by",
    "plug … into particular|specific|selected|certain|some",
    "bilateral channel|agreement|arrangement|route|track",
    "small|smaller|flexible|(ad hoc)|informal|minilateral group|coalition|format|arrangement",
    "(a) better course|way|path|option|approach",
    "project by project|issue by issue|step by step|à la carte",
    "through|via {world.aukus}|{world.quad}",
    "(formal) accession|membership|enlargement would|will (be) slow|divisive|unnecessary|symbolic|difficult|premature",
    "bilaterally",
    "deepen|strengthen|expand|build … bilateral",
  },
  opposes = {
    "no substitute for … membership|joining|seat", "only (full|formal) membership", "half-measure",
    "a second best",
    "observer|associate|informal status|membership|arrangement … not (be) enough|(no substitute)|insufficient",
  },
  examples = {
    supports = {
      "Japan could expand information sharing with Five Eyes members without formally participating.",
      "Rather than full membership, Japan could work with the Five Eyes case by case.",
    },
    opposes = { "For Japan, bilateral deals are no substitute for membership." },
    neither = { "South Korea could work with the Five Eyes without formally joining." },
  },
}

factor "external_pushback" {
  about    = "What rivals say and do about it; beside the total.",
  question = "Would rivals make it pay?",
  weight   = 0, group = "beside",
  context  = { hedged = 1, future = 1, conditional = 1, needed = 1 },
  opposes = {
    "{rival} …8 {protest} …10 {subject}",
    { "{rival} …8 {protest} …10 {club}|{joining}|clique|bloc|{world.five_eyes}|alliance|mentality",
      subject = false },
    "{rival} would see|view|regard|treat|take|interpret …20 contain|containment|provocation|threat|hostile|encircle",
    "{rival} …8 warn …3 {subject}",
    { "{rival} … take|threaten|promise|vow … countermeasure|retaliation|respond|retaliate", subject = false },
    { "retaliation|backlash|pushback|anger|reprisal|countermeasures|ire|wrath|displeasure from|by|of|in {rival}",
      subject = false },
    { "{rival} angry|furious|harsh|sharp|strong reaction|response|protest|retaliation", subject = false },
    { "{rival} retaliation|backlash|pushback|anger|reprisals|ire|wrath|protest|objection|opposition",
      subject = false },
    { "provoke|anger|antagonise|antagonize|alarm|irritate|infuriate|upset|inflame|alienate {rival}", subject = false },
    "{rival} … would … respond|retaliate|punish",
    "{rival} … (no choice but to)|(have to)|(bound to)|(certain to)|(sure to) respond|retaliate|react",
    "{rival} … regard|see|view|treat|consider … hostile|unfriendly|provocative|provocation|threat",
    "{rival} …16 {subject} … pay (the|a) (heavy) price",
    "tool of hegemony|containment",
    "Cold War mentality|thinking|clique|bloc",
    "relic of the Cold War",
    "{rival} … cut|suspend|halt|freeze|froze|cancel|cancelled … talks|imports|trade|visits|exports|contacts|dialogue",
    "trade|economic boycott|coercion|retaliation|sanctions by|from {rival}",
  },
  supports = {
    "{rival} reaction|response …12 muted|mild|restrained|indifferent",
    "{rival} … muted|mild|indifferent|(unlikely to react)|(not react)|restrained|shrug",
  },
  examples = {
    supports = { "China's reaction to Japan's plan to join the Five Eyes was muted." },
    opposes  = {
      "Beijing would see including Tokyo as another way for the West to contain China.",
      "China warned Japan against joining the Five Eyes.",
      "Joining could provoke China.",
    },
    neither  = { "China launched ships around Taiwan.", "China and Japan signed a fishing pact." },
  },
}

pattern "protest" {
  about   = "How displeasure is voiced.",
  phrases = {
    "oppose|condemn|criticise|criticize|accuse|protest|denounce|retaliate|slam|blast|deplore|decry|"
      .. "object|resent|lambast|rebuke",
    "lash out", "hit back", "warn (that|against|of|{subject})",
    "express (strong) displeasure|opposition|dissatisfaction|anger|concern",
    "react (angrily|furiously|sharply|strongly)", "lodge (a) (stern|solemn) protest|representations|complaint",
    "(be) angry|furious|hostile|alarmed",
    "not stand|sit by|idly|idle",
  },
}
