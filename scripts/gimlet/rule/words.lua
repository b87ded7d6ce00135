-- What every word of the rule language is for, in one place: the stubs and snippets for editors come from it. The specs
-- hold it against what the loader takes (rule/fields.lua, rule/pattern.lua, work/sandbox.lua).
local M = {}

-- Settings of many words: key, type (of LuaLS), what it says.
local ABOUT <const> = { "about", "string", "for the reader: what the rule is" }
local FINDS <const> = { "finds", "string[]", "examples that must be found; `gimlet check` runs them" }
local IGNORES <const> = { "ignores", "string[]", "examples in which nothing must be found" }
local PHRASES <const> = { "phrases", "gimlet.Entries", "what is looked for, in plain phrases" }
local MATCH <const> = { "match", "gimlet.Pattern", "what is looked for, as a pattern" }
local MODE <const> = { "mode", "gimlet.Mode", "which of overlapping matches stay; longest when left out" }
local ZONES <const> = { "zones", "gimlet.Zone[]", "parts of a document to look at; title, body and list when left out" }
local WHEN <const> = { "when", "fun(hit: gimlet.Hit): boolean", "whether a hit counts" }
local WITHIN <const> = { "within", "gimlet.Within", "how far a match may reach; sentence when left out" }
local SUBJECT <const> = { "subject", "string|false", "the thing that hits must be about; false asks for none" }
local TOPIC <const> = { "topic", "string|false", "the theme a passage must be on; false asks for none" }
local CONTEXT <const> = { "context", "table<gimlet.ContextName, number>", "what a context does to hits: { needed = 1 } "
  .. "leaves them as they are" }

