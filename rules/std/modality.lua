-- Need, doubt, condition, concession and plans: what is said without being said to be so.

context "needed" {
  about = "What must still be done is not there yet.",
  agent = "subject",
  scope = "after",
  reach = 14,
  cues  = {
    "need|require to", "(would|will|may|might|should|could|do) (still) need|require|have to",
    "(would|will|still) (also) need",
    "be needed|required to", "must", "(also) ought to", "should (also) (now) (first)", "shall", "have (got) to",
    "be to be", "had better",
    "be (long) overdue", "it be (high) time", "be (in) need of",
    "be obliged|expected|supposed|urged|pressed|advised|asked to",
    "be important|essential|crucial|vital|necessary|imperative|critical|incumbent (for|that|to) …5 to|that",
    "face the task|challenge|problem of", "face a|the (daunting|big|difficult|uphill) task|challenge|battle",
    "be under pressure to",
    "(there) be (a) (clear|urgent|growing|pressing) need to|for", "the need to|for", "call on|upon", "call for",
    "urge|press|push", "be needed",
    "challenge of building|creating|developing|establishing|strengthening",
    { "be (also|still|badly|urgently|clearly) needed|required|wanting|necessary", scope = "before", reach = 14 },
    { "need|needs|must|should to be", scope = "both" },
    { "(need|needs|must|should) (to) be (done|addressed|fixed|improved|strengthened|established|built|created)",
    scope = "before" },
    "more work|effort need|must|should",
  },
  except = {
    "need not", "should (it|he|they|japan|there)", "should continue|remain|keep|stay", "must have (been)",
    "should have (been)",
    "must be (said|noted|remembered|stressed|added)", "should be (said|noted|remembered|stressed|added)",
    "have to do with", "have to say",
    "has|have to offer|contribute",
  },
  stops = { ";", ":", "—", "but", "however", "although", "though", "whereas", ", which|who|while|because|but|and",
  "because", "if", "unless" },
  finds   = { "Japan needs to build one.", "Tokyo should act.", "More work needs to be done.", "A new law is needed." },
  ignores = { "These efforts should continue.", "It needs a law." },
}

context "need_not" {
  about = "What need not be done.",
  scope = "after",
  cues  = { "need not", "do not (really) need|have to", "be not necessary|required|obliged to", "without having to",
  "no need to|for",
    "needn't" },
  stops = { ";", "but", "however", "although", "though", ", which|who|while|because|but" },
  finds   = { "Japan need not pass a law.", "It does not have to join.", "There is no need for a law." },
  ignores = { "It needs a law." },
}

context "conditional" {
  about = "Holds only if something else does.",
  scope = "after",
  reach = 20,
  cues  = { "if", "unless", "provided (that)", "providing that", "as|so long as", "in the event (of|that)",
  "assuming (that)", "in case",
    "were it to", "on condition that", "subject to", "depending on", "contingent|conditional on|upon",
    "hinge|depend on" ,"until" },
  except = { "if not", "if only", "as if", "even if", "if any(thing)", "what if", "if and when", "if ever",
  "not until", "ask|asked if",
    "wonder if" },
  stops = { ",", ";", "then", ":", "—" },
  finds   = { "If Japan passed a law, it could join.", "Unless it acts, it stays out." },
  ignores = { "If anything, it grew." },
}

context "question" {
  about = "Asked, not said.",
  scope = "after",
  reach = 20,
  cues  = { { "?", scope = "sentence" }, "whether", "question (of) (whether|how|if)",
  "ask|asked|wonder|wondered if|whether|how|why",
    "(it) (be|remain) (un)clear (whether|how|if|to what extent)",
    "be unclear|uncertain|unknown|unsure (whether|how|if|what|why)",
    "remain to be seen (whether|how|if)", "be (yet) to be seen", "to what extent" },
  except = { "question mark", "out of the question", "beyond question", "whether or not" },
  stops = { ";", ":", "—", "but", "however", ", but" },
  finds   = { "Does Japan have one?", "It is unclear whether Japan has one." },
  ignores = { "They answered the question." },
}

