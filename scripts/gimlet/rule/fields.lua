-- The keys each word of the rule language takes, and what may stand there.
--
-- A check gets (value, report) and gives the value to keep; report(message, text) notes a failure, at
-- the place of the string `text` where one is given.
local gazetteer = require "gimlet.rule.gazetteer"
local pattern = require "gimlet.rule.pattern"
local phrase = require "gimlet.rule.phrase"
local suggest = require "gimlet.cli.suggest"
local versions = require "gimlet.base.versions"

local M = {}

-- Zone kinds in the order of the core (core/load/document.h): bit masks count from there.
M.ZONES = { "body", "title", "heading", "quote", "teaser", "boilerplate", "caption", "author", "list", "table",
  "label", "chat" }
M.DEFAULT_ZONES = { "title", "body", "list" }
M.MODES = { "longest", "shortest", "first", "all", "standard", "traditional" }
-- In this order, each once; what a context of that name does to a hit unless its rule says otherwise.
M.CONTEXTS = { "negated", "needed", "need_not", "conditional", "question", "hedged", "conceded", "future", "past",
  "attributed" }
M.SCOPES = { "after", "before", "both", "clause", "clauses", "predicate", "word", "sentence" }
M.EFFECTS = { "turn", "oppose", "mark", "none" }
M.WAYS = { "form", "fold", "lemma", "stem" } -- what names are compared by
M.VARIANTS = { "diacritics", "possessive", "spacing" }
M.SCOPES_OF_MATCH = { "sentence", "paragraph", "zone" }
M.KEEP = { "longest", "first", "leftmost" }
M.EXTENTS = { "sentence", "paragraph", "rest" }
local LONGEST_REACH = 200

