-- Who says so. Cues only mark; who the speaker is is worked out from the words beside them.

context "attributed" {
  about = "Reported as said, written or thought by somebody.",
  label = "attributed",
  scope = "sentence",
  cues  = {
    -- what is said follows or went before
    "say|tell|argue|claim|warn|insist|explain|acknowledge|admit|concede|assert|declare|remark|stress|emphasise"
      .. "|emphasize",
    "caution|announce|conclude|complain|reveal|disclose|reiterate|testify|allege|write|note|add|urge|quip|lament|reply",
    -- these report only before “that”, or after a comma at a sentence's end
    "contend|maintain|observe|respond|suggest|recall|confirm|predict|believe|think|comment|boast|charge|counter"
      .. "|deny|estimate"
      .. "|expect|fear|hold|hope|opine|proclaim|protest|reason|recommend|state|report|vow|worry|show|find|indicate"
      .. "|agree|know|recognise|recognize|feel|judge|assess|hear|learn that",
    -- “…, the newspaper reported last week.”
    "[fold=\"reported|recalled|observed|confirmed|predicted|commented|countered|responded|suggested|estimated|believes"
      .. "|thinks|estimates|reports|suggests\"] (on|last|this|earlier) [fold=\".*day|week|month|year\"] .|,",
    "[fold=\"reported|recalled|observed|confirmed|predicted|commented|countered|responded|suggested|estimated|believes"
      .. "|thinks|estimates|reports|suggests\"] .",
    "[fold=\"stated|tweeted|recounted\"]",
    "point out", "according to", "in the word of", "in the view|opinion of", "as … put it", "quote as saying",
  },
  except = {
    "that say", "have|has a say", "to say the least", "say nothing of", "it be said", "needless to say", "so to speak",
    "be said to", "united state", "state of|secret|department|security|media|actor|visit",
    "add to|a|an|the|its|their|another|more",
    "the|a|its|this|that|no state|report|charge|claim|hope|fear|note|comment|estimate|worry|complaint",
    "claim to|the|a|an",
    "note of", "argue for|against", "i|you think", "write off", "tell apart|between|the difference", "urge to",
    "reply to",
    "declare|announce a|an|its|the war|state|emergency", "admit to|into", "be admitted", "insist on", "stress on|test",
    "[word=\"say|Say\"] ,",
  },
  finds   = { "“It won't do”, said Akira Igata.", "According to officials, it works.",
  "The report noted that it works.",
    "Officials have acknowledged that." },
  ignores = { "The United States has a law." },
}

-- What somebody thinks, wishes, supports or blames. It says who holds what; hits are left as they are.
context "held" {
  about  = "Thought, wished, supported, opposed or felt by somebody.",
  effect = "none",
  scope  = "sentence",
  cues   = {
    -- thought
    "think|believe|know|understand|feel|see|view|regard|consider|find|remember|guess|assume|imagine|envision|doubt"
      .. "|wonder|suspect|realise|realize|decide|determine|deem|figure",
    "be convinced|certain|sure|aware|confident|sceptical|skeptical|wary|doubtful of|about|that",
    -- wished
    "want|wish|hope|fear|expect|seek|intend|plan|prefer|love|hate|worry|dread|aim|desire",
    "long for", "look to", "be eager to", "be expected to", "would like", "do not|n't like", "[fold=\"likes|liked\"]",
    "be concerned|worried|hopeful|optimistic|angry|upset|proud|afraid about|of|that",
    -- for and against
    "support|oppose|favor|favour|back|endorse|embrace|approve|reject|dismiss|accept|welcome|applaud|hail|praise|tout"
      .. "|herald|bemoan|cheer|mourn"
      .. "|defend|champion|promote|resist|disavow|repudiate|rebut|resent|admire|trust|distrust",
    "criticise|criticize|condemn|denounce|blame|accuse|attack|mock|slam|blast|assail|decry|rip|knock|ridicule|rebuke"
      .. "|chide|scold|question|challenge|lambaste|deride|revile|eviscerate",
    "lash out at", "rail against", "be opposed|committed|sympathetic|hostile to", "be supportive|critical of",
    "in favor|favour of", "come out in support of|for",
    -- named
    "call|describe|portray|depict|label|brand|cast|liken|compare|characterise|characterize|dub|paint",
    -- asked and promised
    "propose|promise|pledge|vow|threaten|offer|refuse|decline|agree|demand|request|ask|urge|recommend|plead|beg"
      .. "|invite|encourage|order|advise|suggest|swear|volunteer",
    "call for|on", "commit to",
    -- shown and mentioned
    "show|seem|appear|indicate|reveal|cite|mention|reference|discuss|outline|highlight|list|echo"
      .. "|invoke|quote|read|repeat|recount|recite|address|underscore|hint|joke|brag|boast|imply|convince|persuade"
      .. "|assure|remind|express|apologise|apologize|thank|post|tweet|publish|announce|unveil|rule|deny|confirm"
      .. "|predict|estimate|project|attribute|continue|echo|chant|shout",
    "refer|point|allude to", "talk|speak|brag|complain|wonder about", "lay out", "make (it) clear",
  },
  except = { "as expected", "more|less|other than expected", "so call", "in support|favor|search of" },
  finds   = { "Many voters support the plan." },
  ignores = { "It rains." },
}
