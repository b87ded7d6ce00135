---@meta gimlet.words
-- The words over a corpus: what gimlet.words() gives, and what an analysis gets.
-- Generated from scripts/gimlet/vocabulary by `make types`.

---@class gimlet.Words
---@field corpus table the corpus itself
local words = {}

---A concordance: every match with the text around it. The query is a phrase as in rules, a query in CQL, or the full
---name of a rule. `sort` is text, left, right, match, document, date, source, title, several with commas, `-` before
---one turns it round; `sample` draws so many by `seed`; `as` forces "cql" or "phrase"; `stop` ends the search at the
---limit, before all are counted.
---
---    kwic "security clearance"
---    kwic("peace", { where = "date >= 2000", sort = "right", limit = 20 })
---    kwic '[lemma="share"] "intelligence"'
---    kwic("climate change"):by "year":plot()
---@param query string
---@param options? string|{ where: string?, sort: string?, limit: integer?, sample: integer?, seed: integer?,
--- as: string?, strategy: string?, subject: string?, stop: boolean? } a string is the condition
---@return result matches { number, document, date, source, title, left, match, right, begin, end, first, last }
function words.kwic(query, options) end

---Full text search, the best documents first, each with its best passage. Words in all their forms, all of them;
---"several words" in quotes, vet*, a OR b, NOT a, a NEAR/5 b, title:word.
---
---    search "climate treaty"
---    search("title:peace OR source:UN", { limit = 3 })
---@param query string
---@param options? string|{ where: string?, limit: integer? }
---@return result { rank, number, document, score, title, date, source, passage }
function words.search(query, options) end

---Runs the commands of CQP (sets of results, sort, group, count, tabulate …), as `gimlet cql` does; prints. Sets keep
---their names until the session ends.
---
---    cql 'A = "peace"; size A;'
---@param commands string
function words.cql(commands) end

---The most frequent words; or how frequent some words are, in all or `by` year, month, decade, source or metadata.
---`unit` is form, fold, lemma, stem, shape or a column; `ngrams` counts runs of so many words; `match` is a pattern
---such as "govern*"; `stop_words` are left out ("en").
---
---    freq { limit = 10, stop_words = "en" }
---    freq { ngrams = 3, min = 2, limit = 5 }
---    freq("peace", { by = "year" })
---    freq({ "peace", "war" }, { by = "year" }):plot "lines"
---@param wanted? string|string[] words; nil: all
---@param options? table where, by, unit, ngrams, limit, min, min_docs, match, stop_words, zones, punctuation, across
---@return result { word, frequency, per_million, documents, rank }, or a column for each word
function words.freq(wanted, options) end

---Is a word one of a closed class (the, of, and …)? In English, or the language of a tag.
---
---    stop_word "the"
---    stop_word("und", "de")
---@param word string
---@param language? string
---@return boolean
function words.stop_word(word, language) end

---What stands near a word or phrase more often than its frequency lets expect. `sort` is ll (the default), logdice,
---mi, t, log_ratio and others; `span` 5, or "2,3" for words left and right.
---
---    colloc "peace"
---    colloc("peace", { sort = "logdice", span = "3,0", stop_words = "en", min = 1 })
---@param phrase string a phrase as in rules, or a query in CQL
---@param options? table where, sort, span, min, min_freq, limit, unit, match, stop_words, each, negative, zones,
--- across
---@return result { word, near, frequency, expected, documents, p } and the measures
function words.colloc(phrase, options) end

---Words that set documents apart from others: positive is more in the target. `sort` is chi2, ll (the default here),
---log_ratio and others; `direction` positive (the default), negative or both.
---
---    keyness "date >= 2000"
---    keyness("source = 'UN'", { reference = "source != 'UN'", sort = "log_ratio", min = 2 })
---@param target string condition
---@param options? table reference, sort, direction, ngrams, min, min_target, limit, unit, match, stop_words, zones
---@return result { word, p, target, reference } and the measures
function words.keyness(target, options) end

