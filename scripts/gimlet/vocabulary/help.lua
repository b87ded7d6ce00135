-- Help on words, from the comments above their declarations: one source for people, editors and this.
--
--   ---What it does, in a sentence or more.
--   ---
--   ---    an example                      lines set in by four spaces, as Markdown has them
--   ---@param name type what it is
--   ---@return type what it gives
--   function words.name(name) … end
local args = require "gimlet.cli.args"
local host = require("gimlet.core").host
local terminal = require "gimlet.cli.terminal"

local M = {}

-- Where words and methods are declared, and what they are called by: words.kwic, methods.by of a result, …
local SOURCES <const> = {
  { "scripts/gimlet/vocabulary/documents.lua", over = "corpus:", methods = "doc:" },
  { "scripts/gimlet/vocabulary/concordance.lua" },
  { "scripts/gimlet/vocabulary/counting.lua" },
  { "scripts/gimlet/vocabulary/evidence.lua" },
  { "scripts/gimlet/vocabulary/trying.lua" },
  { "scripts/gimlet/vocabulary/output.lua" },
  { "scripts/gimlet/cli/words.lua" },
  { "scripts/gimlet/vocabulary/result.lua", methods = "result:" },
}

-- ---- reading the comments ------------------------------------------------------------------------------

local function new_block() return { about = {}, examples = {}, params = {}, returns = nil } end

