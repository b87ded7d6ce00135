-- Concordances: every find with what stands left and right of it (keyword in context).
--
-- A query is one of three: the full name of a rule; the corpus query language (CQL); or words, read as a phrase of
-- the rule language, so that a rule with this phrase finds exactly what is shown. What begins like CQL and parses as
-- CQL is CQL. Gives matches:
--   { type = "match", document, number?, first, last (tokens from 0, inclusive), begin, end (bytes from 0), left,
--     match, right, title, date, source, rule, zone, sentence, paragraph, target, keyword }
local args = require "gimlet.cli.args"
local concordance = require "gimlet.query.concordance"
local cql = require "gimlet.cql"
local where = require "gimlet.corpus.where"

local M = { SORTS = concordance.SORTS, sort = concordance.sort, render = concordance.render }

-- All zones but what chatbots and navigation leave; headings and captions as well.
local ZONES <const> = { "title", "body", "heading", "quote", "caption", "list", "table", "author", "label" }
local CONTEXT <const> = 160 -- bytes of context either side

-- ---- what a query is ------------------------------------------------------------------------------------

-- A pack with the phrase as its only rule.
local function phrase_pack(query)
  local source = ('pack "kwic" {}\ntheme "query" { zones = { "%s" }, phrases = { %q } }\n'):format(
    table.concat(ZONES, '", "'), query)
  return { name = "kwic", root = "query", files = { ["query.lua"] = source } }
end

-- Zones as the core's rules have them.
local function zone_mask(zones)
  local fields = require "gimlet.rule.fields"
  local mask = 0
  for _, name in ipairs(zones or ZONES) do
    for index, known in ipairs(fields.ZONES) do
      if known == name then mask = mask | 1 << (index - 1) end
    end
  end
  return mask
end

-- A tree of CQL; nil where it is none; nil and a message where it was meant to be.
local function as_cql(query, forced)
  if not forced and not cql.looks_like(query) then return nil end
  local tree, failure = cql.parse(query)
  if tree then return tree end
  if not forced and require("gimlet.rule.phrase").parse(query) then return nil end
  return nil, cql.explain(query, failure)
end

---What a query means.
---@param query string
---@param as? "cql"|"phrase" overrules what it looks like
---@return { packs: table?, rule: string?, cql: table? }? plan
---@return string? message
function M.plan(query, as)
  if not query:find "%S" then return nil, "nothing to look for" end
  local pack = not as and query:match "^([%a_][%w_-]*)%.[%a_][%w_-]*$"
  if pack and require("gimlet.work.packs").find(pack) then return { packs = { pack }, rule = query } end
  if as ~= "phrase" then
    local tree, message = as_cql(query, as == "cql")
    if tree then return { cql = tree } end
    if message then return nil, message end
  end
  if query:find "[\n\r]" then return nil, "a query is one line" end
  return { packs = { phrase_pack(query) }, rule = "kwic.query" }
end

-- ---- rules and phrases: through workers -----------------------------------------------------------------

local Rule = {}
Rule.__index = Rule

local function open_rule(plan, query, options)
  local opened, why = require("gimlet.work.pipeline").new { packs = plan.packs, jobs = options.jobs,
    subject = options.subject }
  if not opened then
    return nil, (why:gsub("^query:%d+:%d*:?%s*", ""):gsub('^theme “query”: ', ""):gsub("^phrases ", ""))
  end
  local known = {}
  for _, rule in ipairs(opened:describe().rules) do
    if rule.pack == plan.rule:match "^[^.]+" then known[rule.name] = rule.kind end
  end
  if not known[plan.rule] then
    opened:close()
    return nil, ("there is no rule “%s”%s"):format(query, args.did_you_mean(query, known))
  end
  return setmetatable({ pipeline = opened, rule = plan.rule, kind = known[plan.rule], query = query }, Rule)
end

local function match_of(document, hit)
  return { type = "match", document = hit.document, number = document.number, first = hit.first, last = hit.last,
    begin = hit.begin, ["end"] = hit["end"], left = hit.left, match = hit.text, right = hit.right,
    title = document.title, date = document.date, source = document.source,
    rule = hit.rule ~= "kwic.query" and hit.rule or nil,
    zone = hit.zone, sentence = hit.sentence, paragraph = hit.paragraph,
    page = hit.page }
