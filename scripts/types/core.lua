---@meta gimlet.core
-- gimlet.core, the C core as Lua sees it: functions of its layers, and the methods of what they give.
-- Generated from the module and the comments of core/lua by `make types`.

---@class gimlet.core.collocates: userdata
local collocates = {}
---list({ measures = { name, … }, expectation = "window"|"span"|"node", minimum = times near the node, minimum_frequency = in all, limit =, alpha =, adjust =, negative = boolean, accept = }) -> { { name, near, frequency, expected, documents, values = { … }, p, log_p }, … }, how many were compared
function collocates:list(options) end
---size() -> { nodes =, node_words =, window_words =, words =, documents =, documents_with_nodes = }
function collocates:size() end

---@class gimlet.core.corpus: userdata
local corpus = {}
---add(document, load) -> "added"|"updated"|"copy"|"known", number (in a batch)
function corpus:add(document, load) end
function corpus:add_abbreviations(...) end
---ask(sql, …) -> rows, { column, … } the same of what a user typed: SQLite refuses all but reading
function corpus:ask(sql) end
function corpus:begin(...) end
---bits(types as core.match.possible packs them) -> { 64 bits, … }: bit n % 64 of the n // 64 + 1st number says that document n holds one of them
function corpus:bits(types) end
function corpus:close(...) end
---column(number, name) -> { value, … } of its tokens
function corpus:column(number, name) end
---columns([number]) -> { name, … } of the corpus, or of a document
function corpus:columns(number) end
function corpus:commit(...) end
---compact() -> true, outside of a batch
function corpus:compact() end
---content(number) -> text, zones, signature
function corpus:content(number) end
---count({ documents =, rows = { row of each document, ascending from 1 }, n = 1, unit =, punctuation =, across =, zones = }) -> counts
function corpus:count(options) end
---cql(query, options) -> matches, documents opened
function corpus:cql(query, options) end
---delete(table, match) -> rows deleted
function corpus:delete(table, match) end
---diversity({ … as count …, window = }) -> { measures of each row } `whole` says that documents are all there are, n is 1, and only row() and short lists are wanted
function corpus:diversity(options) end
---file(path, stamp, documents, load) -> documents that have gone
function corpus:file(path, stamp, documents, load) end
---forms() -> the forms of all types, each ended by "\0"
function corpus:forms() end
---found(ruleset, { documents = { number, … } or nil: all, limit = or nil }) -> matches (lua/cql.h), the hits of all its rules by document and place
function corpus:found(ruleset, options) end
---given(number) -> the blob that tokens:give takes
function corpus:given(number) end
---hear(forms) -> true: core.store.told, for the parcels that are added next
function corpus:hear(forms) end
function corpus:in_batch(...) end
---lexicon() -> the lexicon of the file, for rulesets that run over it
function corpus:lexicon() end
---lines(matches, from, to, options) -> { { document =, first =, last =, begin =, ["end"] =, left =, match =, right = }, … } for matches from to to (from 1)
function corpus:lines(matches, from, to, options) end
---matching(ruleset) -> { { type, … } of each rule }: types that match by themselves
function corpus:matching(ruleset) end
---numbers() -> { number of a document, … }, { its tokens, … }
function corpus:numbers() end
---occurrences({ … as count, and node = ruleset, parts = n or nil }) -> { counts of each document or part }, { words of each }, { places of nodes: 0 to 1 }
function corpus:occurrences(options) end
---packed(number) -> parcel, zones, frame, signature, as bytes
function corpus:packed(number) end
function corpus:path(...) end
---postings({ type, … }) -> { number of a document, … }, { frequency, … }
function corpus:postings(options) end
---put(table, row) -> row id
function corpus:put(table, row) end
---query(sql, …) -> { { column = value, … }, … } only statements that read
function corpus:query(sql) end
---remove(number) -> true
function corpus:remove(number) end
---renumber() -> true: store/renumber.h
function corpus:renumber() end
function corpus:rollback(...) end
---sentences(number) -> { begin, end, … } in bytes from 0, end exclusive
function corpus:sentences(number) end
---standoff(number) -> annotations as they were written beside it
function corpus:standoff(number) end
---surroundings({ … as count, and node = ruleset, left =, right =, each = boolean }) -> collocates
function corpus:surroundings(options) end
---tokens(number) -> { type, … }, { first token of each sentence, … }
function corpus:tokens(number) end
---type(number) -> form, tokens, documents
function corpus:type(number) end
---type_of(form) -> number
function corpus:type_of(form) end
---types() -> number of types, tokens, types that occur
function corpus:types() end
---update(table, id, row) -> rows changed corpus:begin() corpus:commit() corpus:rollback() corpus:in_batch() corpus:path() corpus:close()
function corpus:update(table, id, row) end
---verify() -> { { document = number or nil, message = }, … } store/verify.h
function corpus:verify() end

