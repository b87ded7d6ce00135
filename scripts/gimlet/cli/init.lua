-- The command line: finds the command, reads its options, runs it, and turns what comes out into an
-- exit status: 0 done, 1 done with failures named on standard error, 2 misuse.
--
-- A command is a file of scripts/command/ that returns { summary =, usage =, about =, options = {…}, examples =
-- {…}, minimum =, maximum = (arguments), run = function(options, arguments) … return status end }; `run` may
-- also return nil, message for a failure, and raise with args.misuse(message). `dispatch(words)` may give the name, the
-- command and the words of another that its first word names.
local args = require "gimlet.cli.args"
local host = require("gimlet.core").host
local terminal = require "gimlet.cli.terminal"
local gimlet = require "gimlet"

local M = {}

-- The order in which the list of commands is shown; others follow by the alphabet.
local GROUPS = {
  { "The corpus", { "load", "docs", "show", "stats", "sources", "read" } },
  { "Rules over it", { "run", "scan", "explain", "judge", "whynot", "runs", "diff" } },
  { "Looking", { "kwic", "search", "freq", "colloc", "keyness", "dispersion", "dfm", "repl" } },
  { "Writing rules", { "new", "check", "test", "profile", "eval" } },
  { "Handing over", { "report", "export", "do", "pack", "bundle" } },
}

---@return string[] names of all commands, sorted
function M.commands()
  local names = {}
  for _, path in ipairs(host.embedded_paths("scripts/command/")) do
    local name = path:match("^scripts/command/([%w_-]+)%.lua$")
    if name then names[#names + 1] = name end
  end
  return names
end

---@param name string
---@return table? command nil where there is none of that name
function M.command(name)
  local path = "scripts/command/" .. name .. ".lua"
  local source = name:find("^[%w_-]+$") and host.embedded(path)
  if not source then return nil end
  return assert(load(source, "@" .. path, "t"))()
end

local function summary(name)
  local command = M.command(name)
  return { "  " .. name, command and command.summary or "" }
end

---The text of `gimlet --help`.
---@return string
function M.overview()
  local out = { terminal.bold("gimlet") .. " " .. gimlet._VERSION
    .. ": says what is in a pile of documents, with the evidence.", "",
    terminal.bold("Usage:") .. " gimlet COMMAND [OPTIONS] [ARGUMENTS]", "" }
  local known, listed = {}, {}
  for _, name in ipairs(M.commands()) do known[name] = true end
  local function add(title, names)
    local rows = {}
    for _, name in ipairs(names) do
      if known[name] and not listed[name] then
        listed[name] = true
        rows[#rows + 1] = summary(name)
      end
    end
    if #rows == 0 then return end
    for _, row in ipairs(rows) do row[1] = terminal.pad(row[1], 12) end
    out[#out + 1] = terminal.bold(title)
    out[#out + 1] = terminal.table(rows, { shrink = 2 })
  end
  for _, group in ipairs(GROUPS) do add(group[1], group[2]) end
  add("Other", M.commands())
  out[#out + 1] = "`gimlet COMMAND --help` shows a command's options and examples."
  return table.concat(out, "\n") .. "\n"
end

local function misuse(message, hint)
  terminal.failure(message)
  io.stderr:write("Try: gimlet ", hint, "\n")
  return 2
end

-- What a command raised, as a message. A bug shows its trace where GIMLET_TRACE is set.
local function explain(failure)
  if type(failure) == "string" and os.getenv("GIMLET_TRACE") then return debug.traceback(failure, 2) end
  return failure
end

local function run(name, command, words)
  local good, status, message = xpcall(function()
    if command.dispatch then -- a command of commands: its first word may name another
      local other, found, rest = command.dispatch(words)
      if other then name, command, words = other, found, rest end
    end
    local options, arguments = args.parse(command, words)
    if options.help then
      io.write(args.help(name, command, terminal))
      return 0
    end
    return command.run(options, arguments)
  end, explain)
  terminal.clear_progress()
  if not good then
    local wrong = args.is_misuse(status)
    if wrong then return misuse(wrong, name .. " --help") end
    terminal.failure(type(status) == "table" and status.message or tostring(status))
    return tostring(status) == "interrupted" and 130 or 1
  end
  if status == nil and message then
    terminal.failure(message)
    return 1
  end
  return math.tointeger(status) or 0
end

local function dispatch(words)
  local name = table.remove(words, 1)
  if name == nil then
    io.stderr:write(M.overview())
    return 2
  end
  if name == "--help" or name == "-h" or (name == "help" and #words == 0) then
    io.write(M.overview())
    return 0
  elseif name == "--version" or name == "-V" then
    local wordlists = require "gimlet.work.wordlists"
    io.write(("gimlet %s (%s)\n"):format(gimlet._VERSION, wordlists.engine(wordlists.abbreviations())))
    io.write(require("gimlet.work.jail").describe(), "\n")
    return 0
  elseif name:sub(1, 1) == "-" then
    return misuse("unknown option " .. name .. "; a command comes first", "--help")
  end
  local command = M.command(name)
  if not command then
    return misuse(("unknown command “%s”%s"):format(name, args.did_you_mean(name, M.commands())), "--help")
  end
  return run(name, command, words)
end

---@param ... string what was typed after `gimlet`
---@return integer exit status
function M.main(...)
  local status = dispatch { ... }
  local flushed, why = io.stdout:flush()
  if not flushed or host.output_failed() then
    -- A write in between may have failed where the last one did not.
    terminal.failure("standard output: " .. tostring(why or "could not be written to the end"))
    return 1
  end
  return status
end

return M