--- The words that declare something: name, what it is for, an example, its keys.
---@type { [1]: string, [2]: string, [3]: string, keys: string[][] }[]
M.DECLARATIONS = {
  { "pack", "comes first in pack.lua: what the pack is called and asks about",
    'pack "union" { about = "How close is the country to the union?", version = "1.0.0", subject = "world.norway" }',
    keys = {
      { "about", "string", "the question that the pack answers" },
      { "version", "string", "\"1.0.0\"" },
      { "uses", "string[]", "packs whose rules it refers to, with the versions that will do: "
        .. "\"world >= 1.2\"; std is always used" },
      { "files", "string[]", "its other files, in order, without .lua" },
      { "subject", "string|false", "what factors are about unless they say otherwise: \"world.japan\"" },
      { "topic", "string|false", "the theme that passages must be on unless factors say otherwise" },
      { "samples", "string[]", "files that `gimlet check` looks for hits in" },
      { "author", "string", "who wrote it" },
      { "licence", "string", "under which licence" },
      { "engine", "string", "the versions of gimlet that will do: \">= 0.1\"" },
    } },
  { "entity", "finds names of things",
    'entity "firm" { kind = "company", names = { "Acme Ltd", "Nord Bank AG" } }',
    keys = { ABOUT, { "kind", "string", "what the things are: country, company; the subject's rivals have its kind" },
      { "names", "gimlet.Names", "names as written, rows with attributes, or file \"names.tsv\"" },
      { "stand_ins", "gimlet.Entries", "words that stand for the one last named, as “it” does" },
      { "match_case", "boolean", "false: in any case" },
      { "match_by", "gimlet.Way", "what names are compared by; form when left out" },
      { "variants", "true|gimlet.Variant[]", "spellings that are alike" },
      { "edits", "0|1|2", "so many letters may be wrong" },
      { "edits_from", "integer", "in names of at least so many letters" },
      PHRASES, MATCH, MODE, ZONES, WHEN, WITHIN, FINDS, IGNORES } },
  { "theme", "finds mentions of a subject",
    'theme "clearance" { phrases = { "security clearance(s)", "vet* … staff" } }',
    keys = { ABOUT, PHRASES, MATCH, MODE, ZONES, WHEN, WITHIN, FINDS, IGNORES } },
  { "pattern", "finds anything, named for use by others as {name}",
    'pattern "vote" { match = lemma "vote" * gap(0, 2) * any_of { "for", "against" } }',
    keys = { ABOUT, PHRASES, MATCH, MODE, ZONES, WHEN, WITHIN, FINDS, IGNORES } },
  { "relation", "finds who does what to whom: the verb, and the entities that may act and be acted on",
    'relation "talks" { subject = "world.country", predicate = { "visit", "meet (with)" } }',
    keys = { ABOUT, { "subject", "string|string[]", "who may act: entities by name" },
      { "predicate", "gimlet.Entries|gimlet.File", "the verbs, or file \"verbs.txt\" of CAMEO" },
      { "object", "string|string[]", "whom it may be done to; the same when left out" },
      { "agents", "string|string[]", "entities whose codes are added to those of the actor beside them" },
      { "code", "string", "goes with every hit; an entry may have its own" }, ZONES, FINDS, IGNORES } },
  { "factor", "turns sentences into evidence for or against",
    'factor "law" {\n  question = "Is there a law?",\n  supports = { "{subject} pass … law" },\n'
      .. '  opposes = { "{subject} repeal … law" },\n}',
    keys = { ABOUT, { "question", "string", "what it asks, as the scorecard shows it" },
      { "weight", "number", "how much it weighs in the score; 1 when left out, 0 stands beside it" },
      { "group", "string", "the group of the score it belongs to" },
      { "required", "boolean", "a gate: shown first, never made up for by others" },
      { "half_life", "number", "days after which evidence counts half" },
      { "supports", "gimlet.Entries", "what speaks for it" },
      { "opposes", "gimlet.Entries", "what speaks against it" },
      { "strength", "number", "what a hit is worth, up to 1" },
      SUBJECT, TOPIC, CONTEXT, WHEN,
      { "weigh", "fun(hit: gimlet.Hit): number, string?", "a multiplier from 0 to 1 and its reason" },
      ZONES, MODE, { "tense", "\"past\"|\"future\"", "which Friday “on Friday” is; past when left out" },
      { "examples", "gimlet.Examples", "sentences about the subject that support, oppose, do neither" } } },
  { "score", "combines the factors of the pack",
    'score "readiness" { about = "Readiness to join", groups = { law = "Its laws" }, scale = { 0, 100 } }',
    keys = { { "about", "string", "its title" },
      { "groups", "table<string, string>", "names of groups and their titles" },
      { "scale", "number[]", "its ends: { 0, 100 }" },
      { "factors", "string[]", "which factors; all of the pack when left out" },
      { "combine", "fun(factors: gimlet.Factor[]): table<string, number>", "a contribution for each factor, within ± "
        .. "its weight" } } },
  { "context", "words that qualify hits near them: negation, hedging",
    'context "negated" { cues = { "not", "no longer" }, scope = "predicate", effect = "turn" }',
    keys = { ABOUT, { "cues", "gimlet.Entries", "the words" },
      { "except", "gimlet.Entries", "what only looks like a cue" },
      { "stops", "gimlet.Entries", "where its reach ends" },
      { "scope", "gimlet.Scope", "what it reaches" },
      { "reach", "integer", "tokens it reaches at most" },
      { "effect", "gimlet.Effect|number", "what it does to a hit: turn, oppose, mark, none, or a multiplier" },
      { "agent", "\"subject\"|\"anyone\"", "subject: acts when the subject, or nobody, stands before the cue" },
      { "as", "string", "the context it counts as" }, { "label", "string", "what the reason calls it" },
      { "acts", "\"after\"|\"both\"", "after: leaves alone what stands before the cue" }, FINDS, IGNORES } },
  { "zone", "tells parts of documents that are not the article",
    'zone "paywall" { kind = "boilerplate", phrases = { "subscribe to read" }, extent = "rest" }',
    keys = { ABOUT, { "kind", "gimlet.Zone", "what such parts are" }, PHRASES, MATCH,
      { "extent", "gimlet.Extent", "the sentence, the paragraph, or the rest of the document" }, ZONES, FINDS,
      IGNORES } },
  { "overlap", "says which of overlapping hits of several rules stays",
    'overlap "names" { rules = { "city", "paper" }, keep = "longest" }',
    keys = { { "about", "string", "for the reader" }, { "rules", "string[]", "names of rules, in order of priority" },
      { "keep", "gimlet.Keep", "which stays" } } },
  { "reader", "reads files in a format of your own",
    'reader "wire" { endings = { ".wire" }, read = function(bytes, name) return { text = bytes } end }',
    keys = { { "about", "string", "for the reader" }, { "endings", "string[]", "of file names: { \".wire\" }" },
      { "begins", "string", "the first bytes of such files" },
      { "likes", "fun(head: string): boolean", "or what the first 4096 bytes look like" },
      { "read", "fun(bytes: string, name: string): string|table", "gives a text, a record with text, or a list of "
        .. "records" } } },
}

