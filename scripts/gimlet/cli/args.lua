-- The command line, declared: options, --help, and what is wrong with what was typed.
--
-- An option is { "name", short = "n", value = "FILE", kind = "integer"|"number"|"language"|"stop words",
-- choices = {…}, many = true, minimum = …, default = …, help = "…" }, without `value` a switch; it comes out as
-- options.name ("as-of" as options.as_of).
-- A string names one of the shared options below.
local core = require "gimlet.core"
local M = {}

--- Options that commands share; a command lists them by name.
M.SHARED = {
  corpus = { "corpus", short = "c", value = "FILE", help = "corpus to use (default: $GIMLET_CORPUS or corpus.db)" },
  json = { "json", help = "print JSON Lines with stable names" },
  jobs = { "jobs", short = "j", value = "N", kind = "integer", help = "worker processes (default: as many as help)" },
  help = { "help", short = "h", help = "show this text" },
  ["limit-time"] = { "limit-time", value = "SECONDS", kind = "integer", minimum = 1,
    help = "end a reader or rule that makes no progress for so long (default: 30 and 10)" },
  ["limit-memory"] = { "limit-memory", value = "MB", kind = "integer", minimum = 256,
    help = "memory of a worker (default: 6144)" },
  ["limit-expansion"] = { "limit-expansion", value = "MB", kind = "integer", minimum = 1,
    help = "how large a packed file may grow (default: 1024)" },
  ["limit-depth"] = { "limit-depth", value = "N", kind = "integer", minimum = 1,
    help = "archives within archives (default: 8)" },
}

local Misuse = { __name = "misuse", __tostring = function(self) return self.message end }

---Ends the command: it was used wrongly. Exit status 2.
---@param message string
function M.misuse(message) error(setmetatable({ message = message }, Misuse), 0) end

---@param failure any something raised
---@return string? message when it was raised by misuse()
function M.is_misuse(failure)
  return getmetatable(failure) == Misuse and failure.message or nil
end

