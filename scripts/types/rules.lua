---@meta gimlet.rules
-- The words of gimlet's rule language, for editors that speak with LuaLS (lua-language-server).
-- Generated from scripts/gimlet/rule/words.lua by `make types`.

---@alias gimlet.Zone "body"|"title"|"heading"|"quote"|"teaser"|"boilerplate"|"caption"|"author"|"list"|"table"|"label"|"chat"
---@alias gimlet.Mode "longest"|"shortest"|"first"|"all"|"standard"|"traditional"
---@alias gimlet.ContextName "negated"|"needed"|"need_not"|"conditional"|"question"|"hedged"|"conceded"|"future"|"past"|"attributed"
---@alias gimlet.Scope "after"|"before"|"both"|"clause"|"clauses"|"predicate"|"word"|"sentence"
---@alias gimlet.Effect "turn"|"oppose"|"mark"|"none"
---@alias gimlet.Way "form"|"fold"|"lemma"|"stem"
---@alias gimlet.Variant "diacritics"|"possessive"|"spacing"
---@alias gimlet.Within "sentence"|"paragraph"|"zone"
---@alias gimlet.Keep "longest"|"first"|"leftmost"
---@alias gimlet.Extent "sentence"|"paragraph"|"rest"
---@alias gimlet.Entries string|gimlet.Pattern|(string|gimlet.Pattern|gimlet.Entry)[]
---@alias gimlet.Names (string|gimlet.Row)[]|gimlet.File

---A pattern: a run of tokens. Combined by * (then), + (or), ^ (repeated), - (not), # (looks ahead).
---@class gimlet.Pattern
---@operator mul(gimlet.Pattern): gimlet.Pattern
---@operator add(gimlet.Pattern): gimlet.Pattern
---@operator sub(gimlet.Pattern): gimlet.Pattern
---@operator pow(integer|integer[]): gimlet.Pattern
---@operator unm: gimlet.Pattern
---@operator len: gimlet.Pattern

---A file of names, as `file` opens it.
---@class gimlet.File

---a phrase or pattern in first place, with settings of its own beside it
---@class gimlet.Entry
---@field [1] string|gimlet.Pattern what is looked for
---@field strength? number what a hit is worth, up to 1
---@field context? table<gimlet.ContextName, number> what a context does to its hits
---@field subject? string|false false: only the document must name the subject
---@field when? fun(hit: gimlet.Hit): boolean whether a hit counts
---@field weigh? fun(hit: gimlet.Hit): number, string? a multiplier from 0 to 1 and its reason
---@field about? string for the reader
---@field scope? gimlet.Scope of a cue: what it reaches
---@field reach? integer of a cue: tokens it reaches at most
---@field agent? "subject"|"anyone" of a cue: whose
---@field effect? gimlet.Effect|number of a cue: what it does
---@field acts? "after"|"both" of a cue: where
---@field code? string of a relation: what it is coded as
---@field mutual? boolean of a relation: both do it to each other

---sentences about the subject, each a document of its own
---@class gimlet.Examples
---@field supports? string[] speak for the factor
---@field opposes? string[] speak against it
---@field neither? string[] do neither, or must be left out

---a name with attributes
---@class gimlet.Row
---@field [1] string the name
---@field id? string which thing it names
---@field of? string the thing it speaks or stands for
---@field as? string how: name, capital, demonym, government, institution, leader
---@field match_case? boolean false: in any case
---@field match_by? gimlet.Way what it is compared by
---@field valid_from? string since when it holds
---@field valid_to? string until when
---@field [string] string|boolean any other attribute

---what is told of a file of names
---@class gimlet.FileOptions
---@field format? string tsv, csv, lines, json, jsonl, spacy, gate, liwc, dicx, yaml, cameo
---@field name? string|string[] the column or key of the names
---@field at? string where in JSON the list stands
---@field separator? string of features in GATE lists
---@field compile? boolean whether it is compiled once and kept

---what is told of a dictionary; keys of an entity hold for its rules
---@class gimlet.ImportOptions: gimlet.FileOptions
---@field prefix? string put before the names of the rules
---@field word? "entity"|"theme"|"pattern" what they are
---@field match_case? boolean false: in any case
---@field about? string for the reader

