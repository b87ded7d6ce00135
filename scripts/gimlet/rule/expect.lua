-- Assertions on rules for busted, in specs of packs: assert.finds, assert.ignores, assert.scores and the like.
--
--   local expect = require "gimlet.rule.expect"
--   local pack = expect.pack(".")          -- this spec's folder, or a pack's name
--   assert.finds("clearance", "Japan introduced security clearances.")
--   assert.supports("security_clearance", "Japan has introduced security clearances.")
--
-- Texts are documents of their own about the pack's subject; the topic is asked of files only. A rule is named as in
-- the pack, or with its pack. What fails is told with the text, in which what was found is marked.
local core = require "gimlet.core"
local files = require "gimlet.base.files"
local packs = require "gimlet.work.packs"
local pipeline = require "gimlet.work.pipeline"

local M = {}

local Pack = {}
Pack.__index = Pack

local current

local KINDS <const> = { entity = true, theme = true, pattern = true }

local function scan(self, source, options)
  local found, failures = {}, {}
  local function on_answer(answer)
    if answer.failure then failures[#failures + 1] = answer.failure.message return end
    for _, hit in ipairs(answer.hits or {}) do found[#found + 1] = hit end
  end
  local good, message
  if type(source) == "table" then good, message = self.opened:scan(source, options, on_answer)
  else good, message = self.opened:match(source, on_answer, options) end
  if not good then error(message, 0) end
  if #failures > 0 then error(table.concat(failures, "\n"), 0) end
  local dropped = self.opened:dropped_rules()
  if dropped[1] then error(("%s: %s"):format(dropped[1].rule, dropped[1].message), 0) end
  return found
end

---The hits of all rules in a text, those that do not count among them.
---@param text string
---@return table[] HITs
function Pack:hits(text)
  if self.text == text then return self.found end
  local given = false
  self.text, self.found = text, scan(self, function()
    if given then return nil end
    given = true
    return { document = "text", hash = core.base.sha256(text), text = text, zones = {}, format = "text",
      title = self.title }
  end, { all = true, topic = false, kinds = KINDS })
  return self.found
end

---The hits in files, folders or a corpus (`corpus.db`).
---@param path string
---@return table[] HITs
function Pack:over(path)
  self.seen = self.seen or {}
  if self.seen[path] then return self.seen[path] end
  local found
  if path:find "%.db$" then
    local corpus = assert(require("gimlet.corpus").open(path, { readonly = true }))
    found = scan(self, assert(corpus:docs { text = true }), { all = true, kinds = KINDS })
    corpus:close()
  else
    local here = not files.exists(path) and files.join(self.root, path) or path
    found = scan(self, { here }, { all = true, kinds = KINDS })
  end
  self.seen[path] = found
  return found
end

---The full name of a rule. An unknown one is an error.
---@param name string
---@return string
function Pack:rule(name)
  local description = self.opened:describe()
  for _, rule in ipairs(description.rules) do
    if rule.name == name or rule.name == self.name .. "." .. name then return rule.name end
  end
  error(("there is no rule “%s”%s"):format(name, require("gimlet.cli.args").did_you_mean(name, self:names())), 0)
end

function Pack:names()
  local list = {}
  for _, rule in ipairs(self.opened:describe().rules) do
    if rule.pack == self.name then list[#list + 1] = rule.name:match "[^.]+$" end
  end
  return list
end

---The score of what was found, from 0 to 100 or as its scale says.
---@param path string files, folder or corpus
---@param score string? its id; by default the first
---@return number
function Pack:score(path, score)
  local assess = require "gimlet.score.assess"
  local grading = require "gimlet.score.grading"
  local documents, hits = {}, {}
  local here = not files.exists(path) and files.join(self.root, path) or path
  local good, message = self.opened:scan({ here }, { signature = true }, function(answer)
    if not answer.document then return end
    documents[#documents + 1] = answer.document
    for _, hit in ipairs(answer.hits) do if assess.wants(hit) then hits[#hits + 1] = hit end end
  end)
  if not good then error(message, 0) end
  local grades = assert(grading.of_files({ here }))
  grades:apply(documents)
  local result = assert(assess.compute { description = assess.with_score(self.opened:describe()), hits = hits,
    documents = documents, decisions = {}, options = { combine = grading.combine(self.opened) } })
  for _, computed in ipairs(result.scores) do
    if score == nil or computed.id == score or computed.name == score then return computed.value / 1000000 end
  end
  error(("there is no score “%s”"):format(tostring(score)), 0)
end

function Pack:close() self.opened:close() end

---Opens a pack; the assertions ask it from then on.
---@param where string? a pack's name, or a path; "." and nothing: the folder of the spec that calls
---@param options { subject: string?, title: string? }?
---@return table pack
function M.pack(where, options)
  options = options or {}
  if where == nil or where == "." then
    local info = debug.getinfo(2, "S").source
    where = info:match "^@(.*)/[^/]*$" or "."
  end
  local found, message = packs.find(where)
  if not found then error(message, 2) end
  local opened, why = pipeline.new { packs = { where }, subject = options.subject, quiet = true, jobs = 1 }
  if not opened then error(why, 2) end
  local described = opened:describe()
  current = setmetatable({ opened = opened, name = found.name, root = found.root,
    title = options.title or described.subject_label }, Pack)
  return current
end

-- ---- what is found -----------------------------------------------------------------------------------

-- The hits of a rule that count; those of entities and themes always do.
local function hits_of(rule, text, left_out)
  if not current then error("open a pack first: require(\"gimlet.rule.expect\").pack \"name\"", 0) end
  local name, list = current:rule(rule), {}
  for _, hit in ipairs(current:hits(text)) do
    if hit.rule == name and (left_out or hit.counts ~= false and hit.strength ~= 0) then list[#list + 1] = hit end
  end
  return list
end

-- The text with the hits in brackets: “[Japan]+ has …”.
local function marked(text, hits)
  local parts, at = {}, 0
  for _, hit in ipairs(hits) do
    if hit.begin >= at then
      parts[#parts + 1] = text:sub(at + 1, hit.begin)
      parts[#parts + 1] = ("[%s]%s"):format(text:sub(hit.begin + 1, hit["end"]), hit.sign or "")
      at = hit["end"]
    end
  end
  return table.concat(parts) .. text:sub(at + 1)
end

local function told(text, hits)
  local lines = { "  " .. marked(text, hits) }
  for _, hit in ipairs(hits) do
    local parts = { ("%s%s at %s"):format(hit.rule, hit.sign and " " .. hit.sign or "", hit.at) }
    for _, multiplier in ipairs(hit.multipliers or {}) do parts[#parts + 1] = multiplier.why end
    if hit.counts == false then parts[#parts + 1] = "left out: " .. (hit.why or "") end
    lines[#lines + 1] = "  - " .. table.concat(parts, ", ")
  end
  if #hits == 0 then lines[#lines + 1] = "  - nothing" end
  return table.concat(lines, "\n")
end

-- ---- assertions --------------------------------------------------------------------------------------

-- Each gives true, or false and why, with the text marked.
local CHECKS = {}

-- finds(rule, text[, what]): what: a hit's text, or a list of them all.
function CHECKS.finds(rule, text, what)
  local hits = hits_of(rule, text)
  local texts = {}
  for index, hit in ipairs(hits) do texts[index] = hit.text end
  if type(what) == "table" then
    local good = #what == #texts
    for index, wanted in ipairs(what) do good = good and texts[index] == wanted end
    return good, ("%s should find “%s” and finds “%s” in\n%s"):format(rule, table.concat(what, "”, “"),
      table.concat(texts, "”, “"), told(text, hits))
  elseif what then
    for _, found in ipairs(texts) do if found == what then return true end end
    return false, ("%s should find “%s” in\n%s"):format(rule, what, told(text, hits))
  end
  return #hits > 0, ("%s should find something in\n%s"):format(rule, told(text, hits_of(rule, text, true)))
end

function CHECKS.ignores(rule, text)
  local hits = hits_of(rule, text)
  return #hits == 0, ("%s should find nothing in\n%s"):format(rule, told(text, hits))
end

-- counts(rule, text, number)
function CHECKS.counts(rule, text, number)
  local hits = hits_of(rule, text)
  return #hits == number, ("%s should find %d times something, and does %d times, in\n%s"):format(rule, number, #hits,
    told(text, hits))
end

local function signed(sign, word)
  return function(rule, text)
    local hits = hits_of(rule, text)
    local good = #hits > 0
    for _, hit in ipairs(hits) do good = good and hit.sign == sign end
    return good, ("%s should find %s in\n%s"):format(rule, word, told(text, good and hits or hits_of(rule, text, true)))
  end
end
CHECKS.supports, CHECKS.opposes = signed("+", "support (+)"), signed("-", "what opposes (-)")

-- captures(rule, text, { name = "text" })
function CHECKS.captures(rule, text, wanted)
  local hits = hits_of(rule, text)
  for _, hit in ipairs(hits) do
    local good = true
    for name, value in pairs(wanted) do good = good and (hit.captures or {})[name] == value end
    if good then return true end
  end
  local list = {}
  for name, value in pairs(wanted) do list[#list + 1] = ("%s = “%s”"):format(name, value) end
  table.sort(list)
  local found = {}
  for _, hit in ipairs(hits) do
    for name, value in pairs(hit.captures or {}) do found[#found + 1] = ("%s = “%s”"):format(name, value) end
  end
  table.sort(found)
  return false, ("%s should capture %s and captures %s in\n%s"):format(rule, table.concat(list, ", "),
    #found > 0 and table.concat(found, ", ") or "nothing", told(text, hits))
end

-- context(rule, text, "hedged"): some hit is qualified so; one that was left out for it is taken as well.
function CHECKS.context(rule, text, name)
  local hits = hits_of(rule, text, true)
  for _, hit in ipairs(hits) do
    for _, context in ipairs(hit.contexts or {}) do if context == name then return true end end
  end
  return false, ("%s should be %s in\n%s"):format(rule, name, told(text, hits))
end

-- strength(rule, text, 0.5)
function CHECKS.strength(rule, text, number)
  local hits = hits_of(rule, text, true)
  for _, hit in ipairs(hits) do
    if math.abs((hit.strength or 0) / 1000000 - number) < 1e-6 then return true end
  end
  return false, ("%s should have the strength %g in\n%s"):format(rule, number, told(text, hits))
end

-- fires(rule, path[, least]): in files, a folder (also as seen from the pack) or a corpus.
function CHECKS.fires(rule, path, least)
  if not current then error("open a pack first: require(\"gimlet.rule.expect\").pack \"name\"", 0) end
  local name, count = current:rule(rule), 0
  for _, hit in ipairs(current:over(path)) do
    if hit.rule == name and hit.counts ~= false then count = count + 1 end
  end
  return count >= (least or 1), ("%s should find something %d times in %s and does %d times"):format(rule, least or 1,
    path, count)
end

-- scores(path, low, high[, score])
function CHECKS.scores(path, low, high, score)
  if not current then error("open a pack first: require(\"gimlet.rule.expect\").pack \"name\"", 0) end
  local value = current:score(path, score)
  return value >= low and value <= high, ("%s should score from %g to %g and scores %.1f"):format(path, low, high,
    value)
end

---What a check says, without busted.
---@param name string finds, ignores, counts, supports, opposes, captures, context, strength, fires, scores
---@param ... any what the assertion of that name takes
---@return boolean good
---@return string? why
function M.check(name, ...) return CHECKS[name](...) end

-- luassert's door: an assertion gets (state, arguments, level) and says why in the failure's message.
local function register()
  local found, luassert = pcall(require, "luassert")
  if not found then return end
  for name, check in pairs(CHECKS) do
    luassert:register("assertion", name, function(state, arguments)
      local ran, good, why = pcall(check, table.unpack(arguments, 1, arguments.n))
      if not ran then good, why = false, tostring(good) end
      if not good then state.failure_message = why end
      return good
    end)
  end
end
register()

return M