---@class gimlet.core.counts: userdata
local counts = {}
---cell(row, item) -> count, documents
function counts:cell(row, item) end
---columns({ minimum =, documents =, most_documents =, limit =, order = "name"|"frequency", accept = }) -> { name of each column, … }, cells
function counts:columns(options) end
---find(word, …) -> item or nil counts:name(item)
function counts:find(word) end
---keyness({ target = row, reference = row, measures = { name, … }, minimum =, minimum_target =, limit =, direction = "both"|"positive"|"negative", adjust =, correction =, alpha =, constant =, accept = }) -> { { name, item, target, reference, target_documents, reference_documents, values = { … }, p, log_p }, … }, how many were compared
function counts:keyness(options) end
---list(row, { limit =, minimum =, documents =, order = "frequency"|"name", accept = function(name) }) -> { { name =, count =, documents = }, … }, how many there are without the limit, their tokens
function counts:list(row, options) end
---matrix_row(row, "csv"|"tsv"|"mtx", "count"|"prop"|"tfidf"|"boolean") -> text minimum, documents and most_documents are of all rows together
function counts:matrix_row(row, csv, count) end
function counts:name(...) end
---row(i) -> words, tokens, documents, types
function counts:row(i) end
---rows() -> n
function counts:rows() end
---spread(item) -> { count in each row }, { words of each row }
function counts:spread(item) end

---@class gimlet.core.cql: userdata
local cql = {}
function cql:attribute(...) end
function cql:close(...) end
function cql:expression(...) end
function cql:finish(...) end
---label(name) -> number
function cql:label(name) end
function cql:names(...) end
function cql:node(...) end
function cql:pattern(...) end
function cql:structure(...) end
function cql:told(...) end

---@class gimlet.core.cutter: userdata
local cutter = {}
---next() -> from, to (bytes from 0, half open), lines and records before it
function cutter:next() end
---plain() -> whether each line is a record, by the first one
function cutter:plain() end

---@class gimlet.core.document: userdata
local document = {}
---edges() -> byte positions from 1, as tokens:sentences takes them
function document:edges() end
---find_languages([told]) -> the languages
function document:find_languages(told) end
---find_zones(tokens, lexicon) -> document
function document:find_zones(tokens, lexicon) end
---get(key) -> string, or nil: id, path, hash, format, charset, text or metadata
function document:get(key) end
---given() -> the tokens it gives, as a blob
function document:given() end
---languages() -> as tokens:cut takes them: "en", "en
function document:languages() end
---mark(begin, end, kind[, extent]) -> document
function document:mark(begin, kind, extent) end
---meta() -> { {key=, value=, from=}, … }
function document:meta() end
---paragraph(byte) -> its number from 1, 0 between paragraphs
function document:paragraph(byte) end
---quotes(tokens) -> document: adds the quotations
function document:quotes(tokens) end
---record([options[, tokens]]) -> DOC with meta and zones
function document:record(options, tokens) end
---settle(tokens, lexicon) -> document: zones found again with the marks as evidence
function document:settle(tokens, lexicon) end
---size() -> bytes of its text
function document:size() end
---text([first, last]) -> the text, or bytes of it, as string.sub counts them
function document:text(first, last) end
---zone(byte) -> kind of the outermost zone, begin, end
function document:zone(byte) end
---zones([first, last]) -> { {kind=, begin=, end=}, … }: all, or those with these numbers as far as they go
function document:zones(first, last) end

---@class gimlet.core.editor: userdata
local editor = {}
function editor:add(...) end
function editor:close(...) end
function editor:load(...) end
---read(prompt) -> what was typed without its end
function editor:read(prompt) end
---save(path) -> whether it worked
function editor:save(path) end

---@class gimlet.core.given: userdata
local given = {}
---begins(i) -> whether a sentence, whether a paragraph begins with it
function given:begins(i) end
---columns() -> { name, … }
function given:columns() end
function given:form(...) end
---note(k) -> the token it stands before, the line
function given:note(k) end
---notes() -> their number
function given:notes() end
---span(i) -> first byte, last byte, from 1
function given:span(i) end
---value(column, i) -> value, or nil where there is no such column
function given:value(column, i) end