---a hit as functions of rules see it
---@class gimlet.Hit
---@field text string the words found
---@field sentence string their sentence
---@field sign "+"|"-" for or against
---@field strength number after context
---@field contexts gimlet.ContextName[] those that act on it
---@field captures table<string, string> by name
---@field year? integer the year spoken of
---@field time? gimlet.Time the time spoken of
---@field attributed_to? string who says so
---@field rule string its full name
---@field document gimlet.Document where it stands

---a time that a sentence speaks of
---@class gimlet.Time
---@field text string as written
---@field timex string its value by TIMEX3
---@field from string first day
---@field to string last day

---what is known of a document
---@class gimlet.Document
---@field title? string
---@field date? string EDTF
---@field source? string its publisher
---@field author? string
---@field language? string BCP 47

---a factor as `combine` sees it
---@class gimlet.Factor
---@field id string
---@field name string
---@field group? string
---@field weight number
---@field balance number from -1 to 1
---@field supports number points for
---@field opposes number points against

---LPeg within rules: what makes patterns; called, it wraps one.
---@class gimlet.Lpeg
---@overload fun(pattern: any): gimlet.Pattern
---@field B any
---@field C any
---@field Carg any
---@field Cb any
---@field Cc any
---@field Cf any
---@field Cg any
---@field Cmt any
---@field Cp any
---@field Cs any
---@field Ct any
---@field P any
---@field R any
---@field S any
---@field V any
---@field locale any
---@field match any
---@field type any
---@field utfR any

---The body of a pack.
---@class gimlet.PackBody
---@field about? string the question that the pack answers
---@field version? string "1.0.0"
---@field uses? string[] packs whose rules it refers to, with the versions that will do: "world >= 1.2"; std is always used
---@field files? string[] its other files, in order, without .lua
---@field subject? string|false what factors are about unless they say otherwise: "world.japan"
---@field topic? string|false the theme that passages must be on unless factors say otherwise
---@field samples? string[] files that `gimlet check` looks for hits in
---@field author? string who wrote it
---@field licence? string under which licence
---@field engine? string the versions of gimlet that will do: ">= 0.1"

---comes first in pack.lua: what the pack is called and asks about
---```lua
---pack "union" { about = "How close is the country to the union?", version = "1.0.0", subject = "world.norway" }
---```
---@param name string
---@return fun(body: gimlet.PackBody)
function pack(name) end

---The body of a entity.
---@class gimlet.EntityBody
---@field about? string for the reader: what the rule is
---@field kind? string what the things are: country, company; the subject's rivals have its kind
---@field names? gimlet.Names names as written, rows with attributes, or file "names.tsv"
---@field stand_ins? gimlet.Entries words that stand for the one last named, as “it” does
---@field match_case? boolean false: in any case
---@field match_by? gimlet.Way what names are compared by; form when left out
---@field variants? true|gimlet.Variant[] spellings that are alike
---@field edits? 0|1|2 so many letters may be wrong
---@field edits_from? integer in names of at least so many letters
---@field phrases? gimlet.Entries what is looked for, in plain phrases
---@field match? gimlet.Pattern what is looked for, as a pattern
---@field mode? gimlet.Mode which of overlapping matches stay; longest when left out
---@field zones? gimlet.Zone[] parts of a document to look at; title, body and list when left out
---@field when? fun(hit: gimlet.Hit): boolean whether a hit counts
---@field within? gimlet.Within how far a match may reach; sentence when left out
---@field finds? string[] examples that must be found; `gimlet check` runs them
---@field ignores? string[] examples in which nothing must be found

---finds names of things
---```lua
---entity "firm" { kind = "company", names = { "Acme Ltd", "Nord Bank AG" } }
---```
---@param name string
---@return fun(body: gimlet.EntityBody): gimlet.Pattern
function entity(name) end

