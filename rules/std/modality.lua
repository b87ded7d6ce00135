-- Need, doubt, condition, concession and plans: what is said without being said to be so.

context "needed" {
  about = "What must still be done is not there yet.",
  agent = "subject",
  scope = "after",
  reach = 22,
  cues  = {
    "need", "need to", "would|will|may|might|should|could|do (still) (also) need|require|have to",
    "be needed|required to",
    "must", "ought to", "should", "should (also) now|first", "have (got) to", "be to be", "had better", "shall",
    "it be (high) time", "be (badly|urgently|much) in need of",
    "be obliged|supposed|urged|pressed|advised|asked|required to", "be incumbent on|upon",
    "it be important|essential|crucial|vital|necessary|imperative|critical for|that|to",
    "face the|a|an (daunting|big|difficult|uphill|urgent) task|challenge|problem|battle of", "be under pressure to",
    "the|a|an (clear|urgent|growing|pressing) need to|for", "call on|upon", "call for",
    { phrase 'want|urge|push|pressure|ask|tell|encourage|advise|implore|lobby|request|"press"|"pressed"' * gap(1, 5)
      * fold "to", agent = "anyone" },
    "challenge|task of", "take (many|several|some) year|decade|time before|for|to|until",
    { "be (also|still|badly|urgently|clearly) needed|required|wanting|necessary|overdue", scope = "before",
      reach = 14 },
    { "need|must|should|have (to) be done|addressed|fixed|improved|strengthened|established|built|created|enacted"
      .. "|introduced|adopted|passed|tightened|expanded", scope = "both", reach = 12 },
    { "more work|effort need|must|should", scope = "after", reach = 12 },
  },
  except = {
    "need not", "should continue|remain|keep|stay", "must|should have (been)",
    "must|should be said|noted|remembered|stressed|added", "have to do with", "have to say|offer|contribute",
    "if need be",
    "in need", "as must", "a must", "must-have|see", "press conference|release|secretary|freedom|report",
    "urge to", "push back", "ask|request|want|tell not to", "ask|request …3 to remain|be",
  },
  stops = { ";", ":", "—", "but", "however", "although", "though", "whereas", ", which|who|while|because|but|and",
    "because", "if", "unless" },
  finds   = { "Japan needs to build one.", "Tokyo should act.", "More work needs to be done.", "A new law is needed." },
  ignores = { "These efforts should continue.", "It has a law." },
}

context "need_not" {
  about = "What need not be done.",
  scope = "after",
  cues  = { "need not", "do not (really) need|have to", "be not necessary|required|obliged to", "without having to",
    "no need to|for", "needn't" },
  stops = { ";", "but", "however", "although", "though", ", which|who|while|because|but" },
  finds   = { "Japan need not pass a law.", "It does not have to join.", "There is no need for a law." },
  ignores = { "It needs a law." },
}

context "conditional" {
  about = "Holds only if something else does.",
  scope = "after",
  reach = 20,
  cues  = {
    "if", "unless", "provided|providing|assuming that", "as|so long as", "in the event of|that", "in case",
    "were it to",
    "on condition that", "subject to", "depending on", "contingent|conditional on|upon", "hinge|depend on", "until",
    { "if|unless …25 would|could|might", scope = "sentence" },
    { '"Were" …6 to …20 would|could|might', scope = "sentence" }, { '"Had" …15 would|could|might',
    scope = "sentence" },
    { "would|could|might …25 if|unless", scope = "sentence" }, { "will|can …25 only if|when", scope = "sentence" },
  },
  except = { "if not", "if only", "as if", "even if", "if anything", "if any", "what if", "if ever", "not until",
    "ask|wonder if", "until now|then|recently|last|today|the", 'until [word="(1[89]|20)[0-9][0-9]"]' },
  stops = { ",", ";", "then", ":", "—" },
  finds   = { "If Japan passed a law, it could join.", "Unless it acts, it stays out." },
  ignores = { "If anything, it grew." },
}

