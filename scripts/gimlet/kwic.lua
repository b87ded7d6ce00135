-- Concordances: every find with what stands left and right of it (keyword in context).
--
-- A query is words, read as a phrase of the rule language (so that a rule with this phrase finds exactly what is
-- shown), or the full name of a rule. Gives matches:
--   { type = "match", document, first, last (tokens from 0, inclusive), begin, end (bytes from 0), left, match, right,
--     title, date, source, rule, zone, sentence, paragraph }
local args = require "gimlet.args"
local packs = require "gimlet.packs"
local pipelines = require "gimlet.pipeline"
local terminal = require "gimlet.terminal"

local M = {}

-- All zones but what chatbots and navigation leave; headings and captions as well.
local ZONES = '{ "title", "body", "heading", "quote", "caption", "list", "table", "author", "label" }'
local CONTEXT <const> = 160 -- bytes of context either side

--- Ways to sort.
M.SORTS = { "text", "left", "right", "match", "document", "date", "source" }

-- A pack with the phrase as its only rule.
local function phrase_pack(query)
  local source = ('pack "kwic" {}\ntheme "query" { zones = %s, phrases = { %q } }\n'):format(ZONES, query)
  return { name = "kwic", root = "query", files = { ["query.lua"] = source } }
end

---What a query means.
---@param query string
---@return { packs: table, rule: string }? plan
---@return string? message
function M.plan(query)
  local pack = query:match "^([%a_][%w_-]*)%.[%a_][%w_-]*$"
  if pack and packs.find(pack) then return { packs = { pack }, rule = query } end
  if not query:find "%S" then return nil, "nothing to look for" end
  if query:find "[\n\r]" then return nil, "a query is one line" end
  return { packs = { phrase_pack(query) }, rule = "kwic.query" }
end

---Opens a query.
---@param query string
---@param options? { jobs: integer?, subject: string? }
---@return table? kwic with :files(paths, on_match, on_failure), :corpus(corpus, options, …), :close()
---@return string? message
local Kwic = {}
Kwic.__index = Kwic

function M.open(query, options)
  local plan, message = M.plan(query)
  if not plan then return nil, message end
  options = options or {}
  local opened, why = pipelines.new { packs = plan.packs, jobs = options.jobs, subject = options.subject }
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
  return setmetatable({ pipeline = opened, rule = plan.rule, kind = known[plan.rule], query = query }, Kwic)
end

local function match_of(document, hit)
  return { type = "match", document = hit.document, number = document.number, first = hit.first, last = hit.last,
    begin = hit.begin, ["end"] = hit["end"], left = hit.left, match = hit.text, right = hit.right,
    title = document.title, date = document.date, source = document.source,
    rule = hit.rule ~= "kwic.query" and hit.rule or nil,
    zone = hit.zone, sentence = hit.sentence, paragraph = hit.paragraph }
end

function Kwic:options()
  return { all = true, kinds = { [self.kind] = true }, context = CONTEXT }
end

function Kwic:receive(on_match, on_failure)
  return function(answer)
    if answer.failure then return on_failure(answer.failure) end
    for _, hit in ipairs(answer.hits) do
      if hit.rule == self.rule then on_match(match_of(answer.document, hit)) end
    end
  end
end

---Looks through files.
---@param paths string[]
---@param on_match fun(match: table)
---@param on_failure fun(failure: table)
---@return true?
---@return string? message
function Kwic:files(paths, on_match, on_failure)
  return self.pipeline:scan(paths, self:options(), self:receive(on_match, on_failure))
end

---Looks through the documents of a corpus.
---@param corpus table
---@param options { where: string? }
---@param on_match fun(match: table)
---@param on_failure fun(failure: table)
---@return true?
---@return string? message
function Kwic:corpus(corpus, options, on_match, on_failure)
  local iterator, message = corpus:docs { where = options.where, text = true }
  if not iterator then return nil, message end
  return self.pipeline:match(iterator, self:receive(on_match, on_failure), self:options())
end

function Kwic:close() self.pipeline:close() end

Kwic.__close = Kwic.close

-- ---- order and display ------------------------------------------------------------------------------

local function words_from_the_end(text)
  local words = {}
  for word in text:gmatch "%S+" do table.insert(words, 1, word) end
  return table.concat(words, " ")
end

local KEYS = {
  left = function(match) return words_from_the_end(match.left):lower() end,
  right = function(match) return match.right:lower() end,
  match = function(match) return match.match:lower() end,
  document = function(match) return match.document end,
  date = function(match) return match.date or "\u{10FFFF}" end,
  source = function(match) return match.source or "\u{10FFFF}" end,
}

---Sorts matches; what is equal stays in the order of the text.
---@param matches table[]
---@param how string one of M.SORTS; left context from the nearest word
---@return table[] matches
function M.sort(matches, how)
  local key_of = KEYS[how]
  if not key_of then return matches end
  local keys, places = {}, {}
  for i, match in ipairs(matches) do keys[match], places[match] = key_of(match), i end
  table.sort(matches, function(a, b)
    if keys[a] ~= keys[b] then return keys[a] < keys[b] end
    return places[a] < places[b]
  end)
  return matches
end

local function label_of(match)
  if match.number then return "#" .. match.number end
  local name = match.document:match "([^/]+)/*$" or match.document
  return name
end

---Lines with the keywords below each other.
---@param matches table[]
---@param width? integer
---@return string
function M.render(matches, width)
  width = width or terminal.width()
  local label, keyword = 0, 0
  for _, match in ipairs(matches) do
    label = math.max(label, terminal.columns(label_of(match)))
    keyword = math.max(keyword, terminal.columns(match.match))
  end
  label, keyword = math.min(label, 22), math.min(keyword, width // 3)
  local room = math.max(10, (width - label - 2 - keyword - 2) // 2)
  local lines = {}
  for i, match in ipairs(matches) do
    local shown = terminal.cut(terminal.plain(match.match), keyword)
    local left = terminal.plain(match.left):gsub("%s+$", "")
    local right = terminal.cut((terminal.plain(match.right):gsub("^%s+", "")), room + keyword - terminal.columns(shown))
    lines[i] = ("%s  %s %s %s"):format(terminal.dim(terminal.pad(terminal.cut(terminal.plain(label_of(match)), label),
      label)), terminal.pad(terminal.cut(left, room, true), room, true), terminal.bold(shown),
      right):gsub(" +$", "")
  end
  return table.concat(lines, "\n") .. (#lines > 0 and "\n" or "")
end

return M