-- Values of rule files meet messages: never more than a glance, never an address.
local function show(value)
  if type(value) == "string" then return ("%q"):format(#value > 40 and value:sub(1, 37) .. "..." or value) end
  if type(value) == "number" or type(value) == "boolean" or value == nil then return tostring(value) end
  return "a " .. (pattern.node(value) and "pattern" or type(value))
end
M.show = show

local check = {}

function check.text(value, report)
  if type(value) == "string" and utf8.len(value) then return value end
  report("must be a string, not " .. show(value))
end

function check.boolean(value, report)
  if type(value) == "boolean" then return value end
  report("must be true or false, not " .. show(value))
end

function check.call(value, report)
  if type(value) == "function" then return value end
  report("must be a function, not " .. show(value))
end

function check.texts(value, report)
  if type(value) == "string" then
    report(("must be a list: { %q }"):format(value), value)
    return nil
  elseif type(value) ~= "table" or pattern.node(value) then
    report("must be a list of strings, not " .. show(value))
    return nil
  end
  local list = {}
  for key, item in pairs(value) do
    if math.type(key) ~= "integer" then
      report(("must be a plain list; “%s =” does not belong there"):format(tostring(key)))
    elseif type(item) ~= "string" then
      report("must be a list of strings, but holds " .. show(item))
    elseif not utf8.len(item) then
      report "holds a string that is not valid UTF-8"
    end
  end
  for index, item in ipairs(value) do list[index] = item end
  return list
end

function check.version(value, report)
  if type(value) == "string" and versions.parse(value) then return value end
  report("must be a version such as \"1.0.0\", not " .. show(value), value)
end

function check.range(value, report)
  local range, message = versions.range(type(value) == "string" and value or show(value))
  if range then return value end
  report(message, value)
end

-- uses = { "std", "world >= 1.2" }: names, each with the versions that will do. Names only, never a path.
function check.uses(value, report)
  local list = check.texts(value, report)
  local result = { written = list }
  for _, item in ipairs(list or {}) do
    local name, range = item:match "^%s*([%a_][%w_%-]*)%s*(.-)%s*$"
    if not name or #name > 100 then
      report("holds " .. show(item) .. ": the name of a pack, then the versions that will do: \"world >= 1.2\"", item)
    else
      if range ~= "" then check.range(range, function(message) report(message, item) end) end
      result[#result + 1] = name
      result.ranges = result.ranges or {}
      result.ranges[name] = range ~= "" and range or result.ranges[name]
    end
  end
  return result
end

-- A whole number of millionths: what enters a score is never a float.
local function micro(value, low, high, report)
  if type(value) ~= "number" or value ~= value then
    report("must be a number, not " .. show(value))
  elseif value < low or value > high then
    report(("must lie from %g to %g, not %g"):format(low, high, value))
  else
    return math.floor(value * 1000000 + 0.5)
  end
end

function check.weight(value, report) return micro(value, 0, 1000000, report) end
function check.strength(value, report) return micro(value, 0, 1, report) end

function check.days(value, report)
  if type(value) == "number" and value > 0 and value < 1e6 then return math.ceil(value) end
  report("must be a number of days above 0, not " .. show(value))
end

local function one_of(list)
  return function(value, report)
    for _, item in ipairs(list) do
      if item == value then return value end
    end
    report(("must be one of %s, not %s%s"):format(table.concat(list, ", "), show(value),
      type(value) == "string" and suggest.hint(value, list) or ""), value)
  end
end
check.mode, check.zone, check.extent, check.scope = one_of(M.MODES), one_of(M.ZONES), one_of(M.EXTENTS),
  one_of(M.SCOPES)
check.tense = one_of { "past", "future" }

check.within, check.keep = one_of(M.SCOPES_OF_MATCH), one_of(M.KEEP)
check.way, check.variant = one_of(M.WAYS), one_of(M.VARIANTS)

function check.variants(value, report)
  if value == true then return M.VARIANTS end
  local list = check.texts(value, report)
  for _, name in ipairs(list or {}) do check.variant(name, report) end
  return list
end

function check.edits(value, report)
  if value == 0 or value == 1 or value == 2 then return math.tointeger(value) end
  report("must be 0, 1 or 2, not " .. show(value))
end

function check.letters(value, report)
  if math.type(value) == "integer" and value >= 1 and value <= 1000 then return value end
  report("must be a number of letters, not " .. show(value))
end

function check.zones(value, report)
  local list = check.texts(value, report)
  for _, name in ipairs(list or {}) do check.zone(name, report) end
  return list
end

function check.reach(value, report)
  if math.type(value) == "integer" and value >= 1 and value <= LONGEST_REACH then return value end
  report(("must be a number of tokens from 1 to %d, not %s"):format(LONGEST_REACH, show(value)))
end

function check.effect(value, report)
  if type(value) == "number" then return check.strength(value, report) end
  return one_of(M.EFFECTS)(value, report)
end

function check.match(value, report)
  local node = pattern.node(value)
  if node then return node end
  report(type(value) == "string" and ("must be a pattern: write match = phrase %q"):format(value)
    or "must be a pattern, not " .. show(value), value)
end

function check.subject(value, report)
  if value == false or type(value) == "string" then return value end
  report("must be the name of an entity, or false, not " .. show(value))
end

function check.topic(value, report)
  if value == false or type(value) == "string" then return value end
  report("must be the name of a theme, or false, not " .. show(value))
end

function check.agent(value, report) return one_of { "subject", "anyone" } (value, report) end
function check.acts(value, report) return one_of { "after", "both" } (value, report) end

-- context = { needed = 1 }: what a context does to the hits of this factor.
function check.contexts(value, report)
  if type(value) ~= "table" then
    report("must be a table such as { needed = 1 }, not " .. show(value))
    return nil
  end
  local result = {}
  for key, item in pairs(value) do
    if type(key) ~= "string" then
      report("must give a number to each context: { needed = 1 }", item)
    else
      result[key] = check.strength(item, function(message) report(("%s %s"):format(key, message)) end)
    end
  end
  return result
end

function check.groups(value, report)
  if type(value) ~= "table" then
    report("must be a table: { name = \"What it is called\" }, not " .. show(value))
    return nil
  end
  local result = {}
  for key, item in pairs(value) do
    if type(key) ~= "string" or type(item) ~= "string" then
      report("must give each group a label: { name = \"What it is called\" }", item)
    else
      result[key] = item
    end
  end
  return result
end

function check.scale(value, report)
  local low = type(value) == "table" and value[1]
  local high = type(value) == "table" and value[2]
  if type(low) ~= "number" or type(high) ~= "number" or low >= high or low ~= low or high ~= high then
    report("must be { lowest, highest }")
    return nil
  end
  return { micro(low, -1e6, 1e6, report), micro(high, -1e6, 1e6, report) }
end

-- Settings that may stand beside a phrase.
local ENTRY = { strength = check.strength, context = check.contexts, subject = check.subject, when = check.call,
  weigh = check.call, about = check.text, scope = check.scope, reach = check.reach, agent = check.agent,
  effect = check.effect, acts = check.acts, code = check.text, mutual = check.boolean }

-- A phrase, a pattern, or a table with one of them first and settings beside it.
local function entry(value, report)
  local settings = {}
  if type(value) == "table" and not pattern.node(value) then
    if value[1] == nil then report("holds a table without a phrase in first place") return nil end
    if value[2] ~= nil then
      report("holds a table with two phrases; each phrase is an entry of its own", value[2])
    end
    for key, item in pairs(value) do
      if type(key) == "string" then
        if ENTRY[key] then
          settings[key] = ENTRY[key](item, function(message, text) report(key .. " " .. message, text) end)
        else
          report(("“%s” is no setting of a phrase%s"):format(key, suggest.hint(key, ENTRY)))
        end
      end
    end
    value = value[1]
  end
  local result = { settings = settings }
  if type(value) == "string" then
    local tree, failure = phrase.parse(value)
    if not tree then
      local shown = #value > 100 and value:sub(1, (utf8.offset(value, 60) or 61) - 1) .. "…" or value
      report(("“%s”: %s"):format(shown, failure.message), value, failure.column)
      return nil
    end
    result.node, result.text = { kind = "phrase", tree = tree, text = value }, value
  else
    local node = pattern.node(value)
    if not node then
      report("must hold phrases and patterns, not " .. show(value))
      return nil
    end
    result.node, result.text = node, node.text
  end
  return result
end

function check.entries(value, report)
  if type(value) == "string" or pattern.node(value) then value = { value } end
  if type(value) ~= "table" then
    report("must be a list of phrases, not " .. show(value))
    return nil
  end
  local list = {}
  for key in pairs(value) do
    if math.type(key) ~= "integer" then
      report(("must be a list; “%s =” belongs beside one phrase: { \"the phrase\", %s = … }"):format(tostring(key),
        tostring(key)))
    end
  end
  for _, item in ipairs(value) do
    list[#list + 1] = entry(item, report)
  end
  if #value == 0 then report "is empty" end
  return list
end

-- What stands for the thing last named: no references, as it is part of what a subject is found by.
function check.stand_ins(value, report)
  local list = check.entries(value, report)
  for _, item in ipairs(list or {}) do
    pattern.walk(item.node, function(node)
      if node.kind == "ref" then report "holds a reference; write the words themselves" end
      if node.kind == "phrase" then
        phrase.walk(node.tree, function(leaf)
          if leaf.kind == "ref" then report("holds a reference; write the words themselves", item.text) end
        end)
      end
    end)
  end
  return list
end

-- Phrases, or a dictionary of verbs.
function check.predicate(value, report)
  local source = gazetteer.source(value)
  if not source then return check.entries(value, report) end
  if source.verbs then return source.verbs end
  report("must be phrases or a dictionary of verbs; " .. source.path .. " holds names")
end

-- One name of a rule, or several.
function check.rule_names(value, report)
  if type(value) == "string" then return { value } end
  return check.texts(value, report)
end

function check.examples(value, report)
  if type(value) ~= "table" then
    report("must be a table { supports = {…}, opposes = {…}, neither = {…} }")
    return nil
  end
  local kinds, result = { "supports", "opposes", "neither" }, {}
  for key, item in pairs(value) do
    if key == "supports" or key == "opposes" or key == "neither" then
      result[key] = check.texts(item, function(message, text) report(key .. " " .. message, text) end)
    else
      report(("has no “%s”%s"):format(tostring(key), suggest.hint(tostring(key), kinds)))
    end
  end
  return result
end

-- Read with the rule's files at hand: rules.lua.
function check.names(value) return value end

local function with(fields)
  fields.about, fields.finds, fields.ignores = check.text, check.texts, check.texts
  return fields
end
local function finder(fields)
  fields.phrases, fields.match, fields.mode, fields.zones, fields.when = check.entries, check.match, check.mode,
    check.zones, check.call
  fields.within = check.within
  return with(fields)
end

M.ENTRY = ENTRY
M.FIELDS = {
  pack = { about = check.text, version = check.version, uses = check.uses, files = check.texts, subject = check.subject,
    topic = check.topic, samples = check.texts, author = check.text, licence = check.text, engine = check.range },
  entity = finder { kind = check.text, names = check.names, match_case = check.boolean, match_by = check.way,
    stand_ins = check.stand_ins, variants = check.variants, edits = check.edits, edits_from = check.letters },
  theme = finder {},
  pattern = finder {},
  context = with { cues = check.entries, except = check.entries, stops = check.entries, scope = check.scope,
    reach = check.reach, effect = check.effect, agent = check.agent, as = check.text, label = check.text,
    acts = check.acts },
  zone = with { kind = check.zone, phrases = check.entries, match = check.match, extent = check.extent,
    zones = check.zones },
  factor = { about = check.text, question = check.text, weight = check.weight, group = check.text,
    required = check.boolean, half_life = check.days, supports = check.entries, opposes = check.entries,
    strength = check.strength, subject = check.subject, topic = check.topic, context = check.contexts,
    when = check.call, weigh = check.call, zones = check.zones, mode = check.mode, tense = check.tense,
    examples = check.examples },
  relation = with { subject = check.rule_names, predicate = check.predicate, object = check.rule_names,
    agents = check.rule_names, code = check.text, zones = check.zones },
  overlap = { about = check.text, rules = check.texts, keep = check.keep },
  reader = { about = check.text, endings = check.texts, begins = check.text, likes = check.call, read = check.call },
  score = { about = check.text, groups = check.groups, scale = check.scale, factors = check.texts,
    combine = check.call },
}

---Checks the body of a declaration against the keys of its word.
---@param word string
---@param body table
---@param report fun(message: string, text?: string, column?: integer)
---@return table fields what passed
function M.check(word, body, report)
  local known, fields = M.FIELDS[word], {}
  local keys = {}
  for key in pairs(body) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  for _, key in ipairs(keys) do
    if type(key) ~= "string" then
      report(("%s stands without a key; write KEY = … (a %s takes %s)"):format(show(body[key]), word,
        M.keys(word)), body[key])
    elseif not known[key] then
      report(("a %s takes no “%s”%s"):format(word, key, suggest.hint(key, known)), nil, nil, key)
    else
      fields[key] = known[key](body[key], function(message, text, column)
        report(key .. " " .. message, text, column)
      end)
    end
  end
  return fields
end

---“about, kind, names”
---@param word string
---@return string
function M.keys(word)
  local keys = {}
  for key in pairs(M.FIELDS[word]) do keys[#keys + 1] = key end
  table.sort(keys)
  return table.concat(keys, ", ")
end

return M
