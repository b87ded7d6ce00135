-- What editors need to know gimlet: type stubs, the annotated library, snippets, and settings that point there.
--
-- A folder's own settings are never overwritten; what they would say is told instead.
local files = require "gimlet.base.files"
local host = require("gimlet.core").host
local json = require "gimlet.base.json"
local words = require "gimlet.rule.words"

local M = {}

local HOME <const> = ".gimlet"

-- Example text as a snippet: the first name in quotes is typed over first.
local function snippet_body(example)
  local body = example:gsub("[$\\}]", "\\%0")
  body = body:gsub('^(%w+ ")([^"]*)"', function(before, name) return before .. "${1:" .. name .. '}"' end)
  local lines = {}
  for line in body:gmatch "[^\n]+" do lines[#lines + 1] = line end
  return json.array(lines)
end

---Snippets in the format of VS Code, which other editors read as well.
---@return string
function M.snippets()
  local list = json.object {}
  for _, group in ipairs { words.DECLARATIONS, words.PATTERNS, words.FILES } do
    for _, entry in ipairs(group) do
      list["gimlet " .. entry[1]] = { prefix = entry[1], scope = "lua", description = entry[#entry > 3 and 3 or 2],
        body = snippet_body(entry[#entry > 3 and 4 or 3]) }
    end
  end
  return json.encode(list, true) .. "\n"
end

---Settings of the language server.
---@return string
function M.luarc()
  local workspace = { library = json.array { HOME .. "/types", HOME .. "/library" }, checkThirdParty = false }
  return json.encode({ runtime = { version = "Lua 5.4" }, workspace = workspace }, true) .. "\n"
end

---Settings of luacheck.
---@return string
function M.luacheckrc()
  return "std = \"lua54\"\n" .. host.embedded "scripts/types/luacheckrc.lua"
end

local function write(folder, name, text)
  local path = files.join(folder, name)
  local made, message = files.make_folders((files.split(path)))
  if not made then return nil, message end
  return files.write(path, text)
end

-- Stubs of the rule language and of the core; the library itself, whose functions say what they take.
local function write_library(folder)
  for _, path in ipairs(host.embedded_paths "scripts/") do
    local name = path:match "^scripts/types/(%l+%.lua)$"
    local target = name and name ~= "luacheckrc.lua" and "types/" .. name
    if path:find "^scripts/gimlet/.*%.lua$" then target = "library/" .. path:match "^scripts/(.*)$" end
    if target then
      local good, message = write(folder, files.join(HOME, target), host.embedded(path))
      if not good then return nil, message end
    end
  end
  return true
end

---Writes what editors need into a folder.
---@param folder string
---@return { [1]: string, [2]: string }[]? done what was written, or is there already: path, what it is
---@return string? message
function M.write(folder)
  local good, message = write_library(folder)
  if not good then return nil, message end
  local done = { { files.join(folder, HOME), "stubs and the library, for completion and hover" } }
  for _, setting in ipairs { { ".luarc.json", "settings of lua-language-server", M.luarc },
      { ".luacheckrc", "settings of luacheck", M.luacheckrc },
      { ".vscode/gimlet.code-snippets", "snippets", M.snippets } } do
    local path = files.join(folder, setting[1])
    if files.exists(path) then
      done[#done + 1] = { path, "is there already and stays; " .. setting[2] .. " would be:\n" .. setting[3]() }
    else
      good, message = write(folder, setting[1], setting[3]())
      if not good then return nil, message end
      done[#done + 1] = { path, setting[2] }
    end
  end
  return done
end

return M
