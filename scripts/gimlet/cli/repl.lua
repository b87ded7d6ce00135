-- The REPL: Lua over a corpus, line by line.
--
-- Expressions print without `return`; a chunk that is not complete goes on in the next line; an error does not end
-- it; Control-C stops the running call. Where standard input is no terminal, lines are read as a script.
local display = require "gimlet.cli.display"
local files = require "gimlet.base.files"
local host = require("gimlet.core").host
local packs = require "gimlet.work.packs"
local terminal = require "gimlet.cli.terminal"
local words = require "gimlet.cli.words"

local M = {}

local Repl = {}
Repl.__index = Repl

-- ---- evaluating ---------------------------------------------------------------------------------------

-- The chunk as a function; nil, "incomplete" or nil, message.
local function compile(text, environment)
  local chunk = load("return " .. text, "=repl", "t", environment)
  if chunk then return chunk end
  local message
  chunk, message = load(text, "=repl", "t", environment)
  if chunk then return chunk end
  if message:find "<eof>$" or message:find "unfinished long" then return nil, "incomplete", message end
  return nil, message
end

-- The lines of a trace that lie in what the user typed or in a file of his.
local function short_trace(failure)
  if type(failure) ~= "string" then return failure end
  local lines = {}
  for line in debug.traceback("", 2):gmatch "[^\n]+" do
    local place = line:match "^%s*(repl:%d+): " or line:match "^%s*(%./[^:]+%.lua:%d+): "
    if place then lines[#lines + 1] = "  " .. line:match "^%s*(.*)$" end
  end
  return failure .. (#lines > 1 and "\n" .. table.concat(lines, "\n") or "")
end

---Runs one chunk and prints what it gives.
---@param text string
---@return boolean complete false where more lines are wanted
function Repl:run(text)
  local chunk, message, why = compile(text, self.environment)
  if not chunk and message == "incomplete" and not self.last_line then return false end
  if not chunk then
    self:failed(why or message)
    return true
  end
  local results = table.pack(xpcall(chunk, short_trace))
  host.catch_interrupts()
  terminal.clear_progress()
  if not results[1] then
    local failure = results[2]
    if type(failure) == "table" and not (getmetatable(failure) or {}).__tostring then
      failure = "an error that is a table: " .. display.text(failure):gsub("\n$", "")
    end
    self:failed(tostring(failure))
    return true
  end
  for i = 2, results.n do
    if results[i] ~= nil or results.n > 2 then
      if type(results[i]) ~= "function" or not words.explain_word(results[i], self.words) then
        io.write(results[i] == nil and "nil\n" or display.text(results[i]))
      end
    end
  end
  if results.n == 2 then self.environment._ = results[2] end
  io.stdout:flush()
  return true
end

function Repl:failed(message)
  self.failures = self.failures + 1
  io.stdout:flush()
  if message:find "interrupted$" then message = (self.interactive and "\n" or "") .. "interrupted" end
  message = message:gsub("^repl:1: ", "")
  io.stderr:write(self.interactive and "" or "gimlet: ", message, "\n")
end

-- ---- completion ---------------------------------------------------------------------------------------

local function add_names(list, value, prefix, stem)
  local seen = 0
  local methods = type(value) == "table" and (getmetatable(value) or {}).__methods
  if methods then add_names(list, methods, prefix, stem) end
  while type(value) == "table" and seen < 4 do
    for key in pairs(value) do
      if type(key) == "string" and key:find "^[%a_][%w_]*$" and key:sub(1, #prefix) == prefix then
        list[stem .. key] = true
      end
    end
    local meta = getmetatable(value)
    value, seen = meta and meta.__index, seen + 1
  end
  if type(value) == "userdata" then
    local meta = getmetatable(value)
    if meta and type(meta.__index) == "table" then add_names(list, meta.__index, prefix, stem) end
  end
end

-- Names of packs, and of rules once a pack is named.
local function rule_names(prefix)
  local list = {}
  local pack = prefix:match "^([%w_-]+)%."
  if not pack then
    for _, name in ipairs(packs.list()) do list[name] = true end
    return list
  end
  local found = packs.find(pack)
  for path, bytes in pairs(found and found.files or {}) do
    if path:find "%.lua$" then
      for word, name in bytes:gmatch "%f[%a](%a+)%s*%(?[\"']([%w_-]+)[\"']%s*%{" do
        if word ~= "pack" then list[pack .. "." .. name] = true end
      end
    end
  end
  return list
end

local function sorted_with(list, prefix)
  local names = {}
  for name in pairs(list) do
    if name:sub(1, #prefix) == prefix then names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

---Completions of the last word of a line.
---@param text string up to the cursor
---@return string[] completions
---@return integer length of the word in bytes
function Repl:complete(text)
  local quoted = text:match "[\"']([%w_.-]*)$"
  local _, quotes = text:gsub("[\"']", "")
  if quoted and quotes % 2 == 1 then return sorted_with(rule_names(quoted), quoted), #quoted end
  local word = text:match "[%a_][%w_.:]*$" or ""
  local path, prefix = word:match "^(.*[.:])([%w_]*)$"
  local value, list = self.environment, {}
  for name in (path or ""):gmatch "[%w_]+" do
    local good, next_value = pcall(function() return value[name] end)
    value = good and next_value or nil
    if type(value) == "string" then value = string end
  end
  add_names(list, value, prefix or word, path or "")
  if not path then
    add_names(list, self.words, word, "")
    add_names(list, _G, word, "")
    for keyword in ("function return local for while repeat until then end corpus"):gmatch "%a+" do
      list[keyword] = true
    end
  end
  return sorted_with(list, word), #word
end

-- ---- reading lines ------------------------------------------------------------------------------------

local function history_path()
  local home = os.getenv "XDG_STATE_HOME"
  if not home or home == "" then
    local user = os.getenv "HOME"
    if not user or user == "" then return nil end
    home = files.join(user, ".local/state")
  end
  local folder = files.join(home, "gimlet")
  return files.make_folders(folder) and files.join(folder, "history") or nil
end

-- Gives lines: text, nil at the end, false after Control-C.
local function line_reader(self)
  if not self.interactive then return function() return io.read "l" end, function() end, function() end end
  if not host.edit then
    return function(prompt)
      io.write(prompt)
      io.stdout:flush()
      return io.read "l"
    end, function() end, function() end
  end
  local editor = host.edit(function(text) return self:complete(text) end)
  local path = history_path()
  if path and files.exists(path) then editor:load(path) end
  local function read(prompt) return editor:read(prompt) end
  local function add(text) editor:add(text) end
  local function close()
    if path then editor:save(path) end
    editor:close()
  end
  return read, add, close
end

-- One chunk of one or more lines; nil at the end of input.
local function read_and_run(self, read, add)
  local text
  while true do
    local good, line = pcall(read, text and "…> " or "gimlet> ")
    host.catch_interrupts()
    if not good or line == false then -- Control-C clears what was typed
      if self.interactive then io.write "\n" end
      return true
    end
    if line == nil then
      if not text then return false end
      self.last_line = true
      self:run(text)
      return false
    end
    text = text and text .. "\n" .. line or line
    if not text:find "%S" or text:find "^%s*#!" then return true end
    if self:run(text:gsub("^%s*=", "return ")) then
      if self.interactive then add((text:gsub("%s*\n%s*", " "))) end
      return not self.done
    end
  end
end

---Runs the REPL to its end.
---@param options { corpus: string?, jobs: integer? }
---@return integer exit status: 1 where a script's line failed
function M.main(options)
  local self = setmetatable({ failures = 0, interactive = host.is_terminal(0) }, Repl)
  local vocabulary, close_words = words.new(options, function() self.done = true end)
  self.words = vocabulary
  self.environment = setmetatable({ gimlet = require "gimlet" }, { __index = function(_, key)
    local value = vocabulary[key]
    if value ~= nil then return value end
    return _G[key]
  end })
  local read, add, close = line_reader(self)
  if self.interactive then
    io.write(terminal.dim(('gimlet %s: Lua over a corpus; help() lists the words, Control-D ends'):format(
      require("gimlet")._VERSION)), "\n")
  end
  while read_and_run(self, read, add) do end
  close()
  close_words()
  return not self.interactive and self.failures > 0 and 1 or 0
end

return M
