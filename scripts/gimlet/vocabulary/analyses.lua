-- Analyses: files that use the vocabulary, the bundled ones (scripts/analysis) and the user's own.
--
-- In this order: ./analysis, the folders of $GIMLET_PATH beside packs, $XDG_DATA_HOME/gimlet/analysis,
-- share/gimlet/analysis beside the program, those within the program; or a path. A file runs with the rights of the
-- user, as any script does.
--
-- A file returns { summary =, usage =, about =, minimum =, maximum =, options = {…}, examples = {…}, run =
-- function(words, options, arguments) … return result end }, with options as commands declare them; or it is a script
-- over the words as globals, whose value is the result and whose first comment is its summary.
local args = require "gimlet.cli.args"
local files = require "gimlet.base.files"
local host = require("gimlet.core").host
local result = require "gimlet.vocabulary.result"
local terminal = require "gimlet.cli.terminal"

local M = {}

---Folders that analyses are looked for in, the first match wins.
---@return string[]
function M.folders()
  local list = {}
  for i, folder in ipairs(require("gimlet.work.packs").folders()) do
    -- Where packs lie in DIR/rules, analyses lie in DIR/analysis.
    list[i] = folder == "rules" and "analysis" or (folder:gsub("/rules$", "") .. "/analysis")
  end
  return list
end

local function load_analysis(name, path, source)
  local chunk, message = load(source, "@" .. path, "t", setmetatable({}, { __index = function(_, key)
    return M.words and M.words[key] or _G[key]
  end }))
  if not chunk then return nil, message end
  local summary = source:match "^#[^\n]*\n%-%-%s*([^\n]*)" or source:match "^%-%-%s*([^\n]*)"
  if not source:find "%f[%w_]run%s*=" then -- a script: it runs when it is asked to
    return { name = name, path = path, summary = summary or "", options = {}, run = function(words)
      M.words = words
      local results = table.pack(pcall(chunk))
      M.words = nil
      if not results[1] then error(results[2], 0) end
      return table.unpack(results, 2, results.n)
    end }
  end
  local good, analysis = pcall(chunk)
  if not good then return nil, tostring(analysis) end
  if type(analysis) ~= "table" or type(analysis.run) ~= "function" then
    return nil, path .. ": an analysis returns { summary =, run = function(words, options, arguments) … end }"
  end
  analysis.name, analysis.path = name, path
  analysis.summary = analysis.summary or summary or ""
  return analysis
end

local function names()
  local seen = {}
  for _, folder in ipairs(M.folders()) do
    for _, file in ipairs(host.list(folder) or {}) do
      local name = file:match "^([%w_-]+)%.lua$"
      if name and not name:find "_spec$" then seen[name] = true end
    end
  end
  for _, path in ipairs(host.embedded_paths "scripts/analysis/") do
    seen[path:match "([%w_-]+)%.lua$"] = true
  end
  local list = {}
  for name in pairs(seen) do list[#list + 1] = name end
  table.sort(list)
  return list
end
M.names = names

---@param name string of an analysis, or a path to one
---@return table? analysis
---@return string? message
function M.find(name)
  if name:find("/", 1, true) or name:find "%.lua$" then
    local source, message = files.read(name)
    if not source then return nil, message end
    return load_analysis(select(2, files.split(name)):gsub("%.lua$", ""), name, source)
  end
  if not name:find "^[%w_-]+$" then return nil, ("“%s” is no name of an analysis"):format(name) end
  for _, folder in ipairs(M.folders()) do
    local path = files.join(folder, name .. ".lua")
    if files.exists(path) then return load_analysis(name, path, assert(files.read(path))) end
  end
  local path = "scripts/analysis/" .. name .. ".lua"
  local source = host.embedded(path)
  if source then return load_analysis(name, path, source) end
  return nil, ("there is no analysis “%s”%s"):format(name, args.did_you_mean(name, names()))
end

---All that can be found, as a result.
---@return result
function M.overview()
  local rows = {}
  for i, name in ipairs(names()) do
    local found, message = M.find(name)
    rows[i] = { name = name, summary = found and found.summary or message, from = found and found.path or nil }
  end
  return result.new(rows, { kind = "analysis", columns = { "name", "summary" }, render = function(list, width)
    local widest, lines = 0, {}
    for _, row in ipairs(list) do widest = math.max(widest, #row.name) end
    for i, row in ipairs(list) do
      lines[i] = terminal.bold(terminal.pad(row.name, widest)) .. "  "
        .. terminal.wrap(row.summary, math.min(width, 100), (" "):rep(widest + 2)):gsub("^%s+", "") .. "\n"
    end
    return table.concat(lines)
  end })
end

---Runs an analysis.
---@param analysis table of M.find
---@param words table the vocabulary
---@param options table by name; defaults are filled in
---@param arguments string[]
---@return result|any
function M.run(analysis, words, options, arguments)
  local given, known = {}, {}
  for _, option in ipairs(args.options(analysis.options)) do
    local key = option[1]:gsub("-", "_")
    known[#known + 1] = key
    given[key] = option.default
  end
  for key, value in pairs(options) do
    local found = false
    for _, name in ipairs(known) do found = found or name == key end
    if not found then
      key = tostring(key)
      error(("%s has no option “%s”%s"):format(analysis.name, key, args.did_you_mean(key, known)), 0)
    end
    given[key] = value
  end
  args.check_count(analysis, arguments)
  return analysis.run(words, given, arguments)
end

return M
