-- Lints of rules at work: over the pack's samples, or over a corpus.
--
-- What was measured (measure.lua) comes as { documents, sentences, bytes, where = "the samples", rules =
-- { [name] = { hits, within = { [other] = hits that lie in one of it } } }, by_rule = { [name] = { { entry,
-- runs, found, seconds }, … } } }.
local words = require "gimlet.report.words"

local M = {}

local FEWEST <const> = 4        -- hits that tell something
local FEWEST_SENTENCES <const> = 200
local DEAR <const> = 0.5        -- of all sentences, for one phrase

local FINDERS = { entity = true, theme = true, pattern = true, factor = true }

local function refers(rule, other) return rule.needs[other.name] or other.needs[rule.name] end

local function shadow(lint, rule, seen)
  if seen.hits < FEWEST then return end
  local names = {}
  for name, count in pairs(seen.within) do
    local other = lint.compiled.program.by_name[name]
    local own = other and other.pack == rule.pack and not refers(rule, other)
    if own and count == seen.hits then names[#names + 1] = name end
  end
  table.sort(names)
  for _, name in ipairs(names) do
    local other = lint.compiled.program.by_name[name]
    local theirs = lint.measured.rules[name]
    local mutual = theirs and theirs.within[rule.name] == theirs.hits
    if not mutual or rule.line > other.line then
      local text = (seen.hits == 1 and "the one hit in %s lies" or "all " .. seen.hits .. " hits in %s lie")
        .. " within hits of the %s “%s” (line %d)"
      text = text:format(lint.measured.where, other.word, other.id, other.line)
      lint:warn("shadowed", rule, nil, nil, text, "merge the two, or say what sets this one apart")
      return
    end
  end
end

local function never(lint, rule, seen)
  if seen.hits > 0 then return end
  local add = lint.measured.corpus and lint.warn or lint.note
  local text = ("finds nothing in %s (%s)"):format(lint.measured.where,
    words.count(lint.measured.documents, "document"))
  add(lint, "never-fires", rule, nil, nil, text, lint.measured.corpus
    and "remove it, or see with `gimlet kwic` how the texts put it" or "add a sample in which it does")
end

local function costs(lint, rule, units)
  local measured = lint.measured
  if measured.sentences < FEWEST_SENTENCES then return end
  for _, unit in ipairs(units or {}) do
    local entry = rule.entries[unit.entry - (rule.row_count or 0)]
    if entry and unit.runs > DEAR * measured.sentences then
      lint:warn("costly", rule, entry, nil, ("has to be tried on %d of 100 sentences, about %.1f ms a megabyte, and "
        .. "finds something in %d of %d"):format(unit.runs * 100 // measured.sentences,
        unit.seconds * 1000 / math.max(measured.bytes / 1e6, 1e-6), math.min(unit.found, unit.runs), unit.runs),
        "say a rarer word that must be there")
    end
  end
end

---@param lint table
---@param rule table RULE
function M.run(lint, rule)
  if not FINDERS[rule.word] then return end
  local seen = lint.measured.rules[rule.name] or { hits = 0, within = {} }
  never(lint, rule, seen)
  shadow(lint, rule, seen)
  costs(lint, rule, lint.measured.by_rule[rule.name])
end

return M