---How evenly a word or phrase is spread over documents, groups (`by`) or equal `parts` in the order of dates: a row a
---part; .dp, .juilland_d and the other measures are fields of the result.
---
---    dispersion("peace", { parts = 10 })
---    dispersion("peace", { by = "year" }).dp
---@param phrase string
---@param options? table where, by, parts, punctuation, zones
---@return result { part, words, frequency, per_million }
function words.dispersion(phrase, options) end

---Documents of the corpus: a list, or in a `for` one by one. A string is the condition.
---
---    docs "date >= 2020"
---    docs { order = "date", limit = 5 }
---@param options? string|{ where: string?, order: string?, limit: integer?, undated: boolean?, ungraded: boolean? }
---@return result
function words.docs(options) end

---One document: by number, name, or the beginning of its file's name or hash, or by its title.
---
---    doc(1)
---    doc(1).title
---@param which integer|string
---@return document
function words.doc(which) end

---The rules of a pack: their kinds, what they are about, and where they stand.
---
---    rules "five_eyes"
---    rules("five_eyes"):by "kind"
---@param pack string
---@return result { name, kind, about, at }
function words.rules(pack) end

---The hits of a pack, or of one rule, over the corpus. Those of factors are taken from an earlier run where nothing
---has changed since; `all` also gives what does not count, with the reason in `why`.
---
---    hits "five_eyes.security_clearance"
---    hits("five_eyes", { where = "date >= 2020" }):by "rule"
---    hits("five_eyes.security_clearance"):where { sign = "-" }
---@param what string
---@param options? string|{ where: string?, subject: string?, kinds: table<string, boolean>?, all: boolean?,
--- fresh: boolean? }
---@return result { rule, kind, sign, number, document, date, source, text, sentence, contexts, attributed_to, … }
function words.hits(what, options) end

---The pieces of evidence behind a score: of a pack, which is run as `score` does, or of the latest run. With
---decisions applied; `all` also gives what does not count, with the reason in `why`.
---
---    evidence "five_eyes"
---    evidence():where { sign = "-" }:by "source"
---@param pack? string
---@param options? string|{ where: string?, subject: string?, all: boolean? }
---@return result { factor, sign, points, speaker, year, document, date, source, text, sentence, why, id, … }
function words.evidence(pack, options) end

---Sentences that people have coded, from a table with columns text and code (several codes parted by ";").
---
---    coded "coded.csv"
---@param path string CSV or TSV
---@return result { text, code, codes = { [code] = true } }
function words.coded(path) end

---The rules of a pack that find something in each of some texts, without looking into the corpus: a set of names a
---text, with and without the pack, of factors also with their sign.
---
---    codes("five_eyes", { "Japan has introduced security clearances." })[1].clearance
---@param pack string
---@param texts string[]
---@return table<string, boolean>[]
function words.codes(pack, texts) end

---Runs a pack over the corpus, stores the run and gives its scorecard; the rows are its factors.
---
---    score "five_eyes"
---    score("five_eyes", { subject = "Canada", where = "date >= 2010" }):where { state = "opposed" }
---@param pack string
---@param options? string|{ subject: string?, where: string?, as_of: string?, fresh: boolean? }
---@return result { factor, weight, balance, supports, opposes, state, question }, .value, .run
function words.score(pack, options) end

---Opens a line of the latest run: a score, a group, a factor, a hit by the beginning of its id, or "left_out".
---
---    explain "security_clearance"
---    explain "left_out"
---@param what? string
---@param run? string|integer an earlier run
---@return result a page
function words.explain(what, run) end

---Decides on a hit of the latest run: accept, reject, sign, speaker, date, subject, note. Without a hit it goes
---through them one by one. Decisions last and stand in the ledger with who, when and why.
---
---    judge("3f2a91", "reject", { why = "speaks of South Korea" })
---    judge("3f2a91", "sign", "-")
---@param hit? string|table the beginning of an id, or a hit
---@param verdict? string
---@param value? string|table the value; or the options
---@param options? { why: string?, who: string?, all_alike: boolean? }
function words.judge(hit, verdict, value, options) end

