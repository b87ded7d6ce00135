-- Negation: cues, how far they reach, and what only looks like one.
--
-- A negation takes its clause with it, without what that is coordinated with (scope = "predicate"). What stands wholly
-- before the cue is left alone (“Japan's law is no surprise”), but for passives and words of being (“was not passed”).

context "negated" {
  about = "Said not to be so.",
  scope = "predicate",
  acts  = "after",
  cues  = {
    -- what is done, and what is so, is denied of what stands before as well: “the law was never passed”
    { behind(phrase "be") * phrase "not|never" * #(gap(0, 2) * regex("(?i)(\\p{L}{2,}ed|built|found|met|seen|known"
        .. "|taken|given|made|done|kept|held|spent|sent|shown|proven|understood)")), acts = "both" },
    { behind(phrase "be") * phrase "not" * #phrase "(yet) in place|force|effect", acts = "both" },
    { behind(phrase "do") * phrase "not" * #phrase "(yet) (even) exist|apply|happen|materialise|materialize|work",
      acts = "both" },
    "not", "never", "no longer", "cannot", "nor",
    { "no ,|.|!", scope = "before", reach = 1 }, -- an answer, which denies no word beside it
    "no|neither|none|nobody|nothing|nowhere", { "neither …8 nor", scope = "after", reach = 10 },
    "without",
  },
  except = {
    -- more than what is denied
    "not only|just|merely|simply|solely|alone|purely|least", "not to mention", "not so much", "not because",
    "not without", "not for nothing", "nothing but|less|short", "no less|"
      .. "fewer (than)", "none other", "second to none",
    -- asked for assent
    phrase "be|have|do|will|would|can|could|may|might|must|shall|should i|you|he|she|it|we|they not" * #phrase "?|,",
    phrase ", be|have|do|will|would|can|could|may|might|must|should not i|you|he|she|it|we|they" * #phrase "?|,",
    sentence_begin * phrase "be|do not i|you|he|she|it|we|they|this|that", "as like|likely as not",
    -- understatement
    "not (a|an|such|so|entirely|altogether) bad|unlike|unusual|uncommon|unreasonable|impossible|insignificant",
    "no small|mean|little feat|matter|achievement|number|part|task", "no stranger (to)",
    -- certainty
    "no|little doubt|question that|whether|about|over|if",
    "no doubt|question|wonder|surprise|secret|coincidence|mistake|exception|denying",
    "without (a|any) doubt|question|precedent|delay|exception", "not surprising", "can not but|help|wait",
    "cannot but|help|wait", "can not (be) overstate|exaggerate|underestimate|ignore|deny",
    "cannot (be) overstate|exaggerate|underestimate|ignore|deny",
    -- only this one can
    "cannot|never … alone|elsewhere|itself|themselves|otherwise",
    "can not … alone|elsewhere|itself|themselves|otherwise",
    "no other (country|nation|ally|partner|state|member|agency|service) have|can|could", "nobody|nowhere|"
      .. "nothing else",
    "no one else", "like no other",
    -- set phrases
    "whether or not", "or not", "if not", "not until", "not later than", "no later|sooner|more than", "no matter",
    "no longer than", "more often than not", "not unique to", "not alone|new|long|far", "not to be outdone",
    "never mind",
    "never before", "not to be named|identified|quoted", "not waste|lose (any) (more) (further) time",
    "waste|lose no time", "not limited|confined to",
    "not …6 ; (rather) (instead) it|they|this be", "not the first|last|only", "why not", "no. [word=\"[0-9]+\"]",
  },
  finds   = { "Japan does not have one.", "It won't be trusted.", "It has no law.", "They live without it." },
  ignores = { "It is not only large but modern.", "That is “not a bad idea”.", "There is no doubt that it works.",
    "It gathers intelligence that Washington cannot replicate alone.", "It failed to act." },
}

