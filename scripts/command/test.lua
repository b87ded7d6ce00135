-- gimlet test: runs busted specs of packs.
local args = require "gimlet.cli.args"
local files = require "gimlet.base.files"
local json = require "gimlet.base.json"
local packs = require "gimlet.work.packs"
local terminal = require "gimlet.cli.terminal"

-- Specs at a path: a file, a folder (its *_spec.lua), or the folder of a pack by name.
local function specs_of(path)
  if not files.exists(path) then
    local pack, message = packs.find(path)
    if not pack then return nil, message end
    path = pack.root
  end
  if not files.is_folder(path) then return { path } end
  local list, failure = {}, nil
  files.walk(path, function(found)
    if found:find "_spec%.lua$" then list[#list + 1] = found end
  end, function(message) failure = failure or message end)
  if failure then return nil, failure end
  table.sort(list)
  if #list == 0 then return nil, ("%s: no specs there (*_spec.lua)"):format(path) end
  return list
end

-- ---- the runner ----------------------------------------------------------------------------------------

-- busted.core and its describe/it, without its own command line, output and loaders.
local function runner()
  package.path = package.path .. ";/usr/share/lua/5.4/?.lua;/usr/share/lua/5.4/?/init.lua"
  package.cpath = package.cpath .. ";/usr/lib/x86_64-linux-gnu/lua/5.4/?.so;/usr/lib/aarch64-linux-gnu/lua/5.4/?.so"
  local found, busted = pcall(require, "busted.core")
  if not found then return nil, "busted is not installed: apt install lua-busted (" .. busted:match "[^\n]*" .. ")" end
  busted = busted()
  require "busted"(busted)
  return busted
end

local KINDS = { success = "passed", failure = "failed", error = "failed", pending = "skipped" }

local function failed(record) return record.status == "failure" or record.status == "error" end

local function message_of(message)
  if type(message) == "table" and getmetatable(message) and getmetatable(message).__tostring then
    return tostring(message)
  end
  return type(message) == "string" and message or json.encode(message)
end

local function listen(busted, options, results)
  local handler = require "busted.outputHandlers.base"()
  local function add(element, parent, status, message, trace)
    local name = handler.getFullName(element)
    local at = trace and trace.short_src and ("%s:%s"):format(trace.short_src, trace.currentline)
    local record = { type = "test", schema = 1, name = name, status = status, at = at,
      message = message and message_of(message) or nil }
    if at and record.message and record.message:sub(1, #at + 2) == at .. ": " then
      record.message = record.message:sub(#at + 3)
    end
    local key = KINDS[status] or "failed"
    results[key] = results[key] + 1
    if options.json then print(json.encode(record))
    elseif failed(record) then
      terminal.clear_progress()
      io.stderr:write(("gimlet: %s%s: %s\n"):format(at and at .. ": " or "", name,
        ((record.message or status):gsub("\n", "\n    "))))
    elseif options.verbose then
      print(("  %s %s"):format(status == "pending" and "–" or "✓", name))
    end
    return nil, parent ~= nil
  end
  busted.subscribe({ "test", "end" }, function(element, parent, status, trace)
    if status == "success" or status == "pending" then add(element, parent, status, nil, trace) end
    return nil, true
  end)
  for _, kind in ipairs { "failure", "error" } do
    busted.subscribe({ kind }, function(element, parent, message, trace)
      add(element, parent, kind, message, trace)
      return nil, true
    end)
  end
end

local function load_spec(busted, path)
  local chunk, message = loadfile(path, "t")
  if not chunk then return nil, message end
  local file = { getTrace = function(_, info) return info end }
  busted.executors.file(path, setmetatable(file, { __call = chunk }))
  return true
end

local function run(options, arguments)
  local list = {}
  for _, path in ipairs(arguments) do
    local found, message = specs_of(path)
    if not found then args.misuse(message) end
    table.move(found, 1, #found, #list + 1, list)
  end
  local busted, message = runner()
  if not busted then return nil, message end
  require "gimlet.rule.expect"
  local results = { passed = 0, failed = 0, skipped = 0 }
  listen(busted, options, results)
  for _, path in ipairs(list) do
    local good, why = load_spec(busted, path)
    if not good then
      terminal.failure(why)
      results.failed = results.failed + 1
    end
  end
  require "busted.execute"(busted)(1, { seed = 1, shuffle = false, sort = false })
  if options.json then
    print(json.encode { type = "tests", schema = 1, passed = results.passed, failed = results.failed,
      skipped = results.skipped })
  else
    print(("%d passed, %d failed%s"):format(results.passed, results.failed, results.skipped > 0
      and (", %d skipped"):format(results.skipped) or ""))
  end
  return results.failed == 0 and 0 or 1
end

return {
  summary = "run specs of packs",
  usage = "test PATH…",
  about = "Runs busted specs (*_spec.lua): a file, a folder, or the folder of a pack. Besides busted's own there are "
    .. "assertions on rules: assert.finds(rule, text), ignores, supports, opposes, counts, captures, context, "
    .. "strength, fires(rule, path), scores(path, low, high); what fails is told with the text, in which what was "
    .. "found is marked. Specs run under stock busted as well, with gimlet.so on package.cpath.",
  minimum = 1,
  options = { { "verbose", short = "v", help = "name every test" }, "json" },
  examples = { "gimlet test rules/mypack", { "gimlet test mypack -v", "a pack by name" },
    "gimlet test rules/mypack/mypack_spec.lua --json" },
  run = run,
}