---The body of a theme.
---@class gimlet.ThemeBody
---@field about? string for the reader: what the rule is
---@field phrases? gimlet.Entries what is looked for, in plain phrases
---@field match? gimlet.Pattern what is looked for, as a pattern
---@field mode? gimlet.Mode which of overlapping matches stay; longest when left out
---@field zones? gimlet.Zone[] parts of a document to look at; title, body and list when left out
---@field when? fun(hit: gimlet.Hit): boolean whether a hit counts
---@field within? gimlet.Within how far a match may reach; sentence when left out
---@field finds? string[] examples that must be found; `gimlet check` runs them
---@field ignores? string[] examples in which nothing must be found

---finds mentions of a subject
---```lua
---theme "clearance" { phrases = { "security clearance(s)", "vet* … staff" } }
---```
---@param name string
---@return fun(body: gimlet.ThemeBody): gimlet.Pattern
function theme(name) end

---The body of a pattern.
---@class gimlet.PatternBody
---@field about? string for the reader: what the rule is
---@field phrases? gimlet.Entries what is looked for, in plain phrases
---@field match? gimlet.Pattern what is looked for, as a pattern
---@field mode? gimlet.Mode which of overlapping matches stay; longest when left out
---@field zones? gimlet.Zone[] parts of a document to look at; title, body and list when left out
---@field when? fun(hit: gimlet.Hit): boolean whether a hit counts
---@field within? gimlet.Within how far a match may reach; sentence when left out
---@field finds? string[] examples that must be found; `gimlet check` runs them
---@field ignores? string[] examples in which nothing must be found

---finds anything, named for use by others as {name}
---```lua
---pattern "vote" { match = lemma "vote" * gap(0, 2) * any_of { "for", "against" } }
---```
---@param name string
---@return fun(body: gimlet.PatternBody): gimlet.Pattern
function pattern(name) end

---The body of a relation.
---@class gimlet.RelationBody
---@field about? string for the reader: what the rule is
---@field subject? string|string[] who may act: entities by name
---@field predicate? gimlet.Entries|gimlet.File the verbs, or file "verbs.txt" of CAMEO
---@field object? string|string[] whom it may be done to; the same when left out
---@field agents? string|string[] entities whose codes are added to those of the actor beside them
---@field code? string goes with every hit; an entry may have its own
---@field zones? gimlet.Zone[] parts of a document to look at; title, body and list when left out
---@field finds? string[] examples that must be found; `gimlet check` runs them
---@field ignores? string[] examples in which nothing must be found

---finds who does what to whom: the verb, and the entities that may act and be acted on
---```lua
---relation "talks" { subject = "world.country", predicate = { "visit", "meet (with)" } }
---```
---@param name string
---@return fun(body: gimlet.RelationBody): gimlet.Pattern
function relation(name) end

---The body of a factor.
---@class gimlet.FactorBody
---@field about? string for the reader: what the rule is
---@field question? string what it asks, as the scorecard shows it
---@field weight? number how much it weighs in the score; 1 when left out, 0 stands beside it
---@field group? string the group of the score it belongs to
---@field required? boolean a gate: shown first, never made up for by others
---@field half_life? number days after which evidence counts half
---@field supports? gimlet.Entries what speaks for it
---@field opposes? gimlet.Entries what speaks against it
---@field strength? number what a hit is worth, up to 1
---@field subject? string|false the thing that hits must be about; false asks for none
---@field topic? string|false the theme a passage must be on; false asks for none
---@field context? table<gimlet.ContextName, number> what a context does to hits: { needed = 1 } leaves them as they are
---@field when? fun(hit: gimlet.Hit): boolean whether a hit counts
---@field weigh? fun(hit: gimlet.Hit): number, string? a multiplier from 0 to 1 and its reason
---@field zones? gimlet.Zone[] parts of a document to look at; title, body and list when left out
---@field mode? gimlet.Mode which of overlapping matches stay; longest when left out
---@field tense? "past"|"future" which Friday “on Friday” is; past when left out
---@field examples? gimlet.Examples sentences about the subject that support, oppose, do neither

---turns sentences into evidence for or against
---```lua
---factor "law" {
---  question = "Is there a law?",
---  supports = { "{subject} pass … law" },
---  opposes = { "{subject} repeal … law" },
---}
---```
---@param name string
---@return fun(body: gimlet.FactorBody): gimlet.Pattern
function factor(name) end

