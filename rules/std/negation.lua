-- Negation: cues, how far they reach, and what only looks like one.
--
-- A negated verb takes its clause with it; “no”, “without” and their like reach to the right. What stands wholly
-- before the cue is left alone (“Japan's law is no surprise”), but for passives and words of being (“was not passed”).

context "negated" {
  about = "Said not to be so.",
  scope = "clauses",
  acts  = "after",
  cues  = {
    "not", "not (at) all|ever|even|yet|really|actually|necessarily", "never", "no longer", "cannot", "nor",
    { "no ,|.|!", scope = "before", reach = 1 }, -- an answer, which denies no word beside it
    { "it be not (yet) true|correct|clear|certain|evident that", scope = "after", reach = 15 },
    { "it be not the case that", scope = "after", reach = 15 },
    { "do not (really) think|believe|expect|mean|say|suggest|claim (that)", scope = "after", reach = 12 },
    "no|neither|none|nobody|nothing|nowhere", "no one", { "neither …8 nor", scope = "after", reach = 10 },
    { "little or no", scope = "after", reach = 6 },
    { phrase "little|scant|minimal" * #phrase("interest|appetite|enthusiasm|desire|inclination|willingness|ambition|"
        .. "incentive|trust|confidence|faith|support|evidence|sign|chance|prospect|hope|progress"),
      scope = "after", reach = 6 },
    { "without", scope = "after", reach = 8 },
    { "fail|neglect|decline|refuse to", scope = "after", reach = 10 },
    { "failure|refusal|reluctance|unwillingness|inability to", scope = "after", reach = 10 },
    { "unable|unwilling|reluctant|loath|powerless|unlikely to", scope = "after", reach = 10 },
    { "slow|hesitant|hard-pressed|ill-equipped|ill-prepared to", scope = "after", reach = 10 },
    { "struggle to", scope = "after", reach = 10 },
    { phrase "stop|cease|halt|suspend|discontinue" * #regex "\\p{L}+ing", scope = "after", reach = 8 },
    { "incapable of", scope = "after", reach = 8 }, { "unlikely that", scope = "after", reach = 12 },
    { "have|be yet to", scope = "after", reach = 10 },
    { "lack", scope = "after", reach = 8 }, { "lack|absence|dearth|want of", scope = "after", reach = 8 },
    { "devoid|bereft|short of", scope = "after", reach = 8 }, { "far from", scope = "after", reach = 8 },
    { "free of|from", scope = "after", reach = 5 },
    "hardly|barely|scarcely|rarely|seldom",
    { "instead of", scope = "after", reach = 8 }, { "rather than", scope = "after", reach = 8 },
    { "too …2 to", scope = "after", reach = 6 },
    { "prevent|stop|bar|prohibit|keep|ban …4 from", scope = "after", reach = 8 },
    { "doubt (about|over|(as to)) whether|that|if", scope = "after", reach = 12 },
    { "sceptical|skeptical|doubtful that|whether|of|about", scope = "after", reach = 10 },
    { "deny (any) (that)", scope = "after", reach = 10 }, { "rule out", scope = "after", reach = 8 },
    { "abandon|scrap|shelve|drop (the|its|a|any) idea|plan|bid|bill|proposal of|to|for", scope = "after", reach = 8 },
    { "be (still) (also) lacking|absent|missing|nonexistent|unavailable|impossible", scope = "before", reach = 10 },
    { "do not (yet) (even) exist|apply|happen|materialise|materialize|work", scope = "before", reach = 10 },
    { "be not (yet) in place|force|effect", scope = "before", reach = 10 },
    { "be not|never (yet|ever|even|fully|properly|sufficiently|adequately|really|actually)"
      .. " [word=\".*ed|built|found|met|seen|known|taken|given|made|done|kept|held|spent|sent|shown|proven"
        .. "|understood\"]",
      scope = "both", reach = 10 },
  },
  except = {
    -- more than what is denied
    "not only|just|merely|simply|solely|alone|purely|least", "not to mention", "not so much", "not because",
    "not without", "not for nothing", "nothing but|less|short", "no less|"
      .. "fewer (than)", "none other", "second to none",
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
  stops = {
    ", but|and|or|so|yet|while|which|who|although|though", "but", "however", ";", ":", "—", "--", "because",
    "although", "though", "whereas", "while", "which", "who", "unless", "if", "until",
    "and it|he|she|they|we|this|that|there|will|have|be", ", (thus|thereby) [word=\".*ing\"]", ", with",
    ", [word=\"[A-Z].*\"]",
    ", it|he|she|they|we|i|the|its|their",
  },
  finds   = { "Japan does not have one.", "It won't be trusted.", "It has no law.", "It failed to act.",
    "A law is lacking." },
  ignores = { "It is not only large but modern.", "That is “not a bad idea”.", "There is no doubt that it works.",
    "It gathers intelligence that Washington cannot replicate alone." },
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
  scope  = "both",
  reach  = 3,
  cues   = {
    regex("(?i)un(" .. un .. ")(ly|ness)?"), regex("(?i)in(" .. in_ .. ")(ly|ness)?"),
    regex("(?i)im(" .. im .. ")(ly|ness)?"), regex("(?i)(" .. less .. ")less(ly|ness)?"),
    regex("(?i)dis(" .. dis .. ")(ly)?"), regex("(?i)ir(regular|relevant|resolute|responsible|reversible|revocable|"
      .. "replaceable|retrievable|reconcilable|rational|resistible)(ly)?"),
    regex "(?i)il(legal|legible|legitimate|liberal|literate|logical)(ly)?",
    regex("(?i)(im|un|in)(possibly|certainty|employment|precedentedly|conceivably|credibly|describably|"
      .. "tolerably|explicably|"
      .. "avoidably|doubtedly|questionably|bearably|reasonably|accountably|visibly|comfortably|easiness|probably|"
      .. "happily|easily|luckily|steadily|patience|convenience|efficiency|competence|stability|dependence|difference|"
      .. "experience|tolerance|measurably|mediately)"),
  },
  finds   = { "The author is unknown.", "It is useless.", "That was dishonest." },
  ignores = { "Under the law it stands.", "The uncle is able.", "It is less." },
}