-- One line of a comment.
local function take(block, line)
  local tag, rest = line:match "^@(%a+)%s*(.*)$"
  if tag then
    block.tagged = tag
    if tag == "param" then block.params[#block.params + 1] = rest
    elseif tag == "return" then block.returns = rest end
  elseif line:find "^    %S" then
    block.examples[#block.examples + 1] = line:sub(5)
  elseif block.tagged == "param" then -- goes on
    block.params[#block.params] = block.params[#block.params] .. " " .. line:match "^%s*(.-)$"
  elseif block.tagged == "return" then
    block.returns = block.returns .. " " .. line:match "^%s*(.-)$"
  elseif line:find "%S" and not block.tagged then
    block.about[#block.about + 1] = line
  end
end

local function finish(block, holder, separator, name, parameters, prefix)
  local method = prefix ~= nil
  if method then parameters = parameters:gsub("^self,?%s*", "") end
  local optional = {}
  for _, param in ipairs(block.params) do
    local known, mark = param:match "^([%w_%.]+)(%??)"
    if mark == "?" then optional[known] = true end
  end
  parameters = parameters:gsub("[%w_]+", function(one) return optional[one] and one .. "?" or one end)
  return { name = (prefix or "") .. name, signature = (prefix or "") .. name .. "(" .. parameters .. ")",
    about = table.concat(block.about, " "), examples = block.examples, params = block.params, returns = block.returns,
    method = method, holder = holder, separator = separator }
end

---The declarations of a source that are commented.
---@param source string
---@param prefixes? table<string, string> what the functions of a table are called by: methods = "result:"
---@return table[] entries { name, signature, about, examples, params, returns, method }
function M.parse(source, prefixes)
  local list, block = {}, nil
  for line in source:gmatch "([^\n]*)\n?" do
    local comment = line:match "^%s*%-%-%-(.*)$"
    if comment then
      block = block or new_block()
      take(block, comment)
    else
      local holder, separator, name, parameters = line:match "^%s*function ([%w_]+)([%.:])([%w_]+)%((.-)%)"
      local prefix = prefixes and holder and prefixes[holder]
      if block and holder and (holder == "words" or prefix) and #block.about > 0 then
        list[#list + 1] = finish(block, holder, separator, name, parameters, prefix or nil)
      end
      block = nil
    end
  end
  return list
end

local entries -- all, read once

---All words and methods, in the order in which they are declared.
---@return table[]
function M.entries()
  if entries then return entries end
  entries = {}
  for _, source in ipairs(SOURCES) do
    local text = host.embedded(source[1])
    for _, entry in ipairs(text and M.parse(text, source) or {}) do entries[#entries + 1] = entry end
  end
  return entries
end

---@param name string "kwic", "result:by", "doc:sentences", or a method's name alone
---@return table? entry
function M.find(name)
  local plain = name:gsub("%(.*$", ""):gsub("%.", ":")
  local alone
  for _, entry in ipairs(M.entries()) do
    if entry.name == plain then return entry end
    if entry.method and entry.name:match "[^:]+$" == plain then alone = alone or entry end
  end
  return alone
end

---The word whose function this is.
---@param value any
---@param words table
---@return string?
function M.name_of(value, words)
  if type(value) ~= "function" then return nil end
  for _, entry in ipairs(M.entries()) do
    if not entry.method and words[entry.name] == value then return entry.name end
  end
end

---The options that a word takes, as its comment tells them: `options? { where: string?, … }` or `options? table where,
---…`.
---@param entry table
---@return string[]
function M.options(entry)
  local names = {}
  for _, param in ipairs(entry.params) do
    local what = param:match "^options%??%s+(.*)$"
    if what then
      local braces = what:match "%b{}"
      if braces then
        for name in braces:gmatch "([%a_]+):" do names[#names + 1] = name end
      else
        for name in (what:match "^table%s+(.*)$" or ""):gmatch "[%a_]+" do names[#names + 1] = name end
      end
    end
  end
  return names
end

-- ---- the words of the rule language --------------------------------------------------------------------

-- What rules/README.md says of a word: rows of its tables, then paragraphs that name it.
local function of_rules(name)
  local guide = host.embedded "rules/README.md"
  if not guide then return nil end
  local width, found = math.min(terminal.width(), 100), {}
  guide = guide:gsub("\\|", "\1") -- a bar within a cell
  local function plain(text) return (text:gsub("\1", "|"):gsub("[`*]", "")) end
  for line in guide:gmatch "[^\n]+" do
    local first, rest = line:match "^|%s*(.-)%s*|%s*(.-)%s*|"
    if first and first:find("`" .. name .. "%f[^%w_]") then
      found[#found + 1] = "  " .. plain(first) .. "\n" .. terminal.wrap(plain(rest), width, "      ")
    end
  end
  for paragraph in (guide .. "\n\n"):gmatch "(.-)\n\n" do
    if #found < 3 and not paragraph:find "^|" and paragraph:find("`" .. name .. "%f[^%w_]") then
      found[#found + 1] = terminal.wrap(plain((paragraph:gsub("\n", " "))), width, "  ")
    end
  end
  if #found == 0 then return nil end
  return terminal.bold(name) .. ", a word of the rule language\n" .. table.concat(found, "\n") .. "\n"
end

-- ---- showing -------------------------------------------------------------------------------------------

local function card(entry)
  local width = math.min(terminal.width(), 100)
  local out = { terminal.bold(entry.signature), terminal.wrap(entry.about, width, "  ") }
  for _, param in ipairs(entry.params) do
    local name, what = param:match "^(%S+)%s+(.*)$"
    if name and #what > 0 then
      local lines = terminal.wrap(name .. ": " .. what, width, "      "):gsub("^%s+", "")
      out[#out + 1] = "  " .. terminal.dim(lines:sub(1, #name + 1)) .. lines:sub(#name + 2)
    end
  end
  if entry.returns then
    local lines = terminal.wrap("gives " .. entry.returns, width, "      "):gsub("^%s+gives", "")
    out[#out + 1] = "  " .. terminal.dim "gives" .. lines
  end
  for _, example in ipairs(entry.examples) do out[#out + 1] = "    " .. terminal.style(example, "cyan") end
  return table.concat(out, "\n") .. "\n"
end

-- The first sentence.
local function brief(text) return ((text:match "^(.-[%.;])%s" or text):gsub("[%.;]$", "")) end

local function overview()
  local width, lines, widest = math.min(terminal.width(), 100), {}, 0
  for _, entry in ipairs(M.entries()) do
    if not entry.method then widest = math.max(widest, #entry.name) end
  end
  local function add(name, text)
    local wrapped = terminal.wrap(text, width, (" "):rep(widest + 4)):gsub("^%s+", "")
    lines[#lines + 1] = "  " .. terminal.bold(terminal.pad(name, widest)) .. "  " .. wrapped
  end
  add("corpus", "the corpus: corpus:docs{…}, corpus:doc(1), corpus:count(), corpus:metadata()")
  local methods = {}
  for _, entry in ipairs(M.entries()) do
    if entry.method then methods[#methods + 1] = entry.name else add(entry.name, brief(entry.about)) end
  end
  return table.concat(lines, "\n") .. "\n" .. terminal.wrap("What they give goes on: " .. table.concat(methods, ", ")
    .. ".", width, "  ") .. "\n" .. terminal.dim(terminal.wrap(
    'help "kwic" shows how; _ is what came last; any Lua works as well.', width)) .. "\n"
end

---The text of help.
---@param name? string|function
---@param words table
---@return string
function M.text(name, words)
  if name == nil then return overview() end
  if type(name) == "function" then
    name = M.name_of(name, words) or error("help takes a name: help \"kwic\"", 0)
  end
  if type(name) ~= "string" then error("help takes a name: help \"kwic\"", 0) end
  if name == "corpus" then
    local out = { terminal.bold "corpus" .. "\n  the corpus that was opened\n" }
    for _, entry in ipairs(M.entries()) do
      if entry.name:find "^corpus:" then out[#out + 1] = card(entry) end
    end
    return table.concat(out)
  end
  local entry = M.find(name)
  if entry then return card(entry) end
  local rule = of_rules(name)
  if rule then return rule end
  local cli = require "gimlet.cli"
  local command = cli.command(name)
  if command then return args.help(name, command, terminal) end
  local known = cli.commands()
  for _, one in ipairs(M.entries()) do known[#known + 1] = one.name end
  error(("nothing is called “%s”%s"):format(name, args.did_you_mean(name, known)), 0)
end

return M