-- Verbs, nouns and adverbs that deny as “not” does, and count with it: *SEM 2012 and its kin do not mark them.
context "denied" {
  about = "Said not to be so by a word of another kind: fail to, lack, hardly, stop doing.",
  as    = "negated",
  label = "negated",
  scope = "after",
  reach = 10,
  cues  = {
    { "hardly|barely|scarcely|rarely|seldom", scope = "predicate", acts = "after" },
    { "little or no", reach = 6 },
    { phrase "little|scant|minimal" * #phrase("interest|appetite|enthusiasm|desire|inclination|willingness|ambition|"
        .. "incentive|trust|confidence|faith|support|evidence|sign|chance|prospect|hope|progress"), reach = 6 },
    "fail|neglect|decline|refuse to", "failure|refusal|reluctance|unwillingness|inability to",
    "unable|unwilling|reluctant|loath|powerless|unlikely to",
    "slow|hesitant|hard-pressed|ill-equipped|ill-prepared to", "struggle to",
    { phrase "stop|cease|halt|suspend|discontinue" * #regex "\\p{L}+ing", reach = 8 },
    { "incapable of", reach = 8 }, { "unlikely that", reach = 12 },
    "have|be yet to", { "lack", reach = 8 }, { "lack|absence|dearth|want of", reach = 8 },
    { "devoid|bereft|short of", reach = 8 }, { "far from", reach = 8 },
    { "free of|from", reach = 5 }, { "instead of", reach = 8 }, { "rather than", reach = 8 },
    { "too …2 to", reach = 6 },
    { "prevent|stop|bar|prohibit|keep|ban …4 from", reach = 8 },
    { "doubt (about|over|(as to)) whether|that|if", reach = 12 },
    "sceptical|skeptical|doubtful that|whether|of|about", "deny (any) (that)", { "rule out", reach = 8 },
    { "abandon|scrap|shelve|drop (the|its|a|any) idea|plan|bid|bill|proposal of|to|for", reach = 8 },
    { "be (still) (also) lacking|absent|missing|nonexistent|unavailable|impossible", scope = "before" },
  },
  stops = {
    ", but|and|or|so|yet|while|which|who|although|though", "but", "however", ";", ":", "—", "--", "because",
    "although", "though", "whereas", "while", "which", "who", "unless", "if", "until",
    "and it|he|she|they|we|this|that|there|will|have|be", ", (thus|thereby) [word=\".*ing\"]", ", with",
    ", [word=\"[A-Z].*\"]", ", it|he|she|they|we|i|the|its|their",
  },
  except  = { "no|little doubt (about|over|(as to)) that|whether|if", "can not|hardly wait", "too good|bad to be",
    "far from over|alone|finished" },
  finds   = { "It failed to act.", "A law is lacking.", "It can hardly be trusted.", "Japan has yet to pass one." },
  ignores = { "It has no law.", "It has a law." },
}

-- Denied inside a word. The word says it of itself alone, so that hits beside it are left as they are.
local un = "able|abated|abashed|acceptable|accompanied|accountable|accustomed|acquainted|affected|afraid|aided|"
  .. "ambiguous|ambitious|answered|anticipated|armed|ashamed|attainable|attended|authorised|authorized|"
  .. "available|avoidable|aware|bearable|believable|biased|bounded|broken|canny|certain|changed|charted|"
  .. "checked|civil|claimed|classified|clear|comfortable|common|concerned|conditional|confirmed|conscious|"
  .. "constitutional|contested|controlled|controllable|conventional|convinced|convincing|cooperative|"
  .. "curtained|defended|deniable|deserved|desirable|detected|developed|disclosed|disputed|disturbed|"
  .. "documented|earned|easy|educated|emotional|employed|ending|enforceable|equal|equipped|ethical|even|"
  .. "eventful|examined|expected|explained|explored|fair|faithful|familiar|fashionable|favorable|"
  .. "favourable|finished|fit|foreseen|forgettable|forgivable|fortunate|founded|friendly|fruitful|"
  .. "fulfilled|furnished|funded|guarded|happy|harmed|healthy|heard|helpful|hurt|identified|imaginable|"
  .. "imaginative|important|impressed|informed|injured|insured|intelligible|intended|intentional|"
  .. "interested|interesting|invited|just|justified|justifiable|kind|known|lawful|licensed|like|likely|"
  .. "limited|loved|lucky|manageable|manned|marked|married|matched|mistakable|mitigated|moved|natural|"
  .. "necessary|noticed|observed|occupied|official|opposed|paid|paralleled|patriotic|perturbed|pleasant|"
  .. "popular|practical|precedented|predictable|prepared|principled|productive|professional|profitable|"
  .. "protected|proven|provoked|published|punished|qualified|questioned|questionable|ready|real|realistic|"
  .. "reasonable|recognisable|recognizable|recognised|recognized|recorded|registered|regulated|related|"
  .. "reliable|reported|resolved|restricted|safe|satisfactory|satisfied|scathed|scientific|screened|"
  .. "scrupulous|secure|secured|seen|selfish|settled|signed|skilled|solicited|solved|specified|spoken|"
  .. "stable|steady|stoppable|successful|suitable|supported|supervised|suspecting|sustainable|tenable|"
  .. "tenanted|tested|thinkable|timely|touched|trained|true|trustworthy|usual|verified|vetted|wanted|"
  .. "warranted|welcome|well|willing|wise|worthy"
