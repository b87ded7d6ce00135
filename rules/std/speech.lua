-- Who says so. Cues only mark; who the speaker is is worked out from the words beside them.

context "attributed" {
  about = "Reported as said, written or thought by somebody.",
  label = "attributed",
  scope = "sentence",
  cues  = {
    "say|tell|add|argue|claim|note|warn|insist|explain|acknowledge|admit|concede|assert|contend|maintain|declare"
      .. "|remark|stress|emphasise"
      .. "|emphasize|caution|observe|reply|respond|announce|conclude|complain|suggest|recall|reveal|disclose"
        .. "|confirm|reiterate|predict"
      .. "|testify|allege|believe|think|write|comment|boast|charge|counter|deny|denounce|estimate|expect|fear"
        .. "|fret|hold|hope|lament|opine|point"
      .. "|pledge|proclaim|protest|quip|reason|recommend|state|report|urge|vow|worry (out) (that)",
    "told reporter|parliament|lawmaker|journalist|us|me", "according to", "in the word of", "in the view|opinion of",
    "as … put it", "be quoted as",
    "(was|were|is|are) quoted (as) saying", "have said|stated|warned|argued|told|noted|admitted|acknowledged (that)",
  },
  except = { "that say", "have|has a say", "to say the least", "say nothing of", "it be said", "needless to say",
  "so to speak", "be said to",
    "point of|in|to", "hold a|the|its", "the|a|its|this|that|no state|report|charge|claim|hope|fear|note|comment"
      .. "|estimate|pledge|urge|reason"
      .. "|worry|state|counter|point|hold", "united state", "state (of|secret|department|security|media|actor|visit)",
      "think tank", "i|you think",
    "be expected to", "add to", "report on", "state-run|sponsored|owned|backed", "expect to", "hope to", "fear of",
    "claim to", "in charge" },
  finds   = { "“It won't do”, said Akira Igata.", "According to officials, it works.",
  "The report noted that it works.",
    "Officials have acknowledged that." },
  ignores = { "The United States has a law." },
}