---The body of a score.
---@class gimlet.ScoreBody
---@field about? string its title
---@field groups? table<string, string> names of groups and their titles
---@field scale? number[] its ends: { 0, 100 }
---@field factors? string[] which factors; all of the pack when left out
---@field combine? fun(factors: gimlet.Factor[]): table<string, number> a contribution for each factor, within ± its weight

---combines the factors of the pack
---```lua
---score "readiness" { about = "Readiness to join", groups = { law = "Its laws" }, scale = { 0, 100 } }
---```
---@param name string
---@return fun(body: gimlet.ScoreBody): gimlet.Pattern
function score(name) end

---The body of a context.
---@class gimlet.ContextBody
---@field about? string for the reader: what the rule is
---@field cues? gimlet.Entries the words
---@field except? gimlet.Entries what only looks like a cue
---@field stops? gimlet.Entries where its reach ends
---@field scope? gimlet.Scope what it reaches
---@field reach? integer tokens it reaches at most
---@field effect? gimlet.Effect|number what it does to a hit: turn, oppose, mark, none, or a multiplier
---@field agent? "subject"|"anyone" subject: acts when the subject, or nobody, stands before the cue
---@field as? string the context it counts as
---@field label? string what the reason calls it
---@field acts? "after"|"both" after: leaves alone what stands before the cue
---@field finds? string[] examples that must be found; `gimlet check` runs them
---@field ignores? string[] examples in which nothing must be found

---words that qualify hits near them: negation, hedging
---```lua
---context "negated" { cues = { "not", "no longer" }, scope = "predicate", effect = "turn" }
---```
---@param name string
---@return fun(body: gimlet.ContextBody): gimlet.Pattern
function context(name) end

---The body of a zone.
---@class gimlet.ZoneBody
---@field about? string for the reader: what the rule is
---@field kind? gimlet.Zone what such parts are
---@field phrases? gimlet.Entries what is looked for, in plain phrases
---@field match? gimlet.Pattern what is looked for, as a pattern
---@field extent? gimlet.Extent the sentence, the paragraph, or the rest of the document
---@field zones? gimlet.Zone[] parts of a document to look at; title, body and list when left out
---@field finds? string[] examples that must be found; `gimlet check` runs them
---@field ignores? string[] examples in which nothing must be found

---tells parts of documents that are not the article
---```lua
---zone "paywall" { kind = "boilerplate", phrases = { "subscribe to read" }, extent = "rest" }
---```
---@param name string
---@return fun(body: gimlet.ZoneBody): gimlet.Pattern
function zone(name) end

---The body of a overlap.
---@class gimlet.OverlapBody
---@field about? string for the reader
---@field rules? string[] names of rules, in order of priority
---@field keep? gimlet.Keep which stays

---says which of overlapping hits of several rules stays
---```lua
---overlap "names" { rules = { "city", "paper" }, keep = "longest" }
---```
---@param name string
---@return fun(body: gimlet.OverlapBody): gimlet.Pattern
function overlap(name) end

---The body of a reader.
---@class gimlet.ReaderBody
---@field about? string for the reader
---@field endings? string[] of file names: { ".wire" }
---@field begins? string the first bytes of such files
---@field likes? fun(head: string): boolean or what the first 4096 bytes look like
---@field read? fun(bytes: string, name: string): string|table gives a text, a record with text, or a list of records

---reads files in a format of your own
---```lua
---reader "wire" { endings = { ".wire" }, read = function(bytes, name) return { text = bytes } end }
---```
---@param name string
---@return fun(body: gimlet.ReaderBody): gimlet.Pattern
function reader(name) end

---a phrase: its words in all inflected forms, in any case
---```lua
---phrase "pass … law"
---```
---@param text string
---@return gimlet.Pattern
function phrase(text) end

---one token as written
---```lua
---word "US"
---```
---@param text string
---@return gimlet.Pattern
function word(text) end

---one token in any case
---```lua
---fold "us"
---```
---@param text string
---@return gimlet.Pattern
function fold(text) end

---one token by its dictionary form
---```lua
---lemma "leak"
---```
---@param text string
---@return gimlet.Pattern
function lemma(text) end