local in_ = "ability|accessible|accurate|action|active|adequate|admissible|advertent|animate|applicable|"
  .. "appropriate|attentive|capable|coherent|compatible|competent|complete|comprehensible|conceivable|"
  .. "conclusive|consistent|conspicuous|convenient|correct|credible|credulous|curable|decision|decisive|"
  .. "definite|describable|different|direct|discreet|distinct|dependent|effective|efficient|eligible|"
  .. "equality|escapable|evitable|exact|excusable|experienced|explicable|fallible|finite|flexible|formal|"
  .. "frequent|hospitable|human|imitable|justice|offensive|operable|sane|scrutable|secure|security|"
  .. "sensible|sensitive|separable|significant|sincere|soluble|stability|sufficient|sufferable|terminable|"
  .. "tolerable|tolerant|valid|variable|visible|voluntary|vulnerable"
local im = "balance|material|mature|measurable|mobile|moderate|moral|mortal|movable|mutable|partial|passable|"
  .. "patient|penetrable|perfect|personal|plausible|polite|possible|potent|practical|precise|probable|"
  .. "proper|prudent|pure"
local less = "aim|bottom|care|cease|cloud|clue|defence|defense|doubt|effort|end|fault|fear|flaw|fruit|god|harm|"
  .. "heart|help|hope|job|land|law|leader|life|limit|meaning|merci|mind|motion|name|noise|pain|point|"
  .. "power|price|purpose|reck|regard|relent|rest|ruth|seam|shame|shape|shelter|sleep|speech|spine|stain|"
  .. "state|tact|thought|time|tire|tooth|use|value|voice|wind|wire|worth"
local dis = "advantage|agreeable|agreement|approval|belief|comfort|connected|contented|favor|favour|honest|"
  .. "honesty|interested|loyal|obedience|obedient|order|passionate|pleasure|proportionate|reputable|"
  .. "respect|satisfaction|satisfied|similar|tasteful|trust|unity|united"

context "affix" {
  about  = "Said not to be so inside a word: unknown, impossible, careless, dishonest.",
  effect = "none",
  scope  = "word",
  cues   = {
    regex("(?i)un(" .. un .. ")(ly|ness)?"), regex("(?i)in(" .. in_ .. ")(ly|ness)?"),
    regex("(?i)im(" .. im .. ")(ly|ness)?"), regex("(?i)(" .. less .. ")less(ly|ness)?"),
    regex("(?i)dis(" .. dis .. ")(ly)?"), regex("(?i)ir(regular|relevant|resolute|responsible|reversible|revocable|"
      .. "replaceable|retrievable|reconcilable|rational|resistible)(ly)?"),
    regex "(?i)il(legal|legible|legitimate|liberal|literate|logical)(ly)?",
    regex("(?i)(im|un|in)(possibly|certainty|employment|precedentedly|conceivably|credibly|describably|"
      .. "tolerably|explicably|"
      .. "avoidably|doubtedly|questionably|bearably|reasonably|accountably|visibly|comfortably|easiness|probably|"
      .. "happily|easily|luckily|steadily|patience|convenience|efficiency|competence|stability|dependence|"
      .. "experience|tolerance|measurably)"),
  },
  finds   = { "The author is unknown.", "It is useless.", "That was dishonest." },
  ignores = { "Under the law it stands.", "The uncle is able.", "It is less." },
}