---@class gimlet.core.hit_lines: userdata
local hit_lines = {}
function hit_lines:count(...) end
function hit_lines:counts(...) end
function hit_lines:write(...) end

---@class gimlet.core.hits: userdata
local hits = {}
---captures(i) -> { {name, first, last}, … }
function hits:captures(i) end
function hits:each(...) end
---find(rule, sentence) -> from, to: their hits are from … to
function hits:find(rule, sentence) end
---get(i) -> rule, first, last, entry, sentence, edits
function hits:get(i) end
---skips(i) -> { {first, last}, … }: tokens that gaps ran over
function hits:skips(i) end

---@class gimlet.core.lexicon: userdata
local lexicon = {}
---add_abbreviations(tsv) -> lexicon
function lexicon:add_abbreviations(tsv) end
function lexicon:close(...) end
---find(form) -> id or nil
function lexicon:find(form) end
function lexicon:flags(...) end
function lexicon:fold(...) end
function lexicon:form(...) end
---intern(form) -> id
function lexicon:intern(form) end
---lemmas(id) -> lemma, …, most likely first
function lexicon:lemmas(id) end
function lexicon:plain(...) end
function lexicon:shape(...) end
---stem(id[, language]) -> by the stemmer of the language (a tag), English
function lexicon:stem(id, language) end

---@class gimlet.core.list: userdata
local list = {}
---bytes(from, to) -> that part of the whole, as string.sub
function list:bytes(from, to) end
function list:close(...) end
function list:names(...) end
---row(number) -> { column = text, … }
function list:row(number) end
function list:size(...) end

---@class gimlet.core.list_builder: userdata
local list_builder = {}
function list_builder:add(...) end
function list_builder:finish(...) end
function list_builder:names(...) end
function list_builder:row(...) end
function list_builder:table(...) end

---@class gimlet.core.matcher: userdata
local matcher = {}
function matcher:close(...) end
---costs() -> { { rule=, entry= (0: names), runs=, found=, seconds= }, … }, seconds of all runs
function matcher:costs() end
function matcher:prefilter(...) end
---run(tokens, zones, hits, {max_hits=, enabled=, date={day, day}}) -> hits
function matcher:run(tokens, zones, hits, options) end

---@class gimlet.core.matches: userdata
local matches = {}
---add(document, first, last, target, keyword) -> true
function matches:add(document, first, last, target, keyword) end
---get(i) -> document, first, last, target or nil, keyword or nil
function matches:get(i) end

---@class gimlet.core.ruleset: userdata
local ruleset = {}
function ruleset:any(...) end
function ruleset:atom(...) end
function ruleset:behind(...) end
function ruleset:both(...) end
function ruleset:capture(...) end
function ruleset:close(...) end
---compile() -> true
function ruleset:compile() end
function ruleset:either(...) end
function ruleset:except(...) end
function ruleset:gap(...) end
---given(rule) -> true
function ruleset:given(rule) end
---keep({rule, …}, "longest" | "first" | "leftmost") -> true
function ruleset:keep(options, longest) end
---list(rule, list) -> true
function ruleset:list(rule, list) end
function ruleset:look(...) end
---name(rule, text, fold or options, entry) -> true
function ruleset:name(rule, text, fold, entry) end
function ruleset:not_(...) end
---pattern(rule, node, entry) -> true
function ruleset:pattern(rule, node, entry) end
function ruleset:ref(...) end
function ruleset:repeat_(...) end
---rule(name, mode, zones) -> rule
function ruleset:rule(name, mode, zones) end
---rule_name(rule) -> name
function ruleset:rule_name(rule) end
function ruleset:same(...) end
function ruleset:sentence_begin(...) end
function ruleset:sentence_end(...) end
function ruleset:sequence(...) end
---uses(rule) -> {rule, …} that it is built on, ascending
function ruleset:uses(rule) end
---within(rule, scope) -> true
function ruleset:within(rule, scope) end

---@class gimlet.core.text_regex: userdata
local text_regex = {}
function text_regex:find(...) end

