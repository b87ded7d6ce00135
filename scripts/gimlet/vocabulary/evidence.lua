-- Words over rules: rules, hits, evidence, score, explain, judge, whynot.
local cli = require "gimlet.cli"
local core = require "gimlet.core"
local packs = require "gimlet.work.packs"
local pipelines = require "gimlet.work.pipeline"
local result = require "gimlet.vocabulary.result"
local terminal = require "gimlet.cli.terminal"

local M = {}

local COLUMNS <const> = { "rule", "sign", "number", "document", "text" }
local PLAIN <const> = { entity = true, theme = true, pattern = true }

-- Runs a command of the command line as `gimlet NAME` would; prints.
local function command(session, name, options, arguments)
  local found = cli.command(name) or error("there is no command " .. name, 0)
  local given = require("gimlet.cli.args").parse({ options = found.options }, {})
  given.corpus, given.jobs = session.path, session.jobs
  for key, value in pairs(options) do given[key] = value end
  local status, message = found.run(given, arguments)
  if status == nil and message then error(message, 0) end
  return status, message
end
M.command = command

-- “five_eyes” or “five_eyes.clearance”: the pack, and the rule where one is named.
local function parts_of(what)
  if type(what) ~= "string" then error("a pack or a rule is named by a string: hits \"five_eyes.clearance\"", 0) end
  if not what:find "/" and not what:find "%.lua$" and not packs.find(what) then
    local pack = what:match "^([%w_-]+)%.[%w_-]+$"
    if pack then return pack, what end
  end
  return what, nil
end

-- The numbers and dates of documents, for hits.
local function note_documents(session, hits)
  local known = {}
  for _, row in ipairs(session.corpus():query "SELECT id, hash, date, source, title FROM documents") do
    known[row.hash] = row
  end
  for _, hit in ipairs(hits) do
    local row = known[hit.hash]
    if row then hit.number, hit.date, hit.source, hit.title = row.id, row.date, row.source, row.title end
  end
  return hits
end

-- By what hits are grouped besides their own columns and metadata.
local function told_by(session)
  return function(key)
    if key == "pack" then return function(hit) return hit.rule:match "^[^.]+" end end
    return session.told(key)
  end
end

