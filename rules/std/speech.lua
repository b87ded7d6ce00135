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