-- Damerau-Levenshtein distance, restricted (Boytsov 2011): one for a swap of neighbours.
local function distance(a, b)
  local rows = {}
  for i = 0, #a do rows[i] = { [0] = i } end
  for j = 0, #b do rows[0][j] = j end
  for i = 1, #a do
    for j = 1, #b do
      local cost = a:byte(i) == b:byte(j) and 0 or 1
      local best = math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost)
      if i > 1 and j > 1 and a:byte(i) == b:byte(j - 1) and a:byte(i - 1) == b:byte(j) then
        best = math.min(best, rows[i - 2][j - 2] + 1)
      end
      rows[i][j] = best
    end
  end
  return rows[#a][#b]
end

---The known word that is nearest to what was written, if any is near.
---@param word string
---@param known string[]|table<string, any> a list, or a table whose keys are the words
---@return string?
function M.nearest(word, known)
  local words = {}
  if #known > 0 then
    for _, other in ipairs(known) do words[#words + 1] = other end
  else
    for other in pairs(known) do if type(other) == "string" then words[#words + 1] = other end end
  end
  table.sort(words)
  local best, least = nil, math.max(1, #word // 3) + 1
  for _, other in ipairs(words) do
    local steps = distance(word:lower():sub(1, 40), other:lower():sub(1, 40))
    if steps < least then best, least = other, steps end
  end
  return best
end

---", did you mean “x”?" or nothing.
---@param word string
---@param known string[]|table<string, any>
---@return string
function M.did_you_mean(word, known)
  local other = M.nearest(word, known)
  return other and ("; did you mean “%s”?"):format(other) or ""
end

---@param list table options as declared
---@return table[] options, shared ones filled in, help at the end
function M.options(list)
  local options, has_help = {}, false
  for _, option in ipairs(list or {}) do
    if type(option) == "string" then option = assert(M.SHARED[option], "no shared option " .. option) end
    options[#options + 1] = option
    has_help = has_help or option[1] == "help"
  end
  if not has_help then options[#options + 1] = M.SHARED.help end
  return options
end

local function convert(option, name, text)
  if option.kind == "integer" then
    local value = math.tointeger(tonumber(text))
    if not value then M.misuse(("%s: “%s” is not a whole number"):format(name, text)) end
    if option.minimum and value < option.minimum then
      M.misuse(("%s: at least %d, not %d"):format(name, option.minimum, value))
    end
    return value
  elseif option.kind == "number" then
    return tonumber(text) or M.misuse(("%s: “%s” is not a number"):format(name, text))
  elseif option.kind == "stop words" then
    for tag in text:gmatch "[^,%s]+" do
      if not core.text.stop_words(tag) then M.misuse(("%s: there are no stop words of “%s”"):format(name, tag)) end
    end
  elseif option.kind == "language" then
    return core.text.language_tag(text) or M.misuse(("%s: no language is called “%s”"):format(name, text))
  elseif option.choices then
    for _, choice in ipairs(option.choices) do if choice == text then return text end end
    M.misuse(("%s: “%s” is none of %s%s"):format(name, text, table.concat(option.choices, ", "),
      M.did_you_mean(text, option.choices)))
  end
  return text
end

local function key_of(option) return (option[1]:gsub("-", "_")) end

local function store(values, option, value)
  local key = key_of(option)
  if option.many then
    values[key] = values[key] or {}
    table.insert(values[key], value)
  else
    values[key] = value
  end
end

local Parser = {}
Parser.__index = Parser

function Parser:value_of(option, name, attached)
  if attached then return attached end
  self.at = self.at + 1
  local value = self.words[self.at]
  if value == nil then M.misuse(("%s needs a value: %s"):format(name, option.value)) end
  return value
end

function Parser:long(word)
  local name, attached = word:match("^%-%-([^=]+)=?(.*)$")
  if not word:find("=", 1, true) then attached = nil end
  local option = self.by_name[name]
  if not option then
    M.misuse(("unknown option --%s%s"):format(name or "", M.did_you_mean(name or "", self.by_name)
      :gsub("“", "“--")))
  end
  if option.value then
    store(self.values, option, convert(option, "--" .. name, self:value_of(option, "--" .. name, attached)))
  elseif attached then
    M.misuse(("--%s takes no value"):format(name))
  else
    store(self.values, option, true)
  end
end

function Parser:short(word)
  local at = 2
  while at <= #word do
    local letter = word:sub(at, at)
    local option = self.by_letter[letter] or M.misuse(("unknown option -%s"):format(word:match(utf8.charpattern, at)))
    if option.value then
      local attached = word:sub(at + 1):gsub("^=", "")
      store(self.values, option,
        convert(option, "-" .. letter, self:value_of(option, "-" .. letter, attached ~= "" and attached or nil)))
      return
    end
    store(self.values, option, true)
    at = at + 1
  end
end

---Reads what was typed after the command's name. Raises misuse.
---@param command table { options = {…}, minimum = n, maximum = n, usage = "…" }
---@param words string[]
---@return table options by name, `-` in names as `_`
---@return string[] arguments what is no option
function M.parse(command, words)
  local parser = setmetatable({ words = words, at = 0, values = {}, by_name = {}, by_letter = {} }, Parser)
  for _, option in ipairs(M.options(command.options)) do
    parser.by_name[option[1]] = option
    if option.short then parser.by_letter[option.short] = option end
    if option.default ~= nil then parser.values[key_of(option)] = option.default end
  end
  local arguments = {}
  while parser.at < #words do
    parser.at = parser.at + 1
    local word = words[parser.at]
    if word == "--" then
      table.move(words, parser.at + 1, #words, #arguments + 1, arguments)
      break
    elseif word:find("^%-%-.") then
      parser:long(word)
    elseif word:find("^%-.") then
      parser:short(word)
    else
      arguments[#arguments + 1] = word
    end
  end
  if not parser.values.help then M.check_count(command, arguments) end
  return parser.values, arguments
end

---@param command table
---@param arguments string[]
function M.check_count(command, arguments)
  if command.minimum and #arguments < command.minimum then
    M.misuse(#arguments == 0 and "nothing to work on" or "too few arguments")
  elseif command.maximum and #arguments > command.maximum then
    M.misuse(("“%s” is one argument too many"):format(arguments[command.maximum + 1]))
  end
end

local function left_column(option)
  local text = option.short and ("-%s, --%s"):format(option.short, option[1]) or ("    --%s"):format(option[1])
  return text .. (option.value and " " .. option.value or "")
end

---The text of --help.
---@param name string of the command
---@param command table { summary, usage, options, examples, about }
---@param terminal table scripts/gimlet/cli/terminal.lua
---@return string
function M.help(name, command, terminal)
  local width = math.min(terminal.width(), 100)
  local out = { terminal.bold("gimlet " .. name) .. ": " .. (command.summary or ""), "",
    terminal.bold("Usage:") .. " gimlet " .. (command.usage or name) }
  if command.about then
    out[#out + 1] = ""
    out[#out + 1] = terminal.wrap(command.about, width)
  end
  out[#out + 1] = ""
  out[#out + 1] = terminal.bold("Options:")
  local options, column = M.options(command.options), 0
  for _, option in ipairs(options) do column = math.max(column, utf8.len(left_column(option))) end
  column = math.min(column, 30)
  for _, option in ipairs(options) do
    local left = left_column(option)
    local pad = (" "):rep(column - utf8.len(left))
    local help = terminal.wrap(option.help or "", width, (" "):rep(column + 4)):gsub("^%s+", "")
    if utf8.len(left) > column then help = "\n" .. (" "):rep(column + 4) .. help end
    out[#out + 1] = "  " .. left .. pad .. "  " .. help
  end
  if command.examples and #command.examples > 0 then
    out[#out + 1] = ""
    out[#out + 1] = terminal.bold("Examples:")
    for _, example in ipairs(command.examples) do
      if type(example) == "table" then
        out[#out + 1] = "  " .. example[1]
        if example[2] then out[#out + 1] = terminal.wrap(example[2], width, "      ") end
      else
        out[#out + 1] = "  " .. example
      end
    end
  end
  return table.concat(out, "\n") .. "\n"
end

return M