---@class gimlet.core.tokens: userdata
local tokens = {}
---at(byte) -> the first token that begins there or later
function tokens:at(byte) end
function tokens:close(...) end
---cut(lexicon, text[, tailorings[, languages]]) -> tokens
function tokens:cut(lexicon, text, tailorings, languages) end
---flags(i) -> sum of core.text.flags
function tokens:flags(i) end
function tokens:fold(...) end
function tokens:form(...) end
---give(lexicon, text, blob[, languages]) -> tokens
function tokens:give(lexicon, text, blob, languages) end
---language(i) -> first subtag of the language it is in, "und" where not known
function tokens:language(i) end
---lemma(i) -> the most likely lemma
function tokens:lemma(i) end
---lemmas(i) -> all of them
function tokens:lemmas(i) end
---parts(i) -> how often its word is a noun, a verb, an adjective, an adverb
function tokens:parts(i) end
---sentence(k) -> first token, last token
function tokens:sentence(k) end
function tokens:sentence_count(...) end
---sentence_of(i) -> k
function tokens:sentence_of(i) end
---sentences(lexicon[, edges]) -> number of sentences
function tokens:sentences(lexicon, edges) end
---span(i) -> first byte, last byte
function tokens:span(i) end
---stem(i) -> by the language it is in
function tokens:stem(i) end
---type(i) -> id in the lexicon
function tokens:type(i) end

---@class gimlet.core.worker: userdata
local worker = {}
function worker:close(...) end
---fork() -> a worker that is a copy of this one, a template, as it is now
function worker:fork() end
---process() -> its process id
function worker:process() end
---receive([milliseconds[, raw]]) -> value (or its bytes), or nil, message, status
function worker:receive(milliseconds, raw) end
---send(value[, path]) -> true or nil, message, status
function worker:send(value, path) end
---state() -> number of the rule being run (0: none), progress, seconds of processor time (-1 where that cannot be told)
function worker:state() end
---walls() -> { seccomp = boolean, landlock = boolean }: the walls of its jail
function worker:walls() end

local core = {}

core.base = {}
---fingerprint(path) -> 16 hexadecimal digits
function core.base.fingerprint(path) end
---muldiv(a, b, c) -> a
function core.base.muldiv(a, b, c) end
---read("0.5") -> 500000
function core.base.read(...) end
---resample({cluster, factor, supports, opposes, …}, clusters, factors, draws, seed) -> {supports, opposes, …} by draw and factor
function core.base.resample(options, clusters, factors, draws, seed) end
---sha256(bytes) -> 64 hexadecimal digits
function core.base.sha256(bytes) end
---sha256_file(path) -> 64 hexadecimal digits, size
function core.base.sha256_file(path) end
---share(total, weights) -> shares that add up to total
function core.base.share(total, weights) end
core.base.statistics = {} ---@type table<string, any>
---text(micro) -> "0.5"
function core.base.text(micro) end

core.host = {}
---box(value, metatable) -> userdata
function core.host.box(value, metatable) end
function core.host.catch_interrupts(...) end
function core.host.charge(...) end
---clock() -> seconds on a clock that never goes back
function core.host.clock() end
---cutter(path, bytes of a stretch) -> box
function core.host.cutter(path, bytes) end
---edit([completer, is_whole]) -> editor for the terminal
function core.host.edit(completer, is_whole) end
---embedded(path) -> bytes or nil
function core.host.embedded(path) end
---embedded_paths(prefix) -> sorted list
function core.host.embedded_paths(prefix) end
function core.host.ignore_interrupts(...) end
function core.host.is_terminal(...) end
---limited({ steps=, memory= (bytes) }, f, ...) -> true, results or false, failure, "steps" or "memory" where a limit was the reason
function core.host.limited(options, f) end
---list(folder) -> names without
function core.host.list(folder) end
---make_folder(path) -> true or nil, message
function core.host.make_folder(path) end
---one_line(text[, flat]) -> the text with control characters as spaces
function core.host.one_line(text, flat) end
---output_failed() -> whether anything written to standard output since the start was lost
function core.host.output_failed() end
function core.host.pcall(...) end
---processors() -> how many this process may use
function core.host.processors() end
---program() -> path of the running program, or nil
function core.host.program() end
---real_path(path) -> absolute path without links, or nil, message
function core.host.real_path(path) end
function core.host.set_strings(...) end
function core.host.sleep(...) end
---status(path) -> { kind = "file"|"folder"|"other", size, modified, nanoseconds, id } or nil, message
function core.host.status(path) end
core.host.strings = {} ---@type table<string, any>
---terminal_size() -> columns, rows
function core.host.terminal_size() end
---unbox(box, metatable) -> value, or nil where it is no box of that metatable
function core.host.unbox(box, metatable) end
---unlimited(f, ...) -> results: f runs outside the budget in force
function core.host.unlimited(f) end
function core.host.xpcall(...) end

