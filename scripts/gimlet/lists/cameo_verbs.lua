-- The verb dictionary of CAMEO, in the formats of PETRARCH 1 and 2: blocks of verbs that share patterns, each with the
-- code of what is done.
--   --- ASK [020] ---                    a block and its code
--   +ASK_FOR {+ASKED_FOR +ASKS_FOR}      a verb (+: of several words) with its irregular forms, [code] its own
--   - * &MILITARY AID TO + [072]  # …    a pattern: * the verb, + the target, $ the source, % both, ^ whatever actor,
--                                        &NAME a set of synonyms, A_B words side by side
--   - &MILITARY * (TO BORDER) {MASS RALLY} [154]   in (…) a phrase with its preposition, in {…} words of one phrase
--   &NAME / +WORD                        a set of synonyms; a trailing _ keeps a word from being inflected
-- Words stand in this order, others may stand between. [---] is no event; [035:036] codes both ways.
local M = {}

local find, format, gmatch, gsub, lower, match, sub = string.find, string.format, string.gmatch, string.gsub,
  string.lower, string.match, string.sub

-- “[035:036]”, “[---]”, “[:173]”, “[080!]”
local function read_code(text)
  if not text then return nil end
  local first, second = match(text, "^%s*([%w%-]*)!?%s*:?%s*([%w%-]*)%s*$")
  local function plain(code) return code and code ~= "" and not find(code, "^%-+$") and code or nil end
  return { code = plain(first), back = plain(second), none = not plain(first) and not plain(second) }
end

-- A word of the dictionary as the words it stands for: DIPLOMATIC_TIES.
local function words_of(text)
  text = lower(gsub(gsub(text, "_+$", ""), "_", " "))
  return match(text, "^%s*(.-)%s*$")
end

local SYMBOLS = { ["+"] = "target", ["$"] = "source", ["%"] = "both", ["^"] = "any", ["*"] = "verb" }

local Reader = {}
Reader.__index = Reader

-- The elements of a pattern: { kind = "words", list = { "words", … } } or { kind = "target" … }.
function Reader:elements(text)
  local list = {}
  text = gsub(text, "[%(%){}]", " ")
  for item in gmatch(text, "%S+") do
    if SYMBOLS[item] then
      list[#list + 1] = { kind = SYMBOLS[item] }
    else
      -- a symbol may be joined to its neighbour: *_INTO, TO_+
      for part in gmatch(gsub(item, "_?([%+%$%%%^%*])_?", " %1 "), "%S+") do
        if SYMBOLS[part] then
          list[#list + 1] = { kind = SYMBOLS[part] }
        else
          local element = { kind = "words", list = {} }
          for alternative in gmatch(part, "[^/]+") do self:add_words(element.list, alternative) end
          if #element.list > 0 then list[#list + 1] = element end
        end
      end
    end
  end
  return list
end

-- &NAME stands for its synonyms; inside a longer word (DEPLOYED_&MILITARY) for each of them there.
function Reader:add_words(list, text)
  local before, name, after = match(text, "^(.-)&([%w]+_?)(.*)$")
  if not name then
    local plain = words_of(text)
    if plain ~= "" then list[#list + 1] = plain end
    return
  end
  local set = self.sets[gsub(name, "_$", "")]
  if not set then return end
  before, after = words_of(before), words_of(gsub(after, "^_", ""))
  for _, word in ipairs(set) do
    list[#list + 1] = match(format("%s %s %s", before, word, after), "^%s*(.-)%s*$")
  end
end

function Reader:fail(message) error(format("%s:%d: %s", self.path, self.line, message), 0) end

function Reader:pattern(text)
  if not self.block then self:fail("a pattern before any verb") end
  local body, code = match(text, "^%-+%s*(.-)%s*%[(.-)%]%s*$")
  if not body then return end -- what is left of a pattern that was cut short
  local elements, at = self:elements(body), nil
  for number, element in ipairs(elements) do
    if element.kind == "verb" then at = number break end
  end
  if not at then return end
  local pattern = { line = self.line, text = text, before = {}, after = {}, words = 0 }
  for key, value in pairs(read_code(code)) do pattern[key] = value end
  for number, element in ipairs(elements) do
    if element.kind == "words" then pattern.words = pattern.words + 1 end
    if number < at then table.insert(pattern.before, 1, element) -- from the verb outwards
    elseif number > at then pattern.after[#pattern.after + 1] = element end
  end
  self.block.patterns[#self.block.patterns + 1] = pattern
end

function Reader:verb(text)
  local code = match(text, "%[(.-)%]")
  local forms = match(text, "{(.-)}")
  local name = words_of(gsub(gsub(gsub(text, "%[.-%]", ""), "{.-}", ""), "^%s*%+", ""))
  if name == "" then return end
  if not self.block then self:fail("a verb before any block") end
  local verb = { name = name, line = self.line, block = self.block, code = read_code(code) or self.block.code,
    forms = {} }
  for form in gmatch(forms or "", "%S+") do verb.forms[#verb.forms + 1] = words_of(gsub(form, "^%+", "")) end
  self.verbs[#self.verbs + 1] = verb
end

function Reader:read_line(text)
  if find(text, "^%s*$") or find(text, "^~") then
    self.set = not find(text, "^%s*$") and self.set or nil
  elseif find(text, "^%-%-%-") then
    self.block = { code = read_code(match(text, "%[(.-)%]")) or { none = true }, patterns = {} }
    self.set = nil
  elseif find(text, "^&") then
    self.set = {}
    self.sets[gsub(match(text, "^&(%S+)"), "_$", "")] = self.set
  elseif self.set and find(text, "^%+") then
    self.set[#self.set + 1] = words_of(sub(text, 2))
  elseif find(text, "^%-") then
    self:pattern(text)
  else
    self:verb(text)
  end
end

---Reads a verb dictionary.
---@param path string
---@param bytes string
---@return table dictionary { verbs = { { name, forms, line, block, code } … }, path }; a block has code and patterns
--- { before, after, words, code, back, none, line, text }
function M.read(path, bytes)
  local reader = setmetatable({ path = path, line = 0, sets = {}, verbs = {} }, Reader)
  for text in gmatch(bytes .. "\n", "([^\n]*)\n") do
    reader.line = reader.line + 1
    if not find(text, "^%s*#") then reader:read_line((gsub(gsub(text, "#.*$", ""), "%s+$", ""))) end
  end
  return { verbs = reader.verbs, path = path }
end

---Does it look like a verb dictionary?
---@param bytes string
---@return boolean
function M.looks_like(bytes)
  return find(bytes, "\n%-%-%-%s+[%u%d_]+%s+%[[%w:%-]*%]%s+%-%-%-") ~= nil
end

return M
