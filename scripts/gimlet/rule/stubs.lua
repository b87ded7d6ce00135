-- Stubs of the rule language for editors (LuaLS annotations), and its words for luacheck, from rule/words.lua.
local fields = require "gimlet.rule.fields"
local words = require "gimlet.rule.words"

local M = {}

local Out = {}
Out.__index = Out

function Out:add(pattern, ...) self[#self + 1] = select("#", ...) > 0 and pattern:format(...) or pattern end

-- A comment of several lines where it is long.
local function comment(out, text, example)
  out:add("---%s", text)
  if example then
    out:add "---```lua"
    for line in example:gmatch "[^\n]+" do out:add("---%s", line) end
    out:add "---```"
  end
end

local function body_name(word) return "gimlet." .. word:gsub("^%l", string.upper) .. "Body" end

local function add_choices(out)
  for _, choice in ipairs(words.CHOICES) do
    local values = {}
    for i, value in ipairs(fields[choice[2]]) do values[i] = ("%q"):format(value) end
    out:add("---@alias %s %s", choice[1], table.concat(values, "|"))
  end
  out:add "---@alias gimlet.Entries string|gimlet.Pattern|(string|gimlet.Pattern|gimlet.Entry)[]"
  out:add "---@alias gimlet.Names (string|gimlet.Row)[]|gimlet.File"
  out:add ""
end

local function add_pattern_class(out)
  comment(out, "A pattern: a run of tokens. Combined by * (then), + (or), ^ (repeated), - (not), # (looks ahead).")
  for _, line in ipairs { "@class gimlet.Pattern", "@operator mul(gimlet.Pattern): gimlet.Pattern",
    "@operator add(gimlet.Pattern): gimlet.Pattern", "@operator sub(gimlet.Pattern): gimlet.Pattern",
    "@operator pow(integer|integer[]): gimlet.Pattern", "@operator unm: gimlet.Pattern",
    "@operator len: gimlet.Pattern" } do
    out:add("---%s", line)
  end
  out:add ""
  comment(out, "A file of names, as `file` opens it.")
  out:add "---@class gimlet.File"
  out:add ""
end

local function add_class(out, name, about, list, optional)
  comment(out, about)
  out:add("---@class %s", name)
  for _, field in ipairs(list) do
    out:add(("---@field %s%s %s %s"):format(field[1], optional and "?" or "", field[2], field[3]):gsub("%s+$", ""))
  end
  out:add ""
end

local RULES <const> = { entity = true, theme = true, pattern = true, context = true, zone = true, factor = true,
  score = true, overlap = true, reader = true, relation = true }

local function add_declaration(out, declared)
  local word = declared[1]
  add_class(out, body_name(word), ("The body of a %s."):format(word), declared.keys, true)
  comment(out, declared[2], declared[3])
  out:add "---@param name string"
  out:add("---@return fun(body: %s)%s", body_name(word), RULES[word] and ": gimlet.Pattern" or "")
  out:add("function %s(name) end\n", word)
end

-- “fun(a: T, b?: U): R” as a stub of a global function.
local function add_function(out, entry)
  local name, kind = entry[1], entry[2]
  comment(out, entry[3], entry[4])
  local given, result = kind:match "^fun(%b())(.*)$"
  if not given then
    out:add("---@type %s\n%s = nil\n", kind, name)
    return
  end
  local names = {}
  -- Commas within types stand in brackets; those between parameters are followed by a name and a colon.
  for parameter in (given:sub(2, -2) .. ", "):gmatch "(.-), %f[%a\0]" do
    local key, type_of = parameter:match "^(%w+%??): (.*)$"
    names[#names + 1] = key:gsub("%?", "")
    out:add("---@param %s %s", key, type_of)
  end
  if result ~= "" then out:add("---@return %s", (result:gsub("^: ", ""))) end
  out:add("function %s(%s) end\n", name, table.concat(names, ", "))
end

---The stubs, one file.
---@return string
function M.rules()
  local out = setmetatable({}, Out)
  out:add "---@meta gimlet.rules"
  out:add "-- The words of gimlet's rule language, for editors that speak with LuaLS (lua-language-server)."
  out:add "-- Generated from scripts/gimlet/rule/words.lua by `make types`.\n"
  add_choices(out)
  add_pattern_class(out)
  for _, entry in ipairs(words.TABLES) do add_class(out, entry[1], entry[2], entry.fields) end
  comment(out, "LPeg within rules: what makes patterns; called, it wraps one.")
  out:add "---@class gimlet.Lpeg\n---@overload fun(pattern: any): gimlet.Pattern"
  for _, name in ipairs(require("gimlet.work.sandbox").LPEG) do out:add("---@field %s any", name) end
  out:add ""
  for _, declared in ipairs(words.DECLARATIONS) do add_declaration(out, declared) end
  for _, list in ipairs { words.PATTERNS, words.FILES } do
    for _, entry in ipairs(list) do add_function(out, entry) end
  end
  return table.concat(out, "\n")
end

---Every word that rule files may use and Lua does not know.
---@return string[] sorted
function M.names()
  local names = {}
  for _, list in ipairs { words.DECLARATIONS, words.PATTERNS, words.FILES } do
    for _, entry in ipairs(list) do names[#names + 1] = entry[1] end
  end
  table.sort(names)
  return names
end

---The words of `gimlet repl`, `gimlet do` and gimlet.words(), from the comments above them.
---@param sources string[] of scripts/gimlet/vocabulary
---@return string
function M.vocabulary(sources)
  local out = setmetatable({}, Out)
  out:add "---@meta gimlet.words"
  out:add "-- The words over a corpus: what gimlet.words() gives, and what an analysis gets."
  out:add "-- Generated from scripts/gimlet/vocabulary by `make types`.\n"
  out:add "---@class gimlet.Words\n---@field corpus table the corpus itself\nlocal words = {}\n"
  for _, source in ipairs(sources) do
    local comment_lines = {}
    for line in source:gmatch "[^\n]*" do
      local told, head = line:match "^%s*(%-%-%-.*)$", line:match "^%s*function (words%.[%w_]+%b())"
      if head then
        for _, text in ipairs(comment_lines) do out:add("%s", text) end
        out:add("function %s end\n", head)
      end
      if told then comment_lines[#comment_lines + 1] = told else comment_lines = {} end
    end
  end
  out:add "return words\n"
  return table.concat(out, "\n")
end

-- Lines of words in quotation marks, up to 110 columns.
local function columns(list)
  local lines, line = {}, " "
  for _, word in ipairs(list) do
    if #line + #word > 110 then
      lines[#lines + 1] = line
      line = " "
    end
    line = line .. " " .. word .. ","
  end
  lines[#lines + 1] = line
  return table.concat(lines, "\n")
end

-- Of a library its functions, of which some are not offered.
local function members(name, library)
  local found = {}
  for key in pairs(library) do found[#found + 1] = ("%q"):format(key) end
  table.sort(found)
  return ("  %s = { fields = {\n%s\n  } },"):format(name, columns(found))
end

---A standard for luacheck: the words of the rule language and what the sandbox offers of Lua.
---@return string to be run within .luacheckrc
function M.luacheck()
  local sandbox = require "gimlet.work.sandbox"
  local names, libraries = {}, {}
  for _, name in ipairs(M.names()) do names[#names + 1] = ("%q"):format(name) end
  for name, value in pairs(sandbox.library()) do
    if type(value) ~= "table" then names[#names + 1] = ("%q"):format(name)
    elseif name ~= "lpeg" then libraries[#libraries + 1] = members(name, sandbox.members(value)) end
  end
  table.sort(names)
  table.sort(libraries)
  return "-- What rule files may use, as a standard of luacheck: the words of gimlet's rule language, and what its "
    .. "sandbox\n-- offers of Lua. Generated by `make types`.\n"
    .. "stds.gimlet = { read_globals = {\n" .. columns(names) .. "\n" .. table.concat(libraries, "\n") .. "\n} }\n"
    .. "files[\"rules\"] = { std = \"gimlet\" }\n"
    .. "files[\"rules/**/*_spec.lua\"] = { std = \"lua54+busted\" }\n"
end

return M
