-- The words of the REPL: what an analyst types over a corpus. Each is documented in `help`.
local cli = require "gimlet.cli"
local corpora = require "gimlet.corpus"
local kwic = require "gimlet.query.kwic"
local packs = require "gimlet.work.packs"
local pipelines = require "gimlet.work.pipeline"
local terminal = require "gimlet.cli.terminal"

local M = {}

-- Name, how it is called, what it gives, an example.
M.HELP = {
  { "corpus", "corpus", "the corpus that was opened, with methods :docs{…}, :doc(which), :count(), :list{…}",
    'corpus:count()' },
  { "docs", "docs{ where =, limit = }", "documents of the corpus as a list; a string is the condition",
    'docs "date >= 2020"' },
  { "doc", "doc(which)", "one document with its text and zones, by number, name, or the beginning of either",
    'doc(1).title' },
  { "kwic", "kwic(query[, { where =, sort =, limit = }])", "a concordance of a phrase or of a rule's hits",
    'kwic("security clearance", { sort = "right" })' },
  { "freq", "freq([words][, { by =, where =, unit =, ngrams =, limit = }])", "the most frequent words, or some words' "
    .. "frequencies; options as for the command", 'freq({ "peace", "war" }, { by = "year" })' },
  { "colloc", "colloc(phrase[, { where =, unit =, span =, sort =, limit = }])", "what stands near a word or phrase",
    'colloc("peace", { sort = "logdice" })' },
  { "keyness", "keyness(target[, { reference =, sort =, limit = }])", "words that set documents apart from others",
    'keyness("date >= 2020", { sort = "ll" })' },
  { "dispersion", "dispersion(phrase[, { by =, parts =, plot = }])", "how evenly a phrase is spread",
    'dispersion("peace", { parts = 10 })' },
  { "search", "search(words[, { where =, limit = }])", "full text search, the best documents first",
    'search("security clearance")' },
  { "hits", "hits(pack or rule[, { where =, kinds =, all = }])", "the hits of a pack, or of one rule, as a list",
    'hits "five_eyes.security_clearance"' },
  { "score", "score(pack[, { subject =, where =, as_of = }])", "runs a pack over the corpus and prints its scorecard",
    'score("five_eyes", { subject = "Canada" })' },
  { "explain", "explain(what)", "opens a line of the last run: a score, a factor, a hit, left_out",
    'explain "security_clearance"' },
  { "show", "show(which)", "prints a document, what was left out dimmed", "show(1)" },
  { "load_files", "load_files(path, …)", "reads files into the corpus", 'load_files "articles/"' },
  { "rules", "rules(pack)", "the rules of a pack, with their kinds and places", 'rules "five_eyes"' },
  { "help", "help(name)", "this list, or one of its words, or a command", 'help "kwic"' },
  { "quit", "quit()", "ends (also Control-D)", "quit()" },
}

-- Lists that know how they look.
local function displayed(list, render) return setmetatable(list, { __display = render }) end

local function must(value, message)
  if value == nil then error(message, 0) end
  return value
end

-- Runs a command of the command line as `gimlet NAME` would.
local function command(name, options, arguments)
  local found = cli.command(name) or error("there is no command " .. name, 0)
  local status, message = found.run(options, arguments)
  if status == nil and message then error(message, 0) end
end

local function as_options(options)
  if type(options) == "string" then return { where = options } end
  return options or {}
end