--- The other words: name, type, what it finds or does, an example.
---@type string[][]
M.PATTERNS = {
  { "phrase", "fun(text: string): gimlet.Pattern", "a phrase: its words in all inflected forms, in any case",
    'phrase "pass … law"' },
  { "word", "fun(text: string): gimlet.Pattern", "one token as written", 'word "US"' },
  { "fold", "fun(text: string): gimlet.Pattern", "one token in any case", 'fold "us"' },
  { "lemma", "fun(text: string): gimlet.Pattern", "one token by its dictionary form", 'lemma "leak"' },
  { "stem", "fun(text: string): gimlet.Pattern", "one token by its stem", 'stem "secur"' },
  { "shape", "fun(text: string): gimlet.Pattern", "one token by its shape: Xx capitalised, d digits", 'shape "Xx"' },
  { "regex", "fun(text: string): gimlet.Pattern", "one token by its letters, a regular expression",
    'regex "[A-Z]{2,}"' },
  { "pos", "fun(text: string): gimlet.Pattern", "one token by the part of speech an annotated corpus gives",
    'pos "NOUN"' },
  { "upos", "fun(text: string): gimlet.Pattern", "the same by the column upos", 'upos "NOUN"' },
  { "xpos", "fun(text: string): gimlet.Pattern", "the same by the column xpos", 'xpos "NNS"' },
  { "cql", "fun(query: string): gimlet.Pattern", "a query of the corpus query language, within a sentence",
    'cql [=[ [lemma="go"] []{0,2} "home"%c ]=]' },
  { "any", "gimlet.Pattern", "any token", 'word "the" * any' },
  { "any_of", "fun(list: (string|gimlet.Pattern)[]): gimlet.Pattern", "one of these as written, or of these patterns",
    'any_of { "Ltd", "Inc", "AG" }' },
  { "ref", "fun(name: string): gimlet.Pattern", "a hit of another rule", 'ref "world.country"' },
  { "gap", "fun(least: integer, most?: integer): gimlet.Pattern", "so many tokens of any kind; with one number at most "
    .. "so many", 'lemma "pass" * gap(0, 3) * lemma "law"' },
  { "near", "fun(a: gimlet.Pattern, b: gimlet.Pattern, distance?: integer, order?: \"ordered\"): gimlet.Pattern",
    "both, at most so many tokens apart (5), in any order or in this one", 'near(lemma "spy", lemma "arrest", 4)' },
  { "cap", "fun(name: string, pattern: gimlet.Pattern): gimlet.Pattern", "what the pattern finds, shown under a name",
    'cap("value", regex "[12][0-9]{3}")' },
  { "same", "fun(name: string, way?: \"form\"|\"fold\"|\"lemma\"): gimlet.Pattern", "what a capture holds, once more",
    'cap("n", shape "Xx") * word "v" * same "n"' },
  { "lazy", "fun(repetition: gimlet.Pattern): gimlet.Pattern", "as few as possible instead of as many",
    'lazy(any ^ 0)' },
  { "behind", "fun(pattern: gimlet.Pattern): gimlet.Pattern", "looks back: the pattern ends here",
    'behind(word "the") * shape "Xx"' },
  { "sentence_begin", "gimlet.Pattern", "the beginning of the sentence", 'sentence_begin * fold "but"' },
  { "sentence_end", "gimlet.Pattern", "the end of the sentence", 'word "?" * sentence_end' },
  { "text_regex", "fun(expression: string): gimlet.Pattern", "a regular expression over the text of a sentence; stands "
    .. "alone", 'text_regex [[\\$\\d+ (m|b)illion]]' },
  { "lpeg", "gimlet.Lpeg", "an LPeg pattern over the text of a sentence, made with lpeg.P, lpeg.R …; stands alone",
    'lpeg(lpeg.R "09" ^ 1)' },
}

--- Words that reach for files of the pack.
M.FILES = {
  { "file", "fun(path: string, options?: gimlet.FileOptions): gimlet.File", "a file of names in the pack: tables, "
    .. "JSON, spaCy, GATE, LIWC, quanteda, CAMEO", 'names = file "companies.tsv"' },
  { "import", "fun(path: string, options?: gimlet.ImportOptions)", "a rule for each category of a dictionary",
    'import("words.dic", { prefix = "liwc_" })' },
}

