-- Completion in the REPL: what may stand where the cursor is, from what is open there.
--
-- In a string it is told by the word whose argument the string is, or by the option it is given to: names of documents,
-- packs and rules, attributes of CQL, metadata, ways to sort; in a table of options, their names, as the comment above
-- the word tells them; elsewhere the names of Lua and what a value has.
local fields = require "gimlet.rule.fields"
local help = require "gimlet.vocabulary.help"
local packs = require "gimlet.work.packs"
local host = require("gimlet.core").host

local M = {}

local KEYWORDS <const> = { "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "if", "in",
  "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while" }
local COLUMNS <const> = { "document", "number", "title", "date", "source", "author", "credibility", "language", "url",
  "origin", "format", "path", "grade" }
local GROUPS <const> = { "year", "month", "decade", "source", "author", "language", "document", "title",
  "format" }
local ATTRIBUTES <const> = { "word", "fold", "lemma", "stem", "shape", "plain" }
local UNITS <const> = { "form", "fold", "lemma", "stem", "shape" }
local MOST <const> = 200

local function add_all(list, names)
  for _, name in ipairs(names) do list[name] = true end
end

-- ---- lists of names ------------------------------------------------------------------------------------

local of = {}

-- Names of packs, and of rules once a pack is named.
function of.rules(list, prefix)
  local pack = prefix:match "^([%w_-]+)%."
  if not pack then return add_all(list, packs.list()) end
  local found = packs.find(pack)
  for path, bytes in pairs(found and found.files or {}) do
    if path:find "%.lua$" and type(bytes) == "string" then
      for word, name in bytes:gmatch "%f[%a](%a+)%s*%(?[\"']([%w_-]+)[\"']%s*%{" do
        if word ~= "pack" then list[pack .. "." .. name] = true end
      end
    end
  end
end

function of.packs(list) add_all(list, packs.list()) end

function of.documents(list, prefix, session)
  for _, row in ipairs(session.corpus():query("SELECT name FROM documents WHERE name >= ?1 AND name < ?1 || ?2 "
      .. "ORDER BY name LIMIT ?3", prefix, "\u{10FFFF}", MOST)) do
    list[row.name] = true
  end
end

local function metadata(list, session)
  for _, row in ipairs(session.corpus():query "SELECT DISTINCT key FROM metadata LIMIT 500") do list[row.key] = true end
end

function of.condition(list, _, session)
  add_all(list, COLUMNS)
  add_all(list, { "and", "or", "not" })
  metadata(list, session)
end

function of.groups(list, _, session)
  add_all(list, GROUPS)
  metadata(list, session)
end

function of.attributes(list, _, session)
  add_all(list, ATTRIBUTES)
  local columns = session.corpus().box:columns()
  for _, column in ipairs(columns or {}) do list[type(column) == "table" and column.name or column] = true end
end

function of.zones(list) add_all(list, fields.ZONES) end
function of.units(list) add_all(list, UNITS) end
function of.sorts(list) add_all(list, require("gimlet.query.concordance").SORTS) end
function of.associations(list) add_all(list, require("gimlet.query.collocation").MEASURES) end
function of.keynesses(list) add_all(list, require("gimlet.query.keyness").MEASURES) end
function of.plots(list) add_all(list, require("gimlet.vocabulary.plot").KINDS) end
function of.analyses(list) add_all(list, require("gimlet.vocabulary.analyses").names()) end

function of.help(list)
  for _, entry in ipairs(help.entries()) do list[entry.name] = true end
  add_all(list, require("gimlet.cli").commands())
end