local function collect_kwic(state, query, options)
  local found = {}
  local opened <close> = must(kwic.open(query, options))
  local function failed(failure) terminal.failure(failure.document .. ": " .. failure.message) end
  must(opened:corpus(state.corpus(), options, function(match) found[#found + 1] = match end, failed))
  kwic.sort(found, options.sort or "text")
  local total = #found
  for i = #found, (options.limit or #found) + 1, -1 do found[i] = nil end
  return displayed(found, function(list, width)
    return kwic.render(list, width) .. terminal.dim(("%d match%s"):format(total, total == 1 and "" or "es")) .. "\n"
  end)
end

local SHOWN_HITS <const> = 60

local function render_hits(list, width)
  local rows = {}
  for i = 1, math.min(#list, SHOWN_HITS) do
    local hit = list[i]
    rows[i] = { hit.rule, (hit.sign or "") .. (hit.counts == false and "·" or ""),
      terminal.cut(hit.document:match "[^/]+$" or hit.document, 24), terminal.plain(hit.text) }
  end
  local text = terminal.table(rows, { header = { "rule", "", "document", "text" }, width = width, shrink = 4 })
  return text .. terminal.dim(("%d hit%s%s"):format(#list, #list == 1 and "" or "s", #list > #rows
    and (", %d shown"):format(#rows) or "")) .. "\n"
end

local function collect_hits(state, what, options)
  local pack, rule = what, nil
  if not packs.find(what) and what:match "^[%w_-]+%.[%w_-]+$" then pack, rule = what:match "^([%w_-]+)%.", what end
  local opened <close> = must(pipelines.new { packs = { pack }, subject = options.subject, jobs = options.jobs })
  local found = {}
  local iterator = must(state.corpus():docs { where = options.where, text = true })
  local kinds = options.kinds or { entity = true, theme = true, pattern = true }
  must(opened:match(iterator, function(answer)
    if answer.failure then return terminal.failure(answer.failure.document .. ": " .. answer.failure.message) end
    for _, hit in ipairs(answer.hits) do
      if (not rule or hit.rule == rule) and (options.all or hit.counts ~= false) then found[#found + 1] = hit end
    end
  end, { all = options.all or rule ~= nil, kinds = kinds }))
  return displayed(found, render_hits)
end

local function render_help()
  local lines = {}
  for i, entry in ipairs(M.HELP) do
    local text = terminal.wrap(entry[3], nil, (" "):rep(14)):gsub("^%s+", "")
    lines[i] = "  " .. terminal.bold(terminal.pad(entry[1], 10)) .. "  " .. text
  end
  return table.concat(lines, "\n") .. "\n" .. terminal.dim 'help "kwic" shows how; any Lua works as well.' .. "\n"
end

local named = setmetatable({}, { __mode = "k" }) -- function -> its word

local function help(name)
  if type(name) == "function" then name = named[name] or error("help takes a name: help \"kwic\"", 0) end
  if name == nil then
    io.write(render_help())
    return
  end
  for _, entry in ipairs(M.HELP) do
    if entry[1] == name then
      io.write(terminal.bold(entry[2]), "\n", terminal.wrap(entry[3], nil, "  "), "\n  ", entry[4], "\n")
      return
    end
  end
  local found = cli.command(tostring(name))
  if not found then
    local known = cli.commands()
    for _, entry in ipairs(M.HELP) do known[#known + 1] = entry[1] end
    local args = require "gimlet.cli.args"
    error(("nothing is called “%s”%s"):format(tostring(name), args.did_you_mean(tostring(name), known)), 0)
  end
  io.write(require("gimlet.cli.args").help(name, found, terminal))
end

---A word typed alone, without arguments: prints what it does.
---@param value any what the expression gave
---@return boolean whether it is a word
function M.explain_word(value)
  local name = named[value]
  if not name then return false end
  help(name ~= "help" and name or nil)
  return true
end

---The words, as a table for an environment.
---@param options { corpus: string?, jobs: integer? }
---@return table words
---@return fun() close
function M.new(options)
  local opened
  local state = {}
  function state.corpus()
    opened = opened or must(corpora.open(options.corpus))
    return opened
  end
  local words = { help = help }
  function words.docs(wanted) return must(state.corpus():list(as_options(wanted))) end
  function words.doc(which) return must(state.corpus():doc(which)) end
  function words.kwic(query, wanted) return collect_kwic(state, query, as_options(wanted)) end
  function words.hits(what, wanted) return collect_hits(state, what, as_options(wanted)) end
  function words.score(pack, wanted)
    if type(pack) ~= "string" then error("score takes the name of a pack: score \"five_eyes\"", 0) end
    local given = { corpus = options.corpus, jobs = options.jobs }
    for key, value in pairs(as_options(wanted)) do given[key] = value end
    command("run", given, { pack })
  end
  -- The statistics print their tables; the libraries of the same names give the numbers.
  local function statistic(name, argument, wanted, more)
    local found = cli.command(name)
    local given = require("gimlet.cli.args").parse({ options = found.options }, {})
    for key, value in pairs(as_options(wanted)) do given[key] = value end
    for key, value in pairs(more or {}) do given[key] = value end
    given.corpus = options.corpus
    command(name, given, type(argument) == "table" and argument or { argument })
  end
  function words.freq(what, wanted)
    if type(what) == "table" and #what == 0 then what, wanted = nil, what end
    statistic("freq", what, wanted)
  end
  function words.colloc(phrase, wanted) statistic("colloc", phrase, wanted) end
  function words.keyness(target, wanted) statistic("keyness", nil, wanted, { target = target }) end
  function words.dispersion(phrase, wanted) statistic("dispersion", phrase, wanted) end
  function words.search(query, wanted) statistic("search", query, wanted) end
  function words.explain(what) command("explain", { corpus = options.corpus }, { what }) end
  function words.show(which) command("show", { corpus = options.corpus }, { tostring(which) }) end
  function words.load_files(...) command("load", { corpus = options.corpus, jobs = options.jobs }, { ... }) end
  function words.rules(pack)
    local line <close> = must(pipelines.new { packs = { pack } })
    local list = {}
    for _, rule in ipairs(line:describe().rules) do
      if rule.pack == pack then
        list[#list + 1] = { name = rule.name, kind = rule.kind, at = rule.at, about = rule.about }
      end
    end
    return list
  end
  for name, word in pairs(words) do named[word] = name end
  setmetatable(words, { __index = function(_, key) if key == "corpus" then return state.corpus() end end })
  return words, function() if opened then opened:close() end end
end

return M