core.load = {}
---bytes(fd) -> all bytes behind a descriptor
function core.load.bytes(fd) end
---cluster({ bytes, … }, share) -> { smallest index of its cluster, … }
function core.load.cluster(options, share) end
---formats() -> names of the formats that can be asked for, sorted
function core.load.formats() end
---read("0.5") -> 500000
function core.load.read(...) end
---resemblance(bytes, bytes) -> jaccard, containment
function core.load.resemblance(bytes, bytes) end
---restore(DOC) -> document with its text, zones and languages
function core.load.restore(DOC) end
---signature(tokens, lexicon, zones, a document or nil) -> bytes zones: { {kind=, begin=, end=}, … }
function core.load.signature(tokens, lexicon, zones, a) end
---zone_kinds() -> their names in order
function core.load.zone_kinds() end

core.match = {}
---commonness(folded word) -> about how often in a million words of English
function core.match.commonness(folded) end
---cql() -> query
function core.match.cql() end
---day(text, last) -> number, or nil: YYYY, YYYY-MM, YYYY-MM-DD
function core.match.day(text, last) end
---hit_lines(ruleset, rules, entry) -> box
function core.match.hit_lines(ruleset, rules, entry) end
function core.match.list_builder(...) end
---list_open(descriptor or path, key) -> list, mapped
function core.match.list_open(descriptor, key) end
---list_version() -> what tells lists of this engine from those of another
function core.match.list_version() end
---matcher(ruleset) -> matcher
function core.match.matcher(ruleset) end
---matches() -> an empty list
function core.match.matches() end
---possible(ruleset, forms) -> what its rules need, or nil, message forms: those of types, each ended by "\0"
function core.match.possible(ruleset, forms) end
---ruleset(lexicon) -> ruleset
function core.match.ruleset(lexicon) end
---sentence_zones(document, tokens) -> a byte for each sentence, nil where all is body
function core.match.sentence_zones(document, tokens) end
---text_regex(pattern) -> expression
function core.match.text_regex(pattern) end
---yaml(bytes) -> tree
function core.match.yaml(bytes) end

core.store = {}
---frame(text) -> bytes see store/compress.h
function core.store.frame(text) end
function core.store.open(...) end
---parcel(tokens, lexicon) -> bytes see store/parcel.h core.store.tell() from now on parcels have no forms
function core.store.parcel(tokens, lexicon) end
function core.store.tell(...) end
---told() -> bytes or nil but these, for corpus:hear
function core.store.told() end
---zones(document) -> bytes see store/zones.h
function core.store.zones(document) end

core.text = {}
---characters(text[, byte]) -> characters before that byte (from 1), or in all of the text
function core.text.characters(text, byte) end
core.text.flags = {} ---@type table<string, any>
---given(blob, text) -> given
function core.text.given(blob, text) end
---language(text) -> BCP 47 tag, "und" where it is not known
function core.text.language(text) end
---language_tag(told) -> BCP 47 tag of a language told in any usual way
function core.text.language_tag(told) end
---languages(text[, told]) -> what tokens:cut takes: main language and stretches in others
function core.text.languages(text, told) end
---lemma_source() -> what the lemmas come from, with a hash
function core.text.lemma_source() end
---lexicon() -> lexicon
function core.text.lexicon() end
---repair(bytes) -> valid UTF-8, number of replaced parts
function core.text.repair(bytes) end
---sentence_source() -> hash of what sentences rest on: abbreviations, closed classes, what was learnt
function core.text.sentence_source() end
---stop_word(fold, language) -> boolean: whether it is a word of a closed class
function core.text.stop_word(fold, language) end
---stop_words(language) -> list of them, sorted
function core.text.stop_words(language) end
core.text.tailorings = {} ---@type table<string, any>
---tokens() -> tokens
function core.text.tokens() end
core.text.type_flags = {} ---@type table<string, any>
function core.text.unicode_version(...) end

core.work = {}
---decode(bytes) -> value, or nil, message
function core.work.decode(bytes) end
---encode(value) -> bytes
function core.work.encode(value) end
---jail() -> the same, of a worker that would be started here
function core.work.jail() end
---start({ memory = bytes, cpu = seconds, template = boolean }) -> worker or nil, message
function core.work.start(options) end
---wait(workers, milliseconds) -> index of one that has an answer or has died, or nil
function core.work.wait(workers, milliseconds) end

return core