function of.files(list, prefix)
  local folder, begin = prefix:match "^(.*/)([^/]*)$"
  folder, begin = folder or "", begin or prefix
  for _, name in ipairs(host.list(folder == "" and "." or folder) or {}) do
    if name:sub(1, #begin) == begin and (begin ~= "" or name:sub(1, 1) ~= ".") then list[folder .. name] = true end
  end
end

-- What the first string of a word is; of an option; of the words of a sort.
local ARGUMENT <const> = { doc = "documents", show = "documents", hits = "rules", whynot = "rules", rules = "packs",
  score = "packs", evidence = "packs", explain = "rules", save = "packs", analysis = "analyses", help = "help",
  docs = "condition", count = "condition", keyness = "condition", by = "groups", plot = "plots", load_files = "files",
  use = "files", export = "files", kwic = "rules" }
local OPTION <const> = { where = "condition", reference = "condition", by = "groups", unit = "units", zones = "zones",
  sort = "sorts", pack = "packs", file = "files" }
local SORTS <const> = { colloc = "associations", keyness = "keynesses", kwic = "sorts" }

-- ---- where the cursor is -------------------------------------------------------------------------------

-- The string that is open at the end of the text: what stands before it, and what is in it so far.
local function open_string(text)
  local at, quote, from = 1, nil, nil
  while at <= #text do
    local char = text:sub(at, at)
    if quote then
      if char == "\\" then at = at + 1 elseif char == quote then quote = nil end
    elseif char == '"' or char == "'" then
      quote, from = char, at
    elseif char == "-" and text:sub(at, at + 1) == "--" then
      at = text:find("\n", at, true) or #text
    end
    at = at + 1
  end
  if quote then return text:sub(1, from - 1), text:sub(from + 1) end
end

-- The word of the vocabulary whose table of options is open at the end of the text.
local function open_options(text)
  local rest = text:gsub("%b{}", ""):gsub("%b()", "")
  return rest:match "([%a_][%w_]*)%s*%(?[^%(%){}]*{[^{}]*$"
end

local function in_string(list, before, inside, session)
  local option = before:match "([%a_][%w_]*)%s*=%s*$"
  if option then
    local kind = option == "sort" and SORTS[open_options(before) or ""] or OPTION[option]
    if kind then of[kind](list, inside:match "[%w_%.-]*$", session) end
    return inside:match "[%w_%.-]*$"
  end
  local word = before:match "([%a_][%w_]*)%s*%(?%s*$"
  if (word == "kwic" or word == "try" or word == "colloc") and inside:find "%[[^%]\"']*$" then
    of.attributes(list, "", session)
    return inside:match "[%w_]*$"
  elseif inside:find "{[%w_%.-]*$" then
    local prefix = inside:match "[%w_%.-]*$"
    of.rules(list, prefix)
    return prefix
  end
  local kind = word and ARGUMENT[word]
  if not kind then return "" end
  local prefix = (kind == "documents" or kind == "files") and inside or inside:match "[%w_%.:-]*$"
  of[kind](list, prefix, session)
  return prefix
end

-- ---- names of Lua --------------------------------------------------------------------------------------

local function add_names(list, value, stem)
  local depth = 0
  while type(value) == "table" and depth < 4 do
    for key in pairs(value) do
      if type(key) == "string" and key:find "^[%a_][%w_]*$" and not key:find "^__" then list[stem .. key] = true end
    end
    local meta = getmetatable(value)
    for key in pairs(meta and meta.__methods or {}) do list[stem .. key] = true end
    value, depth = meta and meta.__index, depth + 1
  end
  local meta = type(value) == "userdata" and getmetatable(value)
  if type(meta) == "table" and type(meta.__index) == "table" then add_names(list, meta.__index, stem) end
end

-- The value of a path such as corpus.path or _[1]; nothing is called for it.
local function value_of(path, environment)
  local value = environment
  for name in path:gmatch "[%w_]+" do
    local good, next_value = pcall(function() return value[math.tointeger(tonumber(name)) or name] end)
    if not good then return nil end
    value = next_value
    if type(value) == "string" then value = string end
  end
  return value
end

local function in_code(list, text, environment, words)
  local word = text:match "[%a_][%w_%.:%[%]]*$" or ""
  local path, prefix = word:match "^(.*[.:])([%w_]*)$"
  local option = not path and open_options(text)
  local entry = option and text:match "[{,%s][%a_]*$" and help.find(option)
  if entry and not text:match "=%s*[%w_]*$" then
    for _, name in ipairs(help.options(entry)) do list[name .. " = "] = true end
  end
  if path then
    local after_call = path == "" or path == ":" or path == "."
    if not after_call then add_names(list, value_of(path, environment), path) end
    return word, prefix
  end
  if not next(list) then
    add_names(list, environment, "")
    add_names(list, words, "")
    add_names(list, _G, "")
    add_all(list, KEYWORDS)
    list.corpus = true
  end
  return word
end

-- After a call, kwic "x":… , what results and documents have.
local function after_call(list, text)
  local prefix = text:match "[%)\"'}]:([%w_]*)$"
  if not prefix then return nil end
  for _, entry in ipairs(help.entries()) do
    if entry.method then list[entry.name:match "[^:]+$"] = true end
  end
  return prefix
end

---Completions of what stands before the cursor.
---@param text string
---@param environment table
---@param words table the vocabulary
---@return string[] completions, sorted
---@return integer length of what they complete, in bytes
function M.complete(text, environment, words)
  local list, session = {}, getmetatable(words).session
  local before, inside = open_string(text)
  local prefix
  if before then
    local good, found = pcall(in_string, list, before, inside, session)
    prefix = good and found or ""
  else
    prefix = after_call(list, text) or in_code(list, text, environment, words)
  end
  local names = {}
  for name in pairs(list) do
    if name:sub(1, #prefix) == prefix then names[#names + 1] = name end
  end
  table.sort(names)
  return names, #prefix
end

return M
