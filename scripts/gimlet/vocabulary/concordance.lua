-- Words that look into the text: kwic, search, cql.
local args = require "gimlet.cli.args"
local concordance = require "gimlet.query.concordance"
local kwic = require "gimlet.query.kwic"
local result = require "gimlet.vocabulary.result"
local search = require "gimlet.query.search"
local statistics = require "gimlet.query.statistics"
local terminal = require "gimlet.cli.terminal"

local M = {}

local CONTEXT <const> = { unit = "characters", left = 160, right = 160 }
local FIRST_PAGE <const> = 1000 -- matches found before the first is shown
-- Groups that documents tell, and from what.
local QUICK <const> = { year = "date", month = "date", decade = "date", document = "own", source = "own",
  title = "own" }
local COLUMNS <const> = { "number", "left", "match", "right" }

---A number of things: “3 matches”.
---@param count integer
---@param what string
---@return string
function M.plural(count, what)
  return ("%s %s%s"):format(statistics.thousands(count), what, count == 1 and "" or what:find "ch$" and "es" or "s")
end
local plural = M.plural

-- How the lines of matches are read, and what tells the groups of their documents without reading any.
local function reading(session, matches)
  local corpus = session.corpus()
  local function load(from, to)
    local lines = kwic.lines(corpus, matches, from, to, CONTEXT)
    for _, line in ipairs(lines) do
      for _, key in ipairs { "left", "match", "right" } do line[key] = line[key]:gsub("%s+", " ") end
    end
    return lines
  end
  local function group_of(key)
    if not QUICK[key] then return nil end
    local known = {}
    for _, row in ipairs(corpus:query "SELECT id, name AS document, date, source, title FROM documents") do
      known[row.id] = row
    end
    local told = QUICK[key] == "date" and session.told(key) or function(row) return row[key] end
    return function(index)
      local number = matches:get(index)
      return told(known[number]), number
    end
  end
  return load, group_of
end

---A result of matches. They are looked for up to a first page; the rest when it is wanted.
---@param session table
---@param find fun(limit: integer?): userdata so many matches, or all
---@param query string
---@return result
function M.lazily(session, find, query)
  local matches = find(FIRST_PAGE)
  local load, group_of = reading(session, matches)
  local about = { kind = "match", columns = COLUMNS, render = concordance.render, told = session.told,
    group_of = group_of, fields = { query = query }, note = function(self) return M.plural(#self, "match") end }
  if #matches < FIRST_PAGE then return result.lazy(#matches, load, about) end
  about.partial_note = ("more than %d matches; #_ counts them"):format(FIRST_PAGE)
  return result.partial(#matches, load, function()
    local all = find()
    local rest, groups = reading(session, all)
    return #all, rest, { group_of = groups }
  end, about)
end

-- A rule of a pack: through workers.
local function through_workers(session, query, options)
  local opened <close> = session.must(kwic.open(query, { jobs = session.jobs, subject = options.subject,
    as = options.as }))
  local found = {}
  session.must(opened:corpus(session.corpus(), { where = options.where }, function(match) found[#found + 1] = match end,
    function(failure) terminal.failure(failure.document .. ": " .. failure.message) end))
  return result.new(found, { kind = "match", columns = COLUMNS, render = concordance.render, told = session.told,
    fields = { query = query }, note = function(self) return plural(#self, "match") end })
end

-- By words around it, from the nearest; by what matched; or by what a row says. Reads all lines.
local function sorted(found, how)
  local _, wrong = concordance.ways(how)
  if wrong then
    error(("sort: “%s” is none of %s%s"):format(wrong, table.concat(concordance.SORTS, ", "),
      args.did_you_mean(wrong, concordance.SORTS)), 0)
  end
  local rows = {}
  for i = 1, #found do rows[i] = found[i] end
  return concordance.sort(rows, how)
end

local function chosen(found, options)
  local about = result.about(found)
  local partly = about.complete and not options.sort and not options.sample
  local more = { kind = about.kind, columns = about.columns, render = about.render, told = about.told,
    fields = about.fields, note = function(self)
      if partly then return ("the first %s of more than %d"):format(statistics.thousands(#self), FIRST_PAGE) end
      return #self < #found and ("%s of %s"):format(statistics.thousands(#self), plural(#found, "match"))
        or plural(#found, "match")
    end }
  if options.sample then
    local rows = {}
    for i, at in ipairs(concordance.sample(#found, options.sample, options.seed or 1)) do rows[i] = found[at] end
    return result.new(options.sort and concordance.sort(rows, options.sort) or rows, more)
  elseif options.sort and options.sort ~= "text" then
    return result.new(table.move(sorted(found, options.sort), 1, options.limit or #found, 1, {}), more)
  elseif options.limit and (options.stop or partly and options.limit <= FIRST_PAGE) then
    return result.new(found:first(options.limit), more)
  elseif options.limit and options.limit < #found then
    return result.new(table.move(found, 1, options.limit, 1, {}), more)
  end
  return found
end

---Adds kwic, search, cql.
---@param words table
---@param session table
function M.extend(words, session)
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
  function words.kwic(query, options)
    if type(query) ~= "string" then error("kwic takes a phrase, a CQL query or the name of a rule", 0) end
    options = session.options("kwic", options, { "where", "sort", "limit", "sample", "seed", "as", "strategy",
      "subject", "stop", "documents" })
    options.first = options.stop and not options.sort and not options.sample and options.limit or nil
    local limit = options.first
    local function find(most)
      options.first = limit and math.min(limit, most or limit) or most
      local matches, message = kwic.matches(session.corpus(), query, options)
      if not matches and message then error(message, 0) end
      return matches
    end
    local page = find(FIRST_PAGE) -- nil: it takes workers
    if not page then return chosen(through_workers(session, query, options), options) end
    return chosen(M.lazily(session, function(most) return most and page or find() end, query), options)
  end

  ---Full text search, the best documents first, each with its best passage. Words in all their forms, all of them;
  ---"several words" in quotes, vet*, a OR b, NOT a, a NEAR/5 b, title:word.
  ---
  ---    search "climate treaty"
  ---    search("title:peace OR source:UN", { limit = 3 })
  ---@param query string
  ---@param options? string|{ where: string?, limit: integer? }
  ---@return result { rank, number, document, score, title, date, source, passage }
  function words.search(query, options)
    options = session.options("search", options, { "where", "limit" })
    local found = session.must(search.find(session.corpus(), query, options))
    local rows = {}
    for i, row in ipairs(found.results) do
      row.passage = row.passage and (row.passage.text:gsub("%s+", " "))
      rows[i] = row
    end
    return result.new(rows, { kind = "found", columns = { "rank", "number", "score", "document", "passage" },
      told = session.told, value = "score", label = "document",
      note = function(self)
        return ("%d of %s of %s"):format(#self, plural(found.total, "document"), statistics.thousands(found.documents))
      end })
  end

  local cqp
  ---Runs the commands of CQP (sets of results, sort, group, count, tabulate …), as `gimlet cql` does; prints. Sets keep
  ---their names until the session ends.
  ---
  ---    cql 'A = "peace"; size A;'
  ---@param commands string
  function words.cql(commands)
    cqp = cqp or require("gimlet.cql.session").new(session.corpus(), { show = true })
    local good, message = cqp:run(commands)
    if good == nil then error(message, 0) end
  end
end

return M