---The sentences of the corpus that a rule just missed, the nearest first, and the element they missed it by.
---
---    whynot "five_eyes.security_clearance"
---    whynot("five_eyes.security_clearance"):by "reason"
---@param rule string
---@param options? string|{ where: string?, limit: integer?, subject: string? }
---@return result { reason, document, sentence, text, pattern, at, missing, apart, also }
function words.whynot(rule, options) end

---Draws rows or numbers: bars, lines, spark (a line of text each), calendar (by days or months). Matches and hits are
---counted first. With `file` it writes SVG.
---
---    plot(freq("peace", { by = "year" }))
---    plot(kwic "peace", "calendar")
---    plot({ 3, 1, 4, 1, 5 }, "spark")
---    plot(freq { limit = 5 }, "bars", { file = "words.svg", title = "Words" })
---@param data table a result, a list of rows, numbers, or names with numbers
---@param kind? string bars, lines, spark, calendar
---@param options? { file: string?, value: string?, label: string?, title: string?, width: integer? }
---@return result
function words.plot(data, kind, options) end

---Writes rows to a file; its name tells the format: .csv, .tsv, .jsonl, .txt, .svg. Hits also go to other programs
---with their texts, as `gimlet export` writes them: .conllu, .jsonld (W3C Web Annotation), or "brat" into a folder.
---
---    export(kwic "peace", "peace.csv")
---    export(freq(), "words.jsonl")
---    export(hits "five_eyes", "for_coders", "brat")
---@param rows table a result or a list of rows
---@param path string
---@param format? string brat, conllu or webannotation
---@return result
function words.export(rows, path, format) end

---Asks the corpus file in SQL. Reading only: SQLite itself refuses all else. Tables: documents, metadata, sources,
---grades, aliases, runs, scores, ledger, decisions, types and others; `sql "tables"` lists them.
---
---    sql "SELECT source, COUNT(*) AS n FROM documents GROUP BY source ORDER BY n DESC LIMIT 5"
---    sql("SELECT title FROM documents WHERE date > ?", "2000")
---@param query string
---@param ... string|number parameters
---@return result
function words.sql(query, ...) end

---Makes rows a result, with its methods and its look.
---
---    rows({ { name = "a", n = 2 }, { name = "b", n = 1 } }, { "name", "n" }):plot()
---@param list table[]
---@param columns? string[] those to show, the most wanted first
---@param about? { note: string?, label: string?, value: string?, title: string? }
---@return result
function words.rows(list, columns, about) end

---A page of text as a result; `raw` is what a file gets instead.
---
---    page "done\n"
---@param text string
---@param raw? string
---@return result
function words.page(text, raw) end

---Prints a document as it was read, what was left out dimmed.
---
---    show(1)
---@param which integer|string
function words.show(which) end

---Runs an analysis, as `gimlet do NAME` does; without a name lists them.
---
---    analysis()
---    analysis("glossary", { limit = 5 })
---@param name? string
---@param options? table its options by name; arguments in order
---@return result
function words.analysis(name, options) end

---Matches a phrase, a pattern or a CQL query over the corpus, exactly as a rule with it would (in title, body and
---lists). References such as {five_eyes.clearance} may name rules of packs, or with `pack` those of that pack by
---their names alone. A text that begins as a pattern is one: `as` = "phrase" says that it is none.
---
---    try "peace … treaty|agreement"
---    try 'word "Japan" * gap(0, 3) * lemma "share"'
---    try("{world.country} sign … treaty", { where = "date >= 2000" })
---    try("climate change"):by "year":plot()
---@param text string
---@param options? string|{ where: string?, pack: string?, as: string?, subject: string? }
---@return result matches, as kwic gives them
function words.try(text, options) end

---Saves what was tried last as a rule of a pack, with sentences that it found as examples and where it found them;
---the pack is checked, and left as it was where it would not hold.
---
---    save "mypack.peace_treaty"
---    save("mypack.signed", { kind = "factor", sign = "+", question = "Was it signed?" })
---@param name string PACK.RULE
---@param options? { about: string?, kind: string?, sign: string?, question: string? } kind: theme (the default),
--- pattern or factor
---@return result a page that says where it stands
function words.save(name, options) end

return words