---one token by its stem
---```lua
---stem "secur"
---```
---@param text string
---@return gimlet.Pattern
function stem(text) end

---one token by its shape: Xx capitalised, d digits
---```lua
---shape "Xx"
---```
---@param text string
---@return gimlet.Pattern
function shape(text) end

---one token by its letters, a regular expression
---```lua
---regex "[A-Z]{2,}"
---```
---@param text string
---@return gimlet.Pattern
function regex(text) end

---one token by the part of speech an annotated corpus gives
---```lua
---pos "NOUN"
---```
---@param text string
---@return gimlet.Pattern
function pos(text) end

---the same by the column upos
---```lua
---upos "NOUN"
---```
---@param text string
---@return gimlet.Pattern
function upos(text) end

---the same by the column xpos
---```lua
---xpos "NNS"
---```
---@param text string
---@return gimlet.Pattern
function xpos(text) end

---a query of the corpus query language, within a sentence
---```lua
---cql [=[ [lemma="go"] []{0,2} "home"%c ]=]
---```
---@param query string
---@return gimlet.Pattern
function cql(query) end

---any token
---```lua
---word "the" * any
---```
---@type gimlet.Pattern
any = nil

---one of these as written, or of these patterns
---```lua
---any_of { "Ltd", "Inc", "AG" }
---```
---@param list (string|gimlet.Pattern)[]
---@return gimlet.Pattern
function any_of(list) end

---a hit of another rule
---```lua
---ref "world.country"
---```
---@param name string
---@return gimlet.Pattern
function ref(name) end

---so many tokens of any kind; with one number at most so many
---```lua
---lemma "pass" * gap(0, 3) * lemma "law"
---```
---@param least integer
---@param most? integer
---@return gimlet.Pattern
function gap(least, most) end

---both, at most so many tokens apart (5), in any order or in this one
---```lua
---near(lemma "spy", lemma "arrest", 4)
---```
---@param a gimlet.Pattern
---@param b gimlet.Pattern
---@param distance? integer
---@param order? "ordered"
---@return gimlet.Pattern
function near(a, b, distance, order) end

---what the pattern finds, shown under a name
---```lua
---cap("value", regex "[12][0-9]{3}")
---```
---@param name string
---@param pattern gimlet.Pattern
---@return gimlet.Pattern
function cap(name, pattern) end

---what a capture holds, once more
---```lua
---cap("n", shape "Xx") * word "v" * same "n"
---```
---@param name string
---@param way? "form"|"fold"|"lemma"
---@return gimlet.Pattern
function same(name, way) end

---as few as possible instead of as many
---```lua
---lazy(any ^ 0)
---```
---@param repetition gimlet.Pattern
---@return gimlet.Pattern
function lazy(repetition) end

---looks back: the pattern ends here
---```lua
---behind(word "the") * shape "Xx"
---```
---@param pattern gimlet.Pattern
---@return gimlet.Pattern
function behind(pattern) end

---the beginning of the sentence
---```lua
---sentence_begin * fold "but"
---```
---@type gimlet.Pattern
sentence_begin = nil

---the end of the sentence
---```lua
---word "?" * sentence_end
---```
---@type gimlet.Pattern
sentence_end = nil

---a regular expression over the text of a sentence; stands alone
---```lua
---text_regex [[\$\d+ (m|b)illion]]
---```
---@param expression string
---@return gimlet.Pattern
function text_regex(expression) end

---an LPeg pattern over the text of a sentence, made with lpeg.P, lpeg.R …; stands alone
---```lua
---lpeg(lpeg.R "09" ^ 1)
---```
---@type gimlet.Lpeg
lpeg = nil

---a file of names in the pack: tables, JSON, spaCy, GATE, LIWC, quanteda, CAMEO
---```lua
---names = file "companies.tsv"
---```
---@param path string
---@param options? gimlet.FileOptions
---@return gimlet.File
function file(path, options) end

---a rule for each category of a dictionary
---```lua
---import("words.dic", { prefix = "liwc_" })
---```
---@param path string
---@param options? gimlet.ImportOptions
function import(path, options) end