end

function Rule:options()
  return { all = true, kinds = { [self.kind] = true }, context = CONTEXT }
end

function Rule:receive(on_match, on_failure)
  return function(answer)
    if answer.failure then return on_failure(answer.failure) end
    for _, hit in ipairs(answer.hits) do
      if hit.rule == self.rule then
        self.found = (self.found or 0) + 1
        on_match(match_of(answer.document, hit))
      end
    end
  end
end

---Looks through files.
---@param paths string[]
---@param options table
---@param on_match fun(match: table)
---@param on_failure fun(failure: table)
---@return true?
---@return string? message
function Rule:files(paths, _, on_match, on_failure)
  return self.pipeline:scan(paths, self:options(), self:receive(on_match, on_failure))
end

---Looks through the documents of a corpus, no further than to `first` matches.
---@param corpus table
---@param options { where: string?, first: integer? }
---@param on_match fun(match: table)
---@param on_failure fun(failure: table)
---@return true?
---@return string? message
function Rule:corpus(corpus, options, on_match, on_failure)
  local iterator, message = corpus:docs { where = options.where, text = true }
  if not iterator then return nil, message end
  local enough = options.first or math.maxinteger
  return self.pipeline:match(function()
    if (self.found or 0) < enough then return iterator() end
  end, self:receive(on_match, on_failure), self:options())
end

function Rule:close() self.pipeline:close() end

Rule.__close = Rule.close

-- ---- CQL: over the stored tokens ------------------------------------------------------------------------

local Query = {}
Query.__index = Query

local AT_ONCE <const> = 512 -- lines read together

---The documents that a condition leaves.
---@param corpus table
---@param condition string?
---@return integer[]? numbers nil: all, or a message follows
---@return string? message
function M.numbers(corpus, condition)
  if not condition then return nil end
  local sql, values, keys = where.compile(condition)
  if not sql then return nil, values end
  local numbers = {}
  for i, row in ipairs(corpus:query("SELECT d.id FROM documents d WHERE " .. sql .. " ORDER BY d.id",
      table.unpack(values))) do
    numbers[i] = row.id
  end
  local unknown = #numbers == 0 and where.unknown(corpus, keys)
  if unknown then return nil, unknown end
  return numbers
end

---Runs the query.
---@param corpus table
---@param options { where: string?, first: integer?, strategy: string?, within: string? }
---@return userdata? matches
---@return string? message
function Query:run(corpus, options)
  local over = require "gimlet.cql.corpus"
  local numbers, message = M.numbers(corpus, options.where)
  if message then return nil, message end
  local matches, why, failure = over.run(corpus, over.environment(corpus), self.tree, { documents = numbers,
    strategy = options.strategy, limit = options.first, within = options.within })
  if matches then return matches end
  return nil, type(failure) == "table" and cql.explain(self.query, failure) or why
end

---Describes matches from … to, as the head of this file tells.
---@param corpus table
---@param matches userdata
---@param from integer
---@param to integer
---@param options table left, right, unit, sentence as corpus.box:lines takes them
---@return table[]
function M.lines(corpus, matches, from, to, options)
  local lines = assert(corpus.box:lines(matches, from, to, options))
  local known, document = nil, nil
  for _, line in ipairs(lines) do
    if line.document ~= known then
      known = line.document
      document = corpus:one("SELECT name, title, date, source FROM documents WHERE id = ?", known)
    end
    line.type, line.number, line.document = "match", known, document.name
    line.title, line.date, line.source = document.title, document.date, document.source
  end
  return lines
end