context "hedged" {
  about = "Said with a doubt, or as a possibility.",
  scope = "clause",
  cues  = {
    "may", "might", "could", "would", "can (potentially|possibly|perhaps)", "perhaps", "maybe", "possibly",
    "probably", "presumably",
    "likely", "apparently", "seemingly", "supposedly", "allegedly", "reportedly", "purportedly", "potentially",
    "arguably", "ostensibly",
    "in principle|theory", "to some extent|degree", "appear|appeared|seem|seemed to",
    "appear|seem (open|likely|set|ready|willing|keen)",
    "tend to", "suggest that", "(be) (said|believed|thought|rumoured|rumored|alleged|reported|understood|estimated) to",
    "it be (said|believed|thought|rumoured|rumored|alleged|reported|understood|possible|likely) that", "be likely to",
    "not clear|certain|sure|guaranteed", "be unclear|doubtful|questionable|debatable", "have the potential to",
    "be capable of",
    "rumour|rumor|speculation (that|of|about)", "hint|hinted", "some (say|believe|argue|think|suggest)", "sort of",
    "more or less",
    "partly|partially|somewhat", "in some ways|respects",
  },
  except = { "may '1|'2", "in may", "may (1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25|26|27"
    .. "|28|29|30|31|20*)",
    "could|can not", "would not", "could have been", "would-be", "as could be", "likely candidate" },
  stops = { ";", ":", "—", "but", "however", ", but|which|who|and|while", "because" },
  finds   = { "Japan could offer much.", "It may join.", "It reportedly agreed.", "It appears to work." },
  ignores = { "They met in May.", "It works." },
}

context "conceded" {
  about = "Granted in passing; the weight lies on the other half.",
  scope = "after",
  reach = 25,
  cues  = {
    "despite", "in spite of", "notwithstanding", "regardless of", "even with", "even though|if", "although", "though",
    "albeit",
    "even as", "admittedly", "granted", "to be sure", "for all its|their|his|her|the", "much as",
    "however|no matter how much|great|strong",
    { "while", reach = 25 }, { "whilst", reach = 25 },
  },
  except = { "as though", "for a while", "all the while", "worth while", "a while",
  "while in|at|on|visiting|speaking|working|serving|still",
    "once|after a while", "meanwhile", ", though ,", "even if" },
  stops = { ",", ";", ":", "—" },
  finds   = { "Despite its law, leaks go on.", "Although it has a law, leaks go on.",
  "While it has a law, leaks go on.",
    "Japan, even with its upheaval, is reliable." },
  ignores = { "He waited for a while." },
}

context "future" {
  about = "Meant, planned or promised; not there yet.",
  scope = "after",
  reach = 14,
  cues  = {
    "will", "'ll", "(be) (also) (now) going to",
    "plan|intend|aim|hope|seek|want|wish|mean|prepare|propose|expect|vow|pledge|promise"
      .. "|commit|promise|agree|decide|resolve|undertake|strive|consider|try|attempt|ask|offer to",
    "have vowed|pledged|promised|agreed|committed|decided|undertaken (to|itself)", "plan|plans|proposal|bid|intention"
      .. "|ambition|effort|push|pledge|commitment|promise|willingness|desire|readiness|determination to|for|of",
    "be (also|now|still|currently) (planning|aiming|hoping|seeking|considering|preparing|expected|set|due|poised"
      .. "|about|slated|scheduled"
      .. "|likely|bound|ready|eager|keen|willing|determined|mulling|weighing|discussing|debating|drafting|working)",
    "be (being) considered|planned|discussed|debated|drafted|mooted|prepared",
    "eventual|eventually|upcoming|forthcoming|planned|proposed"
      .. "|future|prospective", "consider|contemplate|mull|weigh|discuss|debate", "in the future",
      "look(ing) forward to", "on track to", "next year",
  },
  except = { "expect|ask|offer|want … of", "will be remembered", "good|ill|free|political will", "goodwill",
  "the will (to|of)",
    "political will (to|for)", "at will", "strength of will", "agree|agreed to disagree" },
  stops = { ";", ":", "—", "but", "however", "although", "though", "whereas", ", but|which|who|while|because",
  "because" },
  finds   = { "Japan will pass a law.", "It plans to join.", "It aims to build one.", "A planned law covers it." },
  ignores = { "It lacks political will." },
}
