-- The code in the guides runs. A fenced block of
--   sh    runs line by line (after "$ " where there is one) with `gimlet` on the PATH, in a folder
--         of its own that holds rules/ and the bundled samples; it must end with status 0
--   lua   is a script where it says require, otherwise rules: `gimlet check` must pass them
--   c     compiles against core/
--   text of COMMAND  is what the command prints: every line of the block, in order, whatever the numbers and bars;
--         a line … stands for any
-- Blocks marked otherwise (text, json, …) are not run. A block marked `sh no-run` is only shown.
local guides = { "README.md", "core/README.md", "scripts/README.md", "rules/README.md", "rules/COOKBOOK.md",
  "vendor/README.md" }

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  return text
end

local function run(command)
  local pipe = assert(io.popen("{ " .. command .. "\n} 2>&1"))
  local output = pipe:read("a")
  local ok, _, status = pipe:close()
  return ok and 0 or status, output
end

local root = assert(io.popen("pwd")):read("l")
local binary = (os.getenv("GIMLET") or root .. "/build/release/gimlet"):match("^(.*)/[^/]*$")
local folder

local function write(name, text)
  local file = assert(io.open(folder .. "/" .. name, "wb"))
  file:write(text)
  file:close()
  return folder .. "/" .. name
end

local runners = {}

function runners.sh(code)
  local lines = {}
  for line in code:gmatch("[^\n]+") do lines[#lines + 1] = line:gsub("^%$ ", "") end
  local script = write("snippet.sh", "set -e\n" .. table.concat(lines, "\n") .. "\n")
  return run(("cd %s && XDG_DATA_HOME=$PWD/data PATH=%s:$PATH NO_COLOR=1 sh %s </dev/null"):format(folder, binary,
    script))
end

function runners.lua(code)
  if code:find("require", 1, true) then
    return run(("cd %s && LUA_CPATH='%s/?.so;;' lua5.4 %s"):format(folder, binary, write("snippet.lua", code)))
  end
  if not code:find("pack%s*\"") then code = 'pack "snippet" { about = "A snippet.", version = "1.0.0" }\n' .. code end
  local name = code:match("pack%s*\"([%w_]+)\"")
  return run(("cd %s && %s/gimlet check %s"):format(folder, binary, write(name .. ".lua", code)))
end

function runners.c(code)
  return run(("cc -std=c11 -D_GNU_SOURCE -Icore -fsyntax-only %s"):format(write("snippet.c", code)))
end

-- A line without its numbers, and what is drawn by them.
local function shape(line)
  for _, mark in ipairs { "·", "━", "●", "┄", "−", "+" } do line = line:gsub(mark:gsub("%p", "%%%0"), "") end
  return (line:gsub("%d+", "0"):gsub("%s+", " "):gsub(" $", ""))
end

-- Is every line of a block printed by the command, in their order?
local function shown(command, block)
  local status, output = runners.sh(command)
  if status ~= 0 then return status, output end
  local printed, at = {}, 0
  for line in output:gmatch("[^\n]+") do printed[#printed + 1] = shape(line) end
  for line in block:gmatch("[^\n]+") do
    local wanted = shape(line)
    if wanted ~= "…" and wanted ~= " …" then
      repeat at = at + 1 until at > #printed or printed[at] == wanted
      if at > #printed then return "no line “" .. line .. "”", output end
    end
  end
  return 0, output
end

describe("the guides", function()
  setup(function()
    folder = assert(io.popen("mktemp -d")):read("l")
    os.execute(("cp -R %s/rules %s/rules; ln -s %s/vendor %s/core %s/scripts %s/; "):format(
      root, folder, root, root, root, folder))
  end)
  teardown(function() os.execute("rm -rf " .. folder) end)

  for _, guide in ipairs(guides) do
    local number = 0
    local text = "\n" .. read(guide)
    for kind, code in text:gmatch("\n```([^\n]*)\n(.-)\n```") do
      number = number + 1
      local command = kind:match("^text of (.+)$")
      local runner = runners[kind] or command and function() return shown(command, code) end
      if runner then
        it(("%s, block %d runs (%s)"):format(guide, number, kind), function()
          local status, output = runner(code)
          assert(status == 0, ("status %s\n%s\n-- it printed:\n%s"):format(status, code, output))
        end)
      end
    end
  end
end)
