-- Negation: cues, how far they reach, and what only looks like one.
--
-- A negated verb takes its clause with it, to both sides; “no”, “without” and their like reach to the right.

context "negated" {
  about = "Said not to be so.",
  scope = "clause",
  cues  = {
    "not", "never", "no longer", "cannot", "nor", "not (yet) (ever) (even) (at) (all)",
    "not (yet) ever|even|yet|really|actually",
    { "no", scope = "after", reach = 10 },
    { "neither|none|nobody|nothing|nowhere", scope = "after", reach = 12 },
    { "no one", scope = "after", reach = 12 },
    { "without", scope = "after", reach = 8 },
    { "fail|failed to", scope = "after" }, { "failure to", scope = "after" },
    { "has|have|had yet to", scope = "after" }, { "be yet to", scope = "after" },
    { "refuse|decline|neglect to", scope = "after", reach = 10 }, { "refusal|reluctance|unwillingness to",
    scope = "after" },
    { "unable|unwilling|reluctant|loath|powerless to", scope = "after" }, { "incapable of", scope = "after" },
    { "inability to", scope = "after" }, { "unlikely to|that", scope = "after" },
    { "lack|lacked|lacking|lacks", scope = "after", reach = 8 }, { "lack|absence|dearth|want of", scope = "after",
    reach = 8 },
    { "devoid|bereft|short of", scope = "after", reach = 8 }, { "stop short of", scope = "after" },
    { "far from", scope = "after", reach = 8 }, { "free of|from", scope = "after", reach = 5 },
    { "hardly|barely|scarcely|rarely|seldom", scope = "after" }, { "little or no", scope = "after", reach = 6 },
    { "instead of", scope = "after", reach = 8 }, { "rather than", scope = "after", reach = 8 },
    { "too … to", scope = "after", reach = 6 },
    { "prevent|stop|bar|prohibit|keep …4 from", scope = "after", reach = 8 },
    { "deny (any) (that)", scope = "after" }, { "rule out", scope = "after", reach = 8 },
    { "abandon|scrap|shelve|drop (the|its|a|any) (idea|plan|bid|bill|proposal) (of|to|for)", scope = "after",
    reach = 8 },
    { "be (still) (also) lacking|absent|missing|nonexistent|unavailable|impossible|insufficient", scope = "before",
    reach = 10 },
    { "do not (yet) (even) exist|apply|happen|materialise|materialize|work", scope = "before", reach = 10 },
    { "be not (yet) (in) (place|force|true|correct|possible|available|there)", scope = "before", reach = 10 },
  },
  except = {
    -- more than what is denied
    "not (only|just|merely|simply|solely|alone|purely)", "not least", "not to mention", "not so much", "not because",
    "not without", "not for nothing", "nothing but|less|short", "no less|fewer (than)", "none other", "second to none",
    -- understatement
    "not (a|an|such|so|entirely|altogether) (bad|unlike|unusual|uncommon|unreasonable|impossible|insignificant"
      .. "|inconsiderable)",
    "not a bad idea|thing|start|sign|move|step", "not bad",
    "no (small|mean|little) (feat|matter|achievement|number|part|task)",
    "no stranger (to)",
    -- certainty
    "no doubt|question|wonder|surprise|secret|coincidence|mistake|exception|denying",
    "without (a|any) (doubt|question|precedent)",
    "without delay|exception", "not surprising", "can not|n't (but|help|wait)", "cannot (but|help|wait)",
    "can not (be) (overstate|overstated|exaggerate|underestimate|ignore|deny)",
    "cannot (be) overstated|exaggerated|underestimated|ignored|denied",
    -- only this one can
    "cannot|never … alone|elsewhere|itself|otherwise", "can not|never … alone|elsewhere|itself|otherwise",
    "no other (country|nation|ally|partner|state|member|agency|service) (has|can|could)", "nobody|nowhere else",
    "no one else",
    "unparalleled", "like no other",
    -- set phrases
    "whether or not", "or not", "if not", "not until", "not later than", "no later|sooner|more|matter than",
    "no matter",
    "no longer than", "more often than not", "not unique to", "not alone|new", "not far from|behind",
    "not to be outdone", "not long",
    "never mind", "never before", "never more", "not the first|last|only", "why not", "no. 1|2|3|4|5",
  },
  stops = {
    ", but|and|or|so|yet|while|which|who|although|though", "but", "however", ";", ":", "—", "--", "because",
    "although", "though",
    "whereas", "while", "which", "who", "unless", "if", "until",
    "and it|he|she|they|we|this|that|there|will|has|have|is|are|was",
    ", it|he|she|they|we|i|the|its|their",
  },
  finds   = { "Japan does not have one.", "It won't be trusted.", "It has no law.", "It failed to act.",
  "A law is lacking." },
  ignores = { "It is not only large but modern.", "That is “not a bad idea”.", "There is no doubt that it works.",
    "It gathers intelligence that Washington cannot replicate alone." },
}