function Query:corpus(corpus, options, on_match)
  local matches, message = self:run(corpus, options)
  if not matches then return nil, message end
  for from = 1, #matches, AT_ONCE do
    local to = math.min(from + AT_ONCE - 1, #matches)
    for _, line in ipairs(M.lines(corpus, matches, from, to, options.display or {})) do on_match(line) end
  end
  return true
end

---A sample by chance: only its lines are read.
---@param corpus table
---@param options { sample: integer, seed: integer }
---@param on_match fun(match: table)
---@param found table gets the number of all matches as `total`
---@return true?
---@return string? message
function Query:sampled(corpus, options, on_match, found)
  local matches, message = self:run(corpus, options)
  if not matches then return nil, message end
  for _, i in ipairs(concordance.sample(#matches, options.sample, options.seed)) do
    on_match(M.lines(corpus, matches, i, i, options.display or {})[1])
  end
  found.total, found.sampled = #matches, true
  return true
end

-- Reads files into an empty corpus.
local function read_files(corpus, paths, options, on_failure)
  local files = require "gimlet.base.files"
  local load = require("gimlet.corpus.loading").new(corpus, { on_failure = on_failure })
  local expanded = files.expand(paths, function(path, why) load:failure { document = path, message = why } end)
  local opened
  local good, message = load:run(function()
    opened = assert(require("gimlet.work.pipeline").new { jobs = options.jobs })
    return opened
  end, expanded, { sentences = false })
  if opened then opened:close() end
  return good, message
end

---Files are read into a corpus of their own, which goes when it was looked through.
function Query:files(paths, options, on_match, on_failure)
  local path = os.tmpname()
  os.remove(path)
  local corpus, message = require("gimlet.corpus").open(path, { create = true })
  if not corpus then return nil, message end
  local good, result, why = pcall(function()
    local read, failure = read_files(corpus, paths, options, on_failure)
    if not read then return nil, failure end
    if corpus:count() == 0 then return true end
    return self:corpus(corpus, setmetatable({ where = false }, { __index = options }), function(match)
      match.number = nil
      on_match(match)
    end)
  end)
  corpus:close()
  for _, ending in ipairs { "", "-wal", "-shm" } do os.remove(path .. ending) end
  if not good then error(result, 0) end
  return result, why
end

---Where a query in CQL, or a phrase that stands for itself, matches in a corpus: over the stored tokens, without a
---worker, which takes a part of the time.
---@param corpus table
---@param query string
---@param options? { where: string?, documents: integer[]?, first: integer?, as: string?, strategy: string?,
--- zones: string[]? } documents: only these, ascending; zones: of a phrase, default: those of a concordance
---@return userdata? matches nil where it takes a worker, or with a message where it cannot be
---@return string? message
function M.matches(corpus, query, options)
  local plan, message = M.plan(query, options.as)
  if not plan then return nil, message end
  local numbers, wrong = options.documents, nil
  if not numbers then numbers, wrong = M.numbers(corpus, options.where) end
  if wrong then return nil, wrong end
  if plan.cql then
    local over = require "gimlet.cql.corpus"
    local matches, why, failure = over.run(corpus, over.environment(corpus), plan.cql, { documents = numbers,
      strategy = options.strategy, limit = options.first })
    if matches then return matches end
    return nil, type(failure) == "table" and cql.explain(query, failure) or why
  end
  if plan.rule ~= "kwic.query" then return nil end
  local phrase, stored = require "gimlet.rule.phrase", require "gimlet.query.stored"
  local tree, failure = phrase.parse(query)
  if not tree then return nil, ("column %d: %s"):format(failure.column, failure.message) end
  if not stored.can(tree) then return nil end
  local matches, why = stored.find(corpus, { tree }, { mask = zone_mask(options.zones), documents = numbers,
    limit = options.first })
  if matches then return matches end
  return nil, type(why) == "table" and why.message or why
end

function Query:close() self.tree = nil end

Query.__close = Query.close

---Opens a query.
---@param query string
---@param options? { jobs: integer?, subject: string?, as: "cql"|"phrase"? }
---@return table? kwic with :files(paths, options, on_match, on_failure), :corpus(corpus, options, …), :close(); of a
--- query in CQL also :run(corpus, options)
---@return string? message
function M.open(query, options)
  options = options or {}
  local plan, message = M.plan(query, options.as)
  if not plan then return nil, message end
  if plan.cql then return setmetatable({ tree = plan.cql, query = query }, Query) end
  return open_rule(plan, query, options)
end

return M
