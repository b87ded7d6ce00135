-- Tokens of a document as lists for programs: where they are in bytes and in characters, their flags by name; and
-- tailorings by name.
local core = require "gimlet.core"

local M = {}

local function names_of(constants)
  local list = {}
  for name in pairs(constants) do list[#list + 1] = name end
  table.sort(list, function(a, b) return constants[a] < constants[b] end)
  return list
end

local FLAGS <const> = core.text.flags
local TYPE_FLAGS <const> = core.text.type_flags
local TAILORINGS <const> = core.text.tailorings
local FLAG_NAMES <const>, TYPE_FLAG_NAMES <const> = names_of(FLAGS), names_of(TYPE_FLAGS)

---The names of tailorings, in order.
---@return string[]
function M.tailorings()
  local list = {}
  for _, name in ipairs(names_of(TAILORINGS)) do
    if name ~= "all" then list[#list + 1] = name end
  end
  return list
end

---What a list of tailorings says: “clitics,units”, “all,-net” (all but one), “none”.
---@param text string
---@return integer? sum of core.text.tailorings
---@return string? message
function M.parse(text)
  local sum = 0
  for part in (text .. ","):gmatch "%s*(.-)%s*," do
    local off, name = part:match "^(%-?)([%w_]*)$"
    if part == "none" then sum = 0
    elseif not (name and TAILORINGS[name]) then
      return nil, ("“%s” is no tailoring; there are %s, all, none"):format(part, table.concat(M.tailorings(), ", "))
    elseif off == "-" then sum = sum & ~TAILORINGS[name]
    else sum = sum | TAILORINGS[name] end
  end
  return sum
end

local function set_names(list, flags, constants, names)
  for _, name in ipairs(names) do
    if flags & constants[name] ~= 0 then list[#list + 1] = name end
  end
end

-- Flags of tokens that say the same are one table.
local function flag_lists(array)
  local known = {}
  return function(flags, of_type)
    local key = flags << 32 | of_type
    if not known[key] then
      known[key] = array {}
      set_names(known[key], of_type, TYPE_FLAGS, TYPE_FLAG_NAMES)
      set_names(known[key], flags, FLAGS, FLAG_NAMES)
    end
    return known[key]
  end
end

---The flags of a type by name.
---@param flags integer
---@return string[]
function M.type_flags(flags)
  local list = {}
  set_names(list, flags, TYPE_FLAGS, TYPE_FLAG_NAMES)
  return list
end

---Lists of all tokens of a cut text. Offsets are from 0, half-open; characters are code points. A token neither begins
---nor ends within what readers take for one character (a grapheme cluster).
---@param tokens userdata
---@param lexicon userdata
---@param text string that was cut
---@param array fun(list: table): table marks a list for JSON
---@return { tokens: integer[][], characters: integer[][], forms: string[], lemmas: string[], flags: string[][],
--- sentences: integer[][] }
function M.of(tokens, lexicon, text, array)
  local made = { tokens = array {}, characters = array {}, forms = array {}, lemmas = array {}, flags = array {},
    sentences = array {} }
  local flags_of, at, before = flag_lists(array), 1, 0
  for i = 1, #tokens do
    local first, last = tokens:span(i)
    before = before + utf8.len(text, at, first - 1)
    local size = utf8.len(text, first, last)
    made.tokens[i], made.characters[i] = { first - 1, last }, { before, before + size }
    made.forms[i], made.lemmas[i] = tokens:form(i), tokens:lemma(i)
    made.flags[i] = flags_of(tokens:flags(i), lexicon:flags(tokens:type(i)))
    before, at = before + size, last + 1
  end
  for k = 1, tokens:sentence_count() do
    local first, last = tokens:sentence(k)
    made.sentences[k] = { (tokens:span(first)) - 1, (select(2, tokens:span(last))) }
  end
  return made
end

return M