--- Tables that keys take or functions get: name, what it is, its fields.
---@type { [1]: string, [2]: string, fields: string[][] }[]
M.TABLES = {
  { "gimlet.Entry", "a phrase or pattern in first place, with settings of its own beside it", fields = {
    { "[1]", "string|gimlet.Pattern", "what is looked for" },
    { "strength?", "number", "what a hit is worth, up to 1" },
    { "context?", "table<gimlet.ContextName, number>", "what a context does to its hits" },
    { "subject?", "string|false", "false: only the document must name the subject" },
    { "when?", "fun(hit: gimlet.Hit): boolean", "whether a hit counts" },
    { "weigh?", "fun(hit: gimlet.Hit): number, string?", "a multiplier from 0 to 1 and its reason" },
    { "about?", "string", "for the reader" }, { "scope?", "gimlet.Scope", "of a cue: what it reaches" },
    { "reach?", "integer", "of a cue: tokens it reaches at most" },
    { "agent?", "\"subject\"|\"anyone\"", "of a cue: whose" },
    { "effect?", "gimlet.Effect|number", "of a cue: what it does" },
    { "acts?", "\"after\"|\"both\"", "of a cue: where" },
    { "code?", "string", "of a relation: what it is coded as" },
    { "mutual?", "boolean", "of a relation: both do it to each other" } } },
  { "gimlet.Examples", "sentences about the subject, each a document of its own", fields = {
    { "supports?", "string[]", "speak for the factor" }, { "opposes?", "string[]", "speak against it" },
    { "neither?", "string[]", "do neither, or must be left out" } } },
  { "gimlet.Row", "a name with attributes", fields = { { "[1]", "string", "the name" },
    { "id?", "string", "which thing it names" }, { "of?", "string", "the thing it speaks or stands for" },
    { "as?", "string", "how: name, capital, demonym, government, institution, leader" },
    { "match_case?", "boolean", "false: in any case" }, { "match_by?", "gimlet.Way", "what it is compared by" },
    { "valid_from?", "string", "since when it holds" }, { "valid_to?", "string", "until when" },
    { "[string]", "string|boolean", "any other attribute" } } },
  { "gimlet.FileOptions", "what is told of a file of names", fields = {
    { "format?", "string", "tsv, csv, lines, json, jsonl, spacy, gate, liwc, dicx, yaml, cameo" },
    { "name?", "string|string[]", "the column or key of the names" },
    { "at?", "string", "where in JSON the list stands" },
    { "separator?", "string", "of features in GATE lists" },
    { "compile?", "boolean", "whether it is compiled once and kept" } } },
  { "gimlet.ImportOptions: gimlet.FileOptions", "what is told of a dictionary; keys of an entity hold for its rules",
    fields = { { "prefix?", "string", "put before the names of the rules" },
      { "word?", "\"entity\"|\"theme\"|\"pattern\"", "what they are" },
      { "match_case?", "boolean", "false: in any case" }, { "about?", "string", "for the reader" } } },
  { "gimlet.Hit", "a hit as functions of rules see it", fields = { { "text", "string", "the words found" },
    { "sentence", "string", "their sentence" }, { "sign", "\"+\"|\"-\"", "for or against" },
    { "strength", "number", "after context" }, { "contexts", "gimlet.ContextName[]", "those that act on it" },
    { "captures", "table<string, string>", "by name" }, { "year?", "integer", "the year spoken of" },
    { "time?", "gimlet.Time", "the time spoken of" }, { "attributed_to?", "string", "who says so" },
    { "rule", "string", "its full name" }, { "document", "gimlet.Document", "where it stands" } } },
  { "gimlet.Time", "a time that a sentence speaks of", fields = { { "text", "string", "as written" },
    { "timex", "string", "its value by TIMEX3" }, { "from", "string", "first day" }, { "to", "string", "last day" } } },
  { "gimlet.Document", "what is known of a document", fields = { { "title?", "string", "" },
    { "date?", "string", "EDTF" }, { "source?", "string", "its publisher" }, { "author?", "string", "" },
    { "language?", "string", "BCP 47" } } },
  { "gimlet.Factor", "a factor as `combine` sees it", fields = { { "id", "string", "" }, { "name", "string", "" },
    { "group?", "string", "" }, { "weight", "number", "" }, { "balance", "number", "from -1 to 1" },
    { "supports", "number", "points for" }, { "opposes", "number", "points against" } } },
}

--- What stands in the keys of several words, by the list of rule/fields.lua that says which values there are.
M.CHOICES = { { "gimlet.Zone", "ZONES" }, { "gimlet.Mode", "MODES" }, { "gimlet.ContextName", "CONTEXTS" },
  { "gimlet.Scope", "SCOPES" }, { "gimlet.Effect", "EFFECTS" }, { "gimlet.Way", "WAYS" },
  { "gimlet.Variant", "VARIANTS" }, { "gimlet.Within", "SCOPES_OF_MATCH" }, { "gimlet.Keep", "KEEP" },
  { "gimlet.Extent", "EXTENTS" } }

return M
