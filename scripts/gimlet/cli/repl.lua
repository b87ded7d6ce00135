-- The REPL: Lua over a corpus, chunk by chunk.
--
-- Expressions print without `return`; a chunk that is not complete goes on in the next line, and is edited as a whole;
-- an error does not end it; Control-C stops the running call. What does not fit the window goes through a pager. Where
-- standard input is no terminal, lines are read as a script.
local suggest = require "gimlet.cli.suggest"
local suggestions = require "gimlet.cli.suggestions"
local display = require "gimlet.cli.display"
local files = require "gimlet.base.files"
local host = require("gimlet.core").host
local result = require "gimlet.vocabulary.result"
local terminal = require "gimlet.cli.terminal"
local words = require "gimlet.cli.words"

local M = {}

local PAGED_ROWS <const> = 500 -- of a result, on a terminal

local Repl = {}
Repl.__index = Repl

-- Names side by side, as many columns as fit.
local function columns_of(names)
  local width, widest, shown = terminal.width(), 0, math.min(#names, 120)
  for i = 1, shown do widest = math.max(widest, terminal.columns(names[i]:match "[^.:]+$" or names[i])) end
  local across = math.max(1, width // (widest + 2))
  local lines, rows = {}, (shown + across - 1) // across
  for row = 1, rows do
    local cells = {}
    for at = row, shown, rows do cells[#cells + 1] = terminal.pad(names[at]:match "[^.:]+$" or names[at], widest) end
    lines[row] = (table.concat(cells, "  "):gsub("%s+$", ""))
  end
  if #names > shown then lines[#lines + 1] = ("… %d more"):format(#names - shown) end
  return table.concat(lines, "\n") .. "\n"
end

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

-- A value, on a terminal page by page where it is long.
function Repl:show(value)
  if value == nil then return io.write "nil\n" end
  local height = self.interactive and host.is_terminal(1) and select(2, host.terminal_size())
  local text
  if height and result.about(value) then
    text = result.text(value, terminal.width(), PAGED_ROWS)
  else
    text = display.text(value)
  end
  local _, lines = text:gsub("\n", "")
  if not height or lines < height - 1 then return io.write(text) end
  host.ignore_interrupts() -- they are the pager's meanwhile
  terminal.page(text)
  host.catch_interrupts(true)
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
  if self.interactive then host.catch_interrupts(true) end
  local results = table.pack(xpcall(chunk, short_trace))
  host.catch_interrupts(self.interactive)
  terminal.clear_progress()
  if not results[1] then
    local failure = results[2]
    if type(failure) == "table" and not (getmetatable(failure) or {}).__tostring then
      failure = "an error that is a table: " .. display.text(failure):gsub("\n$", "")
    end
    self:failed(tostring(failure))
    return true
  end
  local name = text:match "^%s*([%a_][%w_]*)%s*$"
  if name and name ~= "nil" and results.n == 2 and results[2] == nil then
    io.write("nil", self:nearest(name), "\n")
  end
  local shown, wrong = xpcall(function() self:show_all(results) end, short_trace) -- rows may be read only now
  host.catch_interrupts(self.interactive)
  if not shown then self:failed(tostring(wrong)) end
  if results.n == 2 then self.environment._ = results[2] end
  io.stdout:flush()
  return true
end

function Repl:show_all(results)
  for i = 2, results.n do
    if results[i] ~= nil or results.n > 2 then
      self:show(type(results[i]) == "function" and words.explain_word(results[i], self.words) or results[i])
    end
  end
end

-- “Did you mean” for a name that has no value.
function Repl:nearest(name)
  if #name < 3 then return "" end
  local known = {}
  for word in pairs(self.words) do known[#known + 1] = word end
  for word in pairs(self.environment) do known[#known + 1] = word end
  for word in pairs(_G) do known[#known + 1] = word end
  return suggest.hint(name, known)
end

function Repl:failed(message)
  self.failures = self.failures + 1
  io.stdout:flush()
  if message:find "interrupted$" then message = (self.interactive and "\n" or "") .. "interrupted" end
  message = message:gsub("^repl:1: ", "")
  local unknown = message:match "global '([%w_]+)'"
  local hint = unknown and self.words[unknown] == nil and self:nearest(unknown) or ""
  message = message:gsub("^[^\n]*", function(line) return line .. hint end)
  if self.interactive and not message:find "\n" then message = terminal.wrap(message) end
  io.stderr:write(self.interactive and "" or "gimlet: ", message, "\n")
end

---Completions of what stands before the cursor.
---@param text string
---@return string[] completions
---@return integer length of what they complete, in bytes
---@return string shown as columns that fit the window
function Repl:complete(text)
  local names, length = suggestions.complete(text, self.environment, self.words)
  return names, length, columns_of(names)
end

-- May the chunk end here? A line break goes into it where more must follow.
function Repl:is_whole(text)
  local chunk, message = compile((text:gsub("^%s*=", "return ")), self.environment)
  return chunk ~= nil or message ~= "incomplete"
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
  local editor = host.edit(function(text) return self:complete(text) end,
    function(text) return self:is_whole(text) end)
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
      if self.interactive then add(text) end
      return not self.done
    end
  end
end

-- Lua's own matching never looks up; ours, which packs are given, heeds Control-C.
local function heed_interrupts(environment)
  local strings = {}
  for name, value in pairs(string) do strings[name] = value end
  for _, name in ipairs { "find", "match", "gmatch", "gsub" } do strings[name] = host.strings[name] or strings[name] end
  environment.string = strings
  getmetatable("").__index = strings
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
  if self.interactive then heed_interrupts(self.environment) end
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