context "question" {
  about = "Asked, not said.",
  scope = "after",
  reach = 20,
  cues  = {
    { "?", scope = "sentence" }, "whether", "question of whether|how|if", "question about|over|(as to) whether|how",
    "ask|wonder if|whether|how|why|what|who|which|when", "be|remain clear|unclear whether|how|if", "to what extent",
    "be|remain uncertain|unknown|unsure whether|how|if|what|why", "remain to be seen (whether|how|if)",
    "be (yet) to be seen", "can not confirm|verify|say|tell (that|whether|if|how)",
    "cannot confirm|verify|say|tell (that|whether|if|how)",
    "decline|refuse to confirm|say|comment (or deny) (that|whether|if|on)", "neither confirm nor deny (that|whether)",
  },
  except = { "question mark", "whether or not" },
  stops = { ";", ":", "—", "but", "however", ", but" },
  finds   = { "Does Japan have one?", "It is unclear whether Japan has one." },
  ignores = { "They answered the question." },
}

context "hedged" {
  about = "Said with a doubt, or as a possibility.",
  scope = "clause",
  acts  = "after",
  cues  = {
    "may|might|could|would", "perhaps|maybe|possibly|probably|presumably|likely|apparently|seemingly|supposedly",
    "allegedly|reportedly|purportedly|potentially|arguably|ostensibly|conceivably", "in principle|theory",
    "to some|a certain|a extent|degree", "appear|seem to", "appear|seem open|likely|set|ready|willing|keen",
    "tend to", "suggest that", "be said|believed|thought|rumoured|rumored|alleged|reported|understood|estimated to",
    "it be said|believed|thought|rumoured|rumored|alleged|reported|understood|possible|likely that", "be likely to",
    "not clear|certain|sure|guaranteed", "be unclear|doubtful|questionable|debatable", "have the potential to",
    "rumour|rumor|speculation that|of|about", "hint at|that", "some say|believe|argue|think|suggest",
    "more or less", "partly|partially|somewhat", "in some ways|respects",
  },
  except = {
    "in may", "may [word=\"[0-9]+\"]", "[word=\"[0-9]+\"] may", "could have been", "would-be", "likely candidate",
    "would … have to|need|require",
  },
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
    "albeit", "even as", "admittedly", "granted that", "for all its|their|his|her|the", "much as", "while", "whilst",
    "no matter how",
  },
  except = {
    "as though", "for|all|after|once a|the while", "worth while", "a while", "meanwhile", ", though ,",
    "while in|at|on|visiting|speaking|working|serving|still|abroad",
  },
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
    "will", "be going to", "plan|intend|aim|hope|seek|want|wish|mean|prepare|propose|expect|vow|pledge|promise to",
    "commit|agree|decide|resolve|undertake|strive|try|attempt|offer|threaten to",
    "have vowed|pledged|promised|agreed|committed|decided|undertaken (to)",
    "plan|proposal|bid|intention|ambition|push|pledge|promise|willingness|desire|readiness|determination to|for",
    "be (also|now|still|currently) planning|aiming|hoping|seeking|considering|preparing|mulling|weighing|discussing"
      .. "|debating|drafting (to)",
    "be (also|now|still|currently) set|due|poised|about|slated|scheduled|bound|ready|eager|keen|willing|determined"
      .. "|expected|likely to",
    "be (being) considered|planned|discussed|debated|drafted|mooted|prepared",
    "eventual|eventually|upcoming|forthcoming|planned|proposed|prospective", "consider|contemplate|mull|weigh",
    "show|express|voice|signal|declare (a|an|its|his|her|their|some) (great|keen|strong|growing|clear) interest"
      .. "|enthusiasm|appetite in|for",
    "in the (near|distant) future", "look forward to", "on track to", "next year|month|decade",
    "by [word=\"20[3-9][0-9]\"]",
  },
  except = { "good|ill|free|political will", "the will to|of", "at will", "strength of will", "agree to disagree",
    "will be remembered" },
  stops = { ";", ":", "—", "but", "however", "although", "though", "whereas", ", but|which|who|while|because|and",
  "because" },
  finds   = { "Japan will pass a law.", "It plans to join.", "It aims to build one.", "A planned law covers it." },
  ignores = { "It lacks political will." },
}