local function check_rule(opened, rule)
  local names = {}
  for _, known in ipairs(opened:describe().rules) do
    if known.name == rule then return known end
    names[#names + 1] = known.name
  end
  error(("there is no rule “%s”%s"):format(rule, require("gimlet.cli.args").did_you_mean(rule, names)), 0)
end

-- What an earlier run of the same packs found, where nothing that hits rest on has changed.
local function from_run(session, opened, pack, options)
  if options.where or options.all or options.kinds or options.fresh then return nil end
  local corpus = session.corpus()
  local reused, hits = require("gimlet.work.reuse").new(corpus, opened, { pack }), {}
  for _, row in ipairs(corpus:query "SELECT hash FROM documents") do
    if not reused.skip[row.hash] then return nil end
    local own = reused.hits[row.hash] or {}
    table.move(own, 1, #own, #hits + 1, hits)
  end
  return hits
end

---Runs rules over the documents that can hold their hits.
---@param session table
---@param opened table pipeline
---@param rules string[] full names
---@param options { where: string?, all: boolean? }
---@param more table of pipeline:match
---@param on_answer fun(answer: table)
function M.matched(session, opened, rules, options, more, on_answer)
  local corpus = session.corpus()
  local skip, total = require("gimlet.work.reuse").without(corpus, opened, rules)
  local progress, done = terminal.progress "documents", 0
  local iterator = session.must(corpus:docs { where = options.where, text = true, skip = skip })
  local good, message = opened:match(iterator, function(answer)
    done = done + 1
    progress:update(done, skip and total or nil)
    if answer.failure then return terminal.failure(answer.failure.document .. ": " .. answer.failure.message) end
    on_answer(answer)
  end, more)
  progress:finish()
  session.must(good, message)
end

-- Hits of a pack, or of one rule.
local function collect(session, what, options)
  local pack, rule = parts_of(what)
  local opened <close> = session.must(pipelines.new { packs = { pack }, subject = options.subject,
    jobs = session.jobs })
  local known = rule and check_rule(opened, rule)
  local kinds = options.kinds or known and { [known.kind] = true } or PLAIN
  local hits, names = {}, { rule }
  local function add(hit)
    if (not rule or hit.rule == rule) and (options.all or hit.counts ~= false) then hits[#hits + 1] = hit end
  end
  local earlier = known and known.kind == "factor" and from_run(session, opened, pack, options)
  if earlier then
    for _, hit in ipairs(earlier) do add(hit) end
    return note_documents(session, hits)
  end
  for _, one in ipairs(not rule and opened:describe().rules or {}) do
    local asked = kinds[one.kind] or one.kind == "factor"
    if asked and one.pack == opened.packs[1].name then names[#names + 1] = one.name end
  end
  M.matched(session, opened, names, options, { all = options.all, kinds = kinds }, function(answer)
    for _, hit in ipairs(answer.hits) do add(hit) end
  end)
  return note_documents(session, hits)
end

-- The factors of a score as rows.
local function factors_of(computed)
  local rows = {}
  local exact = require("gimlet.base.exact")
  for _, factor in ipairs(computed.factors) do
    rows[#rows + 1] = { factor = factor.id, question = factor.question, group = factor.group, state = factor.state,
      weight = factor.weight / exact.ONE, balance = factor.balance / exact.ONE,
      supports = factor.supports / exact.ONE, opposes = factor.opposes / exact.ONE,
      supports_sources = factor.supports_sources, opposes_sources = factor.opposes_sources }
  end
  return rows
end

-- A line of the ledger as a row.
local function evidence_row(line)
  local hit, document, exact = line.hit, line.document or {}, require "gimlet.base.exact"
  return { factor = line.factor.id, group = line.factor.group, sign = line.sign,
    points = (line.points or 0) / exact.ONE, counts = line.counts, status = line.status,
    why = line.why, speaker = line.speaker, year = line.year,
    document = hit.document, hash = hit.hash, date = document.date, source = document.source, title = document.title,
    text = hit.text, sentence = hit.sentence, paragraph = hit.paragraph, contexts = hit.contexts, rule = hit.rule,
    at = hit.at, id = hit.id, begin = hit.begin, ["end"] = hit["end"] }
end

---Adds rules, hits, evidence, score, explain, judge, whynot.
---@param words table
---@param session table
function M.extend(words, session)
  ---The rules of a pack: their kinds, what they are about, and where they stand.
  ---
  ---    rules "five_eyes"
  ---    rules("five_eyes"):by "kind"
  ---@param pack string
  ---@return result { name, kind, about, at }
  function words.rules(pack)
    local line <close> = session.must(pipelines.new { packs = { pack }, jobs = 1 })
    local list = {}
    for _, rule in ipairs(line:describe().rules) do
      if rule.pack == pack or pack:find("/", 1, true) then
        list[#list + 1] = { name = rule.name, kind = rule.kind, at = rule.at, about = rule.about }
      end
    end
    return result.new(list, { kind = "rule", columns = { "name", "kind", "about", "at" } })
  end

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
  function words.hits(what, options)
    options = session.options("hits", options, { "where", "subject", "kinds", "all", "fresh" })
    local found = collect(session, what, options)
    return result.new(found, { kind = "hit", columns = COLUMNS, told = told_by(session), label = "rule",
      corpus = session.corpus,
      note = function(self) return ("%d hit%s"):format(#self, #self == 1 and "" or "s") end })
  end

  ---The pieces of evidence behind a score: of a pack, which is run as `score` does, or of the latest run. With
  ---decisions applied; `all` also gives what does not count, with the reason in `why`.
  ---
  ---    evidence "five_eyes"
  ---    evidence():where { sign = "-" }:by "source"
  ---@param pack? string
  ---@param options? string|{ where: string?, subject: string?, all: boolean? }
  ---@return result { factor, sign, points, speaker, year, document, date, source, text, sentence, why, id, … }
  function words.evidence(pack, options)
    options = session.options("evidence", options, { "where", "subject", "all" })
    local all = options.all
    options.all = nil
    local computed = pack and words.score(pack, options).result
      or session.must(require("gimlet.score.stored").open(session.corpus()))
    local rows = {}
    for _, line in ipairs(computed.lines) do
      if all or line.counts then rows[#rows + 1] = evidence_row(line) end
    end
    note_documents(session, rows)
    return result.new(rows, { kind = "evidence", columns = { "factor", "sign", "points", "source", "date", "text" },
      told = session.told, label = "factor", fields = { result = computed },
      note = function(self) return ("%d piece%s of evidence"):format(#self, #self == 1 and "" or "s") end })
  end

  ---Sentences that people have coded, from a table with columns text and code (several codes parted by ";").
  ---
  ---    coded "coded.csv"
  ---@param path string CSV or TSV
  ---@return result { text, code, codes = { [code] = true } }
  function words.coded(path)
    local gold = session.must(require("gimlet.score.gold").read(path))
    if gold.level ~= "sentence" then error(path .. ": a table with columns text and code is wanted", 0) end
    local rows = {}
    for i, item in ipairs(gold.items) do
      local codes = {}
      for code in pairs(item.labels) do codes[#codes + 1] = code end
      table.sort(codes)
      rows[i] = { text = item.text, codes = item.labels, code = table.concat(codes, "; ") }
    end
    return result.new(rows, { kind = "coded", columns = { "code", "text" }, label = "code" })
  end

  ---The rules of a pack that find something in each of some texts, without looking into the corpus: a set of names a
  ---text, with and without the pack, of factors also with their sign.
  ---
  ---    codes("five_eyes", { "Japan has introduced security clearances." })[1].clearance
  ---@param pack string
  ---@param texts string[]
  ---@return table<string, boolean>[]
  function words.codes(pack, texts)
    local opened <close> = session.must(pipelines.new { packs = { pack }, jobs = 1 })
    local sets, at = {}, 0
    session.must(opened:match(function()
      at = at + 1
      return texts[at] and { document = tostring(at), hash = core.base.sha256(texts[at]), text = texts[at], zones = {},
        title = opened:describe().subject_label, format = "text" } or nil
    end, function(answer)
      if answer.failure then error(answer.failure.message, 0) end
      local set = {}
      for _, hit in ipairs(answer.hits) do
        if hit.counts ~= false then
          local id = hit.rule:match "[^.]+$"
          set[id], set[hit.rule] = true, true
          if hit.sign then set[hit.sign .. id] = true end
        end
      end
      sets[math.tointeger(tonumber(answer.document.document))] = set
    end, { all = true, topic = false, kinds = PLAIN }))
    return sets
  end

  ---Runs a pack over the corpus, stores the run and gives its scorecard; the rows are its factors.
  ---
  ---    score "five_eyes"
  ---    score("five_eyes", { subject = "Canada", where = "date >= 2010" }):where { state = "opposed" }
  ---@param pack string
  ---@param options? string|{ subject: string?, where: string?, as_of: string?, fresh: boolean? }
  ---@return result { factor, weight, balance, supports, opposes, state, question }, .value, .run
  function words.score(pack, options)
    if type(pack) ~= "string" then error("score takes the name of a pack: score \"five_eyes\"", 0) end
    options = session.options("score", options, { "subject", "where", "as_of", "fresh" })
    local computed, id
    options.quiet, options.collect = true, function(found, run) computed, id = found, run end
    command(session, "run", options, { pack })
    session.reopen()
    if not computed then error("the run came to no result", 0) end
    local first = computed.scores[1]
    local exact = require("gimlet.base.exact")
    return result.new(factors_of(computed), { kind = "factor", label = "factor", value = "balance",
      columns = { "factor", "balance", "weight", "supports", "opposes", "state", "question" },
      fields = { run = id, value = first and first.value / exact.ONE, result = computed },
      page_of = function()
        local pages = {}
        for i, one in ipairs(computed.scores) do pages[i] = require("gimlet.report.scorecard").render(computed, one) end
        return table.concat(pages, "\n")
      end })
  end

  ---Opens a line of the latest run: a score, a group, a factor, a hit by the beginning of its id, or "left_out".
  ---
  ---    explain "security_clearance"
  ---    explain "left_out"
  ---@param what? string
  ---@param run? string|integer an earlier run
  ---@return result a page
  function words.explain(what, run)
    local computed, message = require("gimlet.score.stored").open(session.corpus(), run)
    if not computed then error(message, 0) end
    local text, unknown, names = require("gimlet.report.explain").find(computed, what)
    if not text then
      error(unknown .. (names and require("gimlet.cli.args").did_you_mean(what, names) or ""), 0)
    end
    return result.page(text, { result = computed })
  end

  ---Decides on a hit of the latest run: accept, reject, sign, speaker, date, subject, note. Without a hit it goes
  ---through them one by one. Decisions last and stand in the ledger with who, when and why.
  ---
  ---    judge("3f2a91", "reject", { why = "speaks of South Korea" })
  ---    judge("3f2a91", "sign", "-")
  ---@param hit? string|table the beginning of an id, or a hit
  ---@param verdict? string
  ---@param value? string|table the value; or the options
  ---@param options? { why: string?, who: string?, all_alike: boolean? }
  function words.judge(hit, verdict, value, options)
    if type(value) == "table" then value, options = nil, value end
    options = session.options("judge", options, { "why", "who", "all_alike", "settle" })
    if type(hit) == "table" then hit = hit.id end
    local interactive = hit == nil
    if interactive then options.go = true end
    command(session, "judge", options, interactive and {} or { hit, verdict, value })
    session.reopen()
  end

  ---The sentences of the corpus that a rule just missed, the nearest first, and the element they missed it by.
  ---
  ---    whynot "five_eyes.security_clearance"
  ---    whynot("five_eyes.security_clearance"):by "reason"
  ---@param rule string
  ---@param options? string|{ where: string?, limit: integer?, subject: string? }
  ---@return result { reason, document, sentence, text, pattern, at, missing, apart, also }
  function words.whynot(rule, options)
    options = session.options("whynot", options, { "where", "limit", "subject" })
    local limit, list = options.limit or 100, nil
    options.collect, options.limit = function(found) list = found end, nil
    command(session, "whynot", options, { rule })
    local rows = {}
    for i, miss in ipairs(list) do
      if i > limit then break end
      miss.hash, miss.document = miss.document.hash, miss.document.document
      miss.also = miss.also and #miss.also > 0 and table.concat(miss.also, "; ") or nil
      miss.apart = miss.apart and table.concat(miss.apart, " … ") or nil
      rows[i] = miss
    end
    note_documents(session, rows)
    return result.new(rows, { kind = "miss", columns = { "reason", "number", "text", "sentence", "also", "at" },
      told = session.told, label = "reason",
      note = function(self) return ("%d near misses"):format(#self) .. (#list > #self and " of " .. #list or "") end })
  end
end

return M
